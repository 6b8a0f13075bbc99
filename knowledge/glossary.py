"""Finds the terms of the glossary in a text, mends misspellings of them, and knows their usual names."""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from knowledge.finding_aids import Term
from knowledge.language import Language
from knowledge.lexical_index import WORD, content_words, folded, stems
from knowledge.references import Reference
from knowledge.sentences import Span

_SHORT = 3  # letters that the forms of a word share at least
# What is left of two forms of a noun behind the letters that they share: polic-y, polic-ies; bedrij-f, bedrij-ven.
_ENDINGS = {"", "s", "es", "'s", "y", "ies", "e", "n", "en", "f", "ven", "zen"}
_ABBREVIATION = re.compile(r"[^a-z]*[A-Z][^a-z]*[A-Z0-9][^a-z]*")
_ASKS = re.compile(r"\b(wat|waar|betek\w+|defini\w+|leg|uitleg\w*|what|mean\w*|explain|stands?)\b", re.IGNORECASE)
# Words around a term in a question that asks for nothing but its meaning.
_FRAMES = re.compile(
    r"betekent|betekenen|betekenis|definitie|houdt|bedoeld|bedoelt|bedoelen|jullie|verstaan|begrip|term|woord|precies"
    r"|eigenlijk|alweer|staat|waar|voor|waarvoor|afkorting|leg|uitleg|uitleggen"
    r"|mean|means|meant|meaning|definition|define|explain|exactly|word|stand|stands|abbreviation|acronym"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A term and where a text speaks of it."""

    term: Term
    span: Span


class Glossary:
    """The terms of both languages; immutable and safe to use from many threads."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self.terms = tuple(terms)
        self._named = {language: _by_stems(terms, language) for language in Language}
        self._usual = {(term.reference, term.language): term for term in terms}
        self._longest = max((len(key) for names in self._named.values() for key in names), default=0)
        self._right = {_words(wrong): term.name for term in terms for wrong in term.misspellings}
        self._longest_wrong = max(map(len, self._right), default=0)

    def mend(self, text: str) -> str:
        """The text with known misspellings put right."""
        found = list(WORD.finditer(text))
        said = [match.group().lower() for match in found]
        mended, position, end = [], 0, 0
        while position < len(found):
            lengths = range(min(self._longest_wrong, len(found) - position), 0, -1)
            keys = (tuple(said[position : position + length]) for length in lengths)
            wrong = next((key for key in keys if key in self._right), None)
            if wrong is None:
                position += 1
                continue
            mended += [text[end : found[position].start()], self._right[wrong]]
            position += len(wrong)
            end = found[position - 1].end()
        return "".join((*mended, text[end:]))

    def mentions(self, text: str, language: Language, *, strict: bool = False) -> Iterator[Mention]:
        """The terms that a text names, longest first where names overlap, in the order of the text.

        `strict` wants abbreviations in capitals, so that a word is not taken for one.
        """
        found = list(WORD.finditer(text))
        keys = stems([match.group() for match in found], language)
        position = 0
        while position < len(found):
            mention = self._mention(text, language, found, keys, position, strict=strict)
            if mention is None:
                position += 1
                continue
            yield mention[0]
            position += mention[1]

    def _mention(
        self,
        text: str,
        language: Language,
        found: Sequence[re.Match[str]],
        keys: Sequence[str],
        position: int,
        *,
        strict: bool,
    ) -> tuple[Mention, int] | None:
        """The longest name that begins at a word, and how many words it has."""
        for length in range(min(self._longest, len(found) - position), 0, -1):
            named = self._named[language].get(tuple(keys[position : position + length]))
            if named is None:
                continue
            term, name = named
            if not _is_form_of(name, [match.group() for match in found[position : position + length]]):
                continue
            span = Span(found[position].start(), found[position + length - 1].end())
            if not strict or not _ABBREVIATION.fullmatch(name) or span.of(text) == name:
                return Mention(term, span), length
        return None

    def usual_names(self, text: str, language: Language) -> tuple[str, ...]:
        """The usual names, in the language, of terms that a text names in other words."""
        said = f" {text.casefold()} "
        names = (mention.term.name for mention in self.mentions(text, language))
        return tuple(dict.fromkeys(name for name in names if f" {name.casefold()} " not in said))

    def names_in(self, text: str, language: Language) -> tuple[str, ...]:
        """The usual names, in the language, of terms that a text in the other language names."""
        found = (self.term(mention.term.reference, language) for mention in self.mentions(text, language.other))
        return tuple(dict.fromkeys(term.name for term in found if term is not None))

    def defined(self, question: str, language: Language) -> Term | None:
        """The term whose meaning a question asks for and nothing besides; None for other questions."""
        mentions = list(self.mentions(question, language))
        if len(mentions) != 1:
            return None
        span = mentions[0].span
        around = f"{question[: span.start]} {question[span.end :]}"
        if WORD.search(around) and not _ASKS.search(around):
            return None
        return mentions[0].term if all(map(_FRAMES.fullmatch, content_words(around, language))) else None

    def term(self, reference: Reference, language: Language) -> Term | None:
        """The entry that stands at a reference."""
        return self._usual.get((reference, language))


def _words(text: str) -> tuple[str, ...]:
    return tuple(WORD.findall(text.lower()))


def _is_form_of(name: str, said: Sequence[str]) -> bool:
    """Whether words are a form of a name's: stems alone take "several" for "severity", and "direct" for "directive"."""
    wanted = WORD.findall(name)
    return all(_differ_at_the_end(folded(word), folded(other)) for word, other in zip(said, wanted, strict=True))


def _differ_at_the_end(one: str, other: str) -> bool:
    if one == other:
        return True
    common = len(os.path.commonprefix([one, other]))  # noqa: RUF071 - words, not paths
    return common >= _SHORT and {one[common:], other[common:]} <= _ENDINGS


def _by_stems(terms: Sequence[Term], language: Language) -> dict[tuple[str, ...], tuple[Term, str]]:
    """The terms of a language by the stems of each of their names, with that name; the first entry keeps a name."""
    named = [(term, name, WORD.findall(name)) for term in terms if term.language is language for name in term.names]
    found = iter(stems([word for _, _, said in named for word in said], language))
    names: dict[tuple[str, ...], tuple[Term, str]] = {}
    for term, name, said in named:
        names.setdefault(tuple(islice(found, len(said))), (term, name))
    return names
