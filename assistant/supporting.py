"""Sentences of other provisions that belong beside an answer: they fit nearly as well and say something else."""

from collections.abc import Sequence

from assistant.drafts import DraftText, count_words
from assistant.leading import announces
from assistant.passage_texts import PassageTexts
from knowledge.documents import TextKind
from knowledge.lexical_index import analyse
from knowledge.passage_index import PassageIndex
from knowledge.retrieval import Hit, Query
from knowledge.sentence_ranking import RankedSentence, rank_sentences

CONSIDERED = 5
"""Of the provisions that were found, those whose sentences compete."""
_SUPPORTING = 0.45  # of the leading sentence's score, for a sentence of another provision to be added
_MOST_SUPPORTING = 3
_NEWS_WEIGHT = 0.4
_NAME = "name"
TEXT_WORDS = 150
"""As far as the text of an answer goes, without its steps."""


class Supporting:
    """Chooses for one question."""

    def __init__(self, index: PassageIndex, query: Query, texts: PassageTexts) -> None:
        self._index = index
        self._query = query
        self._texts = texts

    def beside(
        self, hits: Sequence[Hit], used: Sequence[Hit], fit: float, texts: Sequence[DraftText]
    ) -> list[DraftText]:
        """The best sentence of each of the next provisions, where it fits nearly as well and says something else."""
        taken = {support.passage.reference for text in texts for support in text.support}
        words = count_words(texts)
        said = [text.text for text in texts]
        added: list[DraftText] = []
        candidates = [hit for hit in hits[:CONSIDERED] if not is_card(hit) and hit not in used and not _is_name(hit)]
        for ranked in self._by_news(rank_sentences(self._index, self._query, candidates), said):
            length = len(ranked.text.split())
            if (
                announces(ranked)
                or ranked.score < _SUPPORTING * fit
                or len(added) == _MOST_SUPPORTING
                or words + length > TEXT_WORDS
            ):
                continue
            if ranked.hit.reference in taken or any(_overlap(ranked.text, other) > 0.6 for other in said):
                continue
            taken.add(ranked.hit.reference)
            words += length
            said.append(ranked.text)
            added.append(self._texts.of(ranked.passage, ranked.sentence, opens_paragraph=not added))
        return added

    def _by_news(self, ranked: Sequence[RankedSentence], said: Sequence[str]) -> list[RankedSentence]:
        """Sentences that speak of telling words of the question which nothing said so far speaks of go first."""
        language = self._query.language
        asked = set(analyse(self._query.keywords, language)) - set(analyse(" ".join(said), language))
        lexical = self._index.lexical[language]
        weights = {token: lexical.weight(token) for token in asked if any(character.isalpha() for character in token)}
        total = sum(weights.values())

        def worth(sentence: RankedSentence) -> float:
            new = (
                sum(weights.get(token, 0.0) for token in set(analyse(sentence.text, language))) / total
                if total
                else 0.0
            )
            return sentence.score + _NEWS_WEIGHT * new

        return sorted(ranked, key=lambda sentence: -worth(sentence))


def is_card(hit: Hit) -> bool:
    """Whether it is a practical card, and no provision."""
    return hit.passages[0].text_kind is TextKind.GUIDANCE


def _is_name(hit: Hit) -> bool:
    """Whether a place only tells what its source is called, which every question that names it finds."""
    return hit.reference.locator.split("/")[-1] == _NAME


def _overlap(one: str, other: str) -> float:
    """The share of the shorter sentence's words that the other holds too."""
    first, second = set(one.lower().split()), set(other.lower().split())
    return len(first & second) / max(1, min(len(first), len(second)))
