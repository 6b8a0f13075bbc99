"""Names of companies: with their legal form, as what somebody is to the asker, or as how a company is called."""

from collections.abc import Iterator

from assistant.redacting.legal_forms import Piece, find_with_legal_forms
from assistant.redacting.lexicon import is_role
from assistant.redacting.names import Run, appositions, capital_run, has_unknown, is_any_role, is_phrase, lower_run
from assistant.redacting.sentence_words import SentenceWords

_SHORTEST_SPELLED = 3  # "company X is" is anybody
_NAMING = ("heet", "genaamd", "geheten", "called", "named")


def find_companies(words: SentenceWords) -> Iterator[Piece]:
    """Where each name begins and ends in the text."""
    yield from find_with_legal_forms(words)
    for first, end in (*_in_roles(words), *appositions(words, words.lexicon.cues.companies), *_called(words)):
        if end > first:
            yield words[first].start, words[end - 1].end


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
        if end == first and _is_spelled(words, first):
            end = first + 1
        yield first, end


def _is_spelled(words: SentenceWords, number: int) -> bool:
    """Whether a name in capitals that is not known stands in front of a verb: our supplier QTM refuses."""
    text = words[number].text
    return (
        len(text) >= _SHORTEST_SPELLED and text.isupper() and not words.is_known(number) and words.before_verb(number)
    )


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
