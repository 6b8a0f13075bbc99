"""Our retriever over a collection, and the usual ones beside it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import numpy as np
from numpy.typing import NDArray

from assistant.evaluation.collections import CollectionDocument, CollectionQuestion, JudgedCollection
from knowledge.documents import Document, NormKind, Passage, Role, Sentence, Status, TextKind, Unit
from knowledge.embedding import Embedder, Matrix
from knowledge.finding_aids import NO_AIDS
from knowledge.language import Language
from knowledge.lexical_index import LexicalIndex
from knowledge.passage_index import PassageIndex, exact_index
from knowledge.passage_store import Generation
from knowledge.references import Reference
from knowledge.retrieval import Query, search
from knowledge.sentences import Span, sentence_spans
from knowledge.views import Words

Scores = NDArray[np.float64]
Retriever = Callable[[CollectionQuestion], list[str]]

_SOURCE = "collection"
_LONGEST_PART = 300  # words: about what the embedder reads of a text
_DEPTH = 100
_BALANCED = 0.6  # on dense, the rest on keywords
_FLOOR = 0.15


def our_retriever(collection: JudgedCollection, embedder: Embedder) -> Retriever:
    """The product's own search over an index of the collection."""
    index, names = _index(collection, embedder)

    def retrieve(question: CollectionQuestion) -> list[str]:
        vector = embedder.embed_question(question.text)
        query = Query(question.text, question.text, question.language, vector, ())
        return [names[hit.reference] for hit in search(index, query, _DEPTH)]

    return retrieve


@dataclass(frozen=True)
class Baselines:
    """What the usual retrievers need: vectors of the documents, and keyword indexes by language."""

    collection: JudgedCollection
    embedder: Embedder
    vectors: Matrix
    languages: NDArray[np.str_]
    lexical: dict[Language, tuple[NDArray[np.intp], LexicalIndex]]

    @classmethod
    def of(cls, collection: JudgedCollection, embedder: Embedder) -> "Baselines":
        """Embed and index a collection."""
        texts = [document.text for document in collection.documents]
        languages = np.array([document.language.value for document in collection.documents])
        lexical = {}
        for language in Language:
            places = np.flatnonzero(languages == language.value)
            lexical[language] = places, LexicalIndex.build(language, [texts[place] for place in places])
        return cls(collection, embedder, np.concatenate(list(embedder.embed_passages(texts))), languages, lexical)

    def retrievers(self) -> dict[str, Retriever]:
        """Keywords alone, nearness alone, a plain sum, and the balanced sum."""
        return {
            "BM25": lambda question: self._ranked(self._keywords(question)[0]),
            "dense": lambda question: self._ranked(self._dense(question)),
            "weighted sum": lambda question: self._ranked(self._weighted(question)),
            "balanced sum": lambda question: self._ranked(self._balanced(question)),
        }

    def _ranked(self, scores: Scores) -> list[str]:
        best = np.argsort(-scores, kind="stable")[:_DEPTH]
        return [self.collection.documents[place].id for place in best]

    def _dense(self, question: CollectionQuestion) -> Scores:
        return np.asarray(self.vectors @ self.embedder.embed_question(question.text), dtype=float)

    def _keywords(self, question: CollectionQuestion) -> tuple[Scores, float]:
        """BM25 in the question's language, and what a perfect text would get."""
        places, index = self.lexical[question.language]
        scores = np.zeros(len(self.collection.documents))
        if len(places):
            scores[places] = index.scores(question.text)
        return scores, index.ceiling(question.text)

    def _weighted(self, question: CollectionQuestion) -> Scores:
        keywords, _ = self._keywords(question)
        return _BALANCED * _scaled(self._dense(question)) + (1 - _BALANCED) * _scaled(keywords)

    def _balanced(self, question: CollectionQuestion) -> Scores:
        """Nearness with the languages centred; in the question's language mixed with keywords as far as they occur."""
        keywords, ceiling = self._keywords(question)
        best = float(keywords.max())
        share = best / ceiling if ceiling else 0.0
        dense = self._dense(question)
        for language in Language:
            own = self.languages == language.value
            if own.any():
                dense[own] -= dense[own].mean()
        scores = _scaled(dense)
        own = self.languages == question.language.value
        weight = (1 - _BALANCED) * min(1.0, share / _FLOOR)
        scores[own] = (1 - weight) * scores[own] + weight * (keywords[own] / best if best else 0.0)
        return scores


def _scaled(scores: Scores) -> Scores:
    spread = scores.max() - scores.min()
    return (scores - scores.min()) / spread if spread else np.zeros_like(scores)


def _index(collection: JudgedCollection, embedder: Embedder) -> tuple[PassageIndex, dict[Reference, str]]:
    names = {Reference(_SOURCE, str(number)): document.id for number, document in enumerate(collection.documents)}
    passages = [
        passage
        for reference, document in zip(names, collection.documents, strict=True)
        for passage in _passages(reference, document)
    ]
    generation = Generation(_SOURCE, "", embedder.identity, datetime.now(UTC))

    def embed(words: list[Words]) -> Matrix:
        return np.concatenate(list(embedder.embed_passages([word.text for word in words])))

    return exact_index(generation, passages, NO_AIDS, embed), names


def _passages(reference: Reference, document: CollectionDocument) -> Iterator[Passage]:
    """The document in parts that the embedder can read whole."""
    described = _described(document.language)
    for number, text in enumerate(_parts(document), start=1):
        spans = sentence_spans(text, document.language)
        yield Passage(
            document=described,
            reference=reference,
            part=number,
            heading="",
            headings=(),
            text=text,
            sentences=tuple(Sentence(span, Role.STATEMENT, ()) for span in spans),
            page=None,
            span=None,
            questions=(),
            see_also=(),
            topics=(),
            unknown=False,
            status=Status.IN_FORCE,
            applies_from=None,
            checked=described.checked,
            evidence=(),
            tables=(),
        )


def _parts(document: CollectionDocument) -> Iterator[str]:
    start = end = 0
    for span in sentence_spans(document.text, document.language):
        if end and len(Span(start, span.end).of(document.text).split()) > _LONGEST_PART:
            yield document.text[start:end]
            start = span.start
        end = span.end
    yield document.text[start : end or len(document.text)]


def _described(language: Language) -> Document:
    today = date.today()
    return Document(
        source=_SOURCE,
        language=language,
        text_kind=TextKind.OFFICIAL,
        title="",
        short="",
        aliases=(),
        unit=Unit.TOPIC,
        issuer="",
        edition="",
        issued=today,
        status=Status.IN_FORCE,
        norm=NormKind.GUIDANCE,
        term="",
        applies_from=None,
        checked=today,
        official_url="",
        licence="",
    )
