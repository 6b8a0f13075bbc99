"""The road from a question to an answer, top to bottom."""

import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from statistics import fmean
from uuid import uuid4

from assistant.answerability import CONSIDERED, Answerability, Signs, signs_of
from assistant.answers import Answer, Mode, Outcome, Timing
from assistant.approving import NOTHING_APPROVED, ApprovedSource
from assistant.citing import Cited
from assistant.clauses import clauses
from assistant.composing import AskedPart
from assistant.deciding import LIKELY, Decision, decide
from assistant.drafting import Draft, draft_answer
from assistant.follow_ups import telling_words
from assistant.intents import Intent, IntentClassifier
from assistant.likeness import Likeness, SpokenQuestion
from assistant.notes import cite_with_notes
from assistant.question_kinds import QuestionKind, question_kinds
from assistant.questions import Question
from assistant.reading_on import also_read, suggestions
from assistant.sentence_choice import Judge, SentenceChoice, SentenceSigns
from assistant.topics import Topics
from assistant.understanding import Understood, understand
from knowledge.editions import asked_edition
from knowledge.embedding import Embedder, Vector, unit
from knowledge.passage_index import PassageIndex
from knowledge.retrieval import Hit, Query, search
from knowledge.sentence_ranking import RankedSentence
from knowledge.serving import ServingIndex

_CANDIDATES = 20
_HITS = 12
# Of a follow-up's own words, where its subject counts as one: "why not?" says next to nothing by itself.
_OWN_WEIGHT = 1.5
_WORD_WEIGHT = 0.75
_LEAST_WEIGHT = 0.5
_MOVED_WEIGHT = 4.0  # of its own words, where it has moved on from what answered its subject
_MOVED_LITTLE_WEIGHT = 2.0  # of a single one
_APPROVED = Decision(Outcome.ANSWERED, 1.0)
_BY_OWN_WORDS = (Intent.GREETING, Intent.BLOCKED, Intent.LEGAL_ADVICE)


@dataclass(frozen=True, slots=True)
class Asked:
    """The vector that was searched with, and the embedder that made it."""

    embedder: str
    vector: Vector


@dataclass(frozen=True, slots=True)
class Trace:
    """What the log keeps of the way to an answer: `topic` is empty and `asked` None where nothing was searched for."""

    hits: tuple[Hit, ...]
    generation: str
    topic: str = ""
    asked: Asked | None = None


@dataclass(frozen=True, slots=True)
class _Vectors:
    """Of a question's own words, of the subject that it leans on, and what to search with: one and the same without."""

    own: Vector
    subject: Vector
    search: Vector


@dataclass(frozen=True, slots=True)
class _Found:
    """What was made of a question and found for it, before anything is decided."""

    index: PassageIndex
    understood: Understood
    query: Query
    alone: Vector
    hits: tuple[Hit, ...]
    kinds: frozenset[QuestionKind]
    read: SpokenQuestion
    judge: Judge
    parts: tuple[AskedPart, ...]


