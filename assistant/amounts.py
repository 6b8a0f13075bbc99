"""Amounts that a question names beside limits that a sentence sets: 300 employees and 5,000, 3 tonnes and 250 kg."""

import re
from dataclasses import dataclass

_NUMBER = r"\d[\d.,]*"
_PEOPLE = r"(?P<unit>fte|werknemers|medewerkers|man|mensen|personen|employees|people|workers|staff|persons)"
_WEIGHT = r"(?P<unit>kg|kilo(?:gram)?s?|ton(?:nes?|s)?)"
_ASKED_SIZE = re.compile(rf"\b({_NUMBER})[\s-]*{_PEOPLE}\b", re.I)
_ASKED_WEIGHT = re.compile(rf"\b({_NUMBER})\s*{_WEIGHT}\b", re.I)
_RANGE = re.compile(rf"\b({_NUMBER})\s*(?:-|–|tot en met|tot|t/m|to|and)\s*({_NUMBER})\s*{_PEOPLE}\b", re.I)
_ABOVE = re.compile(rf"\b(?:meer dan|boven de|boven|over|more than|above)\s+({_NUMBER})\s*{_PEOPLE}\b", re.I)
_SETS_WEIGHT = re.compile(r"\b(\w*drempels?|thresholds?)\b", re.I)
_DECIMALS = re.compile(r"[.,](\d{1,2})$")
_KILOS_A_TON = 1000


@dataclass(frozen=True, slots=True)
class Comparison:
    """An amount of the question beside the limit that a sentence sets, in the words of each."""

    asked: str
    limit: str
    sign: int

    @property
    def key(self) -> str:
        """Whether the amount is below, at or above the limit, as the wording files say it."""
        return {-1: "below", 0: "at", 1: "above"}[self.sign]


def asked_size(question: str) -> int | None:
    """The number of people that a question speaks of, the last where a follow-up names another; None without one."""
    sizes = [match.group(1) for match in _ASKED_SIZE.finditer(question)]
    return _whole(sizes[-1]) if sizes else None


def covers(sentence: str, size: int) -> bool | None:
    """Whether a sentence is about companies of this size; None where it names no range of sizes."""
    between = _RANGE.search(sentence)
    if between is not None:
        return _whole(between.group(1)) <= size <= _whole(between.group(2))
    above = _ABOVE.search(sentence)
    return None if above is None else size > _whole(above.group(1))


def compared(question: str, sentence: str) -> Comparison | None:
    """The question's people or weight beside the one limit for it that a sentence sets; None where there is not one."""
    sizes, limits = list(_ASKED_SIZE.finditer(question)), list(_ABOVE.finditer(sentence))
    if sizes and len(limits) == 1 and _RANGE.search(sentence) is None:
        asked, limit = sizes[-1], limits[0]
        limit_words = f"{limit[1]} {limit['unit']}"
        return Comparison(asked.group().strip(), limit_words, _sign(_whole(asked[1]), _whole(limit[1])))
    weights, limits = list(_ASKED_WEIGHT.finditer(question)), list(_ASKED_WEIGHT.finditer(sentence))
    if weights and len(limits) == 1 and _SETS_WEIGHT.search(sentence):
        asked, limit = weights[-1], limits[0]
        return Comparison(asked.group().strip(), limit.group().strip(), _sign(_kilos(asked), _kilos(limit)))
    return None


def _sign(asked: float, limit: float) -> int:
    return (asked > limit) - (asked < limit)


def _kilos(match: re.Match[str]) -> float:
    """A weight in kilograms; a comma or point before one or two last digits is a decimal sign."""
    decimals = _DECIMALS.search(match[1])
    whole = match[1][: decimals.start()] if decimals else match[1]
    number = _whole(whole) + (float(f"0.{decimals[1]}") if decimals else 0.0)
    return number * _KILOS_A_TON if match["unit"].lower().startswith("ton") else number


def _whole(text: str) -> int:
    return int("".join(character for character in text if character.isdigit()))
