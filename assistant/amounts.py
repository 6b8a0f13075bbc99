"""Amounts that a question names beside limits that a sentence sets: 300 employees and 5,000, 3 tonnes and 250 kg."""

import re
from dataclasses import dataclass

_NUMBER = r"\d[\d.,]*"
_PEOPLE = r"(?P<unit>fte|werknemers|medewerkers|man|mensen|personen|employees|people|ppl|workers|staff|persons)"
_WEIGHT = r"(?P<unit>kg|kilo(?:gram)?s?|ton(?:nes?|s)?)"
_ASKED_SIZE = re.compile(rf"\b({_NUMBER})[\s-]*{_PEOPLE}\b", re.I)
_ASKED_WEIGHT = re.compile(rf"\b({_NUMBER})\s*{_WEIGHT}\b", re.I)
# How many partners somebody has, and for how long, is no number of a place.
_PARTNERS = re.compile(
    rf"\b({_NUMBER})\s+(?:leveranciers?|suppliers?|vendors?|klanten|customers?|clients?|landen|countries|vestigingen|sites"
    r"|mijnen|mines|smelterijen|smelters|producten|products)\b",
    re.I,
)
_TOGETHER = re.compile(rf"\b(?:al|already|of)\s+({_NUMBER})\s+(?:jaar|years?)\b", re.I)
_RANGE = re.compile(rf"\b({_NUMBER})\s*(?:-|–|tot en met|tot|t/m|to|and)\s*({_NUMBER})\s*{_PEOPLE}\b", re.I)
_ABOVE = re.compile(rf"\b(?:meer dan|boven de|boven|over|more than|above)\s+({_NUMBER})\s*{_PEOPLE}\b", re.I)
_SETS_WEIGHT = re.compile(r"\b(\w*drempels?|thresholds?|(ten )?hoogste?ns?|at most|up to)\b", re.I)
_DECIMALS = re.compile(r"[.,](\d{1,2})$")
_KILOS_A_TON = 1000
_MONEY = rf"(?:(?:EUR|€)\s*)?(?P<amount>{_NUMBER})\s*(?P<scale>miljoen|miljard|mln|mld|million|billion|bn|m)\b\.?"
_ASKED_MONEY = re.compile(rf"(?<![\w.,]){_MONEY}", re.I)
_ABOVE_MONEY = re.compile(rf"\b(?:meer dan|boven|over|more than|above)\s+(?P<money>{_MONEY})", re.I)
_TURNOVER = re.compile(r"\b\w*omzet\w*|\b(turnover|revenue)s?\b", re.I)
_SCALES = {"miljard": 1e9, "mld": 1e9, "billion": 1e9, "bn": 1e9}
_MILLION = 1e6


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


def without_amounts(question: str) -> str:
    """A question without the numbers that only tell of the asker: people, weights, sums, partners, years together."""
    for amount in (_ASKED_MONEY, _ASKED_SIZE, _ASKED_WEIGHT, _PARTNERS, _TOGETHER):
        question = amount.sub(lambda found: found.group().replace(found[1], " ", 1), question)
    return question


def covers(sentence: str, size: int) -> bool | None:
    """Whether a sentence is about companies of this size; None where it names no range of sizes."""
    between = _RANGE.search(sentence)
    if between is not None:
        return _whole(between.group(1)) <= size <= _whole(between.group(2))
    above = _ABOVE.search(sentence)
    return None if above is None else size > _whole(above.group(1))


def compared(question: str, sentence: str) -> tuple[Comparison, ...]:
    """What the question says of a company or a weight beside the limits for it that a sentence sets.

    Of each sort, people, turnover and weight, only where the sentence sets one limit: who is above the limit for people
    may still be below that for turnover.
    """
    found = (_people(question, sentence), _turnover(question, sentence), _weight(question, sentence))
    return tuple(each for each in found if each is not None)


def _people(question: str, sentence: str) -> Comparison | None:
    asked, limits = list(_ASKED_SIZE.finditer(question)), list(_ABOVE.finditer(sentence))
    if not asked or len(limits) != 1 or _RANGE.search(sentence) is not None:
        return None
    (limit,) = limits
    words = f"{limit[1]} {limit['unit']}"
    return Comparison(asked[-1].group().strip(), words, _sign(_whole(asked[-1][1]), _whole(limit[1])))


def _turnover(question: str, sentence: str) -> Comparison | None:
    asked, limits = list(_ASKED_MONEY.finditer(question)), list(_ABOVE_MONEY.finditer(sentence))
    both = _TURNOVER.search(question) is not None and _TURNOVER.search(sentence) is not None
    if not both or not asked or len(limits) != 1:
        return None
    (limit,) = limits
    return Comparison(asked[-1].group().strip(), limit["money"].strip(), _sign(_euros(asked[-1]), _euros(limit)))


def _weight(question: str, sentence: str) -> Comparison | None:
    asked, limits = list(_ASKED_WEIGHT.finditer(question)), list(_ASKED_WEIGHT.finditer(sentence))
    if not asked or len(limits) != 1 or _SETS_WEIGHT.search(sentence) is None:
        return None
    (limit,) = limits
    return Comparison(asked[-1].group().strip(), limit.group().strip(), _sign(_kilos(asked[-1]), _kilos(limit)))


def _sign(asked: float, limit: float) -> int:
    return (asked > limit) - (asked < limit)


def _kilos(match: re.Match[str]) -> float:
    number = _number(match[1])
    return number * _KILOS_A_TON if match["unit"].lower().startswith("ton") else number


def _euros(match: re.Match[str]) -> float:
    return _number(match["amount"]) * _SCALES.get(match["scale"].lower(), _MILLION)


def _number(text: str) -> float:
    """A comma or point before one or two last digits is a decimal sign."""
    decimals = _DECIMALS.search(text)
    whole = text[: decimals.start()] if decimals else text
    return _whole(whole) + (float(f"0.{decimals[1]}") if decimals else 0.0)


def _whole(text: str) -> int:
    return int("".join(character for character in text if character.isdigit()))
