"""Numbers that stand for a person or a company: told by a word beside them, by their form and by their check digits."""

import re
from collections.abc import Iterator

from assistant.redacting.lexicon import lexicon
from assistant.redacting.marks import Find, Kind

_SEPARATOR = r"[ \u00a0\u2009\u202f.\-–]"
# In front of numbers of goods, orders and rules, which are what questions are about.
_OF_GOODS = re.compile(
    r"(?:\b(?:order|bestel|inkooporder|batch|charge|lot|partij|artikel|factuur|invoice|serie|serial|part|product|item|"
    r"goederen|goods|zending|shipment|container|tarief|tariff|commodity|hs|gn|cn|cas|ec|einecs|taric|po|pallet|heat)"
    r"(?:[- ]?(?:code|nummer|number|nr|no|id))?|[€$£]|\b(?:eur|usd|euro|gbp))[ .:#]*$",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?:\d{1,2}[-./ ]\d{1,2}[-./ ](?:19|20)\d{2}|(?:19|20)\d{2}[-./ ]\d{1,2}[-./ ]\d{1,2})(?!\d)")
_UNIT = re.compile(r"\s?(?:kg|kilo|ton|tonnes?|mt|g|m|mm|stuks|pieces|pcs|euro|eur|usd|%)\b", re.IGNORECASE)
_NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")
_LOOKED_BACK = 30
_LONGEST_LIST = 6  # numbers behind one cue; what is left in a longer list is found once these are out

_GAP = r"(?:[^\d\n?!;.]|\.(?!\s+[A-Z])){0,30}?"
_ALSO = r"\s*(?:,|;|/|&|\+|\b(?:en|and|of|or|und|plus)\b)\s*"

_BSN_CUE = re.compile(
    r"\b(?:bsn|burgerservice\w*|sofi[- ]?\w*|citizen service (?:number|no)\w*|social security (?:number|no)\w*|"
    r"national insurance (?:number|no)\w*|rijksregister\w*|persoonsnummer\w*)(?:[- ]?(?:nummers?|nrs?|no|numbers?))?\b",
    re.IGNORECASE,
)
_KVK_CUE = re.compile(
    r"\b(?:kvk\w*|k\.v\.k\.|kamer van koophandel|handelsregister\w*|chamber of commerce|trade register|"
    r"commercial register|company (?:registration|number|register)|companies house|registration (?:number|no)|"
    r"registered (?:under|number)|"
    r"inschrij(?:f|vings)nummer|ondernemingsnummer|enterprise number|rsin|vestigingsnummer|siren|siret|coc)\b",
    re.IGNORECASE,
)
_PHONE_CUE = re.compile(
    r"\b(?:tel|telefoon\w*|telephone|phone|mobiel\w*|mobile|gsm|fax|whatsapp|sms|bel|bellen|bereikbaar|call|dial)\b",
    re.IGNORECASE,
)
_ACCOUNT_CUE = re.compile(
    r"\b(?:bankrekening\w*|rekeningnummer|bank account|account number|account no)\b", re.IGNORECASE
)
_BSN_DIGITS = rf"(?<![\d.,/])\d(?:{_SEPARATOR}?\d){{7,10}}(?!\d|[.,/]\d)"
_KVK_DIGITS = rf"(?<![\d.,/])\d(?:{_SEPARATOR}?\d){{7,11}}(?!\d|[.,/]\d)"
_ACCOUNT_DIGITS = rf"(?<![\d.,/])\d(?:{_SEPARATOR}?\d){{6,13}}(?!\d|[.,/]\d)"
_PHONE_DIGITS = rf"(?<![\d.,/])\+?\d(?:{_SEPARATOR}?\d){{5,11}}(?!\d|[.,/]\d)"
_CUED = tuple(
    (cue, re.compile(f"{_GAP}({digits})"), re.compile(f"{_ALSO}{_GAP}({digits})"), kind)
    for cue, digits, kind in (
        (_BSN_CUE, _BSN_DIGITS, Kind.BSN),
        (_KVK_CUE, _KVK_DIGITS, Kind.KVK),
        (_ACCOUNT_CUE, _ACCOUNT_DIGITS, Kind.IBAN),
        (_PHONE_CUE, _PHONE_DIGITS, Kind.PHONE),
    )
)
_FOLLOWED = (
    (re.compile(rf"({_BSN_DIGITS})[^\d\n.?!;]{{0,20}}?{_BSN_CUE.pattern}", re.IGNORECASE), Kind.BSN),
    (re.compile(rf"({_KVK_DIGITS})[^\d\n.?!;]{{0,20}}?{_KVK_CUE.pattern}", re.IGNORECASE), Kind.KVK),
)
_NINE_DIGITS = re.compile(r"(?<![\d.,/-])\d{3}[ .]?\d{2,3}[ .]?\d{3,4}(?!\d|[.,/-]\d)")
_CARD = re.compile(r"(?<![\d.,])(?:\d[ -]?){12,18}\d(?!\d)")

