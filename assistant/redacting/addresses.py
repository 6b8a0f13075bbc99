"""Addresses: street and number, postcode with town, and post box, as they are written in the countries around."""

import re
from collections.abc import Iterator

from assistant.redacting.lexicon import lexicon
from assistant.redacting.marks import ADDRESS_SIGN, Find, Kind

_NUMBER = r"[1-9]\d{0,4}(?!\d|[.,]\d|%)(?:[ -]?(?:bis|ter|hs|huis|rd|zw)\b|[ -]?[A-Za-z]\b(?!['’])|-\d{1,4}|/\d{1,3}|[- ](?:I{1,3}|IV)\b)?(?: bus \d{1,4})?"
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w'’.-]*"
_PARTICLES = r"(?:van|de|der|den|ten|ter|het|'t|von|zu|aan)"
_BEFORE = rf"(?:(?:{_CAPITAL}|{_PARTICLES}) ){{0,4}}"
# Ends that make a street of any word, and ends that do so of a word with a capital and no year behind it.
_SURE = r"(?:straat|laan|gracht|plein|kade|singel|steeg|plantsoen|dreef|straße|strasse|allee|gasse|stræde|gatan|vägen)"
_LIKELY = r"(?:weg|dijk|hof|park|pad|markt|haven|boulevard|ring|baan|veld|wal|akker|hoek|kamp|poort|brug|lei|erf|burg|horst|oord|str\.|platz|damm|ufer)"
_YEAR = r"(?!(?:19|20)\d{2}\b)"
_STREETS = (
    re.compile(rf"{_BEFORE}\b(?i:[\w'’-]{{2,40}}{_SURE}) {_YEAR}{_NUMBER}"),
    re.compile(rf"{_BEFORE}\b[A-ZÀ-ÖØ-Þ][\w'’-]{{1,40}}{_LIKELY} {_YEAR}{_NUMBER}"),
    re.compile(rf"\b[A-ZÀ-ÖØ-Þ][\w'’.-]*-(?:Platz|Ring|Weg|Damm|Ufer|Str\.|Chaussee) {_YEAR}{_NUMBER}"),
    re.compile(rf"\b(?:{_CAPITAL} ){{1,3}}(?:Straat|Laan|Weg|Plein|Kade|Gracht|Dijk|Singel|Straße|Strasse|Allee|Platz) {_YEAR}{_NUMBER}"),
    re.compile(
        rf"\b{_NUMBER} (?:{_CAPITAL} ){{1,3}}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Row|Drive|Dr|Way|Close|Court|Place|Square|"
        r"Terrace|Crescent|Park|Hill|Gardens|Grove|Mews|Yard|Wharf|Quay|Boulevard|Blvd|House|Gate|View|Parade|Embankment|Walk)\b\.?"
    ),
    re.compile(rf"\b{_NUMBER} (?!the\b|this\b|that\b|each\b|per\b)[a-z'’-]{{3,30}} (?:street|road|avenue|lane|crescent)\b"),
    re.compile(
        r"\b[1-9]\d{0,3}(?: ?(?:bis|ter))?,? (?i:rue|avenue|boulevard|chemin|impasse|quai|allée|route)"
        r"(?: (?:de|des|du|la|le|les|d'|l'))*(?: ?[\w'’-]{2,30}){1}(?: [A-ZÀ-Þ][\w'’-]*){0,3}"
    ),
    re.compile(
        rf"\b(?:rue|Rue|avenue|Avenue|boulevard|Boulevard|Calle|Avenida|Viale|Piazza|Corso|Rua|ul\.|aleja|Plaza|Via)(?: (?:de|des|du|la|le|les|della|di))*"
        rf"(?: {_CAPITAL}){{1,3}},? (?:n[°o.] ?)?{_YEAR}{_NUMBER}"
    ),
)
_SAID = re.compile(
    rf"\b(?i:adres(?: is)?:?|address(?: is)?:?|gevestigd aan|zit(?:ten)? (?:op|aan)|wo(?:on|nen) (?:op|aan)|located at)(?: de| het| the)? ((?:{_CAPITAL} ){{1,3}}{_YEAR}{_NUMBER})"
)
_POST_BOX = re.compile(
    r"\b(?:postbus|antwoordnummer|p\.? ?o\.? ?box|post ?box|postfach|bo[iî]te postale|apartado)(?: (?:nr|no)\.?)? ?\d{1,6}\b", re.IGNORECASE
)
_TOWN_WORD = r"['’]?[A-ZÀ-Þ][^\W\d_]*(?:[-'’][^\W\d_]+)*(?!\w)"
_TOWN = rf"{_TOWN_WORD}(?: (?:(?:aan|op|bij|upon|am|an|sur|in|den|de|der|'t) ){{1,3}}{_TOWN_WORD}| {_TOWN_WORD}){{0,2}}"
_DUTCH = re.compile(rf"(?<![\w.,/-])[1-9]\d{{3}} ?(?!SA|SD|SS)([A-Za-z]{{2}})\b(?!-)(?:,? ({_TOWN}))?")
_BRITISH = re.compile(rf"(?<![\w-])[A-Z]{{1,2}}\d[A-Z\d]? \d[A-Z]{{2}}\b(?:,? {_TOWN})?")
_LETTERED = re.compile(rf"(?<!\w)(?:D|A|B|F|L|CH|DE|BE|FR)-\d{{4,5}} {_TOWN}")
_TOWN_BEFORE = re.compile(rf"{_TOWN},? [A-Z]{{2}} \d{{5}}\b")
# Behind a street, four or five digits and a word are a postcode and a town, however they are written.
_BEHIND_STREET = re.compile(
    rf"{ADDRESS_SIGN}[ ,\n]{{1,3}}((?:[A-Z]{{1,2}}-)?\d{{4,5}}(?: ?[A-Za-z]{{2}}\b)?(?: {_TOWN}| (?i:(?!en\b|and\b|is\b|in\b)[^\W\d_]{{3,}}))?)"
)
_TOWN_BEHIND = re.compile(rf"{ADDRESS_SIGN},? (?:in|te|at) ({_TOWN})|{ADDRESS_SIGN}, ({_TOWN})")
_CUE = re.compile(r"\b(?:postcode|postal code|zip code|adres|address|gevestigd|wij zitten|ik woon|op|in|te|at)\b[^\d\n]{0,12}$", re.IGNORECASE)
_SURE_CUE = re.compile(r"\b(?:postcode|adres|address|zitten|zit|woon|wonen|gevestigd)\b[^\d\n]{0,12}$", re.IGNORECASE)
# Two capitals behind a number that are no part of a postcode: units, countries, codes and short words in a shouted text.
_NO_LETTERS = frozenset(
    "EU NL BE DE FR UK US UN VN HS GN CN EN BV NV MT KG MG KM CM MM KW MW GW PC IS OP OF IN JE WE ZE AL ER ZO NU MY TO ON AT BY OR AN AS IT IF NO SO DO OK PM AM ST CO RI IV VI XI TE DB HR IT AI".split()
)


