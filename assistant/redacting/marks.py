"""What stands in a text where something was taken out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What was taken out."""

    NAME = "name"
    COMPANY = "company"
    EMAIL = "email"
    PHONE = "phone"
    IBAN = "iban"
    CARD = "card"
    BSN = "bsn"
    KVK = "kvk"
    VAT = "vat"
    ADDRESS = "address"
    BIRTHDAY = "birthday"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Find:
    """A piece of a text to take out."""

    start: int
    end: int
    kind: Kind


# While a text is searched, a mark is one character without meaning, so that no rule takes its letters for words.
_SIGNS = {kind: chr(0xE000 + number) for number, kind in enumerate(Kind)}
_KINDS = {sign: kind for kind, sign in _SIGNS.items()}
_MARK = re.compile(r"\[(" + "|".join(Kind) + r")\]")
_SIGN = re.compile("[" + "".join(_KINDS) + "]")
ANY_SIGN = _SIGN.pattern
ADDRESS_SIGN = _SIGNS[Kind.ADDRESS]


def hide_marks(text: str) -> str:
    """The text with its marks as signs."""
    return _MARK.sub(lambda match: _SIGNS[Kind(match.group(1))], text)


def show_marks(text: str) -> str:
    """The text with its signs as marks."""
    return _SIGN.sub(lambda match: f"[{_KINDS[match.group()]}]", text)


def take_out(text: str, finds: Iterable[Find]) -> str:
    """The text with a sign in place of each find; of finds that overlap, the first and longest stays."""
    kept, position = [], 0
    for find in sorted(finds, key=lambda find: (find.start, -find.end)):
        if find.start >= position:
            kept += [text[position : find.start], _SIGNS[find.kind]]
            position = find.end
    return "".join((*kept, text[position:]))
