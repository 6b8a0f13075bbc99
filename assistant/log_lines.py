"""A line of the question log, as it is written once and never changed but for the cluster it is put in."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Origin(StrEnum):
    """Whether somebody asked a question, or it is one of the demo."""

    ASKED = "asked"
    DEMO = "demo"


@dataclass(frozen=True, slots=True)
class LogLine:
    """A question and how it ended, without personal data.

    `pseudonym` names its conversation. `citations` are references, `hits` references with their scores. `vector` is the
    question's as float16, made by `embedder`; both are None where the question was never searched with.
    """

    answer_id: str
    asked_at: datetime
    pseudonym: str
    channel: str
    language: str
    question: str
    interpreted_question: str | None
    outcome: str
    mode: str
    confidence: float
    citations: tuple[str, ...]
    hits: tuple[tuple[str, float], ...]
    generation: str
    milliseconds: float
    topic: str
    embedder: str | None
    vector: bytes | None
    origin: Origin