def find_streets(text: str) -> Iterator[Find]:
    """Streets with a number, and post boxes."""
    for pattern in (*_STREETS, _POST_BOX):
        for match in pattern.finditer(text):
            yield Find(_begin(text, match), match.end(), Kind.ADDRESS)


def _begin(text: str, match: re.Match[str]) -> int:
    """Where the street begins: words of the sentence in front of it are no part of it."""
    start = match.start()
    for word in re.finditer(r"\S+ ", match.group()):
        if word.group().strip().lower() not in lexicon().function_words:
            break
        start = match.start() + word.end()
    return start


def find_said_addresses(text: str) -> Iterator[Find]:
    """What is said to be an address, whatever the street is called."""
    for match in _SAID.finditer(text):
        yield Find(match.start(1), match.end(1), Kind.ADDRESS)


def find_postcodes(text: str) -> Iterator[Find]:
    """Postcodes and the towns beside them; to be called once streets have been taken out."""
    for match in _BEHIND_STREET.finditer(text):
        yield Find(match.start(1), match.end(1), Kind.ADDRESS)
    for match in _TOWN_BEHIND.finditer(text):
        group = 1 if match[1] else 2
        if match[group].split()[0].lower() not in lexicon().function_words:
            yield Find(match.start(group), match.end(group), Kind.ADDRESS)
    for match in _DUTCH.finditer(text):
        if _is_dutch(text, match):
            yield Find(match.start(), match.end(), Kind.ADDRESS)
    for pattern in (_BRITISH, _LETTERED, _TOWN_BEFORE):
        for match in pattern.finditer(text):
            yield Find(match.start(), match.end(), Kind.ADDRESS)


def _is_dutch(text: str, match: re.Match[str]) -> bool:
    """Whether four digits and two letters are a postcode and no year, quantity or code."""
    letters, town = match.groups()
    behind_cue = _CUE.search(text[max(0, match.start() - 25) : match.start()]) is not None
    if letters.upper() in _NO_LETTERS:
        return False
    if not letters.isupper():
        return _SURE_CUE.search(text[max(0, match.start() - 25) : match.start()]) is not None
    year = match.group()[:2] in ("19", "20")
    return town is not None or behind_cue or not year
