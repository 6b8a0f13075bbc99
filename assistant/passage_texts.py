"""Sentences of passages as texts of an answer, each with what carries it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from assistant.drafts import DraftText, Support, count_words
from assistant.words import say
from knowledge.documents import Passage, Role, Sentence, TextKind
from knowledge.embedding import Vector
from knowledge.language import Language
from knowledge.passage_index import PassageIndex
from knowledge.references import Reference
from knowledge.retrieval import Hit, is_superseded, official_words, speaking
from knowledge.sentence_ranking import closest_sentence

_FIGURE = re.compile(r"\d+(?:[ .,]\d+)*")
_FRAME = ("preamble", "closing")  # what stands around the provisions of a treaty


class PassageTexts:
    """Takes sentences from one index, for an asker of one language; `edition` is that which is asked for, or empty."""

    def __init__(self, index: PassageIndex, language: Language, edition: str = "") -> None:
        self._index = index
        self._language = language
        self._edition = edition

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
                    return _without_opening(texts)
                texts.append(self.of(passage, sentence))
        return texts

    def provision(self, reference: Reference, most_words: int) -> list[DraftText]:
        """What a question for a whole place wants, as far as it fits: official words where there are some.

        Those in the other language stand behind our summary in the asker's, under a sentence that says so.
        """
        own = self._official(reference, self._language)
        if own:
            return self.in_order(_passages(own), most_words)
        spoken = self.hit_of(reference).passages
        if spoken[0].language is not self._language:
            return self._quoted(_passages(self._official(reference, spoken[0].language)) or spoken, most_words)
        other = self._official(reference, self._language.other)
        if not other:
            return self.with_parts(spoken, most_words)
        return [*self.with_parts(spoken, most_words // 2), *self._quoted(_passages(other), most_words // 2)]

    def _quoted(self, passages: Sequence[Passage], most_words: int) -> list[DraftText]:
        """Words in the other language, under a sentence that says which."""
        says = DraftText(say(f"official.{passages[0].language}", self._language), (), opens_paragraph=True)
        return [says, *as_paragraph(self.in_order(passages, most_words))]

    def plainly(self, passage: Passage, vector: Vector) -> list[DraftText]:
        """What our summary says nearest to a sentence of official words; nothing behind others."""
        summary = self._summary(passage.reference) if passage.text_kind is TextKind.OFFICIAL else None
        if summary is None:
            return []
        ours, position = summary.passages[0], summary.positions[0]
        return [self.of(ours, closest_sentence(self._index, ours, position, vector), opens_paragraph=True)]

    def _summary(self, reference: Reference) -> Hit | None:
        """Our summary of a place in the asker's language; None where there is none or an edition is asked for."""
        passages = self._index.passages
        found = [
            position
            for position in self._index.positions.get(reference, ())
            if passages[position].language is self._language and passages[position].text_kind is TextKind.SUMMARY
        ]
        return _hit(self._index, reference, found) if found and not self._edition else None

    def places(self, reference: Reference) -> list[Hit]:
        """A place and its parts; its official parts alone where our summary is all that it has itself."""
        official = self._official(reference, self._language)
        if official and official[0].reference != reference:
            return official
        parts = map(self.hit_of, self._index.parts.get(reference, ()))
        return [self.hit_of(reference), *filter(self._is_spoken, parts)]

    def _is_spoken(self, hit: Hit) -> bool:
        """Whether a part speaks in the asker's language, of what holds or was asked for."""
        first = hit.passages[0]
        return first.language is self._language and not is_superseded(self._index, first, self._edition)

    def with_official(self, text: DraftText) -> DraftText:
        """A sentence of our summary with the nearest official words of its place besides, where there are some."""
        support = text.support[0]
        place = support.passage.reference
        if support.passage.text_kind is not TextKind.SUMMARY:
            return text
        found = self._official(place, self._language) or self._official(place, self._language.other)
        if not found:
            return replace(text, support=(support, *self._same_figures(support)))
        sentence = next(each for each in support.passage.sentences if each.span == support.span)
        vector = self._sentence_vector(support.passage, sentence)
        words = [self._closest(hit, number, vector) for hit in found for number in range(len(hit.passages))]
        return replace(text, support=(*text.support, *(near for _, near in sorted(words, key=_nearness)[-1:])))

    def _same_figures(self, support: Support) -> list[Support]:
        """The official row with the figures of our sentence, in the places of its source to which that one points."""
        wanted = _figures(support.span.of(support.passage.text))
        places = [place for place in support.passage.see_also if place.source == support.passage.reference.source]
        hits = [hit for place in places for spoken in Language for hit in self._official(place, spoken)]
        rows = [
            Support(passage, sentence.span)
            for passage in _passages(sorted(hits, key=lambda hit: hit.passages[0].language is not self._language))
            for sentence in passage.sentences
            if wanted and wanted <= _figures(passage.sentence_text(sentence))
        ]
        return rows[:1] if len(wanted) > 1 else []

    def _closest(self, hit: Hit, number: int, vector: Vector) -> tuple[float, Support]:
        """The sentence of one passage of a hit that is nearest to a vector, and how near."""
        passage, position = hit.passages[number], hit.positions[number]
        sentence = closest_sentence(self._index, passage, position, vector)
        return float(self._sentence_vector(passage, sentence) @ vector), Support(passage, sentence.span)

    def _official(self, reference: Reference, language: Language) -> list[Hit]:
        """The official words of a place in a language, or else those of its parts in order; what frames them last."""
        places = (reference, *self._index.parts.get(reference, ()))
        found = [(place, official_words(self._index, language, place, self._edition)) for place in places]
        hits = [_hit(self._index, place, positions) for place, positions in found if positions]
        if self._edition and any(_edition(hit) == self._edition for hit in hits):
            hits = [hit for hit in hits if _edition(hit) == self._edition]
        if hits and hits[0].reference == reference:
            return hits[:1]
        return sorted(hits, key=lambda hit: (_frames(hit.reference), hit.positions))

    def with_parts(self, passages: Sequence[Passage], most_words: int) -> list[DraftText]:
        """A provision in its own order and the main point of each place in it, as far as they fit."""
        texts = self.in_order(passages, most_words)
        words = count_words(texts)
        for part in self._index.parts.get(passages[0].reference, ()):
            hit = self.hit_of(part)
            passage = hit.passages[0]
            if not self._is_spoken(hit):
                continue
            text = self.of(passage, passage.sentences[0])
            words += len(text.text.split())
            if words > most_words:
                break
            if not passage.unknown:
                texts.append(text)
        return texts

    def hit_of(self, reference: Reference) -> Hit:
        """The provision of a reference as a hit, in the best text for the asker."""
        return _hit(self._index, reference, speaking(self._index, self._language, reference, {}, self._edition))

    def _sentence_vector(self, passage: Passage, sentence: Sentence) -> Vector:
        position = next(p for p in self._index.positions[passage.reference] if self._index.passages[p] is passage)
        rows = self._index.sentence_rows(position)
        number = passage.sentences.index(sentence)
        row = int(np.flatnonzero(self._index.sentence_numbers[rows] == number)[0])
        vector: Vector = self._index.sentence_vectors[rows][row]
        return vector


def as_paragraph(texts: Sequence[DraftText]) -> list[DraftText]:
    """Texts of which the first opens a paragraph."""
    return [replace(text, opens_paragraph=number == 0) for number, text in enumerate(texts)]


def _without_opening(texts: list[DraftText]) -> list[DraftText]:
    """The texts but for a last one that opens a list which does not follow; one alone stays."""
    return texts[:-1] if len(texts) > 1 and texts[-1].text.endswith(":") else texts


def _hit(index: PassageIndex, reference: Reference, positions: Sequence[int]) -> Hit:
    return Hit(reference, tuple(index.passages[p] for p in positions), tuple(positions), 1.0, 1.0, 1.0)


def _passages(hits: Iterable[Hit]) -> list[Passage]:
    return [passage for hit in hits for passage in hit.passages]


def _edition(hit: Hit) -> str:
    return hit.passages[0].document.edition


def _figures(text: str) -> set[str]:
    """The numbers of a text, however their thousands are set apart."""
    return {re.sub(r"\D", "", number) for number in _FIGURE.findall(text)}


def _frames(reference: Reference) -> bool:
    return reference.locator.rpartition("/")[2] in _FRAME


def _nearness(found: tuple[float, Support]) -> float:
    return found[0]
