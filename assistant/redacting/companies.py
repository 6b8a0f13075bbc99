"""Names of companies: with their legal form, as what somebody is to the asker, or as how a company is called."""

import re
from collections.abc import Iterator

from assistant.redacting.lexicon import is_role
from assistant.redacting.names import Run, appositions, capital_run, has_unknown, is_any_role, is_phrase, lower_run
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
_PIECE = re.compile(r"[^\s<>]+")
_JOINING = frozenset(
    (
        "&",
        "+",
        "en",
        "and",
        "und",
        "et",
        "e",
        "y",
        "of",
        "de",
        "du",
        "des",
        "van",
        "der",
        "den",
        "la",
        "le",
        "les",
        "di",
        "do",
        "da",
        "the",
        "for",
    )
)
_NAMING = ("heet", "genaamd", "geheten", "called", "named")
_LONGEST = 7
_LOOKED_BACK = 120


def find_companies(words: SentenceWords) -> Iterator[Piece]:
    """Where each name begins and ends in the text."""
    for pattern, sure in ((_SURE_FORM, True), (_OTHER_FORM, False), (_FAMILY, False)):
        for match in pattern.finditer(words.read):
            start = _start_before(words, match.start(), sure=sure)
            if start is not None:
                yield start, match.end()
    for match in _BROTHERS.finditer(words.read):
        first = words.starts.get(match.end())
        end = first if first is None else capital_run(words, first)
        if first is not None and end is not None and end > first:
            yield match.start(), words[end - 1].end
    for first, end in (*_in_roles(words), *appositions(words, words.lexicon.cues.companies), *_called(words)):
        yield words[first].start, words[end - 1].end


def _start_before(words: SentenceWords, form: int, *, sure: bool) -> int | None:
    """Where the name begins in front of a legal form; None where no name stands there."""
    line = words.read.rfind("\n", 0, form) + 1
    line = max(line, words.read.find(" ", form - _LOOKED_BACK, form) if form > _LOOKED_BACK else 0)
    pieces = list(_PIECE.finditer(words.read, line, form))[-_LONGEST:]
    if not pieces or words.read[pieces[-1].end() : form] not in (" ", "  ", "\u00a0", ""):
        return None
    start, following = None, form
    for piece in reversed(pieces):
        if words.read[piece.end() : following].strip() or not _is_of_company(
            words, piece, nearest=start is None, sure=sure
        ):
            break
        start = _plain_start(piece) if piece.group().strip("(\"'“") not in _JOINING else start
        following = piece.start()
        if piece.group()[0] in "(\"'“[":
            break
    return _without_opening(words, start, form, sure=sure)


def _plain_start(piece: re.Match[str]) -> int:
    return piece.end() - len(piece.group().lstrip("(\"'“‘[*_"))


def _is_of_company(words: SentenceWords, piece: re.Match[str], *, nearest: bool, sure: bool) -> bool:
    """Whether a piece may be part of the name; in lower case the one before the form alone, and what is not known."""
    said = piece.group().lstrip("(\"'“‘[*_")
    bare = said.rstrip(",*_\"'”’")
    if (
        not bare
        or (bare[-1] in ".?!:;)" and not nearest and len(bare) > 3)
        or _SURE_FORM.fullmatch(bare.rstrip(".") or "-")
    ):
        return False
    if bare in _JOINING:
        return not nearest
    if bare[0].isupper() or bare[0].isdigit():
        return True
    key = bare.lower()
    number = words.starts.get(piece.end() - len(said))
    if not sure or number is None or key in words.lexicon.cues.function_words or is_any_role(words, number):
        return False
    return nearest or not words.is_known(number)


def _without_opening(words: SentenceWords, start: int | None, form: int, *, sure: bool) -> int | None:
    """The name without function words in front that have a capital; None where only words of the language are left."""
    if start is None:
        return None
    numbers = list(words.between(start, form))
    while numbers and _opens(words, numbers):
        numbers.pop(0)
    if not numbers:
        digits = re.match(r"\d\w*", words.read[start:form])
        return start if digits and sure else None
    if all(len(words[number].text) == 1 for number in numbers) and sure is False:
        return None
    general = [
        number for number in numbers if words[number].key in words.lexicon.proper or words.is_function_word(number)
    ]
    if len(general) == len(numbers) or (
        _needs_unknown(words, numbers[0], sure=sure) and not has_unknown(words, numbers[0], numbers[-1] + 1)
    ):
        return None
    first = words[numbers[0]].start
    return start if words.read[start:first].isdecimal() else first


def _needs_unknown(words: SentenceWords, first: int, *, sure: bool) -> bool:
    """Whether words of the language alone are no name here: behind an unsure form, and in lower case."""
    return not sure or words[first].text[0].islower()


def _opens(words: SentenceWords, numbers: list[int]) -> bool:
    first = numbers[0]
    return words.is_function_word(first) or (
        len(numbers) > 1 and is_any_role(words, first) and words.starts_sentence(first)
    )


def _in_roles(words: SentenceWords) -> Iterator[Run]:
    for number in range(len(words) - 1):
        if words[number].possessive or words.gap(number) not in (" ", ' "', " “", " '", " ‘", ": "):
            continue
        if not is_role(words[number].key, words.lexicon.cues.companies):
            continue
        first, named = _behind_verb(words, number + 1)
        end = _company_run(words, first)
        if end == first and words.gap(first - 1) == " " and (named or first == number + 1):
            end = lower_run(words, first, strong=named)
        if end > first:
            yield first, end


def _behind_verb(words: SentenceWords, number: int) -> tuple[int, bool]:
    """The word behind "is" or "heet" that follows a role, and whether a name must stand there."""
    first, named = number, False
    while first + 1 < len(words) and words.gap(first) == " " and words[first].key in ("is", *_NAMING):
        named = named or words[first].key in _NAMING
        first += 1
    return first, named


def _company_run(words: SentenceWords, first: int) -> int:
    """Where a company's name ends behind a cue; `first` where what stands there is known and no name."""
    end = capital_run(words, first)
    if end == first or words.is_function_word(first) or is_phrase(words, first, end) or is_any_role(words, first):
        return first
    if has_unknown(words, first, end):
        return end
    # Words of the language with a capital are a name where one of them is a place or a first name: Kivu Ore.
    mixed = {words[number].key in words.lexicon.proper or words.is_first_name(number) for number in range(first, end)}
    return end if len(mixed) > 1 else first


def _called(words: SentenceWords) -> Iterator[Run]:
    for match in words.lexicon.phrase_cues.called.finditer(words.read):
        for skipped in range(1, 4):
            first = words.starts.get(match.end() + skipped)
            if first is None:
                continue
            end = _company_run(words, first)
            if end > first and not words.is_sure_first_name(first):
                yield first, end
            break
