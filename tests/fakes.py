"""Small deterministic stand-ins of our own, and builders for the objects that most tests need."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from ingest.passage_text import PassageText
from knowledge.documents import Document, NormKind, Passage, Role, Status, TextKind, Unit
from knowledge.embedding import Embedder, Matrix, Vector, embeddable
from knowledge.finding_aids import NO_AIDS, FindingAids, Term
from knowledge.generations import Generations
from knowledge.language import Language
from knowledge.passage_index import PassageIndex
from knowledge.passage_store import PassageStore
from knowledge.references import GLOSSARY, Reference
from knowledge.vectors import ShippedVectors, Vectors

_SIZE = 512
_COMMON = 0.75  # the part of every cosine that all texts share: E5's cosines are high and close together too


class HashEmbedder(Embedder):
    """The same text has the same vector, and texts that share words have near ones.

    The constants of retrieval suit the spread of cosines that this gives.
    """

    def __init__(self, identity: str = "hash") -> None:
        self._identity = identity
        self.texts_embedded = 0

    @property
    def identity(self) -> str:
        return self._identity

    def embed_question(self, text: str) -> Vector:
        return self._embed(text, way=1)

    def embed_questions(self, texts: Sequence[str]) -> Matrix:
        return np.stack([self.embed_question(text) for text in texts])

    def embed_passages(self, texts: Sequence[str]) -> Iterator[Matrix]:
        for start in range(0, len(texts), 16):
            yield np.stack([self._embed(text, way=2) for text in texts[start : start + 16]])

    def _embed(self, text: str, way: int) -> Vector:
        """A bag of hashed words; `way` is the place that tells questions from passages."""
        self.texts_embedded += 1
        vector = np.zeros(_SIZE, dtype=np.float32)
        vector[way] = 0.2
        for word in re.findall(r"\w+", embeddable(text).lower()):
            vector[3 + crc32(word.encode()) % (_SIZE - 3)] += 1
        vector *= np.sqrt(1 - _COMMON) / np.linalg.norm(vector)
        vector[0] = np.sqrt(_COMMON)
        return vector


def a_document(source: str = "ore-code", language: Language = Language.EN, **changes: Any) -> Document:
    """A code for buyers of ore, in force, or what `changes` make of it."""
    document = Document(
        source=source,
        language=language,
        text_kind=TextKind.GUIDANCE if source == "guidance" else TextKind.SUMMARY,
        title=f"Title of {source}",
        short=source.replace("-", " ").capitalize(),
        aliases=(),
        unit=Unit.PRINCIPLE,
        issuer="The ore council",
        edition="2020",
        issued=date(2020, 1, 1),
        status=Status.IN_FORCE,
        norm=NormKind.RECOMMENDATION,
        term="",
        applies_from=None,
        checked=date(2026, 1, 2),
        official_url="https://example.org/ore",
        licence="free",
    )
    return replace(document, **changes)


def a_provision(
    reference: str, *sentences: str, language: Language = Language.EN, document: Document | None = None, **changes: Any
) -> Passage:
    """A provision with one sentence a line."""
    place = Reference.parse(reference)
    body = PassageText(language)
    for sentence in sentences:
        body.add_sentence(sentence, Role.STATEMENT, ())
    return _passage(place, body, document or a_document(place.source, language), **changes)


def a_card(
    slug: str,
    title: str,
    short_answer: Sequence[str],
    steps: Sequence[str],
    rests_on: Sequence[str],
    language: Language = Language.EN,
    rest: Sequence[tuple[Role, str]] = (),
    **changes: Any,
) -> Passage:
    """A guidance card, each sentence of which rests on the same references; `rest` stands behind its steps."""
    references = tuple(map(Reference.parse, rests_on))
    body = PassageText(language)
    for sentence in short_answer:
        body.add_sentence(sentence, Role.STATEMENT, references)
    for step in steps:
        body.add_sentence(step, Role.STEP, references)
    for role, sentence in rest:
        body.add_sentence(sentence, role, references)
    return _passage(Reference("guidance", slug), body, a_document("guidance", language), heading=title, **changes)


def an_entry(
    slug: str, name: str, definition: str, rests_on: Sequence[str], *synonyms: str, language: Language = Language.EN
) -> tuple[Passage, Term]:
    """An entry of the glossary, as a passage and as a term."""
    reference = Reference("guidance", f"{GLOSSARY}{slug}")
    body = PassageText(language)
    body.add_sentence(definition, Role.STATEMENT, tuple(map(Reference.parse, rests_on)))
    passage = _passage(reference, body, a_document("guidance", language), heading=name)
    return passage, Term(reference, language, name, synonyms, ())


def _passage(reference: Reference, body: PassageText, document: Document, **changes: Any) -> Passage:
    passage = Passage(
        document=document,
        reference=reference,
        part=1,
        heading=f"Heading of {reference.locator}",
        headings=(),
        text=body.text,
        sentences=body.sentences,
        page=None,
        span=None,
        questions=(),
        see_also=(),
        topics=(),
        unknown=False,
        status=document.status,
        applies_from=None,
        checked=document.checked,
        evidence=(),
        tables=(),
    )
    return replace(passage, **changes)


@dataclass(frozen=True)
class Shelf:
    """The real parts of knowledge over one folder, with any embedder."""

    folder: Path
    store: PassageStore
    embedder: Embedder
    vectors: Vectors
    generations: Generations

    def publish(self, *passages: Passage, aids: FindingAids = NO_AIDS) -> PassageIndex:
        """An index of the passages, without Chroma's files open."""
        self.generations.publish(passages, aids)
        return self.generations.open_exact()


@contextmanager
def open_shelf(folder: Path, embedder: Embedder) -> Iterator[Shelf]:
    """A shelf over a data folder, closed at the end."""
    store = PassageStore.open(folder / "knowledge.sqlite")
    vectors = Vectors(embedder, store, ShippedVectors(folder / "vectors"))
    yield Shelf(folder, store, embedder, vectors, Generations(folder / "index", store, vectors, embedder.identity))
    store.close()
