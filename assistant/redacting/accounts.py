"""International bank account numbers (ISO 13616): in groups or joined, with dots or dashes, in capitals or not."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from assistant.redacting.marks import Find, Kind

_SEPARATORS = " \u00a0\u202f.-"
_IBAN = re.compile(rf"(?<![^\W_])[A-Z]{{2}}\d{{2}}(?:[{_SEPARATORS}]?[A-Z0-9]){{11,32}}", re.IGNORECASE)
# A Dutch account number with a wrong digit is still somebody's.
_DUTCH = re.compile(rf"(?<![^\W_])NL\d{{2}}[{_SEPARATORS}]?[A-Z]{{4}}(?:[{_SEPARATORS}]?\d){{10}}(?!\d)", re.IGNORECASE)
_LENGTHS = {
    country: int(length)
    for length, countries in tomllib.loads((Path(__file__).parent / "iban_lengths.toml").read_text("utf-8")).items()
    for country in countries.split()
}
_CUE = re.compile(r"\b(?:iban|rekening\w*|account\w*)\b[^\d\n]{0,20}$", re.IGNORECASE)
_SHORTEST = 15
_LOOKED_BACK = 40


def find_accounts(text: str) -> Iterator[Find]:
    """Account numbers; words that follow one without a break are no part of it."""
    for match in _DUTCH.finditer(text):
        yield Find(match.start(), match.end(), Kind.IBAN)
    for match in _IBAN.finditer(text):
        end = _end(text, match)
        if end is not None:
            yield Find(match.start(), end, Kind.IBAN)


def _end(text: str, match: re.Match[str]) -> int | None:
    """Where the longest number ends whose check digits hold; behind a cue, where its digits end at least."""
    for end in range(match.end(), match.start() + _SHORTEST - 1, -1):
        if (end == len(text) or not text[end].isalnum()) and _is_iban(text[match.start() : end]):
            return end
    if _CUE.search(text[max(0, match.start() - _LOOKED_BACK) : match.start()]):
        digits = re.match(
            rf"\w{{4}}(?:[{_SEPARATORS}]?(?:\d|[A-Z](?=[A-Z]*[{_SEPARATORS}]?\d)))+", match.group(), re.IGNORECASE
        )
        return None if digits is None else match.start() + digits.end()
    return None


def _is_iban(text: str) -> bool:
    """The characters moved and read as a number leave 1 when divided by 97."""
    compact = "".join(character for character in text if character not in _SEPARATORS).upper()
    if len(compact) != _LENGTHS.get(compact[:2]) or not compact.isascii():
        return False
    number = "".join(str(int(character, 36)) for character in compact[4:] + compact[:4])
    return int(number) % 97 == 1
