"""What a text tells in figures: numbers, percentages and whole dates, in digits or in words, whatever its language.

A date is one thing, not a day beside a year: of two dates in a source, the day of one and the year of the other make a
deadline that stands nowhere.
"""

import re
from collections.abc import Iterator, Mapping

from knowledge.figures import numbers
from knowledge.language import MONTHS, Language

# One is left out: it is an article in Dutch, and a pronoun in English.
_WORDS = {
    Language.NL: "twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien",
    Language.EN: "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen",
}
_VALUES = {
    language: {word: str(n) for n, word in enumerate(_WORDS[language].split(), start=2)} for language in Language
}
# "In acht nemen" counts nothing.
_WORD = {
    language: re.compile(rf"(?<!\bin )\b({'|'.join(_VALUES[language])})\b", re.IGNORECASE) for language in Language
}
_MONTH = {
    language: {month.casefold(): number for number, month in enumerate(MONTHS[language], start=1)}
    for language in Language
}
_DATE = {
    language: re.compile(
        rf"(?:\b(?P<day>\d{{1,2}})(?:e|st|nd|rd|th)?\s+)?\b(?P<month>{'|'.join(MONTHS[language])})\b"
        r"(?:\s+(?P<later>\d{1,2})\b)?(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?",
        # English months have a capital, and then are no verbs: "children of 14 may work".
        re.IGNORECASE if language is Language.NL else re.NOFLAG,
    )
    for language in Language
}
_ISO = re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b")
_PERCENT = re.compile(r"\s?(?:%|procent\b|per ?cent\b)")


def told_figures(text: str, language: Language) -> dict[str, str]:
    """The figures in one way of writing, each with how it stands in the text; a date is the most exact that it is."""
    told = {forms[0]: written for forms, written in _dates(text, language)}
    rest = _DATE[language].sub(_undated, _ISO.sub(" ", text))
    for number, written in numbers(rest, language).items():
        percent = re.search(rf"(?<![\w.,]){re.escape(written)}{_PERCENT.pattern}", rest)
        told |= {f"{number}%": percent.group()} if percent else {number: written}
    for match in _WORD[language].finditer(rest):
        told.setdefault(_VALUES[language][match.group().casefold()], match.group())
    return told


def held_figures(text: str, language: Language) -> frozenset[str]:
    """All that `told_figures` may say on the strength of a text: of a date also its month and its year alone."""
    told = told_figures(text, language)
    parts = {form for forms, _ in _dates(text, language) for form in forms}
    return frozenset(told.keys() | parts | {figure.removesuffix("%") for figure in told})


def _dates(text: str, language: Language) -> Iterator[tuple[list[str], str]]:
    """The forms of each date, the most exact first, and how it is written."""
    for match in _ISO.finditer(text):
        yield _forms(match["year"], int(match["month"]), match["day"]), match.group()
    for match in _DATE[language].finditer(text):
        if _is_date(match):
            day = match["day"] or match["later"]
            yield _forms(match["year"], _MONTH[language][match["month"].casefold()], day), match.group().strip()


def _forms(year: str | None, month: int, day: str | None) -> list[str]:
    in_year = f"--{month:02}-{int(day):02}" if day else ""
    exact = [f"{year}{in_year[1:]}"] if year and day else []
    return [*exact, *([f"{year}-{month:02}", year] if year else []), *([in_year] if in_year else [])]


def _is_date(match: re.Match[str]) -> bool:
    """A month beside no figure may be a verb: "you may ask"."""
    parts: Mapping[str, str | None] = match.groupdict()
    return any(parts[name] for name in ("day", "later", "year"))


def _undated(match: re.Match[str]) -> str:
    return " " if _is_date(match) else match.group()
