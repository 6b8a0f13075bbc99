"""What people ask, cleaned and bounded before anything looks at it."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from assistant.errors import EmptyQuestion, QuestionTooLong
from knowledge.language import Language

LONGEST_QUESTION = 2000
_MOST_TURNS = 6
_MARKUP = re.compile(r"</?[a-zA-Z!][^<>]{0,500}>")
# Words put into the mouth of somebody else ("[assistant: ...]") are no part of a question.
_ROLES = re.compile(r"[\[({](?:assistant|assistent|system|systeem|user|gebruiker|ai)\b[^\])}]*[\])}]", re.IGNORECASE)
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}


class Channel(StrEnum):
    """The front door through which a question came."""

    WEB = "web"
    API = "api"
    TELEGRAM = "telegram"
    TERMINAL = "terminal"


@dataclass(frozen=True, slots=True)
class Question:
    """One question with the earlier ones of its conversation, oldest first.

    `language` is what the person chose, None to find it out. Made by `from_text` alone.
    """

    text: str
    turns: tuple[str, ...]
    language: Language | None
    channel: Channel
    conversation_id: str

    @classmethod
    def from_text(
        cls,
        text: str,
        *,
        channel: Channel,
        conversation_id: str,
        turns: tuple[str, ...] = (),
        language: Language | None = None,
    ) -> Self:
        """Clean the text and keep the last turns; raises EmptyQuestion or QuestionTooLong."""
        if len(text) > LONGEST_QUESTION:
            raise QuestionTooLong(len(text), LONGEST_QUESTION)
        cleaned = clean(text)
        if not any(character.isalnum() for character in cleaned):
            raise EmptyQuestion
        earlier = tuple(filter(None, (clean(turn[:LONGEST_QUESTION]) for turn in turns)))
        return cls(cleaned, earlier[-_MOST_TURNS:], language, channel, conversation_id)


def clean(text: str) -> str:
    """The text in composed form with single spaces, without markup, words of other roles, invisible characters."""
    composed = unicodedata.normalize("NFC", _ROLES.sub(" ", _MARKUP.sub(" ", text)))
    visible = (" " if unicodedata.category(c) in _INVISIBLE else c for c in composed)
    return " ".join("".join(visible).split())
