"""The figures in a text in one way of writing: `5.000` and `5,000`, `1,5 miljard` and `1.5 billion`."""

import re
from decimal import Decimal

from knowledge.language import MONTHS, Language

_POWERS = {
    Language.NL: {"duizend": 3, "miljoen": 6, "miljard": 9},
    Language.EN: {"thousand": 3, "million": 6, "billion": 9},
}
# A point before one or two digits is no thousands mark: Dutch too writes paragraphs such as 1.22 with a point. One
# before three is in both languages: the numbers of parliamentary papers, 35.761, are written so in English as well.
_NUMBERS = {
    Language.NL: r"(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:[,.](?P<part>\d+))?",
    Language.EN: r"(?P<whole>\d{1,3}(?:[,.]\d{3})+|\d+)(?:\.(?P<part>\d+))?",
}
_FIGURES = {
    language: re.compile(rf"(?<![\w.,]){_NUMBERS[language]}(?!\w)(?:\s+(?P<power>{'|'.join(_POWERS[language])})\b)?")
    for language in Language
}
_DATES = {language: re.compile(rf"\b\d{{1,2}}\s+({'|'.join(MONTHS[language])})\b") for language in Language}


def figures(text: str, language: Language) -> frozenset[str]:
    """The numbers in a text in one way of writing, and the months of its dates by their English names."""
    months = dict(zip(MONTHS[language], MONTHS[Language.EN], strict=True))
    return frozenset(numbers(text, language).keys() | {months[month] for month in _DATES[language].findall(text)})


def numbers(text: str, language: Language) -> dict[str, str]:
    """The numbers in a text in one way of writing, each with how it stands there first."""
    found: dict[str, str] = {}
    for match in _FIGURES[language].finditer(text):
        found.setdefault(_written(match, _POWERS[language]), match.group())
    return found


def _written(match: re.Match[str], powers: dict[str, int]) -> str:
    whole = re.sub(r"[.,]", "", match["whole"])
    value = Decimal(f"{whole}.{match['part'] or 0}").scaleb(powers.get(match["power"] or "", 0))
    return f"{value.normalize():f}"
