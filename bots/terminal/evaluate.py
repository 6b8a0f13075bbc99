"""`ketenwijzer evaluate`: how good answers and retrieval are, on questions of which the right answer is known."""

import json
from dataclasses import asdict
from importlib import resources
from pathlib import Path

import typer

from assistant.answerability import WEIGHTS_FILE
from assistant.answering import Assistant
from assistant.answers import Answer
from assistant.errors import UnreadableGold
from assistant.evaluation.answer_figures import (
    Scored,
    below,
    figures_of,
    read_gate,
    score_answers,
)
from assistant.evaluation.calibration import calibrate, weights_text
from assistant.evaluation.collections import read_collection
from assistant.evaluation.gold import GoldQuestion, read_gold
from assistant.evaluation.retrieval_figures import RetrievalFigures, SystemFigures, measure_retrieval
from assistant.evaluation.same_question_figures import SETS
from assistant.evaluation.sentence_fitting import choice_text, fit_sentences, read_sentences
from assistant.questions import Channel, Question
from assistant.sentence_choice import CHOICE_FILE
from bots.terminal.console import Exit, fail, load_settings, progress_bar, start_up, tell
from bots.terminal.figures import print_figures
from bots.wiring import build_assistant

_GOLD = Path(str(resources.files("assistant.evaluation") / "gold"))
_RUN_NAME = "ketenwijzer"
_TUNED = ("tuning", "answerable", "readers")
_UNSEEN = ("test", "readers_test")  # what nobody tunes on: its figures are shown and its questions are not


def evaluate_answers(files: list[Path], gate: Path | None, out: Path | None, failures: int) -> int:
    """Print the figures of each gold set; the exit status is 1 where one is under its floor."""
    files = files or sorted(_GOLD.glob("*.jsonl"))
    missed: list[str] = []
    record: dict[str, dict[str, dict[str, float]]] = {}
    settings = load_settings()
    with start_up(settings) as knowledge:
        with progress_bar() as progress:
            assistant = build_assistant(settings, knowledge, progress)
        try:
            for file in files:
                floors = read_gate(gate or _GOLD / "gate.toml", file.stem)
                scored = score_answers(read_gold(file), lambda question: _ask(assistant, question))
                figures = figures_of(scored)
                record[file.stem] = {name: asdict(figure) for name, figure in figures.items()}
                missed += [f"{file.stem}.{name}" for name in below(figures, floors)]
                print_figures(file.stem, figures, floors)
                _print_failures(scored, 0 if file.stem in _UNSEEN else failures)
        except UnreadableGold as error:
            fail(str(error), Exit.USAGE)
    if out is not None:
        out.write_text(json.dumps(record, indent=1), encoding="utf-8")
    if missed:
        tell("terminal.gate_missed", names=", ".join(missed))
    return Exit.FAILED if missed else Exit.OK


def _ask(assistant: Assistant, question: GoldQuestion) -> Answer:
    return assistant.ask(_put(question))[0]


def _put(question: GoldQuestion) -> Question:
    return Question.from_text(
        question.question, channel=Channel.TERMINAL, conversation_id=question.id, turns=question.turns
    )


def _print_failures(scored: list[Scored], most: int) -> None:
    for one in [one for one in scored if not one.points.all_green][:most]:
        typer.echo(f"  [{one.question.id}] {one.question.kind}/{one.question.language}: {one.question.question}")
        typer.echo(f"    {one.answer.outcome}: {one.answer.text[:200]}")


def calibrate_answers(*, write: bool) -> int:
    """Fit how likely the sources hold an answer to the tuning questions, and print what that is worth."""
    settings = load_settings()
    with start_up(settings) as knowledge:
        with progress_bar() as progress:
            assistant = build_assistant(settings, knowledge, progress)
        questions = [question for name in _TUNED for question in read_gold(_GOLD / f"{name}.jsonl")]
        fitted = calibrate(questions, lambda question: assistant.signs(_put(question)))
        read = read_sentences(SETS / "sentences.jsonl")
        sentences = fit_sentences(read, questions, lambda question: assistant.judged(_put(question)))
    typer.echo(f"{fitted.count} questions, each judged by weights fitted without it:")
    typer.echo(f"area under the curve {fitted.area:.3f}, Brier score {fitted.brier:.3f}, ")
    typer.echo(f"expected calibration error {fitted.error:.3f}")
    typer.echo(f"{'predicted':>10}{'observed':>10}{'n':>6}")
    for each in fitted.bins:
        typer.echo(f"{each.predicted:10.2f}{each.observed:10.2f}{each.count:6}")
    typer.echo(weights_text(fitted.model))
    opens, helps = sentences.precision
    typer.echo(f"{sentences.questions} questions read by sentence, {sentences.lost} sentences are no candidates:")
    typer.echo(f"average precision {opens:.3f} of what opens and {helps:.3f} of what helps, ")
    typer.echo(f"the likeliest to open is one of those that do for {sentences.first:.3f}")
    typer.echo(choice_text(sentences))
    if write:
        WEIGHTS_FILE.write_text(weights_text(fitted.model), encoding="utf-8")
        CHOICE_FILE.write_text(choice_text(sentences), encoding="utf-8")
    return Exit.OK


def evaluate_retrieval(corpus: Path, queries: Path, qrels: Path, out: Path | None, run: Path | None) -> int:
    """Print the figures of our retriever and the usual ones on a collection."""
    with start_up(load_settings()) as knowledge:
        try:
            figures = measure_retrieval(read_collection(corpus, queries, qrels), knowledge.embedder)
        except UnreadableGold as error:
            fail(str(error), Exit.USAGE)
    typer.echo(f"{figures.questions} questions, {figures.documents} documents")
    depths = list(figures.systems[0].recall)
    columns = "".join(f"{f'R@{depth}':>8}" for depth in depths)
    typer.echo(f"{'':14}{'nDCG@10':>9}{'95 % interval':>18}{'ours ahead by':>18}{columns}{'MRR@10':>8}{'ms':>8}")
    for system in figures.systems:
        typer.echo(_row(system, depths))
    if out is not None:
        out.write_text(json.dumps([asdict(system) for system in figures.systems], indent=1), encoding="utf-8")
    if run is not None:
        run.write_text("\n".join(_run_lines(figures)) + "\n", encoding="utf-8")
    return Exit.OK


def _row(system: SystemFigures, depths: list[int]) -> str:
    low, high = (100 * bound for bound in system.ndcg_interval)
    behind, ahead = (100 * bound for bound in system.lead)
    recalls = "".join(f"{100 * system.recall[depth]:8.1f}" for depth in depths)
    return (
        f"{system.name:14}{100 * system.ndcg:9.1f}{f'{low:.1f} .. {high:.1f}':>18}{f'{behind:.1f} .. {ahead:.1f}':>18}"
        f"{recalls}{100 * system.mrr:8.1f}{system.milliseconds:8.1f}"
    )


def _run_lines(figures: RetrievalFigures) -> list[str]:
    """The TREC format: question, Q0, document, place, score, name of the run."""
    return [
        f"{ranking.question} Q0 {document} {place} {1 / place:.6f} {_RUN_NAME}"
        for ranking in figures.rankings
        for place, document in enumerate(ranking.documents, start=1)
    ]
