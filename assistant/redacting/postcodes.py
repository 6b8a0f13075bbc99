"""Postcodes and the towns beside them, once streets have been taken out of a text."""

import re
from collections.abc import Iterator

from assistant.redacting.lexicon import lexicon
from assistant.redacting.marks import ADDRESS_SIGN, Find, Kind

_TOWN_WORD = r"(?<!\w)['’]?[A-ZÀ-Þ][^\W\d_]{0,30}(?:[-'’][^\W\d_]{1,30}){0,4}(?!\w)"
_TOWN = rf"{_TOWN_WORD}(?: (?:(?:aan|op|bij|upon|am|an|sur|in|den|de|der|'t) ){{1,3}}{_TOWN_WORD}| {_TOWN_WORD}){{0,2}}"
_DUTCH = re.compile(rf"(?<![\w.,/-])[1-9]\d{{3}} ?(?!SA|SD|SS)([A-Za-z]{{2}})\b(?!-)(?:,? ({_TOWN}))?")
_OTHERS = (
    re.compile(rf"(?<![\w-])[A-Z]{{1,2}}\d[A-Z\d]? \d[A-Z]{{2}}\b(?:,? {_TOWN})?"),
    re.compile(rf"(?<!\w)(?:D|A|B|F|L|CH|DE|BE|FR)-\d{{4,5}} {_TOWN}"),
    re.compile(rf"{_TOWN},? [A-Z]{{2}} \d{{5}}\b"),
)
# Behind a street, four or five digits and a word are a postcode and a town, however they are written.
_BEHIND_STREET = re.compile(
    rf"{ADDRESS_SIGN}[ ,\n]{{1,3}}((?:[A-Z]{{1,2}}-)?\d{{4,5}}(?: ?[A-Za-z]{{2}}\b)?"
    rf"(?: {_TOWN}| (?i:(?!en\b|and\b|is\b|in\b)[^\W\d_]{{3,30}}\b))?)"
)
_TOWN_BEHIND = re.compile(rf"{ADDRESS_SIGN}(?:,? (?:in|te|at) |, )({_TOWN})")
_LIKELY_CUE = re.compile(r"\b(?:zip code|ik woon|op|in|te|at)\b[^\d\n]{0,12}$", re.IGNORECASE)
_SURE_CUE = re.compile(
    r"\b(?:postcode|postal code|adres|address|zitten|zit|woon|wonen|gevestigd)\b[^\d\n]{0,12}$", re.IGNORECASE
)
_LOOKED_BACK = 25


def find_postcodes(text: str) -> Iterator[Find]:
    """Postcodes with their towns, and towns behind a street."""
    for match in _BEHIND_STREET.finditer(text):
        yield Find(match.start(1), match.end(1), Kind.ADDRESS)
    for match in _TOWN_BEHIND.finditer(text):
        if match[1].split()[0].lower() not in lexicon().cues.function_words:
            yield Find(match.start(1), match.end(1), Kind.ADDRESS)
    for match in _DUTCH.finditer(text):
        if _is_dutch(text, match):
            yield Find(match.start(), match.end(), Kind.ADDRESS)
    for pattern in _OTHERS:
        for match in pattern.finditer(text):
            yield Find(match.start(), match.end(), Kind.ADDRESS)


def _is_dutch(text: str, match: re.Match[str]) -> bool:
    """Whether four digits and two letters are a postcode and no year, quantity or code."""
    letters, town = match.groups()
    if letters.lower() in lexicon().cues.no_postcode:
        return False
    before = text[max(0, match.start() - _LOOKED_BACK) : match.start()]
    if not letters.isupper():
        return _SURE_CUE.search(before) is not None
    if town is not None or _SURE_CUE.search(before) or _LIKELY_CUE.search(before):
        return True
    return match.group()[:2] not in ("19", "20")
