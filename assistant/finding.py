"""From a question to what was made of it and found for it, before anything is decided."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from assistant.clauses import clauses
from assistant.composing import AskedPart
from assistant.deciding import LIKELY
from assistant.follow_ups import telling_words
from assistant.intents import Intent, IntentClassifier
from assistant.likeness import Likeness, SpokenQuestion
from assistant.question_kinds import QuestionKind, question_kinds
from assistant.questions import Question
from assistant.sentence_choice import Judge, SentenceChoice
from assistant.understanding import Understood, understand
from knowledge.editions import asked_edition
from knowledge.embedding import Embedder, Vector, unit
from knowledge.passage_index import PassageIndex
from knowledge.retrieval import Hit, Query, search
from knowledge.serving import ServingIndex

_CANDIDATES = 20
_HITS = 12
# Of a follow-up's own words, where its subject counts as one: "why not?" says next to nothing by itself.
_OWN_WEIGHT = 1.5
_WORD_WEIGHT = 0.75
_LEAST_WEIGHT = 0.5
_MOVED_WEIGHT = 4.0  # of its own words, where it has moved on from what answered its subject
_MOVED_LITTLE_WEIGHT = 2.0  # of a single one


@dataclass(frozen=True, slots=True)
class _Vectors:
    """Of a question's own words, of the subject that it leans on, and what to search with: one and the same without."""

    own: Vector
    subject: Vector
    search: Vector


@dataclass(frozen=True, slots=True)
class Found:
    """What was made of a question and found for it.

    `alone` is the vector of its own words; the hits stand best first, and `judge` has judged their sentences: it knows
    the index, what was looked for, and the kinds of the question. `parts` are the things that it asks where it asks
    several.
    """

    understood: Understood
    alone: Vector
    hits: tuple[Hit, ...]
    judge: Judge
    parts: tuple[AskedPart, ...]


class Finder:
    """Finds what answers are made of; safe to use from many threads."""

    def __init__(
        self,
        serving: ServingIndex,
        embedder: Embedder,
        likeness: Likeness,
        sentences: SentenceChoice,
        intents: IntentClassifier,
    ) -> None:
        self._serving = serving
        self._embedder = embedder
        self._likeness = likeness
        self._sentences = sentences
        self._intents = intents
        # Both networks let go of Python's lock: two processors read a question in the time of one.
        self._beside = ThreadPoolExecutor(thread_name_prefix="reading")

    def warm_up(self) -> None:
        """Do now what the first question would wait for."""
        self._likeness.warm_up()
        self._sentences.warm_up(self.index())

    def index(self) -> PassageIndex:
        """The index that is searched now."""
        return self._serving.current()

    def find(self, question: Question) -> Found:
        """What there is for a question, of which nothing may be found."""
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
        judge = self._sentences.judge(index, query, kinds, read, hits)
        return Found(understood, vectors.own, hits, judge, parts)

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
        return AskedPart(hits, self._sentences.judge(index, query, kinds, read, hits))

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


def _asked_kinds(understood: Understood) -> frozenset[QuestionKind]:
    """What the question itself asks for; what its subject asked for where it does not tell."""
    own = question_kinds(understood.own, understood.language)
    return question_kinds(understood.text, understood.language) if own == {QuestionKind.OTHER} else own
