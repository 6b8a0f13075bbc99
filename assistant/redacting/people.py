"""Names of people: behind a title, a role, an introduction or a closing, and in rows of capitalised words."""

from collections.abc import Iterator

from assistant.redacting.lexicon import is_role
from assistant.redacting.names import appositions, capital_run, has_unknown, is_any_role, is_phrase, lower_run
from assistant.redacting.sentence_words import SentenceWords

Run = tuple[int, int]
# Behind these a name in lower case is only told by a first name that we know.
_WEAK = ("ik ben", "ben ik", "i am", "i'm", "hier", "this is", "it's", "here is", "de naam", "the name", "getekend", "signed", "op naam van", "in the name of")


def find_people(words: SentenceWords) -> Iterator[Run]:
    """The first word and the end of each name."""
    yield from _titled(words)
    yield from _in_roles(words)
    yield from _introduced(words)
    yield from _speaking(words)
    yield from _greeted(words)
    yield from _signing(words)
    yield from _free(words)


def _titled(words: SentenceWords) -> Iterator[Run]:
    for number in range(len(words)):
        if words[number].key not in words.lexicon.titles or not _title_joined(words, number):
            continue
        first = number + 1
        if words[first].key in words.lexicon.titles:
            continue
        end = capital_run(words, first)
        if end == first:
            end = lower_run(words, first, strong=True)
        elif _is_office(words, first, end):
            continue
        if end > first:
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
        if words[number].possessive or not is_role(words[number].key, words.lexicon.people):
            continue
        first = number + 1
        gap = words.gap(number)
        if gap == " ":
            yield from _behind_role(words, first)
        elif gap in (", ", ": ", " (") and words.is_sure_first_name(first):
            yield first, max(capital_run(words, first), first + 1)
    yield from appositions(words, words.lexicon.people)


def _behind_role(words: SentenceWords, first: int) -> Iterator[Run]:
    end = capital_run(words, first)
    if end > first:
        if _is_name(words, first, end):
            yield first, end
        return
    end = lower_run(words, first, strong=False)
    if end > first:
        yield first, end


def _is_name(words: SentenceWords, first: int, end: int) -> bool:
    """Whether capitalised words behind a cue are a name and not a place, an organisation or a title of a text."""
    if words.is_function_word(first) or is_phrase(words, first, end) or is_any_role(words, first):
        return False
    return words.is_first_name(first) or has_unknown(words, first, end)


def _introduced(words: SentenceWords) -> Iterator[Run]:
    for match in words.lexicon.introductions.finditer(words.read):
        first = _behind(words, match.end())
        if first is None:
            continue
        end = capital_run(words, first)
        if end > first:
            if _is_name(words, first, end) and (words.is_first_name(first) or not words.is_known(first)):
                yield first, end
        elif match.group().lower() not in _WEAK:
            end = lower_run(words, first, strong=True)
            if end > first:
                yield first, end
        elif words.is_sure_first_name(first):
            yield first, lower_run(words, first, strong=False)


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
    for match in words.lexicon.speakers.finditer(words.read):
        first = _behind(words, match.end())
        if first is not None and words.is_sure_first_name(first):
            end = max(capital_run(words, first), lower_run(words, first, strong=True))
            if end > first:
                yield first, end
    for match in words.lexicon.strong_speakers.finditer(words.read):
        first = _behind(words, match.end())
        if first is None or words.is_function_word(first) or is_any_role(words, first):
            continue
        end = capital_run(words, first)
        if end > first and _is_name(words, first, end):
            yield first, end
        elif end == first and (words.is_first_name(first) or not words.is_known(first)):
            end = lower_run(words, first, strong=True)
            if end > first + 1:
                yield first, end


def _greeted(words: SentenceWords) -> Iterator[Run]:
    for number in range(len(words) - 1):
        if words[number].key in words.lexicon.greetings and words.starts_sentence(number) and words.joined(number):
            first = number + 1
            end = capital_run(words, first)
            if end > first and _is_name(words, first, end):
                yield first, end
            elif words.is_sure_first_name(first):
                yield first, first + 1


