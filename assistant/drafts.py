"""What composing hands to citing: sentences with the words in the sources that carry them."""

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.documents import Passage
from knowledge.sentences import Span


@dataclass(frozen=True, slots=True)
class Support:
    """A stretch of a passage that carries a sentence."""

    passage: Passage
    span: Span


@dataclass(frozen=True, slots=True)
class DraftText:
    """A sentence or step and what carries it, the most telling first; a fixed sentence has no support."""

    text: str
    support: tuple[Support, ...]
    opens_paragraph: bool = False


def count_words(texts: Iterable[DraftText]) -> int:
    """How many words there are in all."""
    return sum(len(text.text.split()) for text in texts)
