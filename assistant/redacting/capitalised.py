"""Names without a cue: initials with a surname, first names that we know, and rows of unknown words with capitals."""

from collections.abc import Iterator

from assistant.redacting.names import Run, capital_run, is_any_role, is_phrase
from assistant.redacting.sentence_words import SentenceWords


def find_capitalised(words: SentenceWords) -> Iterator[Run]:
    """The names in the order of the text."""
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