def _signing(words: SentenceWords) -> Iterator[Run]:
    for match in words.lexicon.closings.finditer(words.read):
        first = _behind_closing(words, match.end())
        if first is None:
            continue
        if words[first].key in ("van", "from") and words.joined(first):
            first += 1
        end = capital_run(words, first)
        if end > first:
            if _is_name(words, first, end) or words.is_initial(first):
                yield first, end
        else:
            end = lower_run(words, first, strong=False)
            if end > first and (words.is_sure_first_name(first) or words.gap(end - 1).strip(" ") != ""):
                yield first, end
    yield from _alone_at_the_end(words)


def _behind_closing(words: SentenceWords, place: int) -> int | None:
    """The word behind a closing, over punctuation and line breaks but not a sentence of its own."""
    end = place
    while end < len(words.read) and end - place < 6 and words.read[end] in " ,.!:;-–\n\r|":
        end += 1
    return words.starts.get(end)


def _alone_at_the_end(words: SentenceWords) -> Iterator[Run]:
    """A name on the last line, as people end a letter."""
    line = words.read.rstrip().rfind("\n")
    if line < 0:
        return
    first = next((number for number in range(len(words)) if words[number].start > line), None)
    if first is not None and capital_run(words, first) == len(words) and _is_name(words, first, len(words)):
        yield first, len(words)


def _free(words: SentenceWords) -> Iterator[Run]:
    """Names without a cue: initials with a surname, a first name that we know, and rows of unknown words with capitals."""
    number = 0
    while number < len(words):
        end = capital_run(words, number)
        if end == number:
            number += 1
            continue
        first = _without_opening(words, number, end)
        if first < end and _is_free_name(words, first, end):
            yield first, end
        number = end


def _without_opening(words: SentenceWords, first: int, end: int) -> int:
    """A row without the words in front that have a capital because they begin a sentence, or are no part of a name."""
    while first < end and _is_opening(words, first):
        first += 1
    while first < end and words.is_particle(first) and not words.is_capital(first):
        first += 1
    return first


def _is_opening(words: SentenceWords, number: int) -> bool:
    if words.is_dotted(number):
        return False
    begins = words.starts_sentence(number)
    if words.is_first_name(number) and not (begins and words.is_function_word(number)):
        return False
    return (begins and words.is_known(number)) or words.is_function_word(number) or is_any_role(words, number)


def _is_free_name(words: SentenceWords, first: int, end: int) -> bool:
    if is_phrase(words, first, end):
        return False
    said = [number for number in range(first, end) if not words.is_particle(number) or words.is_capital(number)]
    initials = _count_initials(words, said)
    if initials:
        return initials < len(said) and _is_behind_initials(words, said, initials)
    if len(said) == 1:
        return words.is_sure_first_name(first) and not words.starts_sentence(first)
    if words.is_first_name(first) and not words.is_function_word(said[1]) and not is_any_role(words, said[1]):
        telling = not words.is_known(first) or not words.starts_sentence(first)
        return not words.is_known(said[1]) or (telling and words[first].key not in words.lexicon.proper)
    return not words.is_known(first) and any(words[number].key not in words.lexicon.proper for number in said[1:])


def _count_initials(words: SentenceWords, said: list[int]) -> int:
    count = 0
    while count < len(said) and words.is_initial(said[count]):
        count += 1
    return count


def _is_behind_initials(words: SentenceWords, said: list[int], initials: int) -> bool:
    """Whether letters with dots belong to a name: "A. Wat" at the start of a line is a list."""
    surname = said[-1]
    if not words.are_initials(said[0], said[0] + initials):
        return False
    if not words.is_known(surname):
        return True
    listed = initials == 1 and words.starts_sentence(said[0])
    return not listed and not words.is_function_word(surname) and words[surname].key not in words.lexicon.proper
