"""Writes the answer in sentences of the passages: the direct answer first, then what belongs to it, then steps."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.conditions import limits
from assistant.drafts import DraftText, Support, count_words
from assistant.leading import LeadChoice
from assistant.passage_texts import PassageTexts
from assistant.question_kinds import FACTS, QuestionKind
from assistant.sentence_facts import gives
from assistant.side_by_side import side_by_side
from assistant.supporting import CONSIDERED, TEXT_WORDS, Supporting, is_card
from assistant.words import say
from knowledge.documents import Passage, Role, Sentence
from knowledge.finding_aids import Term
from knowledge.labels import is_numbered, label
from knowledge.passage_index import PassageIndex
from knowledge.references import Reference
from knowledge.retrieval import Hit, Query
from knowledge.sentence_ranking import RankedSentence, rank_sentences

_LEAD_WORDS = 110
_LIST_WORDS = 150
_ALL_WORDS = 215
_THIN = 50  # words below which an answer says little
_TELLING = 0.25  # how well a sentence must fit that tells the fact for which one of several questions asks
_FITTING = 0.4  # and one that answers another of them
_MOST_STEPS = 5
_BESIDE_A_CARD = 1.2  # a card is an answer by itself: what is added to it must fit better than elsewhere
_SAME = 0.95  # cosine above which two sentences say the same
_CARD_MARGIN = 0.15  # how far a card may stay behind a provision and still lead when the question asks what to do
_STEPS_MARGIN = 0.25
_CARD_FIT = 0.06  # centred cosine below which a card is about another situation
_FIGURE = re.compile(r"\d[\d.,]*")
_DEFINED = 0.7  # how well a sentence must fit to be added to a definition


@dataclass(frozen=True, slots=True)
class Composition:
    """The sentences and steps of an answer.

    `settled` says that the amount which the question names was set beside a limit or found its row of a table, or that
    the place which is asked for was found.
    """

    sentences: tuple[DraftText, ...]
    steps: tuple[DraftText, ...]
    settled: bool


@dataclass(frozen=True, slots=True)
class AskedPart:
    """One of several things that a message asks: `query` looks for it with the whole message as its subject.

    `hits` are what was found for it, best first and never empty.
    """

    query: Query
    kinds: frozenset[QuestionKind]
    hits: tuple[Hit, ...]


def compose(
    index: PassageIndex,
    query: Query,
    hits: Sequence[Hit],
    kinds: frozenset[QuestionKind],
    parts: Sequence[AskedPart] = (),
) -> Composition:
    """An answer from the best hits, which must not be empty; to each of its `parts` where a message has several."""
    answer = _compose(_Writer(index, query, kinds), hits, kinds)
    sources = frozenset(query.named_sources) or hits[0].passages[0].sources
    told = [_Writer(index, part.query, part.kinds).best(part.hits, sources) for part in parts]
    if not any(told):
        return answer
    ordered = {text.text: text for text in (*filter(None, told), *answer.sentences)}
    return replace(answer, sentences=_fitting(list(ordered.values()), len(parts), answer.steps))


def _fitting(sentences: Sequence[DraftText], first: int, steps: Sequence[DraftText]) -> tuple[DraftText, ...]:
    """The sentences that fit beside the steps: the `first` in any case, of the others those from the front."""
    room = _ALL_WORDS - count_words(steps) - count_words(sentences[:first])
    kept = list(sentences[:first])
    for sentence in sentences[first:]:
        room -= count_words([sentence])
        if room < 0:
            break
        kept.append(sentence)
    return tuple(kept)


def _compose(writer: "_Writer", hits: Sequence[Hit], kinds: frozenset[QuestionKind]) -> Composition:
    numbered = writer.numbered(hits) if QuestionKind.WHERE in kinds else []
    if numbered:
        return replace(writer.from_provisions(numbered, None), settled=True)
    compared = writer.compared(hits) if QuestionKind.DIFFERENCE in kinds else []
    if compared:
        return Composition(tuple(compared), (), settled=True)
    card = hits[0] if all(map(is_card, hits)) else writer.card(hits)
    if card is not None and writer.card_leads(card, hits):
        return writer.from_card(card, hits)
    return writer.from_provisions(hits, card)


def open_provision(index: PassageIndex, query: Query, reference: Reference) -> Composition:
    """The provision that a question names, as far as it fits in an answer."""
    writer = _Writer(index, query, frozenset())
    return Composition(tuple(writer.texts.provision(reference, TEXT_WORDS)), (), settled=False)


def places_within(index: PassageIndex, query: Query, references: Sequence[Reference]) -> list[Hit]:
    """The places that a question names with all their parts, that with the best sentence first."""
    texts = PassageTexts(index, query.language, query.edition)
    named = {hit.reference: hit for reference in references for hit in texts.places(reference)}
    found: dict[Reference, Hit] = {}
    for sentence in rank_sentences(index, query, named.values()):
        found.setdefault(sentence.hit.reference, sentence.hit)
    return list(found.values())


def define(index: PassageIndex, query: Query, hits: Sequence[Hit], term: Term) -> Composition:
    """What a term means, and what the provisions nearest to the question add."""
    writer = _Writer(index, query, frozenset())
    entry = writer.texts.hit_of(term.reference).passages[0]
    sentences = writer.texts.statements(entry)
    return Composition((*sentences, *writer.supporting.beside(hits, [], _DEFINED, sentences)), (), settled=False)


class _Writer:
    """Composes one answer."""

    def __init__(self, index: PassageIndex, query: Query, kinds: frozenset[QuestionKind]) -> None:
        self._index = index
        self._query = query
        self._kinds = kinds
        self._lead = LeadChoice(index, query, kinds)
        self.texts = PassageTexts(index, query.language, query.edition)
        self.supporting = Supporting(index, query, self.texts)

    def card(self, hits: Sequence[Hit]) -> Hit | None:
        """The best card among the hits, if one is near the top."""
        near = (hit for hit in hits[:CONSIDERED] if is_card(hit) and hit.similarity >= _CARD_FIT)
        return next((hit for hit in near if self._speaks_for_named(hit)), None)

    def _speaks_for_named(self, card: Hit) -> bool:
        """Whether a card's short answer rests on a source that the question names, where it names one."""
        named = self._query.named_sources
        answer = (sentence for sentence in card.passages[0].sentences if sentence.role is Role.STATEMENT)
        return not named or any(reference.source in named for each in answer for reference in each.rests_on)

    def best(self, hits: Sequence[Hit], sources: frozenset[str]) -> DraftText | None:
        """The sentence that answers, from provisions of the sources; None where none fits well enough.

        One that tells the fact which is asked for need not fit so well.
        """
        facts = self._kinds & FACTS
        provisions = [hit for hit in hits if not is_card(hit) and hit.reference.source in sources][:CONSIDERED]
        if not provisions:
            return None
        lead = self._lead.leading(self._lead.rank(provisions))
        least = _TELLING if gives(facts, lead.text, self._query.text) else _FITTING
        return self.texts.of(lead.passage, lead.sentence) if lead.score >= least else None

    def numbered(self, hits: Sequence[Hit]) -> list[Hit]:
        """The hits that have a number; without any, the numbered places that the best card rests on."""
        found = [hit for hit in hits if is_numbered(hit.reference)]
        card = self.card(hits)
        if found or card is None:
            return found
        carrying = (reference for sentence in card.passages[0].sentences for reference in sentence.rests_on)
        return [self.texts.hit_of(reference) for reference in dict.fromkeys(carrying) if is_numbered(reference)]

    def compared(self, hits: Sequence[Hit]) -> list[DraftText]:
        """What each of the sources is that the question sets side by side; nothing where it asks anything else."""
        return side_by_side(self._index, self._query, self.texts, hits[0], _ALL_WORDS)

    def card_leads(self, card: Hit, hits: Sequence[Hit]) -> bool:
        """Whether the card's short answer is a better start than a provision's sentence."""
        margin = _CARD_MARGIN if QuestionKind.HOW_TO in self._kinds else 0.0
        if self._kinds & FACTS and QuestionKind.HOW_TO not in self._kinds:
            margin = -_CARD_MARGIN
        return all(card.score >= hit.score - margin for hit in hits if not is_card(hit))

    def from_card(self, card: Hit, hits: Sequence[Hit]) -> Composition:
        """The card's short answer and steps, and what the best provision adds to it."""
        passage = card.passages[0]
        ranked = rank_sentences(self._index, self._query, [card])
        sentences = self.texts.statements(passage)
        supporting = self.supporting.beside(hits, [], ranked[0].score * _BESIDE_A_CARD, sentences)
        texts = [*sentences, *supporting]
        return Composition(tuple(texts), tuple(self._steps(passage, texts)), settled=False)

    def from_provisions(self, hits: Sequence[Hit], card: Hit | None) -> Composition:
        """The best sentence, what its provision adds, what other provisions add, and the steps of a fitting card."""
        provisions = [hit for hit in hits if not is_card(hit)]
        ranked = self._lead.rank(provisions[:CONSIDERED])
        lead = self._lead.leading(ranked)
        texts = [*self._place(lead), *self._whole_or_lead_first(lead, ranked)]
        texts += self.texts.plainly(lead.passage, lead.vector)
        texts += self.supporting.beside(provisions, [lead.hit], lead.score, texts)
        if count_words(texts) < _THIN:
            texts += self._parts(lead.passage, texts)
        settled = self._lead.settles(lead)
        steps: list[DraftText] = []
        # Who is told on which side of a limit they are, and asks what to do, is not done with the limit.
        near = card is not None and (settled or card.score >= hits[0].score - _STEPS_MARGIN)
        if card is not None and near and QuestionKind.HOW_TO in self._kinds:
            steps = self._steps(card.passages[0], texts)
        return Composition(tuple(texts), tuple(steps), settled)

    def _parts(self, passage: Passage, texts: Sequence[DraftText]) -> list[DraftText]:
        """The main points of the places within a provision that says little itself, as a chapter does."""
        told = {text.text for text in texts}
        found = self.texts.with_parts([passage], _LEAD_WORDS)
        return [text for text in found if text.support[0].passage is not passage and text.text not in told]

    def _place(self, lead: RankedSentence) -> list[DraftText]:
        """Where it stands, for somebody who asks that."""
        passage = lead.passage
        if QuestionKind.WHERE not in self._kinds or not is_numbered(passage.reference):
            return []
        shown = label(passage.document, passage.reference, passage.heading)
        text = say("reference.opens", passage.language, label=shown, heading=passage.heading)
        return [DraftText(text, (Support(passage, lead.sentence.span),))]

    def _whole_or_lead_first(self, lead: RankedSentence, ranked: Sequence[RankedSentence]) -> list[DraftText]:
        """A list, and what says that something is not known, in its own order; anything else with the best in front."""
        if lead.passage.unknown:
            return self.texts.in_order([lead.passage], _LEAD_WORDS)
        if QuestionKind.LIST in self._kinds:
            whole = self.texts.with_parts([lead.passage], _LIST_WORDS)
            return [self.texts.with_official(text) if text.text == lead.text else text for text in whole]
        first = self.texts.with_official(self.texts.of(lead.passage, lead.sentence))
        return [*self._comparisons(lead), first, *self._context(lead, ranked)]

    def _comparisons(self, lead: RankedSentence) -> list[DraftText]:
        """On which side of its limits the company of the question is, where the leading sentence sets some."""
        language, support = lead.passage.language, Support(lead.passage, lead.sentence.span)
        return [
            DraftText(say(f"comparison.{found.key}", language, asked=found.asked, limit=found.limit), (support,))
            for found in self._lead.comparisons(lead.text)
        ]

    def _context(self, lead: RankedSentence, ranked: Iterable[RankedSentence]) -> list[DraftText]:
        """The other sentences of the leading passage, in its order, as far as they fit.

        Conditions and exceptions go first, then what is nearest.
        """
        words = len(lead.text.split())
        chosen: list[Sentence] = []
        one_row = self._lead.asks_for_row(lead) is True  # then the other rows are for others
        beside = [
            each
            for each in ranked
            if each.passage is lead.passage
            and each.sentence != lead.sentence
            and not (one_row and self._lead.asks_for_row(each) is False)
        ]
        for other in sorted(beside, key=lambda each: not limits(each.text, each.passage.language)):
            length = len(other.text.split())
            if words + length <= _LEAD_WORDS and not _says_the_same(lead, other):
                words += length
                chosen.append(other.sentence)
        return [self.texts.of(lead.passage, sentence) for sentence in sorted(chosen, key=lambda s: s.span)]

    def _steps(self, card: Passage, texts: Sequence[DraftText]) -> list[DraftText]:
        """The card's steps in their order, as many as the length of an answer allows."""
        words = count_words(texts)
        steps: list[DraftText] = []
        for sentence in card.sentences:
            if sentence.role is not Role.STEP or len(steps) == _MOST_STEPS:
                continue
            step = self.texts.of_card(card, sentence)
            words += len(step.text.split())
            if words > _ALL_WORDS:
                break
            steps.append(step)
        return steps


def _says_the_same(one: RankedSentence, other: RankedSentence) -> bool:
    """Whether two sentences say the same; rows of a table that differ in a figure do not, near as they are."""
    return float(one.vector @ other.vector) > _SAME and _figures(one.text) == _figures(other.text)


def _figures(text: str) -> set[str]:
    return set(_FIGURE.findall(text))
