"""Sentences of passages as texts of an answer, each with what carries it."""

from collections.abc import Sequence

import numpy as np

from assistant.drafts import DraftText, Support
from knowledge.documents import Passage, Role, Sentence, TextKind
from knowledge.embedding import Vector
from knowledge.language import Language
from knowledge.passage_index import PassageIndex
from knowledge.references import Reference
from knowledge.retrieval import Hit, speaking
from knowledge.sentence_ranking import closest_sentence


class PassageTexts:
    """Takes sentences from one index, for an asker of one language."""

    def __init__(self, index: PassageIndex, language: Language) -> None:
        self._index = index
        self._language = language

    def of(self, passage: Passage, sentence: Sentence, opens_paragraph: bool = False) -> DraftText:
        """A sentence of a provision."""
        words = passage.sentence_text(sentence)
        return DraftText(words, (Support(passage, sentence.span),), opens_paragraph)

    def of_card(self, card: Passage, sentence: Sentence) -> DraftText:
        """A sentence of a card or of the glossary, with the places in the provisions that it rests on."""
        vector = self._sentence_vector(card, sentence)
        provisions = tuple(
            Support(hit.passages[0], closest_sentence(self._index, hit.passages[0], hit.positions[0], vector).span)
            for hit in (self.hit_of(reference) for reference in sentence.rests_on)
        )
        return DraftText(card.sentence_text(sentence), (Support(card, sentence.span), *provisions))

    def statements(self, card: Passage) -> list[DraftText]:
        """The short answer of a card, or the definition in the glossary."""
        return [self.of_card(card, sentence) for sentence in card.sentences if sentence.role is Role.STATEMENT]

    def in_order(self, passages: Sequence[Passage], most_words: int) -> list[DraftText]:
        """Sentences from the start, as far as they fit; the first in any case."""
        texts: list[DraftText] = []
        words = 0
        for passage in passages:
            for sentence in passage.sentences:
                words += len(passage.sentence_text(sentence).split())
                if texts and words > most_words:
                    return texts
                texts.append(self.of(passage, sentence))
        return texts

    def provision(self, reference: Reference, most_words: int) -> list[DraftText]:
        """What a question for a whole place wants, as far as it fits: official words where there are some."""
        official = self._official_parts(reference)
        if official:
            return self.in_order([passage for hit in official for passage in hit.passages], most_words)
        return self.with_parts(self.hit_of(reference).passages, most_words)

    def places(self, reference: Reference) -> list[Hit]:
        """A place and its parts; its official parts alone where our summary is all that it has itself."""
        parts = self._index.parts.get(reference, ())
        return self._official_parts(reference) or [self.hit_of(place) for place in (reference, *parts)]

    def _official_parts(self, reference: Reference) -> list[Hit]:
        """The parts with official words in the asker's language, in order; none where the place itself has such."""
        if self._is_official(self.hit_of(reference)):
            return []
        parts = map(self.hit_of, self._index.parts.get(reference, ()))
        return sorted(filter(self._is_official, parts), key=lambda hit: hit.positions)

    def _is_official(self, hit: Hit) -> bool:
        first = hit.passages[0]
        return first.text_kind is TextKind.OFFICIAL and first.language is self._language

    def with_parts(self, passages: Sequence[Passage], most_words: int) -> list[DraftText]:
        """A provision in its own order and the main point of each place in it, as far as they fit."""
        texts = self.in_order(passages, most_words)
        words = sum(len(text.text.split()) for text in texts)
        for part in self._index.parts.get(passages[0].reference, ()):
            passage = self.hit_of(part).passages[0]
            text = self.of(passage, passage.sentences[0])
            words += len(text.text.split())
            if words > most_words:
                break
            if not passage.unknown:
                texts.append(text)
        return texts

    def hit_of(self, reference: Reference) -> Hit:
        """The provision of a reference as a hit, in the best text for the asker."""
        chosen = tuple(speaking(self._index, self._language, reference, {}))
        return Hit(reference, tuple(self._index.passages[p] for p in chosen), chosen, 1.0, 1.0, 1.0)

    def _sentence_vector(self, passage: Passage, sentence: Sentence) -> Vector:
        position = next(p for p in self._index.positions[passage.reference] if self._index.passages[p] is passage)
        rows = self._index.sentence_rows(position)
        number = passage.sentences.index(sentence)
        row = int(np.flatnonzero(self._index.sentence_numbers[rows] == number)[0])
        vector: Vector = self._index.sentence_vectors[rows][row]
        return vector
