"""Reads a source file of the library, `sources/<source>.<language>.md`, into passages."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from ingest.passage_text import PassageText
from ingest.problems import Problem, problem
from ingest.readers.front_matter import SourceFields, Unreadable
from ingest.readers.library_file import (
    LibraryFile,
    PlacedPassage,
    length_problems,
    open_library_file,
    parse_references,
    plain_text_problems,
)
from ingest.readers.markdown import Block, BlockKind, Line
from knowledge.documents import Document, Passage, Role, TextKind
from knowledge.language import Language
from knowledge.references import Reference

_HEADING = re.compile(r"(?P<heading>.+?)\s*\{#(?P<locator>[^\s}]+)(?P<unknown>\s+\.unknown)?\s*\}")
_SEE_ALSO = re.compile(r"(?:See also|Zie ook)\s*:\s*(?P<references>.+)", re.IGNORECASE)
_QUESTION = "? "


def read_library_source(path: Path, file: str) -> LibraryFile:
    """All provisions of a source file; `file` is the name that problems give."""
    language = Language(path.suffixes[-2].removeprefix("."))
    try:
        fields, blocks = open_library_file(path, file, SourceFields)
    except Unreadable as unreadable:
        return LibraryFile(file, language, (), unreadable.problems)
    reading = _Reading(file, document_of(fields))
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
        checked=fields.checked,
        official_url=fields.official_url,
        licence=fields.licence,
    )


@dataclass(slots=True)
class _Provision:
    """A provision while its lines are read."""

    line: int
    locator: str
    heading: str
    headings: tuple[str, ...]
    unknown: bool
    body: PassageText
    items: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    see_also: tuple[Reference, ...] = ()


@dataclass(slots=True)
class _Reading:
    """One pass over the blocks of a file."""

    file: str
    document: Document
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
        else:
            self._read_text(self.provision, block)

    def _read_heading(self, block: Block) -> None:
        line = block.lines[0]
        self.provision = None
        if block.level == 1:
            self.part, self.parent = line.text, None
            return
        match = _HEADING.fullmatch(line.text)
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
        words = [line.text.strip() for line in block.lines if not self._read_directive(provision, line)]
        text = " ".join(filter(None, words))
        if block.kind is BlockKind.ITEM:
            provision.items += [text] if text else []
            return
        self._finish_items(provision)
        if text:
            provision.body.add_paragraph(text)

    def _read_directive(self, provision: _Provision, line: Line) -> bool:
        """Take in a line that asks a question or names references; False for a line of text."""
        text = line.text.strip()
        if text.startswith(_QUESTION):
            provision.questions.append(text.removeprefix(_QUESTION).strip())
            return True
        match = _SEE_ALSO.fullmatch(text)
        if match is None:
            return False
        provision.see_also, problems = parse_references(self.file, line.number, match["references"])
        self.problems += problems
        return True

    def _finish_items(self, provision: _Provision) -> None:
        provision.body.add_items(provision.items, Role.STATEMENT)
        provision.items = []

    def finish_provision(self) -> None:
        if self.provision is None:
            return
        provision, self.provision = self.provision, None
        self._finish_items(provision)
        if not provision.body.text:
            self.problems.append(problem(self.file, provision.line, "empty_provision", locator=provision.locator))
            return
        if not provision.questions:
            self.problems.append(problem(self.file, provision.line, "no_questions", locator=provision.locator))
        passage = self._passage(provision)
        sentences = [passage.sentence_text(sentence) for sentence in passage.sentences]
        self.problems += length_problems(self.file, provision.line, sentences)
        self.passages.append(PlacedPassage(passage, provision.line))

    def _passage(self, provision: _Provision) -> Passage:
        return Passage(
            document=self.document,
            reference=Reference(self.document.source, provision.locator),
            part=1,
            heading=provision.heading,
            headings=provision.headings,
            text=provision.body.text,
            sentences=provision.body.sentences,
            page=None,
            questions=tuple(provision.questions),
            see_also=provision.see_also,
            topics=(),
            unknown=provision.unknown,
        )
