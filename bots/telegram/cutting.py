"""Where a text can be cut: at a line, a sentence, a word, or at worst a character that a reader sees as one."""

import re
import unicodedata
from collections.abc import Iterable

from knowledge.language import Language
from knowledge.sentences import sentence_spans

_LOOK_AHEAD = 200  # characters past the cut, to see how a sentence goes on
_LOOK_BACK = 32  # the longest sequence of characters that is kept whole
_LINE_ENDS = re.compile(r"\n+")
_WORD_ENDS = re.compile(r"[ \n]+")  # a space that does not break keeps a mark with its sentence
_SPACES = " \n"
_JOINER = "\u200d"
_SKIN_TONES = ("\U0001f3fb", "\U0001f3ff")
_FLAG_LETTERS = ("\U0001f1e6", "\U0001f1ff")


def cut_point(text: str, most: int, language: Language) -> int:
    """How many characters to keep of a text that is longer than `most`: up to the last line end within it, else the
    last sentence end, else word end, else as many as keep composed characters whole."""
    window = text[: most + _LOOK_AHEAD]
    line = _last((match.start() for match in _LINE_ENDS.finditer(window)), most)
    return line or _sentence_end(window, most, language) or _word_end(window, most) or _character_end(window, most)


def shorten(text: str, most: int, language: Language) -> str:
    """A text up to its last sentence end within so many characters, and a mark where it goes on.

    A first sentence that is longer is cut at a word.
    """
    if len(text) <= most:
        return text
    window = text[: most + _LOOK_AHEAD]
    end = _sentence_end(window, most, language) or _word_end(window, most) or _character_end(window, most)
    return f"{text[:end]} …"


def shorten_words(text: str, most: int) -> str:
    """A text within so many characters, cut at a word and marked with "…" where it is longer."""
    if len(text) <= most:
        return text
    end = _word_end(text, most - 1) or _character_end(text, most - 1)
    return f"{text[:end]}…"


def _last(ends: Iterable[int], most: int) -> int:
    """The last end that leaves something and fits; 0 where there is none."""
    return max((end for end in ends if end <= most), default=0)


def _sentence_end(text: str, most: int, language: Language) -> int:
    ends = (span.end for span in sentence_spans(text, language))
    return _last((end for end in ends if end < len(text) and text[end] in _SPACES), most)


def _word_end(text: str, most: int) -> int:
    return _last((match.start() for match in _WORD_ENDS.finditer(text)), most)


def _character_end(text: str, most: int) -> int:
    ends = range(most, max(most - _LOOK_BACK, 0), -1)
    return next((end for end in ends if not _joined(text[end - 1], text[end])), most)


def _joined(before: str, after: str) -> bool:
    """Whether two characters are seen as one."""
    if _JOINER in (before, after) or unicodedata.category(after).startswith("M") or _is_in(after, _SKIN_TONES):
        return True
    return _is_in(before, _FLAG_LETTERS) and _is_in(after, _FLAG_LETTERS)


def _is_in(character: str, ends: tuple[str, str]) -> bool:
    return ends[0] <= character <= ends[1]
