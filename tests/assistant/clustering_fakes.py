"""A question space in which a question lies where its first words say, and logs of questions in it."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from assistant.log_lines import LogLine
from assistant.question_space import LibraryQuestion, QuestionSpace
from knowledge.embedding import Vector
from knowledge.language import Language
from knowledge.references import Reference
from tests.assistant.log_lines import a_line

SUBJECTS = ("fees", "joining", "scrap", "wages", "audits", "gold")
EMBEDDER = "by-subject"
_NOISE = 0.05


def a_space(embedder: str = EMBEDDER) -> QuestionSpace:
    """A space with an axis for each subject, and a question in each language about all but the last."""
    questions = tuple(
        LibraryQuestion(Reference("ore-code", subject), language, f"{language}: {subject}?")
        for subject in SUBJECTS[:-1]
        for language in Language
    )
    placed = np.stack([axis(question.reference.locator) for question in questions])
    rows: dict[Reference, list[int]] = {}
    for row, question in enumerate(questions):
        rows.setdefault(question.reference, []).append(row)
    nothing = np.zeros(len(SUBJECTS), dtype=np.float32)
    centres = dict.fromkeys(Language, nothing)
    return QuestionSpace(embedder, questions, placed, rows, centres, np.eye(len(SUBJECTS), dtype=np.float32))


def axis(subject: str) -> Vector:
    """Where a subject lies."""
    return np.eye(len(SUBJECTS), dtype=np.float32)[SUBJECTS.index(subject)]


def near(*subjects: str, seed: int = 0) -> Vector:
    """A question about subjects in words of its own."""
    vector = np.sum([axis(subject) for subject in subjects], axis=0)
    noisy = vector + _NOISE * np.random.default_rng(seed).standard_normal(len(SUBJECTS))
    return np.asarray(noisy / np.linalg.norm(noisy), dtype=np.float32)


def about(*subjects: str, seed: int = 0, **changes: Any) -> LogLine:
    """A line of the log about subjects; the first of them is what was found."""
    vector = near(*subjects, seed=seed).astype("<f2").tobytes()
    usual = {"question": f"What about {' and '.join(subjects)} ({seed})?", "hits": ((f"ore-code/{subjects[0]}", 1.0),)}
    return a_line(**usual | {"embedder": EMBEDDER, "vector": vector} | changes)


def several(count: int, *subjects: str, **changes: Any) -> Sequence[LogLine]:
    """Lines about subjects, each of a conversation of its own."""
    return [about(*subjects, seed=seed, **changes) for seed in range(count)]
