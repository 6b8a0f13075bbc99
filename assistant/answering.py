"""The road from a question to an answer, top to bottom."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from uuid import uuid4

from assistant.answerability import CONSIDERED, Answerability, Signs, signs_of
from assistant.answers import Answer, Mode, Outcome, Timing
from assistant.approving import NOTHING_APPROVED, ApprovedSource
from assistant.citing import Cited
from assistant.deciding import Decision, decide
from assistant.drafting import Draft, draft_answer
from assistant.finding import Finder, Found
from assistant.intents import Intent, IntentClassifier
from assistant.notes import cite_with_notes
from assistant.questions import Question
from assistant.reading_on import also_read, suggestions
from assistant.sentence_choice import Judge, JudgedSentence
from assistant.topics import Topics
from assistant.understanding import Understood
from knowledge.embedding import Vector
from knowledge.passage_index import PassageIndex
from knowledge.retrieval import Hit

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


class Assistant:
    """Answers questions from the serving index; safe to use from many threads.

    It gives no approved answers but those of the source that `giving` names: they are knowledge of an office with a
    database, and the lines of a batch and the measuring of answers know of none.
    """

    def __init__(
        self,
        finder: Finder,
        intents: IntentClassifier,
        answerability: Answerability,
        approved: ApprovedSource = NOTHING_APPROVED,
    ) -> None:
        self._finder = finder
        self._intents = intents
        self._answerability = answerability
        self._approved = approved
        self._known_topics: Topics | None = None

    def giving(self, approved: ApprovedSource) -> "Assistant":
        """The same assistant, which gives approved answers first."""
        return Assistant(self._finder, self._intents, self._answerability, approved)

    def warm_up(self) -> None:
        """Do now what the first question would wait for; for who goes on serving."""
        self._finder.warm_up()

    def index(self) -> PassageIndex:
        """The index that questions are answered from now."""
        return self._finder.index()

    def ask(self, question: Question) -> tuple[Answer, Trace]:
        """The answer to a question, whatever its outcome, and how it came about."""
        started = time.perf_counter()
        found = self._finder.find(question)
        understood, hits = found.understood, found.hits
        approved = self._approved.answer_to(found.judge.index, understood, found.judge.query.vector)
        decision = self._decide(found) if approved is None else _APPROVED
        retrieved = time.perf_counter()
        draft = _draft(found, decision) if approved is None else approved
        cited = cite_with_notes(found.judge.index, draft.sentences, draft.steps, understood.language)
        done = time.perf_counter()
        timing = Timing((retrieved - started) * 1e3, (done - retrieved) * 1e3, (done - started) * 1e3)
        answer = _answer(question, understood, found.judge.index, decision, draft, cited, hits, timing)
        return answer, self._trace(found, answer)

    def _trace(self, found: Found, answer: Answer) -> Trace:
        places = [*(citation.reference for citation in answer.citations), *(hit.reference for hit in found.hits[:1])]
        asked = Asked(found.judge.index.generation.embedder, found.judge.query.vector)
        return Trace(found.hits, found.judge.index.generation.id, self._topics(found.judge.index).of(places), asked)

    def _topics(self, index: PassageIndex) -> Topics:
        """The topics of an index; made once for each."""
        if self._known_topics is None or self._known_topics.index is not index:
            self._known_topics = Topics(index)
        return self._known_topics

    def _decide(self, found: Found) -> Decision:
        wanted = self._wanted(found)
        signs = _signs_of(found, wanted)
        held, fit = (0.0, 0.0) if signs is None else (self._held(found, signs), signs.fit)
        partly = any(not part.hits[0].passages[0].unknown for part in found.parts)
        return decide(found.understood, wanted, found.hits, found.judge.kinds, held, fit, partly=partly)

    def _held(self, found: Found, signs: Signs) -> float:
        """How likely the sources hold the answer; of several things asked, as likely as they are on average."""
        whole = self._answerability.probability(signs)
        parts = [
            self._answerability.probability(_signs(part.judge, part.judge.query.text, part.hits, signs.outside))
            for part in found.parts
        ]
        return max(whole, fmean(parts)) if parts else whole

    def hits(self, question: Question) -> tuple[Hit, ...]:
        """What is found for a question, the best first."""
        return self._finder.find(question).hits

    def signs(self, question: Question) -> Signs | None:
        """The signs by which it is judged whether the sources hold an answer; None where nothing was found."""
        found = self._finder.find(question)
        return _signs_of(found, self._wanted(found))

    def judged(self, question: Question) -> tuple[JudgedSentence, ...]:
        """The sentences of which an answer may be made, with the signs by which they are judged."""
        return self._finder.find(question).judge.found

    def _wanted(self, found: Found) -> Mapping[Intent, float]:
        """What the message wants; a follow-up may want by its own words what its subject does not."""
        intents = self._intents.probabilities(found.judge.query.vector)
        own = self._intents.probabilities(found.alone)
        return intents | {intent: max(intents[intent], own[intent]) for intent in _BY_OWN_WORDS}


def _signs_of(found: Found, wanted: Mapping[Intent, float]) -> Signs | None:
    """The signs of all that was asked; None where nothing was found."""
    outside = wanted[Intent.OUT_OF_SCOPE]
    return _signs(found.judge, found.understood.own, found.hits, outside) if found.hits else None


def _signs(judge: Judge, asked: str, hits: Sequence[Hit], outside: float) -> Signs:
    """The signs of whether the sources hold the answer; `asked` are the question's own words, there are hits."""
    opens = max((each.opens for each in judge.of(hits[:CONSIDERED])), default=0.0)
    return signs_of(judge.index, judge.query, asked, hits, judge.kinds, outside, opens)


def _draft(found: Found, decision: Decision) -> Draft:
    return draft_answer(found.judge, found.understood, found.hits, decision, found.parts)


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
