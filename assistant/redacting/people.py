"""Names of people beside a cue: a title, a role, an introduction, or what says that somebody spoke."""

from collections.abc import Iterator

from assistant.redacting.capitalised import find_capitalised
from assistant.redacting.letters import find_in_letters
from assistant.redacting.lexicon import is_role
from assistant.redacting.names import Run, appositions, capital_run, is_any_role, is_name, lower_run
from assistant.redacting.sentence_words import SentenceWords


def find_people(words: SentenceWords) -> Iterator[Run]:
    """The first word and the end of each name, with a cue or without."""
    searches = (_titled, _in_roles, _introduced, _speaking, find_in_letters, find_capitalised)
    yield from ((first, end) for search in searches for first, end in search(words) if end > first)


def _titled(words: SentenceWords) -> Iterator[Run]:
    for number in range(len(words)):
        if words[number].key not in words.lexicon.cues.titles or not _title_joined(words, number):
            continue
        first = number + 1
        if words[first].key in words.lexicon.cues.titles:
            continue
        end = capital_run(words, first)
        if end == first:
            end = lower_run(words, first, strong=True)
        elif _is_office(words, first, end):
            continue
        yield first, end


def _title_joined(words: SentenceWords, number: int) -> bool:
    if number + 1 >= len(words):
        return False
    gap = words.gap(number)
    # "ing" and "dr" without a dot are a bank and an abbreviation.
    return gap in (". ", ".") or (gap == " " and words[number].key not in ("ing", "bc"))


def _is_office(words: SentenceWords, first: int, end: int) -> bool:
    """Whether what follows a title is what somebody is: Mr President, mevrouw de Voorzitter."""
    said = [number for number in range(first, end) if not words.is_particle(number)]
    return all(words.is_function_word(number) or is_any_role(words, number) for number in said)


def _in_roles(words: SentenceWords) -> Iterator[Run]:
    for number in range(len(words) - 1):
        if words[number].possessive or not is_role(words[number].key, words.lexicon.cues.people):
            continue
        first = number + 1
        gap = words.gap(number)
        if gap == " ":
            yield from _behind_role(words, first)
        elif gap in (", ", ": ", " (") and words.is_sure_first_name(first):
            yield first, max(capital_run(words, first), first + 1)
    yield from appositions(words, words.lexicon.cues.people)


def _behind_role(words: SentenceWords, first: int) -> Iterator[Run]:
    end = capital_run(words, first)
    if end > first:
        if is_name(words, first, end):
            yield first, end
    else:
        yield first, lower_run(words, first, strong=False)


def _introduced(words: SentenceWords) -> Iterator[Run]:
    for match in words.lexicon.phrase_cues.weak_introductions.finditer(words.read):
        first = _behind(words, match.end())
        if first is not None:
            end = _introduced_end(words, first)
            if end == first and words.is_sure_first_name(first):
                end = lower_run(words, first, strong=False)
            yield first, end
    for match in words.lexicon.phrase_cues.introductions.finditer(words.read):
        first = _behind(words, match.end())
        if first is not None:
            yield (
                first,
                _introduced_end(words, first) if words.is_capital(first) else lower_run(words, first, strong=True),
            )


def _introduced_end(words: SentenceWords, first: int) -> int:
    """Where a capitalised name ends; `first` where a word of the language stands there: Ik ben Inkoper."""
    end = capital_run(words, first)
    named = end > first and is_name(words, first, end)
    return end if named and (words.is_first_name(first) or not words.is_known(first)) else first


def _behind(words: SentenceWords, place: int) -> int | None:
    """The word that begins behind a cue, over one space or a colon and a space."""
    for skipped in range(3):
        if words.read[place : place + skipped].strip(" :,"):
            return None
        number = words.starts.get(place + skipped)
        if number is not None:
            return number
    return None


def _speaking(words: SentenceWords) -> Iterator[Run]:
    for match in words.lexicon.phrase_cues.speakers.finditer(words.read):
        first = _behind(words, match.end())
        if first is not None and words.is_sure_first_name(first):
            yield first, max(capital_run(words, first), lower_run(words, first, strong=True))
    for match in words.lexicon.phrase_cues.strong_speakers.finditer(words.read):
        first = _behind(words, match.end())
        if first is None or words.is_function_word(first) or is_any_role(words, first):
            continue
        end = capital_run(words, first)
        if end > first and is_name(words, first, end):
            yield first, end
        elif end == first and (words.is_first_name(first) or not words.is_known(first)):
            end = lower_run(words, first, strong=True)
            if end > first + 1:
                yield first, end
