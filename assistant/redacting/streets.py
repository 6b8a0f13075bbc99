"""Streets with a house number, and post boxes, as they are written in the countries around."""

import re
from collections.abc import Iterator

from assistant.redacting.lexicon import lexicon
from assistant.redacting.marks import Find, Kind
from knowledge.lexical_index import folded

_NUMBER = (
    r"[1-9]\d{0,4}(?!\d|[.,]\d| ?%)"
    r"(?:[ -]?(?:bis|ter|hs|huis|rd|zw)\b|[ -]?[A-Za-z]\b(?!['’])|-\d{1,4}|/\d{1,3}|[- ](?:I{1,3}|IV)\b)?"
    r"(?: bus \d{1,4})?"
)
_NO_YEAR = r"(?!(?:19|20)\d{2}\b)"
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w'’.-]{0,30}"
_EDGE = r"(?<![\w'’.-])"
# Ends that make a street of any word, and those that do so where the word has a capital.
_ENDS_OF_ANY = (
    r"straat|laan|gracht|plein|kade|singel|steeg|plantsoen|dreef|straße|strasse|allee|gasse|stræde|gatan|vägen"
)
_ENDS_OF_CAPITAL = (
    r"weg|dijk|hof|park|pad|markt|haven|boulevard|(?<![aeiou])ring|baan|veld|wal|"
    r"akker|hoek|kamp|poort|brug|lei|erf|horst|str\.|platz|damm|ufer|-ring"
)
_BRITISH_STREET = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Row|Drive|Dr|Way|Close|Court|Place|Square|Terrace|Crescent|Park|Hill|Gardens|Grove|"
    r"Mews|Yard|Wharf|Quay|Boulevard|Blvd|House|Gate|View|Parade|Embankment|Walk)"
)
_ENDED = re.compile(rf"(?i:{_ENDS_OF_ANY}|{_ENDS_OF_CAPITAL}) {_NO_YEAR}{_NUMBER}")
_ANY_END = re.compile(rf"(?:{_ENDS_OF_ANY})$", re.IGNORECASE)
# What stands in front of such an end: its own word, and the capitalised words and particles of its name.
_FRONT = re.compile(
    rf"(?:{_EDGE}(?:{_CAPITAL}|van|de|der|den|ten|ter|het|'t|von|zu|aan) ){{0,4}}{_EDGE}[\w'’-]{{2,40}}\.?$"
)
_APART = r"(?:Straat|Laan|Weg|Plein|Kade|Gracht|Dijk|Singel|Straße|Strasse|Allee|Platz)"
_OTHERS = (
    re.compile(rf"{_EDGE}(?:{_CAPITAL} ){{1,3}}{_APART} {_NO_YEAR}{_NUMBER}"),
    re.compile(rf"{_EDGE}{_NUMBER} (?:{_CAPITAL} ){{1,3}}{_BRITISH_STREET}\b\.?"),
    re.compile(
        rf"{_EDGE}{_NUMBER} (?!the\b|this\b|that\b|each\b|per\b)[a-z'’-]{{3,30}} (?:street|road|avenue|lane|crescent)\b"
    ),
    re.compile(
        rf"{_EDGE}[1-9]\d{{0,3}}(?: ?(?:bis|ter))?,? (?i:rue|avenue|boulevard|chemin|impasse|quai|allée|route)"
        rf"(?: (?:de|des|du|la|le|les|d'|l')){{0,3}} ?[\w'’-]{{2,30}}(?: {_CAPITAL}){{0,3}}"
    ),
    re.compile(
        rf"{_EDGE}(?:[Rr]ue|[Aa]venue|[Bb]oulevard|Calle|Avenida|Viale|Piazza|Corso|Rua|ul\.|aleja|Plaza|Via)"
        rf"(?: (?:de|des|du|la|le|les|della|di)){{0,3}}(?: {_CAPITAL}){{1,3}},? (?:n[°o.] ?)?{_NO_YEAR}{_NUMBER}"
    ),
    re.compile(
        r"\b(?:postbus|antwoordnummer|p\.? ?o\.? ?box|post ?box|postfach|bo[iî]te postale|apartado)"
        r"(?: (?:nr|no)\.?)? ?\d{1,6}\b",
        re.IGNORECASE,
    ),
)
# What is said to be an address, whatever the street is called.
_SAID = re.compile(
    r"\b(?i:adres(?: is)?:?|address(?: is)?:?|gevestigd aan|zit(?:ten)? (?:op|aan)|wo(?:on|nen) (?:op|aan)|located at)"
    rf"(?: de| het| the)? ((?:{_CAPITAL} ){{1,3}}{_NO_YEAR}{_NUMBER})"
)
_LOOKED_BACK = 120


def find_streets(text: str) -> Iterator[Find]:
    """Streets with a number, and post boxes."""
    for match in _ENDED.finditer(text):
        start = _start(text, match)
        if start is not None:
            yield Find(start, match.end(), Kind.ADDRESS)
    for pattern in _OTHERS:
        for match in pattern.finditer(text):
            yield Find(_without_opening(text, match.start(), match.end()), match.end(), Kind.ADDRESS)
    for match in _SAID.finditer(text):
        yield Find(match.start(1), match.end(1), Kind.ADDRESS)


def _start(text: str, match: re.Match[str]) -> int | None:
    """Where the name of the street begins that has this end; None where its word is one of the language."""
    end = match.start() + match.group().index(" ")
    begin = max(0, end - _LOOKED_BACK)
    front = _FRONT.search(text[begin:end])
    if front is None:
        return None
    word = front.group().split(" ")[-1]
    if lexicon().is_word(folded(word)) or not (word[0].isupper() or _ANY_END.search(word)):
        return None
    return _without_opening(text, begin + front.start(), end)


def _without_opening(text: str, start: int, end: int) -> int:
    """Where the street begins: words of the sentence in front of it are no part of it."""
    for word in re.finditer(r"\S+ ", text[start:end]):
        if word.group().strip().lower() not in lexicon().cues.function_words:
            return start + word.start()
    return start + text[start:end].rfind(" ") + 1
