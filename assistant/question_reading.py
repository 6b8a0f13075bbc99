"""What a question says, taken apart so that two questions can be compared: what it is about and what it wants to know.

The words of both languages come down to the same concepts: sources, terms of the glossary, numbers, and the meanings
that `same_question.toml` lists. What is left are words, which `WordPairs` compares.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.phrases import Found
from assistant.question_words import NUMBERS, NUMBERS_BESIDE_A_PLACE, Vocabulary
from assistant.spelling import Spelling
from assistant.word_pairs import WordPairs
from knowledge.glossary import Glossary
from knowledge.language import Language
from knowledge.lexical_index import WORD, folded, stems
from knowledge.sentences import Span
from knowledge.source_names import SourceNames

_SENTENCE_END = re.compile(r"(?<=[.?!:])\s+")
_CUT = " | "  # stands where a courtesy stood, so that a question word behind it still opens a question
# A question word right behind a noun is a relative pronoun: "an employee who reports an abuse".
_OPENS = re.compile(
    r"(?:^|[,.?!:;|]|\b(?:en|and|or|of|but|maar|by|with|from|to|for|in|op|aan|bij|door|met|van|voor|uit|at))\s*$"
)
_MAY_BE_RELATIVE = frozenset({"who", "where", "which", "when", "what"})
_OPENS_SENTENCE = re.compile(r"(?:^|[.?!|])\s*$")
_YES_OR_NO = "yes-or-no"
_YEAR = re.compile(r"\b\d{4}\b")
_HYPHEN = re.compile(r"[-/](?=\w)")
_NUMBERED = "stap|stappen|step|steps|term|termijn|tier|annex|bijlage|pijler|pillar|hoofdstuk|chapter"
_BEFORE_NUMBERED = re.compile(rf"[\s-]*({_NUMBERED})\b")
_BEHIND_NUMBERED = re.compile(rf"\b({_NUMBERED})[\s-]*$")
_STAFF = "man|mensen|werknemers|medewerkers|people|employees|staff|workers"
# The number of people of who asks: those of a small or medium-sized company, for which most questions are asked.
_PEOPLE_COUNTED = re.compile(rf"\b(?:1?\d?\d|2[0-4]\d)[\s-]*({_STAFF})\b", re.I)
_PLACE_NAME = re.compile(r"\b(?:in|near|bij|te|nabij|uit|from)\s+(?P<place>[A-Z]\w+)")
_ASKING = "wie|wat|waar|wanneer|hoe|waarom|who|what|where|when|how|why"
_AND_ASKS = re.compile(rf"(?:\b(?:en|and)|,)\s+(?:(?:bij|aan|met|to|by|with) )?(?:{_ASKING})\b")
_LEANS = re.compile(r"(?:en|and|maar|but|or|of)\b")


class Kind(StrEnum):
    """What sort of concept a question names."""

    SOURCE = "source"
    PLACE = "place"
    PARTY = "party"
    FIELD = "field"
    TERM = "term"
    NUMBER = "number"
    MEANING = "meaning"
    WORD = "word"


# How much is missed where one question names it and the other does not; of a word that depends on how telling it is.
_WEIGHTS = {Kind.SOURCE: 1.0, Kind.PLACE: 1.0, Kind.PARTY: 1.0, Kind.NUMBER: 1.0, Kind.MEANING: 0.5, Kind.FIELD: 0.25}
_LEAST_WEIGHT, _MOST_WEIGHT = 0.5, 0.8


@dataclass(frozen=True, slots=True)
class Concept:
    """Something that a question names. `within` are the meanings and words that the name of a term is made of."""

    kind: Kind
    key: str
    language: Language
    weight: float
    within: "tuple[Concept, ...]"


@dataclass(frozen=True, slots=True)
class _Placed:
    """A concept and where a text names it."""

    concept: Concept
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A question taken apart.

    `introduction` is what its first sentences name, where they tell who asks; `concepts` is what the rest names.
    `modalities` are "must" and "may". `focus` is what sort of answer is wanted, None where the form does not tell.
    `asks_more` tells that a second question follows the first, `leans` that it opens as if something went before.
    """

    language: Language
    introduction: tuple[Concept, ...]
    concepts: tuple[Concept, ...]
    modalities: frozenset[str]
    focus: str | None
    asks_more: bool
    leans: bool

    def wanting_as(self, other: "Reading") -> "Reading":
        """The same question, which wants the sort of answer that another does where it does not tell itself."""
        return self if self.focus is not None else replace(self, focus=other.focus)


