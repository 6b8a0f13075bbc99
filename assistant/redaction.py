"""Takes personal data and names of companies out of a text before it is stored.

Numbers are told by their form, their check digits and the words beside them, so that article, goods and law numbers
stay. Names are told by titles, roles, closings and legal forms beside them, and by capitals on words that neither the
library nor a list of places and organisations knows. No offline tool finds names dependably: `ketenwijzer evaluate
redaction` prints how many are found.
"""

from collections.abc import Callable, Iterable

from assistant.redacting.accounts import find_accounts
from assistant.redacting.companies import find_companies
from assistant.redacting.emails import find_emails
from assistant.redacting.marks import Find, Kind, hide_marks, show_marks, take_out
from assistant.redacting.numbers import find_cued_numbers, find_numbers
from assistant.redacting.people import find_people
from assistant.redacting.postcodes import find_postcodes
from assistant.redacting.sentence_words import SentenceWords
from assistant.redacting.streets import find_streets

# Each sees the text without what those before it found.
_SEARCHES: tuple[Callable[[str], Iterable[Find]], ...] = (
    find_emails,
    find_accounts,
    find_cued_numbers,
    find_numbers,
    find_streets,
    find_postcodes,
)


def redact(text: str) -> str:
    """The text with each piece of personal data and each company replaced by its kind in square brackets.

    Redacting again changes nothing.
    """
    hidden = hide_marks(text)
    while (found := _redacted(hidden)) != hidden:
        hidden = found
    return show_marks(hidden)


def _redacted(text: str) -> str:
    for search in _SEARCHES:
        text = take_out(text, search(text))
    text = _without(text, Kind.COMPANY, find_companies)
    return _without(
        text, Kind.NAME, lambda words: ((words[first].start, words[end - 1].end) for first, end in find_people(words))
    )


def _without(text: str, kind: Kind, search: Callable[[SentenceWords], Iterable[tuple[int, int]]]) -> str:
    """The text without the names that a search finds, wherever they stand in it."""
    words = SentenceWords(text)
    pieces = sorted(set(search(words)))
    again = _further_mentions(words, pieces)
    return take_out(text, [Find(start, end, kind) for start, end in (*pieces, *again)])


def _further_mentions(words: SentenceWords, pieces: list[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Where words of the names stand again that are no words of the language."""
    if not pieces:
        return
    inside = [word for word in words.words if any(start <= word.start < end for start, end in pieces)]
    telling = {word.key for word in inside if len(word.key) > 2 and not words.lexicon.knows(word.key)}
    for word in words.words:
        if word.key in telling:
            yield word.start, word.end
