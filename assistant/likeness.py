"""Puts those provisions first for which people ask in a question like the one that was asked.

The search finds texts that are about the same things. Who asks whether to stop buying when children are found in the
zinc mine gets there what is about zinc; the ways to ask which the library has for each place tell that this asks when
to leave a supplier.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from assistant.question_space import QuestionSpace, Spaces
from knowledge.embedding import Embedder, Vector, unit
from knowledge.language import Language, detect_language
from knowledge.retrieval import Hit

_WEIGHT = 0.5  # of likeness, about 0 to 1, beside the score of a hit


@dataclass(frozen=True, slots=True, eq=False)
class SpokenQuestion:
    """A question by the vector that the network gives it, and the language that it is in."""

    vector: Vector
    language: Language


class Likeness:
    """Knows the ways to ask for each place of the index that serves. Safe to use from many threads.

    `embedder` makes the vectors that `spaces` was fitted to.
    """

    def __init__(self, embedder: Embedder, spaces: Spaces) -> None:
        self._embedder = embedder
        self._spaces = spaces

    def warm_up(self) -> None:
        """Do now what the first question would wait for."""
        self.reordered(self.read(""), ())

    def read(self, question: str) -> SpokenQuestion:
        """A question as `reordered` takes it."""
        return SpokenQuestion(self._embedder.embed_question(question), detect_language(question).language)

    def reordered(self, question: SpokenQuestion, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        """The hits by score and likeness together, best first; one that nobody asks for counts as the others do."""
        try:
            space = self._spaces.current()
        except ValueError:  # a library that tells of no way to ask
            return tuple(hits)
        asked = unit(space.place(space.centred(question.vector[None, :], [question.language]))[0])
        found = [_likeness(space, asked, hit) for hit in hits]
        usual = fmean([each for each in found if each is not None] or [0.0])
        scored = [
            replace(hit, score=hit.score + _WEIGHT * (usual if like is None else like))
            for hit, like in zip(hits, found, strict=True)
        ]
        return tuple(sorted(scored, key=lambda hit: -hit.score))


def _likeness(space: QuestionSpace, asked: Vector, hit: Hit) -> float | None:
    """How near the nearest way to ask for a place is; None where there is none."""
    rows = space.rows.get(hit.reference)
    return float((space.placed[list(rows)] @ asked).max()) if rows else None
