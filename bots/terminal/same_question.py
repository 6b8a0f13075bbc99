"""`ketenwijzer evaluate same-question`: how well it is told whether two questions are the same."""

import typer

from assistant.errors import UnreadableGold
from assistant.evaluation.answer_figures import Figure, below, read_gate
from assistant.evaluation.same_question_figures import (
    SETS,
    Compared,
    compare,
    curve_of,
    figures_of,
    halves,
    read_pairs,
)
from assistant.evaluation.word_alignment import align
from assistant.question_reading import QuestionReader
from assistant.question_words import Vocabulary
from assistant.same_question import SameQuestion
from assistant.word_pairs import PAIRS_FILE, WordPairs
from bots.terminal.console import Exit, fail, load_settings, progress_bar, start_up, tell
from bots.wiring import build_assistant
from knowledge.passage_index import PassageIndex


def evaluate_same_question(*, learn: bool) -> int:
    """Print the figures of each half of the set; the exit status is 1 where one is under its floor."""
    settings = load_settings()
    with start_up(settings) as knowledge:
        with progress_bar() as progress:
            index = build_assistant(settings, knowledge, progress).index()
        if learn:
            PAIRS_FILE.write_bytes(align(index).dump())
        try:
            missed = _measure(index)
        except UnreadableGold as error:
            fail(str(error), Exit.USAGE)
    if missed:
        tell("terminal.gate_missed", names=", ".join(missed))
    return Exit.FAILED if missed else Exit.OK


def _measure(index: PassageIndex) -> list[str]:
    """The figures that are under their floor."""
    words = WordPairs.read()
    reader = QuestionReader(Vocabulary.read(), words, index.names, index.glossary)
    missed: list[str] = []
    for half, pairs in halves(read_pairs()).items():
        compared = compare(pairs, reader, SameQuestion(words))
        floors = read_gate(SETS / "gate.toml", f"same_question_{half}")
        figures = figures_of(compared)
        _print(half, compared, figures, floors)
        missed += [f"{half}.{name}" for name in below(figures, floors)]
    return missed


def _print(half: str, compared: list[Compared], figures: dict[str, Figure], floors: dict[str, float]) -> None:
    typer.echo(f"{half:24}{'value':>10}{'95 % interval':>20}{'n':>6}{'bound':>8}")
    for name, figure in figures.items():
        between = f"{100 * figure.low:.1f} .. {100 * figure.high:.1f}"
        bound = f"{100 * floors[name]:.0f}" if name in floors else ""
        typer.echo(f"  {name:22}{100 * figure.value:10.1f}{between:>20}{figure.count:6}{bound:>8}")
    typer.echo(f"  {'tolerance':>12}{'precision':>12}{'recall':>12}")
    for point in curve_of(compared):
        typer.echo(f"  {point.tolerance:12.2f}{100 * point.precision:12.1f}{100 * point.recall:12.1f}")
