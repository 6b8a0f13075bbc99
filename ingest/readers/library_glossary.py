"""Reads a file of the glossary, `glossary/<theme>.<language>.md`, into passages and terms."""

from dataclasses import dataclass, field
from pathlib import Path

from ingest.passage_text import PassageText
from ingest.problems import Problem, problem
from ingest.readers.directives import Directive, read_directive, read_list
from ingest.readers.front_matter import GlossaryFields, Unreadable
from ingest.readers.library_file import (
    LOCATED_HEADING,
    LibraryFile,
    PlacedPassage,
    length_problems,
    open_library_file,
    parse_references,
    plain_text_problems,
    split_references,
)
from ingest.readers.markdown import Block, BlockKind, Line
from knowledge.documents import Document, Passage, Role
from knowledge.finding_aids import Term
from knowledge.references import GLOSSARY, Reference


def read_library_glossary(path: Path, file: str, index: Document) -> tuple[LibraryFile, tuple[Term, ...]]:
    """The entries of a file; `index` is the document that they share with the cards of their language."""
    try:
        fields, blocks = open_library_file(path, file, GlossaryFields)
    except Unreadable as unreadable:
        return LibraryFile(file, index.language, (), unreadable.problems), ()
    reading = _Reading(file, index, fields)
    for block in blocks:
        reading.read(block)
    reading.finish_entry()
    return LibraryFile(file, index.language, tuple(reading.passages), tuple(reading.problems)), tuple(reading.terms)


@dataclass(slots=True)
class _Entry:
    """An entry while its lines are read."""

    line: int
    reference: Reference
    name: str
    body: PassageText
    synonyms: tuple[str, ...] = ()
    misspellings: tuple[str, ...] = ()
    see_also: tuple[Reference, ...] = ()


@dataclass(slots=True)
class _Reading:
    """One pass over the blocks of a file."""

    file: str
    index: Document
    fields: GlossaryFields
    passages: list[PlacedPassage] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    entry: _Entry | None = None

    def read(self, block: Block) -> None:
        first = block.lines[0]
        if block.kind is BlockKind.HEADING:
            self.finish_entry()
            self._open_entry(first)
        elif block.kind is not BlockKind.PARAGRAPH:
            self.problems.append(problem(self.file, first.number, "block", found=block.name))
        elif self.entry is None:
            self.problems.append(problem(self.file, first.number, "text_outside"))
        else:
            for line in block.lines:
                self._read_line(self.entry, line)

    def _open_entry(self, line: Line) -> None:
        match = LOCATED_HEADING.fullmatch(line.text)
        if match is None:
            self.problems.append(problem(self.file, line.number, "no_locator", heading=line.text))
            return
        references, problems = parse_references(self.file, line.number, f"guidance/{GLOSSARY}{match['locator']}")
        self.problems += problems
        for reference in references:
            self.entry = _Entry(line.number, reference, match["heading"], PassageText(self.index.language))

    def _read_line(self, entry: _Entry, line: Line) -> None:
        directive, value = read_directive(line.text) or (None, "")
        match directive:
            case Directive.ALSO:
                entry.synonyms = read_list(value)
            case Directive.MISSPELT:
                entry.misspellings = read_list(value)
            case Directive.SEE_ALSO:
                entry.see_also, problems = parse_references(self.file, line.number, value)
                self.problems += problems
            case _:
                self._read_sentence(entry, line)

    def _read_sentence(self, entry: _Entry, line: Line) -> None:
        sentence, listed = split_references(line.text)
        references, problems = parse_references(self.file, line.number, listed)
        self.problems += [*problems, *plain_text_problems(self.file, (Line(line.number, sentence),))]
        self.problems += length_problems(self.file, line.number, [sentence])
        if not references:
            named = entry.reference.locator.removeprefix(GLOSSARY)
            self.problems.append(problem(self.file, line.number, "term_no_reference", locator=named))
        entry.body.add_sentence(sentence, Role.STATEMENT, references)

    def finish_entry(self) -> None:
        if self.entry is None:
            return
        entry, self.entry = self.entry, None
        if not entry.body.text:
            named = entry.reference.locator
            self.problems.append(problem(self.file, entry.line, "empty_provision", locator=named))
            return
        self.passages.append(PlacedPassage(self._passage(entry), entry.line))
        self.terms.append(Term(entry.reference, self.index.language, entry.name, entry.synonyms, entry.misspellings))

    def _passage(self, entry: _Entry) -> Passage:
        return Passage(
            document=self.index,
            reference=entry.reference,
            part=1,
            heading=entry.name,
            headings=(),
            text=entry.body.text,
            sentences=entry.body.sentences,
            page=None,
            span=None,
            questions=(),
            see_also=entry.see_also,
            topics=(),
            unknown=False,
            status=self.index.status,
            applies_from=None,
            checked=self.fields.checked,
            evidence=(),
            tables=(),
        )
