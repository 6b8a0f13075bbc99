"""How far a name goes that begins at a word: in capitals, or in lower case behind a cue."""

from collections.abc import Iterator

from assistant.redacting.lexicon import is_role
from assistant.redacting.sentence_words import SentenceWords

# The number of the first word of a name, and of the word behind it.
Run = tuple[int, int]

_LONGEST_NAME = 6
_MOST_PARTICLES = 3
_DETERMINERS = frozenset(("onze", "ons", "mijn", "our", "my", "de", "the", "een", "a"))
# Particles that make a surname of any word behind them: van den Berg, vd Heuvel, van 't Hooft.
_SURE_PARTICLES = frozenset(("den", "der", "ten", "ter", "'t", "vd", "bin", "ibn", "el", "al", "von"))


def capital_run(words: SentenceWords, first: int) -> int:
    """Where a row of capitalised words, initials and particles ends; `first` where none begins there."""
    end, number = first, first
    while number < len(words) and number - end < _MOST_PARTICLES + 1 and end - first < 2 * _LONGEST_NAME:
        if _is_of_name(words, number):
            end = number + 1
        elif not words.is_particle(number) or _leads_to_known(words, number):
            break
        if not words.joined(number):
            break
        number += 1
    return end


def _is_of_name(words: SentenceWords, number: int) -> bool:
    if words.is_capital(number):
        return True
    dotted = words.is_initial(number) and words[number].text[0].isupper()
    return dotted and (words.gap(number).startswith(".") or _is_bare_initial(words, number))


def _is_bare_initial(words: SentenceWords, number: int) -> bool:
    """An initial without a dot has a name behind it that is not known: P Cartwheel."""
    if words[number].text in ("I", "A", "U", "X", "Y") or not words.joined(number):
        return False
    following = number + 1
    return following < len(words) and words.is_capital(following) and not words.is_known(following)


def _leads_to_known(words: SentenceWords, number: int) -> bool:
    """Whether "de" or "la" is an article here: of an organisation, as in "vroeg Jorrit de Metaalunie"."""
    following = number + 1
    if words[number].key not in ("de", "het", "la", "le") or following >= len(words):
        return False
    return words[following].key in words.lexicon.proper


def lower_run(words: SentenceWords, first: int, *, strong: bool) -> int:
    """Where a name in lower case ends that may begin at a word behind a cue; `first` where there is none.

    `strong` is for cues that nothing else but a name follows, such as a title.
    """
    number = first
    while (
        strong
        and number - first < _MOST_PARTICLES
        and number + 1 < len(words)
        and words.is_particle(number)
        and words.joined(number)
    ):
        number += 1
    if number >= len(words) or not _begins_lower_name(words, number, strong=strong):
        return first
    end = number + 1
    while end < len(words) and end - first < _LONGEST_NAME and words.joined(end - 1):
        further = _further(words, end, strong=strong)
        if further == end:
            break
        end = further
    return end


def _begins_lower_name(words: SentenceWords, number: int, *, strong: bool) -> bool:
    word = words[number]
    if words.is_function_word(number) or len(word.text) < 2:
        return False
    if words.is_sure_first_name(number):
        return True
    if word.key in words.lexicon.cues.verbs or is_any_role(words, number):
        return False
    if not words.is_known(number) and not words.looks_like_adjective(number):
        return strong or words.before_verb(number) or not words.looks_like_verb(number)
    return strong and words.before_verb(number)


def is_any_role(words: SentenceWords, number: int) -> bool:
    """Whether a word is what somebody is, such as a colleague or a supplier."""
    key = words[number].key
    known = words.lexicon.cues
    return key in known.people or key in known.companies or key in known.offices or key in known.titles


def _further(words: SentenceWords, number: int, *, strong: bool) -> int:
    """Where the rest of a name in lower case ends: a word that is not known, or any behind "van den"."""
    sure = False
    end = number
    while end + 1 < len(words) and end - number < _MOST_PARTICLES and words.is_particle(end) and words.joined(end):
        sure = sure or words[end].key in _SURE_PARTICLES
        end += 1
    word = words[end]
    if words.is_function_word(end) or len(word.text) < 3:
        return number
    if sure or words.is_sure_first_name(end):
        return end + 1
    if words.is_known(end) or word.key in words.lexicon.cues.verbs or words.looks_like_adjective(end):
        return number
    return end + 1 if strong or not words.looks_like_verb(end) or _ends_clause(words, end) else number


def _ends_clause(words: SentenceWords, number: int) -> bool:
    return words.gap(number) != " " or words.before_verb(number)


def has_unknown(words: SentenceWords, first: int, end: int) -> bool:
    """Whether a row of words has one that is no word of the language, place or organisation."""
    return any(not words.is_known(number) and not words.is_particle(number) for number in range(first, end))


def is_phrase(words: SentenceWords, first: int, end: int) -> bool:
    """Whether a row of words is known as it is, such as the name of an initiative."""
    return words.phrase(first, end) in words.lexicon.phrases


def appositions(words: SentenceWords, roles: frozenset[str]) -> Iterator[Run]:
    """Names set off beside a role: "onze leverancier, Tolvar, zwijgt" and "Tolvar, onze leverancier"."""
    for number in range(len(words)):
        if not is_role(words[number].key, roles):
            continue
        first = number + 1
        if words.gap(number) in (", ", " (") and first < len(words):
            end = capital_run(words, first)
            if end > first and words.gap(end - 1)[:1] in (",", ")") and _is_unknown(words, first, end):
                yield first, end
        yield from _in_front(words, number)


def _in_front(words: SentenceWords, role: int) -> Iterator[Run]:
    """The name in front of ", onze" or ", our" and a role."""
    last = role - 2
    if last < 0 or words[role - 1].key not in _DETERMINERS or words.gap(last) != ", " or not words.is_capital(last):
        return
    first = last
    while first > 0 and words.is_capital(first - 1) and words.joined(first - 1):
        first -= 1
    while first < last and words.is_known(first) and not words.is_first_name(first):
        first += 1
    if _is_unknown(words, first, last + 1):
        yield first, last + 1


def _is_unknown(words: SentenceWords, first: int, end: int) -> bool:
    return not words.is_function_word(first) and not is_phrase(words, first, end) and has_unknown(words, first, end)


def is_name(words: SentenceWords, first: int, end: int) -> bool:
    """Whether capitalised words behind a cue are a name and not a place, an organisation or a title of a text."""
    if words.is_function_word(first) or is_phrase(words, first, end) or is_any_role(words, first):
        return False
    return words.is_first_name(first) or has_unknown(words, first, end)
