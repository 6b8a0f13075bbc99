"""What a button says when it is pressed: one class for each thing that a button does, in at most 64 bytes.

What comes back may be from an older version, or from somebody who made it up: it is read with care.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, get_type_hints

from assistant.inbox_items import ItemKind, Reason
from knowledge.language import Language

LONGEST = 64
"""How many bytes Telegram takes."""

_VERSION = "1"
_BETWEEN = ":"
_NAME = re.compile(r"[\w-]{1,40}", re.ASCII)
_NUMBER = re.compile(r"[0-9]{1,2}", re.ASCII)
_TRUTHS = {"yes": True, "no": False}
_NOTHING = ""


class _Packed:
    """Something that a button does."""

    __slots__ = ()

    def pack(self) -> str:
        """The action as text; raises ValueError for one that no button can hold."""
        values = (_written(getattr(self, field.name)) for field in fields(self))  # type: ignore[arg-type]
        packed = _BETWEEN.join((_CODES[type(self)], *values))
        if unpack(packed) != self or len(packed.encode()) > LONGEST:
            raise ValueError(f"a button cannot hold {self}")
        return packed


@dataclass(frozen=True, slots=True)
class ShowSources(_Packed):
    """Show the sources of an answer whole."""

    answer_id: str


@dataclass(frozen=True, slots=True)
class Rate(_Packed):
    """Say whether an answer helped."""

    answer_id: str
    helpful: bool


@dataclass(frozen=True, slots=True)
class GiveReason(_Packed):
    """Say what is the matter with an answer."""

    answer_id: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class AskSecretariat(_Packed):
    """Draft a question to the secretariat from that of an answer."""

    answer_id: str


@dataclass(frozen=True, slots=True)
class SendItem(_Packed):
    """Send what was shown, or do not; `answer_id` names the answer that it is about, None for a text of its own."""

    kind: ItemKind
    answer_id: str | None
    send: bool


@dataclass(frozen=True, slots=True)
class OtherLanguage(_Packed):
    """Answer the question of an answer in the language that the answer is not in."""

    answer_id: str


@dataclass(frozen=True, slots=True)
class AskSuggestion(_Packed):
    """Ask one of the questions that an answer suggests, by its place among them, from 0."""

    answer_id: str
    number: int


@dataclass(frozen=True, slots=True)
class AskAlone(_Packed):
    """Ask the question of an answer without what went before it."""

    answer_id: str


@dataclass(frozen=True, slots=True)
class AskAgain(_Packed):
    """Ask the question of an answer that failed once more."""

    answer_id: str


@dataclass(frozen=True, slots=True)
class AskStarter(_Packed):
    """Ask one of the questions to begin with, by its place among them, from 0."""

    number: int


@dataclass(frozen=True, slots=True)
class OpenPlace(_Packed):
    """Show a place in a source, by a short name for it."""

    mark: str


@dataclass(frozen=True, slots=True)
class ChooseLanguage(_Packed):
    """Answer in this language from now on; in that of each question for None."""

    language: Language | None


@dataclass(frozen=True, slots=True)
class StartPlan(_Packed):
    """Begin the guided start, from the first question."""


@dataclass(frozen=True, slots=True)
class ChooseOption(_Packed):
    """Choose an option of a question of the guided start, or let it go."""

    question: str
    option: str


@dataclass(frozen=True, slots=True)
class ConfirmDelete(_Packed):
    """Delete everything of this person, or keep it."""

    sure: bool


Action = (
    ShowSources
    | Rate
    | GiveReason
    | AskSecretariat
    | SendItem
    | OtherLanguage
    | AskSuggestion
    | AskAlone
    | AskAgain
    | AskStarter
    | OpenPlace
    | ChooseLanguage
    | StartPlan
    | ChooseOption
    | ConfirmDelete
)

# A letter that was given away is never given to something else: old messages keep their buttons.
_LETTERS: dict[str, type[Action]] = {
    "s": ShowSources,
    "r": Rate,
    "w": GiveReason,
    "a": AskSecretariat,
    "i": SendItem,
    "l": OtherLanguage,
    "q": AskSuggestion,
    "b": AskAlone,
    "t": AskAgain,
    "f": AskStarter,
    "o": OpenPlace,
    "c": ChooseLanguage,
    "p": StartPlan,
    "k": ChooseOption,
    "d": ConfirmDelete,
}
_KINDS = {_VERSION + letter: kind for letter, kind in _LETTERS.items()}
_CODES: dict[type, str] = {kind: code for code, kind in _KINDS.items()}


def unpack(text: str) -> Action | None:
    """The action that a button says; None for what is not ours, or no longer."""
    code, *values = text.split(_BETWEEN)
    kind = _KINDS.get(code)
    if kind is None:
        return None
    hints = list(get_type_hints(kind).values())
    if len(hints) != len(values):
        return None
    try:
        return kind(*(_READERS[hint](value) for hint, value in zip(hints, values, strict=True)))
    except ValueError:
        return None


def answer_named_by(text: str) -> str | None:
    """The id of the answer under which a button stands; None for a button that stands elsewhere."""
    action = unpack(text)
    return None if isinstance(action, SendItem) else getattr(action, "answer_id", None)


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _NOTHING if value is None else str(value)


def _matching(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise ValueError(text)
    return text


def _name(text: str) -> str:
    return _matching(_NAME, text)


def _number(text: str) -> int:
    return int(_matching(_NUMBER, text))


def _truth(text: str) -> bool:
    if text not in _TRUTHS:
        raise ValueError(text)
    return _TRUTHS[text]


def _or_nothing(read: Callable[[str], Any]) -> Callable[[str], Any]:
    return lambda text: None if text == _NOTHING else read(text)


_READERS: dict[Any, Callable[[str], Any]] = {
    str: _name,
    str | None: _or_nothing(_name),
    int: _number,
    bool: _truth,
    Language | None: _or_nothing(Language),
    Reason: Reason,
    ItemKind: ItemKind,
}
