"""The road from a question to an answer, top to bottom."""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import uuid4

import numpy as np

from assistant.answers import Answer, Citation, Mode, Outcome, Timing
from assistant.citing import Cited, cite
from assistant.composing import Composition, compose, open_provision
from assistant.deciding import Decision, decide
from assistant.drafts import DraftText
from assistant.intents import Intent, IntentClassifier
from assistant.question_kinds import QuestionKind, question_kinds
from assistant.questions import Question
from assistant.reading_on import also_read, suggestions
from assistant.understanding import Understood, understand
from assistant.words import say, spoken_date
from knowledge.documents import Document, NormKind
from knowledge.embedding import Embedder, Vector
from knowledge.generations import PassageIndex
from knowledge.labels import label
from knowledge.language import Language
from knowledge.references import Reference
from knowledge.retrieval import Hit, Query, search
from knowledge.serving import ServingIndex

_HITS = 12
_REFERENCE_REST = 3  # words besides a reference up to which the provision itself is asked for
_CONTEXT_SENTENCES = 3
_OWN_WORDS_WEIGHT = 1.0
_BY_OWN_WORDS = (Intent.GREETING, Intent.BLOCKED, Intent.LEGAL_ADVICE)


@dataclass(frozen=True, slots=True)
class Trace:
    """What the log keeps of the way to an answer."""

    hits: tuple[Hit, ...]
    generation: str


class Assistant:
    """Answers questions from the serving index; safe to use from many threads."""

    def __init__(self, serving: ServingIndex, embedder: Embedder, intents: IntentClassifier) -> None:
        self._serving = serving
        self._embedder = embedder
        self._intents = intents

    def index(self) -> PassageIndex:
        """The index that questions are answered from now."""
        return self._serving.current()

    def ask(self, question: Question) -> tuple[Answer, Trace]:
        """The answer to a question, whatever its outcome, and how it came about."""
        started = time.perf_counter()
        index = self._serving.current()
        understood = understand(question, index.names)
        vector = self._vector(question, understood)
        query = Query(understood.text, understood.keywords, understood.language, vector, understood.mentions.sources)
        hits = search(index, query, _HITS)
        kinds = question_kinds(understood.text, understood.language)
        decision = decide(understood, self._intents_of(question, understood, vector), hits, kinds)
        retrieved = time.perf_counter()
        draft = _draft(index, query, understood, hits, decision, kinds)
        cited = _cited_with_notes(index, draft, understood.language)
        done = time.perf_counter()
        timing = Timing((retrieved - started) * 1e3, (done - retrieved) * 1e3, (done - started) * 1e3)
        answer = _answer(question, understood, index, decision, draft, cited, hits, timing)
        return answer, Trace(tuple(hits), index.generation.id)

    def _vector(self, question: Question, understood: Understood) -> Vector:
        """The question's vector; in a follow-up its own words weigh as much as the subject that it leans on."""
        vector = self._embedder.embed_question(understood.text)
        if understood.interpreted is None:
            return vector
        mixed = vector + _OWN_WORDS_WEIGHT * self._embedder.embed_question(question.text)
        return np.asarray(mixed / np.linalg.norm(mixed), dtype=np.float32)

    def _intents_of(self, question: Question, understood: Understood, vector: Vector) -> Mapping[Intent, float]:
        """What the message wants; a follow-up may want by its own words what its subject does not."""
        intents = self._intents.probabilities(vector)
        if understood.interpreted is None:
            return intents
        alone = self._intents.probabilities(self._embedder.embed_question(question.text))
        return intents | {intent: max(intents[intent], alone[intent]) for intent in _BY_OWN_WORDS}


@dataclass(frozen=True, slots=True)
class _Draft:
    """An answer before its citations are numbered."""

    outcome: Outcome
    sentences: tuple[DraftText, ...]
    steps: tuple[DraftText, ...]
    choices: tuple[str, ...]


def _draft(
    index: PassageIndex,
    query: Query,
    understood: Understood,
    hits: Sequence[Hit],
    decision: Decision,
    kinds: frozenset[QuestionKind],
) -> _Draft:
    """The words for an outcome."""
    language, outcome = understood.language, decision.outcome
    if outcome is Outcome.NEEDS_DETAIL:
        return _ask_back(index, understood)
    if outcome is Outcome.OUT_OF_SCOPE and understood.foreign:
        return _fixed(outcome, language, "foreign_language.text")
    if outcome in (Outcome.GREETING, Outcome.BLOCKED, Outcome.OUT_OF_SCOPE):
        return _fixed(outcome, language, f"{outcome}.text")
    if outcome is Outcome.LEGAL_ADVICE:
        return _without_verdict(index, query, hits)
    if outcome is Outcome.NOT_IN_SOURCES:
        return _not_in_sources(index, query, understood, hits)
    composition = _composition(index, query, understood, hits, kinds)
    return _Draft(outcome, composition.sentences, composition.steps, ())


def _composition(
    index: PassageIndex, query: Query, understood: Understood, hits: Sequence[Hit], kinds: frozenset[QuestionKind]
) -> Composition:
    references = understood.mentions.references
    if references and len(understood.mentions.rest) <= _REFERENCE_REST:
        return open_provision(index, query, references[0])
    if references:
        within = [hit for hit in hits if any(_inside(hit.reference, reference) for reference in references)]
        return compose(index, query, within, kinds) if within else open_provision(index, query, references[0])
    return compose(index, query, hits, kinds)


