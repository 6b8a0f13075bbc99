"""Reads a source file of the library, `sources/<source>.<language>.md`, into passages."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ingest.passage_text import PassageText
from ingest.problems import Problem, problem
from ingest.readers.directives import Directive, read_date, read_directive, read_list, read_status
from ingest.readers.front_matter import SourceFields, Unreadable
from ingest.readers.library_file import (
    LOCATED_HEADING,
    LibraryFile,
    PlacedPassage,
    length_problems,
    open_library_file,
    parse_references,
    plain_text_problems,
)
from ingest.readers.markdown import Block, BlockKind, Line
from ingest.readers.row_sentences import row_sentences
from knowledge.documents import Document, Passage, Role, Status, Table, TextKind
from knowledge.language import Language
from knowledge.references import Reference

_QUESTION = "? "
_TAKEN = frozenset(Directive) - {Directive.ALSO, Directive.MISSPELT}


def read_library_source(path: Path, file: str) -> LibraryFile:
    """All provisions of a source file; `file` is the name that problems give."""
    language = Language(path.suffixes[-2].removeprefix("."))
    try:
        fields, blocks = open_library_file(path, file, SourceFields)
    except Unreadable as unreadable:
        return LibraryFile(file, language, (), unreadable.problems)
    reading = _Reading(file, document_of(fields), fields.evidence)
    reading.check_name(path, fields)
    for block in blocks:
        reading.read(block)
    reading.finish_provision()
    return LibraryFile(file, language, tuple(reading.passages), tuple(reading.problems))


def document_of(fields: SourceFields) -> Document:
    """The document that front matter describes."""
    return Document(
        source=fields.source,
        language=fields.language,
        text_kind=TextKind.GUIDANCE if fields.source == "guidance" else TextKind.SUMMARY,
        title=fields.title,
        short=fields.short,
        aliases=fields.aliases,
        unit=fields.unit,
        issuer=fields.issuer,
        edition=fields.edition,
        issued=fields.date,
        status=fields.status,
        norm=fields.kind,
        term=fields.term or "",
        applies_from=fields.applies_from,
        checked=fields.checked,
        official_url=fields.official_url,
        licence=fields.licence,
    )


@dataclass(slots=True)
class _Provision:
    """A provision while its lines are read; what it does not say of itself is None and comes from above it."""

    line: int
    locator: str
    heading: str
    headings: tuple[str, ...]
    unknown: bool
    body: PassageText
    items: list[str] = field(default_factory=list)
    table: Block | None = None
    tables: list[Table] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    see_also: tuple[Reference, ...] = ()
    evidence: tuple[str, ...] | None = None
    status: Status | None = None
    applies_from: datetime.date | None = None
    checked: datetime.date | None = None


@dataclass(slots=True)
class _Reading:
    """One pass over the blocks of a file."""

    file: str
    document: Document
    evidence: tuple[str, ...]
    passages: list[PlacedPassage] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    part: str = ""
    parent: _Provision | None = None
    provision: _Provision | None = None

    def check_name(self, path: Path, fields: SourceFields) -> None:
        found = f"{fields.source}.{fields.language}.md"
        if path.name != found:
            self.problems.append(problem(self.file, 2, "file_name", name=path.name, found=found))

    def read(self, block: Block) -> None:
        if block.kind is BlockKind.HEADING:
            self.finish_provision()
            self._read_heading(block)
        elif block.kind is BlockKind.OTHER:
            self.problems.append(problem(self.file, block.lines[0].number, "block", found=block.name))
        elif self.provision is None:
            self.problems.append(problem(self.file, block.lines[0].number, "text_outside"))
        elif block.kind is BlockKind.TABLE:
            self._finish_items(self.provision)
            self._finish_table(self.provision)
            self.provision.table = block
        else:
            self._read_text(self.provision, block)

    def _read_heading(self, block: Block) -> None:
        line = block.lines[0]
        self.provision = None
        if block.level == 1:
            self.part, self.parent = line.text, None
            return
        match = LOCATED_HEADING.fullmatch(line.text)
        if match is None:
            self.problems.append(problem(self.file, line.number, "no_locator", heading=line.text))
            return
        self._open_provision(line, block.level, match)

    def _open_provision(self, line: Line, level: int, match: re.Match[str]) -> None:
        locator = match["locator"]
        _, problems = parse_references(self.file, line.number, f"{self.document.source}/{locator}")
        if problems:
            self.problems.append(problem(self.file, line.number, "bad_locator", locator=locator))
            return
        above = self.parent if level > 2 else None
        if above is not None and not locator.startswith(f"{above.locator}/"):
            self.problems.append(problem(self.file, line.number, "not_below", locator=locator, parent=above.locator))
        headings = tuple(filter(None, (self.part, above.heading if above else "")))
        body = PassageText(self.document.language)
        self.provision = _Provision(line.number, locator, match["heading"], headings, bool(match["unknown"]), body)
        if level == 2:
            self.parent = self.provision
        first = next((p.line for p in self.passages if p.passage.reference.locator.lower() == locator.lower()), None)
        if first is not None:
            self.problems.append(problem(self.file, line.number, "duplicate_locator", locator=locator, first=first))

    def _read_text(self, provision: _Provision, block: Block) -> None:
        self.problems += plain_text_problems(self.file, block.lines)
        words = [line.text.strip() for line in block.lines if not self._read_apart(provision, line)]
        text = " ".join(filter(None, words))
        if text:
            self._finish_table(provision)
        if block.kind is BlockKind.ITEM:
            provision.items += [text] if text else []
            return
        self._finish_items(provision)
        if text:
            provision.body.add_paragraph(text)

    def _read_apart(self, provision: _Provision, line: Line) -> bool:
        """Take in a line that asks a question or says something about the provision; False for a line of text."""
        text = line.text.strip()
        if text.startswith(_QUESTION):
            provision.questions.append(text.removeprefix(_QUESTION).strip())
            return True
        found = read_directive(text)
        if found is None or found[0] not in _TAKEN:
            return False
        self.problems += self._take(provision, line, *found)
        return True

    def _take(self, provision: _Provision, line: Line, directive: Directive, value: str) -> Sequence[Problem]:
        problems: Sequence[Problem] = ()
        match directive:
            case Directive.SEE_ALSO:
                provision.see_also, problems = parse_references(self.file, line.number, value)
            case Directive.EVIDENCE:
                provision.evidence = read_list(value)
            case Directive.STATUS:
                provision.status, problems = read_status(self.file, line, value)
            case Directive.APPLIES_FROM:
                provision.applies_from, problems = read_date(self.file, line, value)
            case Directive.CHECKED:
                provision.checked, problems = read_date(self.file, line, value)
            case _:
                problems = self._take_row(provision, line, value)
        return problems

    def _take_row(self, provision: _Provision, line: Line, template: str) -> Sequence[Problem]:
        """Make a sentence of every row of the table above the line."""
        if provision.table is None:
            return [problem(self.file, line.number, "row_without_table")]
        (header, *rows), provision.table = provision.table.rows, None
        sentences, missing = row_sentences(template, header, rows)
        if missing:
            names = {"found": ", ".join(missing), "known": ", ".join(header)}
            return [problem(self.file, line.number, "row_column", **names)]
        provision.tables.append(Table(header, tuple(rows), len(provision.body.sentences)))
        provision.body.add_items(sentences, Role.STATEMENT)
        return []

    def _finish_items(self, provision: _Provision) -> None:
        provision.body.add_items(provision.items, Role.STATEMENT)
        provision.items = []

    def _finish_table(self, provision: _Provision) -> None:
        """Complain of a table that no line has made into sentences."""
        if provision.table is not None:
            self.problems.append(problem(self.file, provision.table.lines[0].number, "table_without_row"))
            provision.table = None

    def finish_provision(self) -> None:
        if self.provision is None:
            return
        provision, self.provision = self.provision, None
        self._finish_items(provision)
        self._finish_table(provision)
        if not provision.body.text:
            self.problems.append(problem(self.file, provision.line, "empty_provision", locator=provision.locator))
            return
        if not provision.questions:
            self.problems.append(problem(self.file, provision.line, "no_questions", locator=provision.locator))
        passage = self._passage(provision)
        if not passage.evidence and not passage.unknown:
            self.problems.append(problem(self.file, provision.line, "no_evidence", locator=provision.locator))
        sentences = [passage.sentence_text(sentence) for sentence in passage.sentences]
        self.problems += length_problems(self.file, provision.line, sentences)
        self.passages.append(PlacedPassage(passage, provision.line))

    def _passage(self, provision: _Provision) -> Passage:
        document, above = self.document, self.parent if self.parent is not None else provision
        return Passage(
            document=document,
            reference=Reference(document.source, provision.locator),
            part=1,
            heading=provision.heading,
            headings=provision.headings,
            text=provision.body.text,
            sentences=provision.body.sentences,
            page=None,
            span=None,
            questions=tuple(provision.questions),
            see_also=provision.see_also,
            topics=(),
            unknown=provision.unknown,
            status=provision.status or above.status or document.status,
            applies_from=provision.applies_from or above.applies_from or document.applies_from,
            checked=provision.checked or above.checked or document.checked,
            evidence=provision.evidence or above.evidence or self.evidence,
            tables=tuple(provision.tables),
        )
