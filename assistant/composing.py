"""Writes the answer in sentences of the passages: the direct answer first, then what helps besides, then steps."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.drafts import DraftText, Support, count_words
from assistant.leading import of_library
from assistant.passage_texts import PassageTexts, as_paragraph
from assistant.question_kinds import FACTS, QuestionKind
from assistant.sentence_choice import Judge, JudgedSentence
from assistant.sentence_facts import gives
from assistant.side_by_side import side_by_side
from assistant.supporting import added, supporting
from assistant.words import say
from knowledge.documents import Passage, Role
from knowledge.finding_aids import Term
from knowledge.labels import is_numbered, label
from knowledge.language import Language
from knowledge.passage_index import PassageIndex
from knowledge.references import Reference
from knowledge.retrieval import Hit, Query
from knowledge.sentence_ranking import RankedSentence, rank_sentences

_TEXT_WORDS = 150  # as far as the text of a provision goes
_CONSIDERED = 5  # places from the top, among which a card's steps may fit
_CHOSEN_WORDS = 105  # as far as sentences are chosen one by one
_LIST_WORDS = 150
_ALL_WORDS = 185
_THIN = 50  # words below which an answer says little
_HELPS_WEIGHT = 0.5  # of how likely the sentence that opens helps, beside how likely it opens
_TELLING = 0.15  # how likely a sentence must open an answer that tells the fact for which one of several questions asks
_FITTING = 0.3  # and one that answers another of them
_FAR_LIKELIER = 2.0  # than what opens a short answer, from which a sentence behind it opens instead
_MOST_BESIDE_STEPS = 1  # sentence of another place, where a card's steps tell what to do: these need citations too
_MOST_STEPS = 4
_STEPS_MARGIN = 0.25
_CARD_FIT = 0.06  # centred cosine below which a card is about another situation


@dataclass(frozen=True, slots=True)
class Composition:
    """The sentences and steps of an answer.

    `opening` is how many of the sentences stand together in front. `settled` says that the amount which the question
    names was set beside a limit or found its row of a table, or that the place which is asked for was found.
    """

    sentences: tuple[DraftText, ...]
    opening: int
    steps: tuple[DraftText, ...]
    settled: bool


@dataclass(frozen=True, slots=True)
class AskedPart:
    """One of several things that a message asks.

    `hits` were found for it with the whole message as its subject, best first and never empty; `judge` has judged
    their sentences.
    """

    hits: tuple[Hit, ...]
    judge: Judge


def compose(judge: Judge, hits: Sequence[Hit], parts: Sequence[AskedPart] = ()) -> Composition:
    """An answer from the best hits, which must not be empty; to each of its `parts` where a message has several.

    What answers a part stands behind what opens the answer to all of it.
    """
    answer = _compose(_Writer(judge), hits, judge.kinds)
    sources = frozenset(judge.query.named_sources) or hits[0].passages[0].sources
    told = [_Writer(part.judge).best(part.hits, sources) for part in parts]
    said = {text.text: text for text in answer.sentences}
    first, front = answer.sentences[: answer.opening], {text.text for text in answer.sentences[: answer.opening]}
    each = {text.text: said.get(text.text, text) for text in told if text is not None and text.text not in front}
    rest = [text for text in answer.sentences[answer.opening :] if text.text not in each]
    ordered = [*first, *each.values(), *rest]
    return replace(answer, sentences=_fitting(ordered, len(first) + len(each), answer.steps)) if each else answer


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
        return replace(writer.answer(hits, numbered), settled=True)
    compared = writer.compared(hits) if QuestionKind.DIFFERENCE in kinds else []
    if compared:
        return Composition(tuple(compared), len(compared), (), settled=True)
    return writer.answer(hits, [hit for hit in hits if not hit.is_card or writer.speaks_for_named(hit)] or hits)


def open_provision(index: PassageIndex, language: Language, edition: str, reference: Reference) -> Composition:
    """The provision that a question names, as far as it fits in an answer."""
    texts = PassageTexts(index, language, edition)
    told = texts.provision(reference, _TEXT_WORDS)
    return Composition(tuple(told), len(told), (), settled=False)


def places_within(index: PassageIndex, query: Query, references: Sequence[Reference]) -> list[Hit]:
    """The places that a question names with all their parts, that with the best sentence first."""
    texts = PassageTexts(index, query.language, query.edition)
    named = {hit.reference: hit for reference in references for hit in texts.places(reference)}
    found: dict[Reference, Hit] = {}
    for sentence in rank_sentences(index, query, named.values()):
        found.setdefault(sentence.hit.reference, sentence.hit)
    return list(found.values())


def define(judge: Judge, hits: Sequence[Hit], term: Term) -> Composition:
    """What a term means, and what the provisions nearest to the question add."""
    writer = _Writer(judge)
    entry = writer.texts.hit_of(term.reference).passages[0]
    sentences = writer.texts.statements(entry)
    provisions = [each for each in judge.of(hits) if not each.ranked.hit.is_card]
    beside = [writer.text(each) for each in added(provisions, [text.text for text in sentences], _CHOSEN_WORDS)]
    return Composition((*sentences, *as_paragraph(beside)), len(sentences), (), settled=False)


class _Writer:
    """Composes one answer."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._query = judge.query
        self._kinds = judge.kinds
        self._lead = judge.lead
        self.texts = PassageTexts(judge.index, judge.query.language, judge.query.edition)

    def answer(self, hits: Sequence[Hit], speaking: Sequence[Hit]) -> Composition:
        """From the hits that may speak: what opens it, what helps besides, and the steps of a fitting card."""
        judged = self._judge.of(speaking)
        if not judged:  # what was found only announces lists
            told = self.texts.in_order(speaking[0].passages, _CHOSEN_WORDS)
            return Composition(tuple(told), len(told), (), settled=False)
        lead = self._opening(judged)
        front, rest = self._told(lead, judged)
        front = [*self._place(lead), *front]
        texts = [*front, *rest]
        if count_words(texts) < _THIN and not lead.hit.is_card:
            texts += self._parts(lead.passage, texts)
        settled = self._lead.settles(lead)
        card = self._card_with_steps(lead, hits, settled=settled)
        steps = [] if card is None else self._steps(card.passages[0], texts)
        return Composition(tuple(texts), len(front), tuple(steps), settled)

    def speaks_for_named(self, card: Hit) -> bool:
        """Whether a card's short answer rests on a source that the question names, where it names one."""
        named = self._query.named_sources
        answer = (sentence for sentence in card.passages[0].sentences if sentence.role is Role.STATEMENT)
        return not named or any(reference.source in named for each in answer for reference in each.rests_on)

    def _opening(self, judged: Sequence[JudgedSentence]) -> RankedSentence:
        """The sentence that opens: the likeliest, or that beside it which tells the fact that is asked for.

        What holds no more gives way to what does where the question names both; what is for another trade than that
        of the asker and remarks give way to anything else.
        """

        def order(each: JudgedSentence) -> tuple[bool, float]:
            passage = each.ranked.passage
            gives_way = self._lead.has_ended(passage) or self._lead.is_for_others(passage) or of_library(each.ranked)
            return gives_way, -each.opens - _HELPS_WEIGHT * each.helps

        ordered = sorted(judged, key=order)
        first = [] if self._kinds & FACTS else [_opened_as_written(ordered)]
        return self._lead.leading([each.ranked for each in [*first, *ordered]])

    def _told(self, lead: RankedSentence, judged: Sequence[JudgedSentence]) -> tuple[list[DraftText], list[DraftText]]:
        """What stands together in front, and the rest.

        A list, and what says that something is not known, in its own order; anything else with the best in front.
        """
        if lead.passage.unknown:
            return self.texts.in_order([lead.passage], _CHOSEN_WORDS), []
        if QuestionKind.LIST in self._kinds and not lead.hit.is_card:
            whole = self.texts.with_parts([lead.passage], _LIST_WORDS)
            return [self.texts.with_official(text) if text.text == lead.text else text for text in whole], []
        beside = supporting(lead, judged, self._lead, _CHOSEN_WORDS)
        near = sorted((each for each in beside if each.passage is lead.passage), key=lambda each: each.sentence.span)
        others = [self.text(each) for each in beside if each.passage is not lead.passage]
        others = others[:_MOST_BESIDE_STEPS] if lead.hit.is_card and QuestionKind.HOW_TO in self._kinds else others
        first = self.text(lead) if lead.hit.is_card else self.texts.with_official(self.text(lead))
        plainly = self.texts.plainly(lead.passage, lead.vector)
        return [*self._comparisons(lead), first], [*map(self.text, near), *plainly, *as_paragraph(others)]

    def text(self, ranked: RankedSentence) -> DraftText:
        """A sentence with what carries it."""
        of = self.texts.of_card if ranked.hit.is_card else self.texts.of
        return of(ranked.passage, ranked.sentence)

    def best(self, hits: Sequence[Hit], sources: frozenset[str]) -> DraftText | None:
        """The sentence that answers, from places of the sources; None where none likely does.

        One that tells the fact which is asked for need not be as likely.
        """
        judged = [each for each in self._judge.of(hits) if _source_of(each.ranked.hit) & sources]
        if not judged:
            return None
        lead = self._opening(judged)
        opens = next(each.opens for each in judged if each.ranked is lead)
        least = _TELLING if gives(self._kinds & FACTS, lead.text, self._query.text) else _FITTING
        return self.text(lead) if opens >= least else None

    def numbered(self, hits: Sequence[Hit]) -> list[Hit]:
        """The hits that have a number; without any, the numbered places that the best card rests on."""
        found = [hit for hit in hits if is_numbered(hit.reference)]
        card = self._card(hits)
        if found or card is None:
            return found
        carrying = (reference for sentence in card.passages[0].sentences for reference in sentence.rests_on)
        return [self.texts.hit_of(reference) for reference in dict.fromkeys(carrying) if is_numbered(reference)]

    def compared(self, hits: Sequence[Hit]) -> list[DraftText]:
        """What each of the sources is that the question sets side by side; nothing where it asks anything else."""
        return side_by_side(self._judge.index, self._query, self.texts, hits[0], _ALL_WORDS)

    def _card(self, hits: Sequence[Hit]) -> Hit | None:
        """The best card among the hits, if one is near the top."""
        near = (hit for hit in hits[:_CONSIDERED] if hit.is_card and hit.similarity >= _CARD_FIT)
        mine = (hit for hit in near if not self._lead.is_for_others(hit.passages[0]))
        return next((hit for hit in mine if self.speaks_for_named(hit)), None)

    def _card_with_steps(self, lead: RankedSentence, hits: Sequence[Hit], *, settled: bool) -> Hit | None:
        """The card that opens the answer; else one that fits where it is asked what to do.

        Who is told on which side of a limit they are, and asks what to do, is not done with the limit.
        """
        if lead.hit.is_card:
            return lead.hit
        card = self._card(hits)
        if card is None or QuestionKind.HOW_TO not in self._kinds or QuestionKind.WHERE in self._kinds:
            return None
        return card if settled or card.score >= hits[0].score - _STEPS_MARGIN else None

    def _parts(self, passage: Passage, texts: Sequence[DraftText]) -> list[DraftText]:
        """The main points of the places within a provision that says little itself, as a chapter does."""
        told = {text.text for text in texts}
        found = self.texts.with_parts([passage], _CHOSEN_WORDS)
        return [text for text in found if text.support[0].passage is not passage and text.text not in told]

    def _place(self, lead: RankedSentence) -> list[DraftText]:
        """Where it stands, for somebody who asks that."""
        passage = lead.passage
        if QuestionKind.WHERE not in self._kinds or not is_numbered(passage.reference):
            return []
        shown = label(passage.document, passage.reference, passage.heading)
        text = say("reference.opens", passage.language, label=shown, heading=passage.heading)
        return [DraftText(text, (Support(passage, lead.sentence.span),))]

    def _comparisons(self, lead: RankedSentence) -> list[DraftText]:
        """On which side of its limits the company of the question is, where the leading sentence sets some."""
        language, support = lead.passage.language, Support(lead.passage, lead.sentence.span)
        return [
            DraftText(say(f"comparison.{found.key}", language, asked=found.asked, limit=found.limit), (support,))
            for found in self._lead.comparisons(lead.text)
        ]

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


def _opened_as_written(ordered: Sequence[JudgedSentence]) -> JudgedSentence:
    """The best sentence, or that which opens the short answer in which it stands, unless it is far likelier.

    The first sentence of a short answer was written to answer the question of its card.
    """
    best = ordered[0]
    if not best.ranked.hit.is_card or best.ranked.sentence.role is not Role.STATEMENT:
        return best
    together = [each for each in ordered if each.ranked.passage is best.ranked.passage]
    first = min(together, key=lambda each: each.ranked.sentence.span)
    return first if first.opens * _FAR_LIKELIER >= best.opens else best


def _source_of(hit: Hit) -> frozenset[str]:
    """The sources that a hit speaks for; a card for those that it rests on."""
    return hit.passages[0].sources - {hit.reference.source} if hit.is_card else hit.passages[0].sources