def _inside(reference: Reference, other: Reference) -> bool:
    return reference == other or reference.is_below(other)


def _fixed(outcome: Outcome, language: Language, *keys: str) -> _Draft:
    return _Draft(outcome, tuple(DraftText(say(key, language), ()) for key in keys), (), ())


def _ask_back(index: PassageIndex, understood: Understood) -> _Draft:
    """One question back, with the places that could be meant as choices."""
    language, places = understood.language, understood.mentions.places
    if not places:
        return _fixed(Outcome.NEEDS_DETAIL, language, "needs_detail.subject")
    choices = tuple(_choice(index, reference, language) for reference in index.names.having(places[0]))
    key = "needs_detail.place" if choices else "needs_detail.unknown_place"
    text = DraftText(say(key, language, place=places[0]), ())
    return _Draft(Outcome.NEEDS_DETAIL, (text,), (), choices)


def _choice(index: PassageIndex, reference: Reference, language: Language) -> str:
    passage = next(p for p in sorted(index.at(reference), key=lambda p: p.language is not language))
    shown = label(passage.document, reference, passage.heading)
    return say("suggestion.place", language, label=shown, heading=passage.heading)


def _without_verdict(index: PassageIndex, query: Query, hits: Sequence[Hit]) -> _Draft:
    """No judgement on a company, but what the sources say in general."""
    first = DraftText(say("legal_advice.text", query.language), ())
    if not hits:
        return _Draft(Outcome.LEGAL_ADVICE, (first,), (), ())
    context = compose(index, query, hits, frozenset()).sentences[:_CONTEXT_SENTENCES]
    opening = DraftText(say("legal_advice.context", query.language), (), opens_paragraph=True)
    return _Draft(Outcome.LEGAL_ADVICE, (first, opening, *context), (), ())


def _not_in_sources(index: PassageIndex, query: Query, understood: Understood, hits: Sequence[Hit]) -> _Draft:
    """Says so, with the words of the library where it says itself what is not known."""
    keys = ["not_in_sources.text", "not_in_sources.nearest", "not_in_sources.whom_to_ask"]
    if understood.mentions.missing and not understood.mentions.references:
        return _no_such_place(index, understood)
    if hits and hits[0].passages[0].unknown:
        said = open_provision(index, query, hits[0].reference).sentences
        return _Draft(Outcome.NOT_IN_SOURCES, said, (), ())
    return _fixed(Outcome.NOT_IN_SOURCES, query.language, *keys)


def _no_such_place(index: PassageIndex, understood: Understood) -> _Draft:
    """Says that a source does not have the place that was asked for."""
    language, place = understood.language, understood.mentions.missing[0]
    named = (p.document for p in index.passages if p.reference.source == understood.mentions.sources[0])
    source = _in_language(index, next(named), language).short
    text = say("not_in_sources.missing", language, place=place, source=source)
    sentences = (text[0].upper() + text[1:], say("not_in_sources.nearest", language))
    return _Draft(Outcome.NOT_IN_SOURCES, tuple(DraftText(sentence, ()) for sentence in sentences), (), ())


def _cited_with_notes(index: PassageIndex, draft: _Draft, language: Language) -> Cited:
    """The draft with its citations numbered, and at its end the notes that these citations call for."""
    cited = cite(draft.sentences, draft.steps)
    notes = _notes(index, cited.citations, language)
    return cite([*draft.sentences, *notes], draft.steps)


def _notes(index: PassageIndex, citations: Iterable[Citation], language: Language) -> list[DraftText]:
    """Which term an agreement's answer is about, and as of when what is said of the law holds."""
    documents: dict[str, Document] = {}
    for citation in citations:
        for passage in index.at(citation.reference)[:1]:
            documents.setdefault(passage.document.source, passage.document)
    key = "note.term" if len(documents.keys() - {"guidance"}) == 1 else "note.term_partly"
    notes = []
    for document in documents.values():
        spoken = _in_language(index, document, language)
        if spoken.term:
            notes.append(say(key, language, short=spoken.short, term=spoken.term))
    laws = [document.checked for document in documents.values() if document.norm is NormKind.LAW]
    if laws:
        notes.append(say("note.checked", language, date=spoken_date(min(laws), language)))
    return [DraftText(note, (), opens_paragraph=number == 0) for number, note in enumerate(notes)]


def _in_language(index: PassageIndex, document: Document, language: Language) -> Document:
    """The same source as described in the asker's language, where it is."""
    found = (p.document for p in index.passages if p.document.source == document.source and p.language is language)
    return next(found, document)


def _answer(
    question: Question,
    understood: Understood,
    index: PassageIndex,
    decision: Decision,
    draft: _Draft,
    cited: Cited,
    hits: Sequence[Hit],
    timing: Timing,
) -> Answer:
    about = draft.outcome in (Outcome.ANSWERED, Outcome.PARTIAL, Outcome.LEGAL_ADVICE, Outcome.NOT_IN_SOURCES)
    return Answer(
        answer_id=str(uuid4()),
        conversation_id=question.conversation_id,
        language=understood.language,
        outcome=draft.outcome,
        mode=Mode.EXTRACTIVE,
        sentences=cited.sentences,
        next_steps=cited.steps,
        citations=cited.citations,
        also_read=also_read(index, cited.citations, hits) if about else (),
        suggestions=draft.choices or suggestions(index, understood, hits, about),
        interpreted_question=understood.interpreted,
        confidence=decision.confidence,
        timing=timing,
    )
