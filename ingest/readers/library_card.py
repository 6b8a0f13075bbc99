"""Reads a guidance card of the library, `guidance/<slug>.<language>.md`, into one passage."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from ingest.passage_text import PassageText
from ingest.problems import Problem, problem
from ingest.readers.front_matter import CardFields, Unreadable
from ingest.readers.library_file import (
    LibraryFile,
    PlacedPassage,
    length_problems,
    open_library_file,
    parse_references,
    plain_text_problems,
    split_references,
)
from ingest.readers.markdown import Block, BlockKind, Line
from knowledge.documents import Document, Passage, Role, Sentence
from knowledge.language import Language
from knowledge.references import Reference
from knowledge.sentences import sentence_spans

CARD_PARTS: dict[Language, dict[str, Role]] = {
    Language.NL: {
        "Kort antwoord": Role.STATEMENT,
        "Stappen": Role.STEP,
        "Betrek": Role.INVOLVE,
        "Leg vast": Role.RECORD,
        "Valkuilen": Role.PITFALL,
    },
    Language.EN: {
        "Short answer": Role.STATEMENT,
        "Steps": Role.STEP,
        "Involve": Role.INVOLVE,
        "Record": Role.RECORD,
        "Pitfalls": Role.PITFALL,
    },
}
_MUST_REST_ON = (Role.STATEMENT, Role.STEP)
_FEWEST_SENTENCES, _MOST_SENTENCES = 2, 4
_FEWEST_STEPS, _MOST_STEPS = 2, 6
# The same card answers "are we exempt?" and "do we have to?": a yes would be wrong for one of the two.
_VERDICT = re.compile(r"(?:Yes|No|Ja|Nee)\b(?=[,.:;])")


def read_library_card(path: Path, file: str, index: Document) -> LibraryFile:
    """The card in a file; `index` is the document that all cards of its language share."""
    try:
        fields, blocks = open_library_file(path, file, CardFields)
    except Unreadable as unreadable:
        return LibraryFile(file, index.language, (), unreadable.problems)
    reading = _Reading(file, index.language, PassageText(index.language))
    for block in blocks:
        reading.read(block)
    reading.check_parts()
    passage = Passage(
        document=index,
        reference=Reference("guidance", path.name.split(".")[0]),
        part=1,
        heading=fields.title,
        headings=(),
        text=reading.body.text,
        sentences=reading.sentences_with_references(),
        page=None,
        span=None,
        questions=fields.questions,
        see_also=(),
        topics=_topics(fields),
        unknown=False,
        status=index.status,
        applies_from=None,
        checked=fields.checked,
        evidence=(),
        tables=(),
    )
    passages = (PlacedPassage(passage, 1),) if passage.text else ()
    return LibraryFile(file, index.language, passages, tuple(reading.problems))


def _topics(fields: CardFields) -> tuple[str, ...]:
    return (
        *(f"step-{step}" for step in fields.steps),
        *(f"actor-{actor}" for actor in fields.actors),
        *(f"issue-{issue}" for issue in fields.issues),
    )


@dataclass(slots=True)
class _Reading:
    """One pass over the blocks of a card."""

    file: str
    language: Language
    body: PassageText
    problems: list[Problem] = field(default_factory=list)
    counts: dict[Role, int] = field(default_factory=dict)
    role: Role | None = None

    def read(self, block: Block) -> None:
        first = block.lines[0]
        if block.kind is BlockKind.HEADING:
            self._read_heading(first)
        elif block.kind is BlockKind.OTHER:
            self.problems.append(problem(self.file, first.number, "block", found=block.name))
        elif self.role is None:
            self.problems.append(problem(self.file, first.number, "text_outside"))
        else:
            self.problems += plain_text_problems(self.file, block.lines)
            for line in _joined(block):
                self._read_sentence(self.role, line)

    def _read_heading(self, line: Line) -> None:
        parts = CARD_PARTS[self.language]
        self.role = parts.get(line.text.strip())
        if self.role is None:
            known = ", ".join(parts)
            self.problems.append(problem(self.file, line.number, "card_heading", heading=line.text, parts=known))

    def _read_sentence(self, role: Role, line: Line) -> None:
        sentence, listed = split_references(line.text)
        references, problems = parse_references(self.file, line.number, listed)
        self.problems += problems
        if role in _MUST_REST_ON and not references:
            self.problems.append(problem(self.file, line.number, "card_no_reference"))
        if _VERDICT.match(sentence):
            self.problems.append(problem(self.file, line.number, "card_verdict"))
        spans = sentence_spans(sentence, self.language)
        self.problems += length_problems(self.file, line.number, [span.of(sentence) for span in spans])
        self.counts[role] = self.counts.get(role, 0) + 1
        self.body.add_sentence(sentence, role, references)

    def check_parts(self) -> None:
        for name, role in CARD_PARTS[self.language].items():
            if role in _MUST_REST_ON and role not in self.counts:
                self.problems.append(problem(self.file, 1, "card_part_missing", part=name))
        sentences = self.counts.get(Role.STATEMENT, _FEWEST_SENTENCES)
        if not _FEWEST_SENTENCES <= sentences <= _MOST_SENTENCES:
            self.problems.append(problem(self.file, 1, "card_short_answer", count=sentences))
        steps = self.counts.get(Role.STEP, _FEWEST_STEPS)
        if not _FEWEST_STEPS <= steps <= _MOST_STEPS:
            self.problems.append(problem(self.file, 1, "card_steps", count=steps))

    def sentences_with_references(self) -> tuple[Sentence, ...]:
        """The sentences, where one without references of its own rests on what the first of the card rests on."""
        first = next((sentence.rests_on for sentence in self.body.sentences if sentence.rests_on), ())
        return tuple(
            sentence if sentence.rests_on else Sentence(sentence.span, sentence.role, first)
            for sentence in self.body.sentences
        )


def _joined(block: Block) -> list[Line]:
    """The sentences of a block: each line of a paragraph is one, an item is one however it is broken."""
    if block.kind is BlockKind.PARAGRAPH:
        return [line for line in block.lines if line.text.strip()]
    return [Line(block.lines[0].number, " ".join(line.text.strip() for line in block.lines))]
