"""The same question as somebody else would type it in much the same words."""

import random
import re

_OPENINGS = ("Goedemiddag, ", "Hallo, ", "Beste secretaris, ", "Hello, ", "Good morning, ", "Hi there, ", "Vraag: ", "")
_ENDINGS = (
    " Alvast bedankt",
    " Met vriendelijke groet",
    " Dank!",
    " Thanks in advance",
    " Kind regards",
    " Thank you",
    "",
)
_PUNCTUATION = re.compile(r"[?!.,;:\"']+")
_LONG_WORD = re.compile(r"\b[a-z]{6,}\b")


def retyped(question: str) -> str:
    """The question with a greeting, in small letters without punctuation, or with a slip of the finger."""
    (way,) = random.sample((_greeted, _plain, _slipped), 1)
    return way(question)


def _greeted(question: str) -> str:
    (opening,), (ending,) = random.sample(_OPENINGS, 1), random.sample(_ENDINGS, 1)
    return f"{opening}{question}{ending}"


def _plain(question: str) -> str:
    return " ".join(_PUNCTUATION.sub(" ", question).lower().split())


def _slipped(question: str) -> str:
    """Two letters of a long word the wrong way round, and the rest plain."""
    plain = _plain(question)
    words = list(_LONG_WORD.finditer(plain))
    if not words:
        return plain
    (word,) = random.sample(words, 1)
    (place,) = random.sample(range(word.start() + 1, word.end() - 2), 1)
    return plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
