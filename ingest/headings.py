"""Headings as sentences write them."""

import re

_ENUMERATOR = re.compile(r"(?:[IVXLC]+|[A-Z]|\d+)\.\s+")
_NAMED_NUMBER = re.compile(r"([A-Z]+) ([IVXLC]+)\b")  # "ANNEX I": its number stays in capitals
_MOSTLY = 0.6


def sentence_case(heading: str) -> str:
    """A heading set in capitals or small capitals ("FOUNDATIONAl PRINCIPlES") in ordinary letters; others unchanged."""
    match = _ENUMERATOR.match(heading)
    number = match.group() if match else ""
    words = heading.removeprefix(number)
    letters = [letter for letter in words if letter.isalpha()]
    if sum(map(str.isupper, letters)) <= _MOSTLY * len(letters):
        return heading
    named = _NAMED_NUMBER.match(words)
    if named is not None:
        return f"{number}{named[1].capitalize()} {named[2]}{words[named.end() :].lower()}"
    return number + words.capitalize()
