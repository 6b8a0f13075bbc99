"""Names of companies beside their legal form, or what family businesses are called by."""

import re
from collections.abc import Iterator

from assistant.redacting.names import capital_run, has_unknown, is_any_role
from assistant.redacting.sentence_words import SentenceWords

# Where a name begins and ends in the text.
Piece = tuple[int, int]

# Legal forms that no word looks like, also in lower case.
_SURE = (
    r"b\.\s?v\.?|bv|n\.\s?v\.?|nv|v\.o\.f\.?|vof|c\.v\.|gmbh(?: ?& ?co\.? ?kg(?:aa)?)?|mbh|kgaa|ohg|bvba|cvba|sprl|"
    r"commv|s\.?a\.?r\.?l\.?(?!\w)|sasu|"
    r"(?:pte|pvt|pty)\.? ?(?:ltd|limited)\.?|co\.?,? ?ltd\.?|ltd\.?|l\.l\.c\.|llc|llp|plc|inc\.?|"
    r"s\.p\.a\.?|s\.r\.l\.?|srl|"
    r"sp\. ?z ?o\.? ?o\.?|s\.r\.o\.?|d\.o\.o\.?|kft\.?|zrt\.?|a\.ş\.?|aps|oyj|"
    r"sdn\.? ?bhd\.?|ltda\.?|s\.a\.s\.?|pjsc|ojsc|tbk"
)
# Forms that are words or codes as well: only in capitals and behind a word that is not known.
_OTHER = (
    r"AG|KG|SE|SA|S\.A\.|AS|A/S|ASA|AB|OY|Oy|SAS|SpA|UG|CV|VZW|"
    r"Limited|Corp\.?|Corporation|Company|& Co\.?|JSC|K\.K\.|EOOD|OOD|AD|S\.L\.|SL"
)
_SURE_FORM = re.compile(rf"(?<![\w.'’-])(?:{_SURE})(?![\w'’-])", re.IGNORECASE)
_OTHER_FORM = re.compile(rf"(?<![\w.'’-])(?:{_OTHER})(?![\w'’-])")
_FAMILY = re.compile(
    r"(?<!\w)(?:&|en|and|und|et) "
    r"(?:Zonen|Zoon|Zn\.?|Dochters|Sons?|Co\.?|Partners|Brothers|Bros\.?|Söhne|Fils|Cie)(?![\w'’-])"
)
_BROTHERS = re.compile(r"\b(?:Gebr\.|Gebroeders|Gebrüder|Fa\.|Firma|PT|OOO|ООО)\s(?=[^\W\d_a-z])")
# A word as it stands between spaces and markup, and the signs around it that are no part of a name.
_PIECE = re.compile(r"[^\s<>]+")
_OPENING, _CLOSING = "(\"'“‘[*_", ",*_\"'”’"
_SENTENCE_ENDS = (".", "?", "!", ":", ";", ")")
_LONGEST_ABBREVIATION = 3
_JOINING_WORDS = "& + en and und et e y of de du des van der den la le les di do da the for"
_JOINING = frozenset(_JOINING_WORDS.split())
_LONGEST = 7
_LOOKED_BACK = 120


def find_with_legal_forms(words: SentenceWords) -> Iterator[Piece]:
    """Where each name begins and ends, its form included."""
    for pattern, sure in ((_SURE_FORM, True), (_OTHER_FORM, False), (_FAMILY, False)):
        for match in pattern.finditer(words.read):
            start = _start_before(words, match.start(), sure=sure)
            if start is not None:
                yield start, match.end()
    for match in _BROTHERS.finditer(words.read):
        first = words.starts.get(match.end())
        if first is not None:
            yield match.start(), words[max(first, capital_run(words, first) - 1)].end


def _start_before(words: SentenceWords, form: int, *, sure: bool) -> int | None:
    """Where the name begins in front of a legal form; None where no name stands there."""
    start, behind = None, form
    for piece in reversed(_pieces_before(words.read, form)):
        apart = words.read[piece.end() : behind].strip()
        if apart or not _is_of_name(words, piece, nearest=start is None, sure=sure):
            break
        behind = piece.start()
        bare = piece.group().lstrip(_OPENING)
        start = start if bare in _JOINING else piece.end() - len(bare)
        if bare != piece.group():
            break
    return None if start is None else _without_opening(words, start, form, sure=sure)


def _pieces_before(text: str, form: int) -> list[re.Match[str]]:
    """The words in front of a form on its line, at most as many as a name has."""
    begin = max(text.rfind("\n", 0, form) + 1, form - _LOOKED_BACK)
    if begin and text[begin - 1 : begin].strip():
        begin = text.find(" ", begin, form) + 1 or form
    return list(_PIECE.finditer(text, begin, form))[-_LONGEST:]


def _is_of_name(words: SentenceWords, piece: re.Match[str], *, nearest: bool, sure: bool) -> bool:
    """Whether a word may be part of the name; in lower case the one before the form, and what is not known."""
    said = piece.group().lstrip(_OPENING)
    bare = said.rstrip(_CLOSING)
    if not bare or _ends_sentence(bare, nearest=nearest) or _SURE_FORM.fullmatch(bare):
        return False
    if bare in _JOINING:
        return not nearest
    if bare[0].isupper() or bare[0].isdigit():
        return True
    number = words.starts.get(piece.end() - len(said))
    if not sure or number is None or words.is_function_word(number) or is_any_role(words, number):
        return False
    return nearest or not words.is_known(number)


def _ends_sentence(bare: str, *, nearest: bool) -> bool:
    return not nearest and len(bare) > _LONGEST_ABBREVIATION and bare.endswith(_SENTENCE_ENDS)


def _without_opening(words: SentenceWords, start: int, form: int, *, sure: bool) -> int | None:
    """The name without function words in front that have a capital; None where only words of the language are left."""
    numbers = list(words.between(start, form))
    while numbers and _opens(words, numbers):
        numbers.pop(0)
    if not numbers:
        return start if sure and words.read[start].isdigit() else None
    if not _is_name(words, numbers, sure=sure):
        return None
    first = words[numbers[0]].start
    # The digits of a name such as 3M are no word.
    return start if words.read[start:first].isdecimal() else first


def _opens(words: SentenceWords, numbers: list[int]) -> bool:
    first = numbers[0]
    role = len(numbers) > 1 and is_any_role(words, first) and words.starts_sentence(first)
    return role or words.is_function_word(first)


def _is_name(words: SentenceWords, numbers: list[int], *, sure: bool) -> bool:
    """Whether words in front of a form are a name: not "een Nederlandse BV", "tarief bv" or "B Corp"."""
    if not sure or words[numbers[0]].text[0].islower():
        letters = all(len(words[number].text) == 1 for number in numbers)
        return not letters and has_unknown(words, numbers[0], numbers[-1] + 1)
    proper = words.lexicon.proper
    return not all(words[number].key in proper or words.is_function_word(number) for number in numbers)
