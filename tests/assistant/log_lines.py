"""Lines of the question log made by hand."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from assistant.log_lines import LogLine, Origin


def a_line(**changes: Any) -> LogLine:
    """A question on the web that was answered a moment ago, in a conversation of its own."""
    usual: dict[str, Any] = {
        "answer_id": str(uuid4()),
        "asked_at": datetime.now(UTC),
        "pseudonym": uuid4().hex,
        "channel": "web",
        "language": "en",
        "question": "What must buyers do?",
        "interpreted_question": None,
        "outcome": "answered",
        "mode": "extractive",
        "confidence": 0.5,
        "citations": (),
        "hits": (),
        "generation": "generation",
        "milliseconds": 1.0,
        "topic": "",
        "embedder": None,
        "vector": None,
        "origin": Origin.ASKED,
    }
    return LogLine(**usual | changes)
