"""`ketenwijzer evaluate clusters`: which questions are put together, on a set of which that is known."""

from importlib import resources
from pathlib import Path

import numpy as np
import typer

from assistant.answering import Assistant
from assistant.disclosure import SMALLEST
from assistant.errors import UnreadableGold
from assistant.evaluation.cluster_pairs import (
    LabelledQuestion,
    PairFigures,
    clusters_of,
    pair_figures,
    read_labelled,
)
from assistant.grouping import features, group
from assistant.question_space import QuestionSpace
from assistant.questions import Channel, Question
from bots.terminal.console import Exit, fail, load_settings, progress_bar, start_up
from bots.wiring import build_assistant

_SET = Path(str(resources.files("assistant.evaluation") / "sets" / "clusters.jsonl"))


def evaluate_clusters(file: Path | None, *, show: bool) -> int:
    """Print pairwise precision and recall."""
    try:
        questions = read_labelled(file or _SET)
    except UnreadableGold as error:
        fail(str(error), Exit.USAGE)
    settings = load_settings()
    with start_up(settings) as knowledge:
        with progress_bar() as progress:
            assistant = build_assistant(settings, knowledge, progress)
        clusters = _clusters(assistant, QuestionSpace.fit(assistant.index(), knowledge.vectors), questions)
    _print_figures(len(questions), pair_figures(questions, clusters))
    for positions in clusters if show else ():
        typer.echo("")
        for question in (questions[position] for position in positions):
            typer.echo(f"  {question.group or '-':28}{question.language}  {question.text}")
    return Exit.OK


def _clusters(assistant: Assistant, space: QuestionSpace, questions: list[LabelledQuestion]) -> list[list[int]]:
    traces = [assistant.ask(_put(question))[1] for question in questions]
    vectors = np.stack([trace.asked.vector for trace in traces if trace.asked is not None])
    placed = space.place(space.centred(vectors, [question.language for question in questions]))
    hits = [[(str(hit.reference), hit.score) for hit in trace.hits] for trace in traces]
    return clusters_of(map(int, group(features(placed, hits))), SMALLEST)


def _put(question: LabelledQuestion) -> Question:
    return Question.from_text(question.text, channel=Channel.TERMINAL, conversation_id="", language=question.language)


def _print_figures(questions: int, figures: PairFigures) -> None:
    typer.echo(f"{questions} questions, {figures.clustered} of them in {figures.clusters} clusters")
    shares = {
        "precision": figures.precision,
        "recall": figures.recall,
        "f1": figures.f1,
        "nl-en recall": figures.across,
    }
    for name, share in shares.items():
        typer.echo(f"  {name:22}{100 * share:8.1f}")