class Assistant:
    """Answers questions from the serving index; safe to use from many threads.

    It gives no approved answers but those of the source that `giving` names: they are knowledge of an office with a
    database, and the lines of a batch and the measuring of answers know of none.
    """

    def __init__(
        self,
        serving: ServingIndex,
        embedder: Embedder,
        likeness: Likeness,
        sentences: SentenceChoice,
        intents: IntentClassifier,
        answerability: Answerability,
        approved: ApprovedSource = NOTHING_APPROVED,
    ) -> None:
        self._approved = approved
        self._serving = serving
        self._embedder = embedder
        self._likeness = likeness
        self._sentences = sentences
        self._intents = intents
        self._answerability = answerability
        self._known_topics: Topics | None = None
        # Both networks let go of Python's lock: two processors read a question in the time of one.
        self._beside = ThreadPoolExecutor(thread_name_prefix="reading")

    def giving(self, approved: ApprovedSource) -> "Assistant":
        """The same assistant, which gives approved answers first."""
        return Assistant(
            self._serving,
            self._embedder,
            self._likeness,
            self._sentences,
            self._intents,
            self._answerability,
            approved,
        )

    def warm_up(self) -> None:
        """Do now what the first question would wait for; for who goes on serving."""
        self._likeness.warm_up()
        self._sentences.sentences.warm_up()

    def index(self) -> PassageIndex:
        """The index that questions are answered from now."""
        return self._serving.current()

    def ask(self, question: Question) -> tuple[Answer, Trace]:
        """The answer to a question, whatever its outcome, and how it came about."""
        started = time.perf_counter()
        found = self._find(question)
        understood, hits = found.understood, found.hits
        approved = self._approved.answer_to(found.index, understood, found.query.vector)
        decision = self._decide(found) if approved is None else _APPROVED
        retrieved = time.perf_counter()
        draft = _draft(found, decision) if approved is None else approved
        cited = cite_with_notes(found.index, draft.sentences, draft.steps, understood.language)
        done = time.perf_counter()
        timing = Timing((retrieved - started) * 1e3, (done - retrieved) * 1e3, (done - started) * 1e3)
        answer = _answer(question, understood, found.index, decision, draft, cited, hits, timing)
        return answer, self._trace(found, answer)

    def _trace(self, found: _Found, answer: Answer) -> Trace:
        places = [*(citation.reference for citation in answer.citations), *(hit.reference for hit in found.hits[:1])]
        asked = Asked(found.index.generation.embedder, found.query.vector)
        return Trace(found.hits, found.index.generation.id, self._topics(found.index).of(places), asked)

    def _topics(self, index: PassageIndex) -> Topics:
        """The topics of an index; made once for each."""
        if self._known_topics is None or self._known_topics.index is not index:
            self._known_topics = Topics(index)
        return self._known_topics

    def _decide(self, found: _Found) -> Decision:
        wanted = self._wanted(found)
        signs = _signs(found, wanted[Intent.OUT_OF_SCOPE])
        held, fit = (0.0, 0.0) if signs is None else (self._held(found, signs), signs.fit)
        partly = any(not part.hits[0].passages[0].unknown for part in found.parts)
        return decide(found.understood, wanted, found.hits, found.kinds, held, fit, partly=partly)

    def _held(self, found: _Found, signs: Signs) -> float:
        """How likely the sources hold the answer; of several things asked, as likely as they are on average."""
        whole = self._answerability.probability(signs)
        parts = [
            self._answerability.probability(
                signs_of(
                    found.index,
                    part.query,
                    part.query.text,
                    part.hits,
                    part.kinds,
                    signs.outside,
                    _likeliest(part.judge, part.hits),
                )
            )
            for part in found.parts
        ]
        return max(whole, fmean(parts)) if parts else whole

    def hits(self, question: Question) -> tuple[Hit, ...]:
        """What is found for a question, the best first."""
        return self._find(question).hits

    def signs(self, question: Question) -> Signs | None:
        """The signs by which it is judged whether the sources hold an answer; None where nothing was found."""
        found = self._find(question)
        return _signs(found, self._wanted(found)[Intent.OUT_OF_SCOPE])

    def sentence_signs(self, question: Question) -> list[tuple[RankedSentence, SentenceSigns]]:
        """The sentences of which an answer may be made, with the signs by which they are judged."""
        found = self._find(question)
        return self._sentences.signs(found.index, found.query, found.kinds, found.read, found.hits)

    def _find(self, question: Question) -> _Found:
        index = self._serving.current()
        understood = understand(question, index.names, index.glossary, index.knows, self._is_unclear)
        reading = self._beside.submit(self._likeness.read, understood.text)
        vectors = self._vectors(understood)
        named = understood.mentions.sources
        edition = asked_edition(understood.text, (d for source in named for d in index.editions.get(source, ())))
        own = understood.own if understood.subject else ""
        keywords, language = understood.keywords, understood.language
        query = Query(understood.text, keywords, language, vectors.search, named, edition, own)
        read = reading.result()
        query, hits = self._moved_on(index, understood, query, vectors, read, self._search(index, query, read))
        parts = self._parts(index, understood, query) if hits else ()
        kinds = _asked_kinds(understood)
        judge = self._sentences.judge(index, query, kinds, read)
        return _Found(index, understood, query, vectors.own, hits, kinds, read, judge, parts)

    def _moved_on(
        self,
        index: PassageIndex,
        understood: Understood,
        query: Query,
        vectors: _Vectors,
        read: SpokenQuestion,
        hits: tuple[Hit, ...],
    ) -> tuple[Query, tuple[Hit, ...]]:
        """What to look for, and what was found: by a follow-up's own words where its subject's card is found again.

        Who was told how a scrap dealer begins and asks "and if a supplier refuses?" wants another card than that.
        """
        subject = understood.subject
        telling = telling_words(understood.own, understood.language)
        if not subject or not telling or not hits or not hits[0].is_card:
            return query, hits
        before = self._search(index, replace(query, text=subject, keywords=subject, vector=vectors.subject), read)
        if not before or before[0].reference != hits[0].reference:
            return query, hits
        weight = _MOVED_WEIGHT if len(telling) > 1 else _MOVED_LITTLE_WEIGHT
        own = replace(query, keywords=understood.own, vector=unit(weight * vectors.own + vectors.subject))
        return own, self._search(index, own, read)

    def _part(self, index: PassageIndex, query: Query) -> AskedPart:
        read, kinds = self._likeness.read(query.text), question_kinds(query.text, query.language)
        hits = self._search(index, query, read)
        return AskedPart(query, kinds, hits, self._sentences.judge(index, query, kinds, read))

    def _search(self, index: PassageIndex, query: Query, question: SpokenQuestion) -> tuple[Hit, ...]:
        """The best provisions, in the order in which people ask for them in such a question."""
        return self._likeness.reordered(question, search(index, query, _CANDIDATES))[:_HITS]

    def _is_unclear(self, text: str) -> bool:
        return self._intents.probabilities(self._embedder.embed_question(text))[Intent.UNCLEAR] > LIKELY

    def _parts(self, index: PassageIndex, understood: Understood, query: Query) -> tuple[AskedPart, ...]:
        """What a message asks that asks several things, each with the whole message as its subject."""
        asked = clauses(understood.own, understood.language)
        if not asked:
            return ()
        vectors = self._embedder.embed_questions(asked)
        return tuple(
            self._part(index, replace(query, text=text, keywords=text, vector=unit(vector + query.vector), own=""))
            for text, vector in zip(asked, vectors, strict=True)
        )

    def _vectors(self, understood: Understood) -> _Vectors:
        if not understood.subject:
            alone = self._embedder.embed_question(understood.own)
            return _Vectors(alone, alone, alone)
        alone, subject = self._embedder.embed_questions([understood.own, understood.subject])
        telling = telling_words(understood.own, understood.language)
        mixed = min(_OWN_WEIGHT, max(_LEAST_WEIGHT, _WORD_WEIGHT * len(telling))) * alone + subject
        return _Vectors(alone, subject, unit(mixed))

    def _wanted(self, found: _Found) -> Mapping[Intent, float]:
        """What the message wants; a follow-up may want by its own words what its subject does not."""
        intents = self._intents.probabilities(found.query.vector)
        own = self._intents.probabilities(found.alone)
        return intents | {intent: max(intents[intent], own[intent]) for intent in _BY_OWN_WORDS}


