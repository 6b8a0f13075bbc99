"""The words for each outcome, before their citations are numbered."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answers import Outcome
from assistant.composing import AskedPart, Composition, compose, define, open_provision, places_within
from assistant.deciding import Decision, Opening
from assistant.drafts import DraftText
from assistant.notes import in_language
from assistant.premises import correction
from assistant.question_kinds import FACTS, QuestionKind
from assistant.reading_on import nearest_questions
from assistant.sentence_choice import Judge
from assistant.sentence_facts import gives
from assistant.understanding import Understood
from assistant.words import say
from knowledge.labels import label
from knowledge.language import Language
from knowledge.lexical_index import content_words, words
from knowledge.passage_index import PassageIndex
from knowledge.references import Reference
from knowledge.retrieval import Hit, Query
from knowledge.sentence_ranking import rank_sentences

_NAME = re.compile(r"(?<=[\w,;] )[A-Z][a-z][\w-]*")  # with a capital that does not open a sentence
_REFERENCE_REST = 3  # words besides a reference up to which the provision itself is asked for
_CONTEXT_SENTENCES = 3
_NEAR = 5  # hits; if the best sentence of these says what is not known, it speaks for the sources
# What is said to be missing, for the kinds of a question; what goes first goes before the rest.
_MISSING = {
    "current": {QuestionKind.CURRENT},
    "how_much": {QuestionKind.HOW_MUCH, QuestionKind.COST, QuestionKind.HOW_OFTEN},
    "when": {QuestionKind.WHEN, QuestionKind.HOW_LONG},
    "who": {QuestionKind.NAME},  # "who decides that" wants no name
}


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before its citations are numbered."""

    outcome: Outcome
    sentences: tuple[DraftText, ...]
    steps: tuple[DraftText, ...]
    choices: tuple[str, ...]


def draft_answer(
    judge: Judge, understood: Understood, hits: Sequence[Hit], decision: Decision, parts: Sequence[AskedPart]
) -> Draft:
    """The words for an outcome; where a question takes a source for law which is none, that is said first."""
    draft = _draft(judge, understood, hits, decision, parts)
    if draft.outcome not in (Outcome.ANSWERED, Outcome.PARTIAL, Outcome.NOT_IN_SOURCES):
        return draft
    first = correction(judge.index, understood)
    if first is None or first.support[0].passage.reference == _leading(draft):
        return draft
    outcome = Outcome.PARTIAL if draft.outcome is Outcome.NOT_IN_SOURCES else draft.outcome
    return replace(draft, outcome=outcome, sentences=_said_first(first, draft.sentences))


def _said_first(first: DraftText, sentences: Sequence[DraftText]) -> tuple[DraftText, ...]:
    """A sentence as a paragraph of its own before the others."""
    opening, *rest = sentences
    return (first, replace(opening, opens_paragraph=True), *rest)


def _leading(draft: Draft) -> Reference | None:
    """The place that the first sentence is from; None for a fixed sentence."""
    return draft.sentences[0].support[0].passage.reference if draft.sentences[0].support else None


def _draft(
    judge: Judge, understood: Understood, hits: Sequence[Hit], decision: Decision, parts: Sequence[AskedPart]
) -> Draft:
    index, query, kinds = judge.index, judge.query, judge.kinds
    language, outcome = understood.language, decision.outcome
    if outcome is Outcome.NEEDS_DETAIL:
        return _ask_back(index, understood, hits)
    if outcome is Outcome.OUT_OF_SCOPE and understood.foreign:
        return _fixed(outcome, language, "foreign_language.text")
    if outcome in (Outcome.GREETING, Outcome.BLOCKED, Outcome.OUT_OF_SCOPE):
        return _fixed(outcome, language, f"{outcome}.text")
    if outcome is Outcome.LEGAL_ADVICE:
        return _without_verdict(judge, hits)
    if outcome is Outcome.NOT_IN_SOURCES:
        return _not_in_sources(index, query, understood, hits)
    composition = _composition(judge, understood, hits, parts)
    if _says_unknown(composition.sentences[0]):
        return Draft(Outcome.PARTIAL, composition.sentences, composition.steps, ())
    if outcome is Outcome.PARTIAL and composition.settled:
        outcome = Outcome.ANSWERED
    if _lacks_figure(query, composition, kinds) and outcome is Outcome.ANSWERED:
        outcome = Outcome.PARTIAL
    if outcome is Outcome.PARTIAL:
        missing = DraftText(say(f"partial.{_missing(query, composition, kinds, decision.opening)}", language), ())
        return Draft(outcome, _said_first(missing, composition.sentences), composition.steps, ())
    return Draft(outcome, composition.sentences, composition.steps, ())


def _lacks_figure(query: Query, composition: Composition, kinds: frozenset[QuestionKind]) -> bool:
    """Whether a period, number, amount or name is asked for which no sentence tells.

    "When" may ask for a condition, and "who" for a part in the work.
    """
    asked = kinds & (FACTS - {QuestionKind.WHO, QuestionKind.WHEN})
    return bool(asked) and not any(gives(asked, text.text, query.text) for text in composition.sentences)


