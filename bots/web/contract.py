"""What the API takes and gives, for its description."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from assistant.answers import Mode, Outcome, Verified
from bots.web.security import CONVERSATION_ID
from knowledge.documents import Status, TextKind
from knowledge.language import Language

_MOST_TURNS = 50


class AskBody(BaseModel):
    """A question."""

    question: str = Field(description="The question, in Dutch or English, at most 2000 characters.")
    language: Language | None = Field(None, description="Answer in this language instead of the question's own.")
    turns: list[str] | None = Field(
        None, max_length=_MOST_TURNS, description="Earlier questions of the conversation, oldest first."
    )
    conversation_id: Annotated[str, Field(pattern=CONVERSATION_ID)] | None = Field(
        None,
        description="A conversation to go on with, as an earlier answer gave it. Keep it to yourself: who knows it "
        "can go on with the conversation.",
    )
    page: bool = Field(
        False,
        description="For the chat page: use the conversation of the cookie, and send the event `html` before `done`.",
    )


class _Given(BaseModel):
    model_config = ConfigDict(extra="forbid")


class CitedTextBody(_Given):
    """A sentence or step with the numbers of its citations."""

    text: str
    citations: list[int]


class CitationBody(_Given):
    """A place in a source with the words taken from it."""

    number: int
    reference: str = Field(description="`source/locator`, such as `ungp-2011/17`.")
    title: str = Field(description="The heading of the provision.")
    label: str = Field(description='The short form for display, such as "UNGP 17".')
    quote: str = Field(description="Byte for byte in the stored passage.")
    quote_language: Language
    text_kind: TextKind = Field(description="`summary` is our own wording, never a quotation of the official text.")
    edition: str
    status: Status
    url: str = Field(description="The path of the reader page.")
    official_url: str
    page: int | None
    verified: Verified
    rests_on: list[str]


class TimingBody(_Given):
    """Milliseconds."""

    retrieve: float
    compose: float
    total: float


class AnswerBody(_Given):
    """An answer; all keys are always there, null where unknown."""

    answer_id: str
    conversation_id: str
    language: Language
    outcome: Outcome
    mode: Mode
    text: str = Field(description="The sentences joined; paragraphs stand apart by a blank line.")
    sentences: list[CitedTextBody]
    next_steps: list[CitedTextBody]
    citations: list[CitationBody] = Field(max_length=8)
    also_read: list[str] = Field(description="References to read as well.")
    suggestions: list[str] = Field(description="Questions to go on with.")
    interpreted_question: str | None = Field(description="How a follow-up was understood; null when unchanged.")
    confidence: float = Field(ge=0, le=1)
    timing_ms: TimingBody


class ErrorDetail(_Given):
    """What is wrong, for a program and for a person."""

    code: str
    message: str


class ErrorBody(_Given):
    """An error."""

    error: ErrorDetail