class QuestionReader:
    """Takes questions apart; immutable and safe to use from many threads."""

    def __init__(self, vocabulary: Vocabulary, pairs: WordPairs, names: SourceNames, glossary: Glossary) -> None:
        self._vocabulary = vocabulary
        self._pairs = pairs
        self._names = names
        self._glossary = glossary
        terms = (word for term in glossary.terms for name in term.names for word in WORD.findall(name))
        self._meant = (
            (Kind.PLACE, vocabulary.places),
            (Kind.PARTY, vocabulary.parties),
            (Kind.FIELD, vocabulary.field),
            (Kind.MEANING, vocabulary.meanings),
        )
        self._spelling = Spelling((*vocabulary.words, *terms))

    def read(self, question: str, language: Language) -> Reading:
        """What a question that stands alone says."""
        sentences = [part for part in _SENTENCE_END.split(self._bare(question)) if WORD.search(part)]
        introducing = self._introducing(sentences)
        told, asked = " ".join(sentences[:introducing]), " ".join(sentences[introducing:])
        forms = self._forms(_lower(asked))
        return Reading(
            language=language,
            introduction=tuple(self._concepts(_PEOPLE_COUNTED.sub(_blank, told), language, [])),
            concepts=tuple(self._concepts(asked, language, forms[:1])),
            modalities=frozenset(found.name for found in self._vocabulary.modalities.find(_lower(asked))),
            focus=forms[0].name if forms else None,
            asks_more=bool(forms) and any(_AND_ASKS.finditer(_lower(asked), forms[0].end)),
            leans=_LEANS.match(_lower(asked).lstrip(" |,.")) is not None,
        )

    def _bare(self, question: str) -> str:
        """The question, spelt right, with a cut in place of each courtesy."""
        mended = self._spelling.mend(self._glossary.mend(question), self._knows)
        pieces, end = [], 0
        for found in self._vocabulary.courtesies.find(_lower(mended)):
            pieces += [mended[end : found.start], _CUT]
            end = found.end
        return "".join((*pieces, mended[end:]))

    def _knows(self, word: str) -> bool:
        return any(self._pairs.knows(stems([word], language)[0], language) for language in Language)

    def _introducing(self, sentences: Sequence[str]) -> int:
        """How many of the first sentences tell who asks or announce the question; never the last."""
        for number, sentence in enumerate(sentences):
            if number == len(sentences) - 1 or not self._introduces(sentence):
                return number
        return 0

    def _introduces(self, sentence: str) -> bool:
        opening = next(self._vocabulary.introductions.find(_lower(sentence).strip(" |,")), None)
        return sentence.endswith(":") or (opening is not None and opening.start == 0)

    def _forms(self, asked: str) -> list[Found]:
        """The forms of question that a text in lower case holds, the first first and of two at one place the longer."""
        found = [
            (form.start, -form.end, rank, form)
            for rank, (name, phrases) in enumerate(self._vocabulary.focus)
            for form in phrases.find(asked)
            if _asks(form, asked)
        ]
        return [form for _, _, _, form in sorted(found, key=lambda each: each[:3])]

    def _concepts(self, text: str, language: Language, forms: Sequence[Found]) -> Iterator[Concept]:
        """What a text names, each once and in its order; the year in the name of a source is no number.

        The words of `forms` tell what sort of answer is wanted and are no subject.
        """
        text = _PLACE_NAME.sub(self._without_unknown_place, text)
        sources = list(self._sources(text, language))
        left = _HYPHEN.sub(" ", _left(text, sources))
        left = _left(left, self._vocabulary.modalities.find(_lower(left)))
        named = list(self._terms_and_meanings(left, language))
        words = self._words(_left(left, [*named, *forms]), left, language)
        years = {part for each in sources for part in _YEAR.findall(each.concept.key)}
        seen = set(years)
        for each in sorted([*sources, *named, *words], key=lambda each: each.spans):
            if each.concept.key not in seen:
                seen.add(each.concept.key)
                yield each.concept

    def _without_unknown_place(self, match: re.Match[str]) -> str:
        """Where a company is does not matter, unless it is a country that we know or a word of the sources."""
        place = match["place"].lower()
        known = self._knows(folded(place)) or next(self._vocabulary.places.find(place), None) is not None
        return match.group() if known else _blank(match)

    def _sources(self, text: str, language: Language) -> Iterator[_Placed]:
        listed = list(self._vocabulary.sources.find(_lower(text)))
        left = _left(text, listed)
        named = [(found.name, found.spans) for found in listed]
        named += [(" ".join(sorted(self._names.mentions(s.of(left)).sources)), (s,)) for s in self._names.spans(left)]
        for key, spans in named:
            yield _Placed(Concept(Kind.SOURCE, key, language, _WEIGHTS[Kind.SOURCE], ()), spans)

    def _terms_and_meanings(self, text: str, language: Language) -> Iterator[_Placed]:
        """The terms, parties and meanings of a text, the longest of those that overlap."""
        taken: set[int] = set()
        found = [*self._terms(text, language), *self._meanings(text, language)]
        for each in sorted(found, key=lambda each: (each.spans[0].start, -each.spans[-1].end)):
            places = {place for span in each.spans for place in range(span.start, span.end)}
            if taken.isdisjoint(places):
                taken |= places
                yield each

    def _meanings(self, text: str, language: Language) -> Iterator[_Placed]:
        lower = _lower(text)
        for kind, phrases in self._meant:
            for found in phrases.find(lower):
                said = WORD.findall(" ".join(span.of(lower) for span in found.spans))
                within = tuple(self._word(word, language) for word in said)
                yield _Placed(Concept(kind, found.name, language, _WEIGHTS[kind], within), found.spans)

    def _terms(self, text: str, language: Language) -> Iterator[_Placed]:
        for mention in self._glossary.mentions(text, language):
            named = mention.span.of(text)
            meanings = list(self._meanings(named, language))
            parts = [*meanings, *self._words(_left(named, meanings), named, language)]
            within = tuple(each.concept for each in parts)
            weight = max((part.weight for part in within), default=0.0)
            key = mention.term.reference.locator
            if within:
                yield _Placed(Concept(Kind.TERM, key, language, weight, within), (mention.span,))

    def _words(self, left: str, text: str, language: Language) -> Iterator[_Placed]:
        """The numbers and the words that are not light in what is left of a text."""
        for match in WORD.finditer(left):
            word, span = folded(match.group()), Span(*match.span())
            number = _number(word, text, span)
            if number:
                yield _Placed(Concept(Kind.NUMBER, number, language, _WEIGHTS[Kind.NUMBER], ()), (span,))
            elif word not in self._vocabulary.light[language] and word not in NUMBERS:
                yield _Placed(self._word(word, language), (span,))

    def _word(self, word: str, language: Language) -> Concept:
        """A word with the parts of a Dutch compound within it."""
        stem = stems([word], language)[0]
        parts = self._pairs.parts(folded(word)) if language is Language.NL else ()
        within = tuple(Concept(Kind.WORD, part, language, _LEAST_WEIGHT, ()) for part in parts)
        weight = min(_MOST_WEIGHT, max(_LEAST_WEIGHT, self._pairs.weight(stem, language)))
        return Concept(Kind.WORD, stem, language, weight, within)


def _asks(form: Found, text: str) -> bool:
    """Whether a form of question asks something where it stands; a yes or no is asked for where a sentence begins."""
    before = text[: form.start]
    if form.name == _YES_OR_NO:
        return _OPENS_SENTENCE.search(before) is not None
    return form.name not in _MAY_BE_RELATIVE or _OPENS.search(before) is not None


def _number(word: str, text: str, span: Span) -> str:
    """The number that a word stands for; empty where it stands for none."""
    if word[0].isdigit():
        return word
    if word not in NUMBERS:
        return ""
    numbered = _BEFORE_NUMBERED.match(text, span.end) or _BEHIND_NUMBERED.search(text[: span.start].lower())
    return NUMBERS[word] if numbered or word not in NUMBERS_BESIDE_A_PLACE else ""


def _left(text: str, taken: Iterable[_Placed | Found]) -> str:
    """A text with blanks in place of what was taken."""
    for span in (span for each in taken for span in each.spans):
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _lower(text: str) -> str:
    """The text in lower case, letter by letter, so that places in it stay the same."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