def _missing(query: Query, composition: Composition, kinds: frozenset[QuestionKind], opening: Opening) -> str:
    """What was asked for and not found, the most telling; nothing is called missing that a sentence of it tells."""
    told = any(gives(kinds & FACTS, text.text, query.text) for text in composition.sentences)
    if opening is Opening.TASK or told:
        return opening.value
    return next((name for name, those in _MISSING.items() if not kinds.isdisjoint(those)), opening.value)


def _says_unknown(text: DraftText) -> bool:
    """Whether a sentence comes from a place that says what the sources do not tell."""
    return any(support.passage.unknown for support in text.support)


def _composition(judge: Judge, understood: Understood, hits: Sequence[Hit], parts: Sequence[AskedPart]) -> Composition:
    index, query = judge.index, judge.query
    references = understood.mentions.references
    if understood.defines is not None:
        return define(judge, hits, understood.defines)
    if references and (query.edition or _wants_all(understood)):
        return open_provision(index, query.language, query.edition, references[0])
    if references:
        return compose(judge, places_within(index, query, references), parts)
    return compose(judge, hits, parts)


def _wants_all(understood: Understood) -> bool:
    """Whether a place is asked for as it is: little or nothing that says something stands beside its name."""
    rest = understood.mentions.rest
    return len(rest) <= _REFERENCE_REST or not content_words(" ".join(rest), understood.language)


def _fixed(outcome: Outcome, language: Language, *keys: str) -> Draft:
    return Draft(outcome, tuple(DraftText(say(key, language), ()) for key in keys), (), ())


def _ask_back(index: PassageIndex, understood: Understood, hits: Sequence[Hit]) -> Draft:
    """One question back, with the places or the questions that could be meant as choices."""
    language, places = understood.language, understood.mentions.places
    if not places:
        text = DraftText(say("needs_detail.subject", language), ())
        return Draft(Outcome.NEEDS_DETAIL, (text,), (), nearest_questions(hits, understood))
    choices = tuple(_choice(index, reference, language) for reference in index.names.having(places[0]))
    key = "needs_detail.place" if choices else "needs_detail.unknown_place"
    text = DraftText(say(key, language, place=places[0]), ())
    return Draft(Outcome.NEEDS_DETAIL, (text,), (), choices)


def _choice(index: PassageIndex, reference: Reference, language: Language) -> str:
    passage = next(p for p in sorted(index.at(reference), key=lambda p: p.language is not language))
    shown = label(passage.document, reference, passage.heading)
    return say("suggestion.place", language, label=shown, heading=passage.heading)


def _without_verdict(judge: Judge, hits: Sequence[Hit]) -> Draft:
    """No judgement on a company, but what the sources say in general."""
    first = DraftText(say("legal_advice.text", judge.query.language), ())
    if not hits:
        return Draft(Outcome.LEGAL_ADVICE, (first,), (), ())
    known = [hit for hit in hits if not hit.passages[0].unknown] or hits
    general = [hit for hit in known if not _names_what_is_judged(hit, judge.query)] or known
    context = compose(judge, general).sentences[:_CONTEXT_SENTENCES]
    opening = DraftText(say("legal_advice.context", judge.query.language), (), opens_paragraph=True)
    return Draft(Outcome.LEGAL_ADVICE, (first, opening, *context), (), ())


def _names_what_is_judged(hit: Hit, query: Query) -> bool:
    """Whether a text names what a question names: beside "is Acme responsible?" that would read as a judgement."""
    asked = set(words(query.keywords))
    names = (name for passage in hit.passages for name in _NAME.findall(passage.text))
    return any(name.casefold() in asked for name in names)


def _not_in_sources(index: PassageIndex, query: Query, understood: Understood, hits: Sequence[Hit]) -> Draft:
    """Says so, with the words of the library where it says itself what is not known."""
    if understood.mentions.missing and not understood.mentions.references:
        return _no_such_place(index, understood)
    best = [*hits[:1], *(sentence.hit for sentence in rank_sentences(index, query, hits[:_NEAR])[:1])]
    unknown = next((hit for hit in best if hit.passages[0].unknown), None)
    if unknown is not None:
        told = open_provision(index, query.language, query.edition, unknown.reference)
        return Draft(Outcome.NOT_IN_SOURCES, told.sentences, (), ())
    keys = ("not_in_sources.text", "not_in_sources.nearest", "not_in_sources.whom_to_ask")
    return _fixed(Outcome.NOT_IN_SOURCES, query.language, *keys)


def _no_such_place(index: PassageIndex, understood: Understood) -> Draft:
    """Says that a source does not have the place that was asked for."""
    language, place = understood.language, understood.mentions.missing[0]
    named = (found for (source, _), found in index.documents.items() if source == understood.mentions.sources[0])
    source = in_language(index, next(named), language).short
    text = say("not_in_sources.missing", language, place=place, source=source)
    sentences = (text[0].upper() + text[1:], say("not_in_sources.nearest", language))
    return Draft(Outcome.NOT_IN_SOURCES, tuple(DraftText(sentence, ()) for sentence in sentences), (), ())
