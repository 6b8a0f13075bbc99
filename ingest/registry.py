"""The official texts that the library knows an address of."""

from dataclasses import dataclass
from pathlib import Path

from ingest.library_files import LIBRARY_FOLDER
from ingest.readers.front_matter import SourceFields, Unreadable
from ingest.readers.library_file import open_library_file
from knowledge.language import Language


@dataclass(frozen=True, slots=True)
class RegisteredText:
    """Where the official text of a source, in the edition of the library, can be downloaded in a language."""

    source: str
    language: Language
    address: str


def registered_texts(folder: Path = LIBRARY_FOLDER) -> list[RegisteredText]:
    """All texts with an address, in the order of their sources; a file that cannot be read has none."""
    return [text for path in sorted((folder / "sources").glob("*.*.md")) for text in _texts(path)]


def _texts(path: Path) -> list[RegisteredText]:
    try:
        fields, _ = open_library_file(path, path.name, SourceFields)
    except Unreadable:
        return []
    return [RegisteredText(fields.source, fields.language, fields.text_url)] if fields.text_url else []