_INTERNATIONAL = re.compile(
    rf"(?<![\w+])(?:\+|00)[\s(]{{0,2}}[1-9](?:(?:{_SEPARATOR}|/){{0,2}}(?:\(\d{{1,4}}\)|\d)){{6,13}}(?![\w])"
)
_NATIONAL = re.compile(rf"(?<![\w.,+/-])(?:\(0\d{{1,4}}\)|0\d{{0,4}})(?:(?:{_SEPARATOR}|/){{0,2}}\d){{5,10}}(?![\d])")
_AMERICAN = re.compile(
    r"\(\d{3}\)[ -]?\d{3}[ .-]\d{4}(?!\d)|(?<![\d.,-])(?:1[.-])?\d{3}([.-])\d{3}\1\d{4}(?!\d|[.-]\d)"
)
_PHONE_LENGTHS = range(9, 16)

_VAT = re.compile(r"\b(?:NL\d{9}B\d{2}|BE[ .]?0\d{3}[ .]?\d{3}[ .]?\d{3}|DE\d{9})\b", re.IGNORECASE)
_BIRTHDAY = re.compile(
    r"\b(?:geboren|geboortedatum|geb\.|born|date of birth|dob)\b[^\d\n]{0,15}"
    r"(\d{1,2}(?:[-./ ]\d{1,2}[-./ ]|\s[^\W\d_]{3,9}\s)\d{2,4})",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"\b(?:paspoort|passport|rijbewijs|driving licence|identiteitskaart|identity card|"
    r"id-kaart|id card|verblijfsvergunning|residence permit)"
    r"(?:[- ]?(?:nummer|nr|number|no))?\.?(?: is)?[ :]{1,2}((?=[A-Z]*\d)[A-Z0-9]{6,12})\b",
    re.IGNORECASE,
)


def find_cued_numbers(text: str) -> Iterator[Find]:
    """Numbers beside a word that says what they are, right or mistyped, and those that are listed behind them."""
    for cue, first, further, kind in _CUED:
        for said in cue.finditer(text):
            found = first.match(text, said.end())
            for _ in range(_LONGEST_LIST):
                if found is None or not _is_one(text, found, kind):
                    break
                yield Find(found.start(1), found.end(1), kind)
                found = further.match(text, found.end())
    for pattern, kind in _FOLLOWED:
        for found in pattern.finditer(text):
            if _is_one(text, found, kind):
                yield Find(found.start(1), found.end(1), kind)
    for pattern, kind in ((_BIRTHDAY, Kind.BIRTHDAY), (_DOCUMENT, Kind.DOCUMENT), (_VAT, Kind.VAT)):
        for found in pattern.finditer(text):
            group = pattern.groups
            yield Find(found.start(group), found.end(group), kind)


def _is_one(text: str, found: re.Match[str], kind: Kind) -> bool:
    """Whether digits behind a cue are no date and not said to be of goods."""
    digits = found.group(1)
    if _DATE.match(digits) or _is_of_goods(text, found.start(1)):
        return False
    # A call is made to seven digits or more: "bel 2026" is none, nor is an article.
    return kind is not Kind.PHONE or len(_digits(digits)) >= 7


def find_numbers(text: str) -> Iterator[Find]:
    """Cards, telephone numbers and citizen service numbers by their form, where nothing says that they are of goods."""
    for match in _CARD.finditer(text):
        if _passes_luhn(match.group()) and not _is_of_goods(text, match.start()):
            yield Find(match.start(), match.end(), Kind.CARD)
    for pattern in (_INTERNATIONAL, _NATIONAL, _AMERICAN):
        for match in pattern.finditer(text):
            if _is_phone(text, match):
                yield Find(match.start(), match.end(), Kind.PHONE)
    for match in _NINE_DIGITS.finditer(text):
        if is_bsn(match.group()) and not _is_of_goods(text, match.start()) and not _is_counted(text, match.end()):
            yield Find(match.start(), match.end(), Kind.BSN)


def _is_phone(text: str, match: re.Match[str]) -> bool:
    number = match.group()
    if _DATE.match(number) or _is_of_goods(text, match.start()) or _UNIT.match(text, match.end()):
        return False
    return len(_digits(number)) in _PHONE_LENGTHS


def _is_of_goods(text: str, start: int) -> bool:
    return _OF_GOODS.search(text[max(0, start - _LOOKED_BACK) : start]) is not None


def _is_counted(text: str, end: int) -> bool:
    """Whether a thing follows that is counted: 612 345 678 screws."""
    following = _NEXT_WORD.match(text, end)
    return following is not None and following[1].islower() and following[1] not in lexicon().cues.function_words


def _digits(text: str) -> list[int]:
    return [int(character) for character in text if character.isdecimal()]


def _passes_luhn(text: str) -> bool:
    digits = _digits(text)[::-1]
    doubled = (digit * 2 - 9 if digit > 4 else digit * 2 for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def is_bsn(text: str) -> bool:
    """The eleven-test of the Dutch citizen service number."""
    digits = _digits(text)
    if len(digits) != 9:
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return any(digits) and sum(w * d for w, d in zip(weights, digits, strict=True)) % 11 == 0