def _signs(found: _Found, outside: float) -> Signs | None:
    """The signs of whether the sources hold the answer; None where nothing was found."""
    if not found.hits:
        return None
    opens = _likeliest(found.judge, found.hits)
    return signs_of(found.index, found.query, found.understood.own, found.hits, found.kinds, outside, opens)


def _likeliest(judge: Judge, hits: Sequence[Hit]) -> float:
    """How likely the likeliest sentence of the first hits opens an answer; 0 where none may."""
    return max((each.opens for each in judge(hits[:CONSIDERED])), default=0.0)


def _draft(found: _Found, decision: Decision) -> Draft:
    return draft_answer(
        found.index,
        found.query,
        found.judge,
        found.understood,
        found.hits,
        decision,
        found.kinds,
        found.parts,
    )


def _asked_kinds(understood: Understood) -> frozenset[QuestionKind]:
    """What the question itself asks for; what its subject asked for where it does not tell."""
    own = question_kinds(understood.own, understood.language)
    return question_kinds(understood.text, understood.language) if own == {QuestionKind.OTHER} else own


def _answer(
    question: Question,
    understood: Understood,
    index: PassageIndex,
    decision: Decision,
    draft: Draft,
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
        suggestions=draft.choices or suggestions(understood, hits, about),
        interpreted_question=understood.interpreted,
        confidence=decision.confidence,
        timing=timing,
    )
