"""What the files of the library must have in common: the same places in both languages, references that exist."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from ingest.library_files import CROSSWALK_FILE
from ingest.problems import Problem, problem
from ingest.readers.library_card import CARD_PARTS
from ingest.readers.library_file import LibraryFile, PlacedPassage
from knowledge.documents import Passage, Role
from knowledge.figures import figures
from knowledge.finding_aids import Evidence, Term, Theme
from knowledge.language import Language
from knowledge.references import Reference

_SHARED_FIELDS = ("issued", "status", "norm", "checked", "unit", "applies_from")
# Two capitals behind a number are the end of a Dutch postcode.
_ABBREVIATION = re.compile(r"(?<![\w/-])(?<!\d )[A-Z][A-Za-z]*[A-Z][A-Za-z0-9]*(?![\w/-])")
_ROMAN = re.compile(r"[IVXL]+")


def pair_problems(folder: Path, files: Sequence[LibraryFile]) -> Iterator[Problem]:
    """What a file has that its counterpart in the other language has not, or has otherwise."""
    by_path = {file.path: file for file in files}
    for file in files:
        other_path = f"{file.path.removesuffix(f'.{file.language}.md')}.{file.language.other}.md"
        other = by_path.get(other_path)
        if other is None:
            if not (folder / other_path).exists():
                yield problem(file.path, 1, "missing_language", language=file.language.other, file=other_path)
            continue
        yield from _difference_problems(file, other)


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


# What must be equal in both languages of a provision, and how an editor sees the other's.
_Shown = Callable[[Passage], object]
_EQUAL: dict[str, tuple[_Shown, _Shown]] = {
    "see_also_differs": (lambda p: set(p.see_also), lambda p: ", ".join(map(str, p.see_also)) or "-"),
    "evidence_differs": (lambda p: set(p.evidence), lambda p: ", ".join(p.evidence) or "-"),
    "validity_differs": (
        lambda p: (p.status, p.applies_from, p.checked),
        lambda p: f"{p.status}, {p.applies_from or '-'}, {p.checked}",
    ),
    "unknown_differs": (lambda p: p.unknown, lambda p: p.unknown),
    "tables_differ": (
        lambda p: [(len(table.header), len(table.rows)) for table in p.tables],
        lambda p: len(p.tables),
    ),
}


def _passage_problems(file: LibraryFile, other: LibraryFile, mine: PlacedPassage, their: Passage) -> Iterator[Problem]:
    ours, locator = mine.passage, mine.passage.reference.locator
    for key, (compared, shown) in _EQUAL.items():
        if compared(ours) != compared(their):
            yield problem(file.path, mine.line, key, locator=locator, file=other.path, other=shown(their))
    yield from _figure_problems(file, other, mine, their)
    if ours.reference.source == "guidance" and not ours.is_term:
        yield from _card_problems(file, other, ours, their)


def _figure_problems(file: LibraryFile, other: LibraryFile, mine: PlacedPassage, their: Passage) -> Iterator[Problem]:
    ours = figures(mine.passage.text, file.language)
    theirs = figures(their.text, other.language)
    if ours != theirs:
        only = {"mine": ", ".join(sorted(ours - theirs)) or "-", "their": ", ".join(sorted(theirs - ours)) or "-"}
        locator = mine.passage.reference.locator
        yield problem(file.path, mine.line, "figures_differ", locator=locator, file=other.path, **only)


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


def reference_problems(files: Iterable[LibraryFile]) -> Iterator[Problem]:
    """References to places that the library does not have."""
    files = list(files)
    known = _known(files)
    for file in files:
        for placed in file.passages:
            named = {*placed.passage.see_also, *placed.passage.rests_on}
            for reference in sorted(named - known):
                yield problem(file.path, placed.line, "unknown_reference", reference=reference)


def theme_problems(files: Iterable[LibraryFile], themes: Iterable[Theme]) -> Iterator[Problem]:
    """References of the cross-walk to places that the library does not have."""
    known = _known(files)
    for theme in themes:
        for reference in sorted(set(theme.references) - known):
            yield problem(CROSSWALK_FILE, 1, "unknown_reference", reference=reference)


def _known(files: Iterable[LibraryFile]) -> set[Reference]:
    return {placed.passage.reference for file in files for placed in file.passages}


def evidence_problems(files: Iterable[LibraryFile], evidence: Iterable[Evidence]) -> Iterator[Problem]:
    """Ids of evidence that nothing is known of."""
    known = {entry.id for entry in evidence}
    for file in files:
        for placed in file.passages:
            for found in sorted(set(placed.passage.evidence) - known):
                yield problem(file.path, placed.line, "unknown_evidence", found=found)


def term_problems(files: Sequence[LibraryFile], terms: Iterable[Term]) -> Iterator[Problem]:
    """Names that stand for two terms, and abbreviations that the glossary does not explain."""
    lines = {
        (placed.passage.reference, file.language): (file.path, placed.line)
        for file in files
        for placed in file.passages
    }
    names: dict[tuple[Language, str], Term] = {}
    for term in terms:
        for name in (*term.names, *term.misspellings):
            first = names.setdefault((term.language, name.casefold()), term)
            if first is not term:
                file, line = lines[term.reference, term.language]
                yield problem(file, line, "double_term", term=name, other=first.name)
    if names:
        yield from _unknown_abbreviations(files, {word for _, name in names for word in re.findall(r"\w+", name)})


def _unknown_abbreviations(files: Iterable[LibraryFile], known: set[str]) -> Iterator[Problem]:
    for file in files:
        reported: set[str] = set()
        for placed in file.passages:
            document = placed.passage.document
            named = " ".join((document.short, document.title, *document.aliases)).casefold()
            for match in _ABBREVIATION.finditer(f"{placed.passage.heading}. {placed.passage.text}"):
                word = match.group()
                folded = word.casefold().removesuffix("s")
                if word in reported or _ROMAN.fullmatch(word) or known & {folded, word.casefold()} or folded in named:
                    continue
                reported.add(word)
                yield problem(file.path, placed.line, "unknown_term", term=word)


def future_problems(files: Iterable[LibraryFile]) -> Iterator[Problem]:
    """Days of checking that are still to come."""
    today = date.today()
    for file in files:
        for placed in file.passages:
            if placed.passage.checked > today:
                found = {"locator": placed.passage.reference.locator, "found": placed.passage.checked}
                yield problem(file.path, placed.line, "future_check", **found)
