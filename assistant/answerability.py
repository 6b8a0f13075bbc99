"""How likely it is that the sources hold what a question asks for.

A logistic regression over a few signs of the question and of what the search found for it. Its weights stand in
`answerability.toml`; `ketenwijzer evaluate calibrate` fits them to the tuning questions and prints how far the
probabilities can be trusted.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from assistant.logistic import Logistic
from assistant.question_kinds import FACTS, QuestionKind
from assistant.sentence_facts import gives
from knowledge.documents import Passage
from knowledge.language import Language, detect_language
from knowledge.lexical_index import content_words, stem_token, stems, words
from knowledge.passage_index import PassageIndex
from knowledge.retrieval import Hit, Query
from knowledge.sentence_ranking import rank_sentences

WEIGHTS_FILE = Path(__file__).parent / "answerability.toml"
# A word with a capital that does not open a sentence, or one written in capitals.
_NAME = re.compile(r"(?<=[\w,;:()\"'] )[A-Z][\w-]+|\b[A-Z]{2,}[\w-]*")
CONSIDERED = 5
"""Provisions that would hold the answer."""
_AMOUNTS = frozenset({QuestionKind.HOW_MUCH, QuestionKind.COST, QuestionKind.HOW_LONG, QuestionKind.HOW_OFTEN})
_NEAR = 3  # provisions among which one that says what is not known counts


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells whether the sources hold the answer; each between 0 and 1, or about so.

    `fit` is how well the best sentence fits that gives the sort of fact asked for (any sentence where none is asked
    for); `covered` is the first provision's share of the telling words, by the rules of the keyword search.
    `unnamed` is the share of the question's names (what has a capital) that none of the first provisions holds.
    `uncovered` is the share, by weight, of the question's own telling words that none of the first provisions holds,
    and `uncovered_fact` that which the very first does not hold where a fact is asked for, else 0.
    `opens` is how likely the likeliest of their sentences opens an answer (see `sentence_choice`).
    `outside` is how likely the message is about another subject than ours, by its words alone, and `similarity` how
    near the first provision is in meaning.
    """

    asks_when: float
    asks_how_much: float
    asks_who: float
    asks_name: float
    asks_current: float
    asks_how_to: float
    fit: float
    covered: float
    uncovered: float
    uncovered_fact: float
    unnamed: float
    unknown_first: float
    unknown_near: float
    names_source: float
    outside: float
    similarity: float
    opens: float


def signs_of(
    index: PassageIndex,
    query: Query,
    asked: str,
    hits: Sequence[Hit],
    kinds: frozenset[QuestionKind],
    outside: float,
    opens: float,
) -> Signs:
    """The signs of a question; `asked` are its own words, and `hits` must not be empty."""
    first = hits[:CONSIDERED]
    facts = kinds & FACTS
    ranked = rank_sentences(index, query, first)
    fitting = (sentence.score for sentence in ranked if not facts or gives(facts, sentence.text, query.text))
    spoken = detect_language(asked).language
    weights = _weights(index, asked, spoken)
    texts = [passage for hit in first for passage in _in_language(index, hit, spoken)]
    return Signs(
        asks_when=float(QuestionKind.WHEN in kinds),
        asks_how_much=float(not kinds.isdisjoint(_AMOUNTS)),
        asks_who=float(not kinds.isdisjoint({QuestionKind.WHO, QuestionKind.NAME})),
        asks_name=float(QuestionKind.NAME in kinds),
        asks_current=float(QuestionKind.CURRENT in kinds),
        asks_how_to=float(QuestionKind.HOW_TO in kinds),
        fit=max(fitting, default=0.0),
        covered=first[0].coverage,
        uncovered=_uncovered(weights, texts),
        uncovered_fact=_uncovered(weights, _in_language(index, first[0], spoken)) if facts else 0.0,
        unnamed=_unnamed(query, [passage for hit in first for passage in hit.passages]),
        unknown_first=float(first[0].passages[0].unknown),
        unknown_near=float(any(hit.passages[0].unknown for hit in first[:_NEAR])),
        names_source=float(bool(query.named_sources)),
        outside=outside,
        similarity=first[0].similarity,
        opens=opens,
    )


def _in_language(index: PassageIndex, hit: Hit, spoken: Language) -> Sequence[Passage]:
    """The passages of a hit, in the language of a question that wants its answer in the other."""
    if hit.passages[0].language is spoken:
        return hit.passages
    return [passage for passage in index.at(hit.reference) if passage.language is spoken] or hit.passages


def _weights(index: PassageIndex, asked: str, language: Language) -> dict[str, float]:
    """The stems of the telling words that the question itself brings, with their weights."""
    lexical = index.lexical[language]
    return {stem: lexical.weight(stem_token(stem)) for stem in stems(content_words(asked, language), language)}


def _unnamed(query: Query, passages: Sequence[Passage]) -> float:
    """The share of the question's names, those of sources aside, that no passage holds; 0 where it has none."""
    asked = set(words(query.keywords))
    names = {match.group().casefold() for match in _NAME.finditer(query.text)} & asked
    told = " ".join(f"{passage.heading} {passage.text}" for passage in passages).casefold()
    return sum(name not in told for name in names) / len(names) if names else 0.0


def _uncovered(weights: Mapping[str, float], passages: Iterable[Passage]) -> float:
    held: set[str] = set()
    for passage in passages:
        text = " ".join((passage.heading, *passage.questions, passage.text))
        held.update(stems(content_words(text, passage.language), passage.language))
    total = sum(weights.values())
    return sum(weight for stem, weight in weights.items() if stem not in held) / total if total else 0.0


class Answerability(Logistic):
    """How likely the sources hold the answer, from the signs of a question."""

    __slots__ = ()

    @classmethod
    def read(cls, file: Path = WEIGHTS_FILE) -> Self:
        """The weights that are shipped."""
        record = tomllib.loads(file.read_text(encoding="utf-8"))
        return cls(record["intercept"], record["weights"])

    def probability(self, signs: Signs) -> float:
        """How likely the sources hold the answer, 0 to 1."""
        return self.chance(asdict(signs))
