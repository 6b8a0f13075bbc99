"""The numbers that Word sets before paragraphs without writing them in the text: 3.5, (b), IV., or a bullet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from re import sub
from typing import Protocol

from ingest.readers.marks import BULLET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LEVELS = 9


class Element(Protocol):
    """What is used of an XML element."""

    def get(self, key: str) -> str | None: ...

    def find(self, path: str) -> "Element | None": ...

    def iterfind(self, path: str) -> "Iterator[Element]": ...


def value(parent: Element | None, *path: str) -> str | None:
    """The attribute `val` of the element at the end of a path of names; None where there is none."""
    node = parent.find("/".join(f"{W}{name}" for name in path)) if parent is not None else None
    return node.get(f"{W}val") if node is not None else None


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list counts; `text` holds %1 to %9 for the numbers of the levels."""

    start: int
    form: str
    text: str


@dataclass(slots=True)
class _Counters:
    """The numbers of a list as far as it was read, by level."""

    numbers: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class WordNumbers:
    """Counts the lists of one document; ask in the order of the paragraphs."""

    def __init__(self, numbering: Element | None) -> None:
        lists = list(numbering.iterfind(f"{W}abstractNum")) if numbering is not None else []
        instances = list(numbering.iterfind(f"{W}num")) if numbering is not None else []
        abstract = {found.get(f"{W}abstractNumId"): found for found in lists}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counters: dict[str, _Counters] = {}
        shared: dict[str | None, _Counters] = {}
        for instance in instances:
            number, of = instance.get(f"{W}numId") or "", value(instance, "abstractNumId")
            overrides = list(instance.iterfind(f"{W}lvlOverride"))
            self._levels[number] = _levels(abstract.get(of)) | _overridden(overrides)
            # Lists of one abstract list count on together, unless one of them starts anew.
            anew = any(override.find(f"{W}startOverride") is not None for override in overrides)
            self._counters[number] = _Counters() if anew else shared.setdefault(of, _Counters())

    def next(self, number: str, level: int) -> str:
        """What stands before the next paragraph on a level of list `number`; empty where nothing does."""
        levels = self._levels.get(number, {})
        own = levels.get(level)
        if own is None:
            return ""
        numbers = self._counters[number].numbers
        numbers[level] = own.start if numbers[level] is None else (numbers[level] or 0) + 1
        numbers[level + 1 :] = [None] * (_LEVELS - level - 1)
        if own.form == "bullet":
            return BULLET
        return sub(r"%(\d)", lambda slot: _shown(levels, numbers, int(slot[1]) - 1), own.text).strip()


def _levels(abstract: Element | None) -> dict[int, _Level]:
    return dict(map(_level, abstract.iterfind(f"{W}lvl"))) if abstract is not None else {}


def _overridden(overrides: Iterable[Element]) -> dict[int, _Level]:
    return dict(_level(found) for override in overrides for found in override.iterfind(f"{W}lvl"))


def _level(element: Element) -> tuple[int, _Level]:
    start = value(element, "start") or "1"
    level = _Level(int(start), value(element, "numFmt") or "decimal", value(element, "lvlText") or "")
    return int(element.get(f"{W}ilvl") or 0), level


def _shown(levels: dict[int, _Level], numbers: list[int | None], level: int) -> str:
    form = levels.get(level, _Level(1, "decimal", ""))
    number = numbers[level]
    return _written(form.start if number is None else number, form.form)


def _written(number: int, form: str) -> str:
    match form:
        case "none":
            return ""
        case "lowerLetter" | "upperLetter":
            repeats, letter = divmod(number - 1, 26)  # after z come aa, bb, cc
            text = chr(ord("a") + letter) * (repeats + 1)
        case "lowerRoman" | "upperRoman":
            text = _roman(number)
        case "decimalZero":
            text = f"{number:02}"
        case _:
            text = str(number)
    return text.upper() if form.startswith("upper") else text


def _roman(number: int) -> str:
    text = ""
    for amount, letters in _ROMAN:
        count, number = divmod(number, amount)
        text += letters * count
    return text
