"""Names where people write them in a letter: behind a greeting, and at the end."""

from collections.abc import Iterator

from assistant.redacting.names import Run, capital_run, is_name, lower_run
from assistant.redacting.sentence_words import SentenceWords


def find_in_letters(words: SentenceWords) -> Iterator[Run]:
    """The names of whoever is greeted and whoever signs."""
    yield from _greeted(words)
    yield from _signing(words)
    yield from _alone_at_the_end(words)


def _greeted(words: SentenceWords) -> Iterator[Run]:
    for number in range(len(words) - 1):
        if words[number].key in words.lexicon.cues.greetings and words.starts_sentence(number) and words.joined(number):
            first = number + 1
            end = capital_run(words, first)
            if end > first and is_name(words, first, end):
                yield first, end
            elif words.is_sure_first_name(first):
                yield first, first + 1


def _signing(words: SentenceWords) -> Iterator[Run]:
    for match in words.lexicon.phrase_cues.closings.finditer(words.read):
        first = _behind_closing(words, match.end())
        if first is None:
            continue
        if words[first].key in ("van", "from") and words.joined(first):
            first += 1
        end = capital_run(words, first)
        if end > first:
            if is_name(words, first, end) or words.is_initial(first):
                yield first, end
        else:
            end = lower_run(words, first, strong=False)
            if end > first and (words.is_sure_first_name(first) or words.gap(end - 1).strip(" ") != ""):
                yield first, end


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
    if first is not None and capital_run(words, first) == len(words) and is_name(words, first, len(words)):
        yield first, len(words)
