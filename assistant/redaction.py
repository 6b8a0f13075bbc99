"""Takes personal data out of a text before it is stored.

Numbers are told by their check digits, so that article, HS and law numbers stay. No offline tool finds names
dependably: names are taken out behind a cue ("mijn naam is ...", "mevrouw ...") and companies by their legal form.
"""

import re
from collections.abc import Callable

_EMAIL = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{1,4}){3,8}(?![A-Z0-9])", re.IGNORECASE)
_CARD = re.compile(r"\b(?:\d[ -]?){12,18}\d\b")
_PHONE = re.compile(
    r"(?<![\w.,/-])"
    r"(?:\(0\d{1,3}\)(?:[ .-]?\d){6,8}|(?:\+|00)\d{1,3}(?: ?\(0\))?(?:[ .-]?\d){7,11}|0(?:[ .-]?\d){8,9})"
    r"(?![\w/-])"
)
_NINE_DIGITS = re.compile(r"(?<![\d./])\d{3}[ .]?\d{2,3}[ .]?\d{3,4}(?![\d/])")
_KVK = re.compile(
    r"\b(kvk|kamer van koophandel|chamber of commerce)"
    r"((?:[- ]?(?:nummer|nr|number|no)\.?)?(?: (?:is|van|of))?[ :]*)\d{8}\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\b[1-9]\d{3}\s?(?!EU\b|NL\b|SA\b|SD\b|SS\b)[A-Z]{2}\b(?:\s+\d+\w?)?")
_STREET = re.compile(
    r"\b[A-Z][\w'-]*(?:straat|laan|weg|plein|kade|gracht|dijk|singel| Street| Road| Avenue)\s+\d+\w?\b"
)
_NAME = r"(?:(?:van|de|der|den|ten|ter|el|al)\s+)*[A-Z](?=[\w'’-]*[a-z])[\w'’-]+"
_NAMED = re.compile(
    r"\b((?i:mijn naam is|ik ben|ik heet|my name is|i am|this is|dhr\.?|mevr\.?|mw\.?|de heer|mevrouw|meneer|"
    rf"mr\.?|mrs\.?|ms\.?|collega|colleague|directeur|director|inkoper))\s+({_NAME}(?:\s+{_NAME}){{0,2}})"
)
_COMPANY = re.compile(
    r"\b(?:[A-Z][\w&'’-]*\s+){1,4}(?:B\.?V\.?|N\.?V\.?|GmbH|Ltd\.?|Limited|Inc\.?|LLC|S\.?A\.?R?\.?L?\.?|AG|SpA|S\.p\.A\.)(?!\w)"
)


def redact(text: str) -> str:
    """The text with each piece of personal data replaced by its kind in square brackets."""
    text = _EMAIL.sub("[email]", text)
    text = _IBAN.sub(_without_iban, text)
    text = _checked(_CARD, _is_card, "[card]", text)
    text = _KVK.sub(r"\1\2[kvk]", text)
    text = _PHONE.sub("[phone]", text)
    text = _checked(_NINE_DIGITS, _is_bsn, "[bsn]", text)
    text = _STREET.sub("[address]", text)
    text = _ADDRESS.sub("[address]", text)
    text = _COMPANY.sub("[company]", text)
    return _NAMED.sub(r"\1 [name]", text)


def _checked(pattern: re.Pattern[str], is_one: Callable[[str], bool], mark: str, text: str) -> str:
    return pattern.sub(lambda match: mark if is_one(match.group()) else match.group(), text)


def _without_iban(match: re.Match[str]) -> str:
    """The mark in place of the account number; words that follow it without a break are given back."""
    groups = match.group().split(" ")
    for kept in range(len(groups), 0, -1):
        if _is_iban("".join(groups[:kept])):
            return " ".join(["[iban]", *groups[kept:]])
    return match.group()


def _is_iban(text: str) -> bool:
    """ISO 13616: the characters moved and read as a number leave 1 when divided by 97."""
    compact = text.replace(" ", "").upper()
    if not 15 <= len(compact) <= 34:
        return False
    number = "".join(str(int(character, 36)) for character in compact[4:] + compact[:4])
    return int(number) % 97 == 1


def _is_card(text: str) -> bool:
    """Luhn's test."""
    digits = [int(character) for character in reversed(text) if character.isdigit()]
    doubled = (digit * 2 - 9 if digit > 4 else digit * 2 for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _is_bsn(text: str) -> bool:
    """The eleven-test of the Dutch citizen service number."""
    digits = [int(character) for character in text if character.isdigit()]
    if len(digits) != 9:
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return any(digits) and sum(w * d for w, d in zip(weights, digits, strict=True)) % 11 == 0
