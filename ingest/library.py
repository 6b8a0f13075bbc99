"""The library folder as a whole: reads every file, and has them checked against each other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import LibraryHasProblems
from ingest.library_checks import (
    evidence_problems,
    future_problems,
    pair_problems,
    reference_problems,
    term_problems,
    theme_problems,
)
from ingest.library_files import LIBRARY_FOLDER
from ingest.problems import Problem
from ingest.readers.front_matter import SourceFields, Unreadable
from ingest.readers.library_card import read_library_card
from ingest.readers.library_file import LibraryFile, open_library_file
from ingest.readers.library_glossary import read_library_glossary
from ingest.readers.library_source import document_of, read_library_source
from ingest.readers.library_tables import read_crosswalk, read_evidence
from knowledge.documents import Document, Passage
from knowledge.finding_aids import FindingAids, Term
from knowledge.language import Language


@dataclass(frozen=True, slots=True)
class Library:
    """All passages of the library, what ties them together, and what an editor should mend."""

    passages: tuple[Passage, ...]
    aids: FindingAids
    problems: tuple[Problem, ...]


def read_library(folder: Path = LIBRARY_FOLDER) -> Library:
    """Read and check the library; files with problems contribute what can be read of them."""
    files, terms = _read_files(folder)
    sources = {placed.passage.reference.source for file in files for placed in file.passages}
    evidence, problems = read_evidence(folder)
    themes, found = read_crosswalk(folder, sources)
    problems += found
    problems += [found for file in files for found in file.problems]
    problems += pair_problems(folder, files)
    problems += reference_problems(files)
    problems += theme_problems(files, themes)
    problems += evidence_problems(files, evidence)
    problems += term_problems(files, terms)
    problems += future_problems(files)
    return Library(
        passages=tuple(placed.passage for file in files for placed in file.passages),
        aids=FindingAids(terms, themes, evidence),
        problems=tuple(sorted(problems, key=lambda found: (found.file, found.line))),
    )


def read_whole_library(folder: Path = LIBRARY_FOLDER) -> Library:
    """The library, once it is in order; raises LibraryHasProblems."""
    library = read_library(folder)
    if library.problems:
        raise LibraryHasProblems(library.problems)
    return library


def _read_files(folder: Path) -> tuple[list[LibraryFile], tuple[Term, ...]]:
    files = [read_library_source(path, _name(folder, path)) for path in sorted((folder / "sources").glob("*.*.md"))]
    indexes, unreadable = _indexes(folder)
    files += unreadable
    for path, index in _sharing(folder / "guidance", indexes):
        files.append(read_library_card(path, _name(folder, path), index))
    terms: list[Term] = []
    for path, index in _sharing(folder / "glossary", indexes):
        file, found = read_library_glossary(path, _name(folder, path), index)
        files.append(file)
        terms += found
    return files, tuple(terms)


def _name(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()


def _language(path: Path) -> Language:
    return Language(path.suffixes[-2][1:])


def _indexes(folder: Path) -> tuple[dict[Language, Document], list[LibraryFile]]:
    """The document that cards and glossary share in each language, and the index files that cannot be read."""
    indexes: dict[Language, Document] = {}
    unreadable = []
    for path in sorted((folder / "guidance").glob("index.*.md")):
        file = _name(folder, path)
        try:
            fields, _ = open_library_file(path, file, SourceFields)
            indexes[fields.language] = document_of(fields)
        except Unreadable as error:
            unreadable.append(LibraryFile(file, _language(path), (), error.problems))
    return indexes, unreadable


def _sharing(folder: Path, indexes: dict[Language, Document]) -> Iterator[tuple[Path, Document]]:
    """The files of a folder that share a document, with it; none in a language that has no readable index."""
    paths: Iterable[Path] = sorted(folder.glob("*.*.md"))
    for path in paths:
        if not path.name.startswith("index.") and _language(path) in indexes:
            yield path, indexes[_language(path)]
