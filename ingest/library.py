"""The library folder as a whole: reads every file and checks languages and references against each other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib import resources
from pathlib import Path

from ingest.problems import Problem, problem
from ingest.readers.front_matter import SourceFields, Unreadable
from ingest.readers.library_card import CARD_PARTS, read_library_card
from ingest.readers.library_file import LibraryFile, PlacedPassage, open_library_file
from ingest.readers.library_source import document_of, read_library_source
from knowledge.documents import Document, Passage, Role
from knowledge.language import Language
from knowledge.references import Reference

LIBRARY_FOLDER = Path(str(resources.files("knowledge") / "library"))
_SHARED_FIELDS = ("issued", "status", "norm", "checked", "unit")


@dataclass(frozen=True, slots=True)
class Library:
    """All passages of the library, and what an editor should mend."""

    passages: tuple[Passage, ...]
    problems: tuple[Problem, ...]


def library_digest(folder: Path = LIBRARY_FOLDER) -> str:
    """A name for the bytes of all library files; equal digests mean nothing to do."""
    digest = sha256()
    for path in _files(folder):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def read_library(folder: Path = LIBRARY_FOLDER) -> Library:
    """Read and check the library; files with problems contribute what can be read of them."""
    files = list(_read_files(folder))
    problems = [found for file in files for found in file.problems]
    problems += _pair_problems(folder, files)
    problems += _reference_problems(files)
    passages = tuple(placed.passage for file in files for placed in file.passages)
    return Library(passages, tuple(sorted(problems, key=lambda found: (found.file, found.line))))


def _files(folder: Path) -> list[Path]:
    return sorted([*(folder / "sources").glob("*.*.md"), *(folder / "guidance").glob("*.*.md")])


def _read_files(folder: Path) -> Iterator[LibraryFile]:
    indexes: dict[Language, Document] = {}
    for path in _files(folder):
        file = path.relative_to(folder).as_posix()
        if path.parent.name == "sources":
            yield read_library_source(path, file)
        elif path.name.startswith("index."):
            try:
                fields, _ = open_library_file(path, file, SourceFields)
                indexes[fields.language] = document_of(fields)
            except Unreadable as unreadable:
                yield LibraryFile(file, Language(path.suffixes[-2][1:]), (), unreadable.problems)
    for path in sorted((folder / "guidance").glob("*.*.md")):
        language = Language(path.suffixes[-2][1:])
        if not path.name.startswith("index.") and language in indexes:
            yield read_library_card(path, path.relative_to(folder).as_posix(), indexes[language])


def _pair_problems(folder: Path, files: list[LibraryFile]) -> Iterator[Problem]:
    by_path = {file.path: file for file in files}
    for file in files:
        other_path = _counterpart(file.path, file.language)
        other = by_path.get(other_path)
        if other is None:
            if not (folder / other_path).exists():
                yield problem(file.path, 1, "missing_language", language=file.language.other, file=other_path)
            continue
        yield from _difference_problems(file, other)


def _counterpart(path: str, language: Language) -> str:
    return f"{path.removesuffix(f'.{language}.md')}.{language.other}.md"


def _difference_problems(file: LibraryFile, other: LibraryFile) -> Iterator[Problem]:
    mine = {placed.passage.reference: placed for placed in file.passages}
    theirs = {placed.passage.reference: placed for placed in other.passages}
    for reference in theirs.keys() - mine.keys():
        yield problem(file.path, 1, "missing_locator", locator=reference.locator, file=other.path)
    if file.language is Language.EN:  # one side of each remaining difference is enough
        return
    yield from _field_problems(file, other)
    for reference in mine.keys() & theirs.keys():
        yield from _passage_problems(file, other, mine[reference], theirs[reference].passage)


def _field_problems(file: LibraryFile, other: LibraryFile) -> Iterator[Problem]:
    if not file.passages or not other.passages:
        return
    mine, theirs = file.passages[0].passage.document, other.passages[0].passage.document
    for name in _SHARED_FIELDS:
        if getattr(mine, name) != getattr(theirs, name):
            yield problem(file.path, 2, "field_differs", field=name, file=other.path, other=getattr(theirs, name))


def _passage_problems(file: LibraryFile, other: LibraryFile, mine: PlacedPassage, their: Passage) -> Iterator[Problem]:
    locator = mine.passage.reference.locator
    if set(mine.passage.see_also) != set(their.see_also):
        listed = ", ".join(map(str, their.see_also)) or "-"
        yield problem(file.path, mine.line, "see_also_differs", locator=locator, file=other.path, other=listed)
    if mine.passage.unknown != their.unknown:
        yield problem(file.path, mine.line, "unknown_differs", locator=locator)
    if mine.passage.reference.source == "guidance":
        yield from _card_problems(file, other, mine.passage, their)


def _card_problems(file: LibraryFile, other: LibraryFile, mine: Passage, their: Passage) -> Iterator[Problem]:
    for part, role in CARD_PARTS[file.language].items():
        ours, others = _of_role(mine, role), _of_role(their, role)
        if len(ours) != len(others):
            counts = {"count": len(ours), "other": len(others)}
            yield problem(file.path, 1, "card_steps_differ", part=part, file=other.path, **counts)
            continue
        for number, (our, their_references) in enumerate(zip(ours, others, strict=True), start=1):
            if our != their_references:
                yield problem(file.path, 1, "card_refs_differ", number=number, part=part, file=other.path)


def _of_role(passage: Passage, role: Role) -> list[frozenset[Reference]]:
    return [frozenset(sentence.rests_on) for sentence in passage.sentences if sentence.role is role]


def _reference_problems(files: Iterable[LibraryFile]) -> Iterator[Problem]:
    files = list(files)
    known = {placed.passage.reference for file in files for placed in file.passages}
    for file in files:
        for placed in file.passages:
            named = {*placed.passage.see_also, *(r for s in placed.passage.sentences for r in s.rests_on)}
            for reference in sorted(named - known):
                yield problem(file.path, placed.line, "unknown_reference", reference=reference)
