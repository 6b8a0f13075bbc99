"""What the assistant returns: an outcome, sentences with their citations, next steps, and what else to read."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from knowledge.documents import Status, TextKind
from knowledge.language import Language
from knowledge.references import Reference


class Outcome(StrEnum):
    """How a question ended; every outcome has words of its own and is logged."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    NEEDS_DETAIL = "needs_detail"
    NOT_IN_SOURCES = "not_in_sources"
    OUT_OF_SCOPE = "out_of_scope"
    LEGAL_ADVICE = "legal_advice"
    BLOCKED = "blocked"
    GREETING = "greeting"
    FAILED = "failed"


class Mode(StrEnum):
    """Who chose the words: sentences taken from the sources, or a language model."""

    EXTRACTIVE = "extractive"
    MODEL = "model"


class Verified(StrEnum):
    """Whether the server found a quote in the stored passage."""

    VERIFIED = "verified"
    REPAIRED = "repaired"
    NOT_VERIFIED = "not_verified"


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a source with the words taken from it; `quote` stands byte for byte in the stored passage."""

    number: int
    reference: Reference
    title: str
    label: str
    quote: str
    quote_language: Language
    text_kind: TextKind
    edition: str
    status: Status
    url: str
    official_url: str
    page: int | None
    verified: Verified
    rests_on: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class CitedText:
    """A sentence or a step with the numbers of the citations behind it; none behind a fixed sentence."""

    text: str
    citations: tuple[int, ...]
    opens_paragraph: bool


@dataclass(frozen=True, slots=True)
class Timing:
    """Wall time of one question in milliseconds."""

    retrieve: float
    compose: float
    total: float


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question, complete. `interpreted_question` is None where the question stood by itself."""

    answer_id: str
    conversation_id: str
    language: Language
    outcome: Outcome
    mode: Mode
    sentences: tuple[CitedText, ...]
    next_steps: tuple[CitedText, ...]
    citations: tuple[Citation, ...]
    also_read: tuple[Reference, ...]
    suggestions: tuple[str, ...]
    interpreted_question: str | None
    confidence: float
    timing: Timing

    @property
    def text(self) -> str:
        """The sentences as plain text; paragraphs stand apart by a blank line."""
        pieces: list[str] = []
        for sentence in self.sentences:
            separator = "" if not pieces else "\n\n" if sentence.opens_paragraph else " "
            pieces.append(separator + sentence.text)
        return "".join(pieces)


def answer_record(answer: Answer) -> dict[str, Any]:
    """The answer as the JSON object of the contract; every key is there, None where unknown."""
    return {
        "answer_id": answer.answer_id,
        "conversation_id": answer.conversation_id,
        "language": answer.language.value,
        "outcome": answer.outcome.value,
        "mode": answer.mode.value,
        "text": answer.text,
        "sentences": [cited_text_record(sentence) for sentence in answer.sentences],
        "next_steps": [cited_text_record(step) for step in answer.next_steps],
        "citations": [citation_record(citation) for citation in answer.citations],
        "also_read": [str(reference) for reference in answer.also_read],
        "suggestions": list(answer.suggestions),
        "interpreted_question": answer.interpreted_question,
        "confidence": round(answer.confidence, 3),
        "timing_ms": {
            "retrieve": round(answer.timing.retrieve, 1),
            "compose": round(answer.timing.compose, 1),
            "total": round(answer.timing.total, 1),
        },
    }


def cited_text_record(text: CitedText) -> dict[str, Any]:
    """A sentence or step of the contract."""
    return {"text": text.text, "citations": list(text.citations)}


# The contract knows four words; what was repealed has ended, and what was passed without force is still as a bill.
_CONTRACT_STATUS = {Status.REPEALED: Status.ENDED, Status.ADOPTED: Status.BILL}


def citation_record(citation: Citation) -> dict[str, Any]:
    """A citation of the contract."""
    return {
        "number": citation.number,
        "reference": str(citation.reference),
        "title": citation.title,
        "label": citation.label,
        "quote": citation.quote,
        "quote_language": citation.quote_language.value,
        "text_kind": citation.text_kind.value,
        "edition": citation.edition,
        "status": _CONTRACT_STATUS.get(citation.status, citation.status).value,
        "url": citation.url,
        "official_url": citation.official_url,
        "page": citation.page,
        "verified": citation.verified.value,
        "rests_on": [str(reference) for reference in citation.rests_on],
    }
