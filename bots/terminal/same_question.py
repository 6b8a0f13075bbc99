"""`ketenwijzer evaluate same-question`: how well it is told whether two questions are the same."""

import typer

from assistant.errors import UnreadableGold
from assistant.evaluation.answer_figures import Figure, below, read_gate
from assistant.evaluation.question_groups import divided, read_groups
from assistant.evaluation.same_question_figures import (
    SETS,
    Compared,
    QuestionPairs,
    beside,
    compare,
    curve_of,
    figures_of,
    halves,
    read_pairs,
)
from assistant.evaluation.same_question_fitting import fit_same_question, judge_text
from assistant.evaluation.word_alignment import align
from assistant.question_matching import MODEL, QuestionMatcher
from assistant.question_reading import QuestionReader
from assistant.question_words import Vocabulary
from assistant.same_question import JUDGE_FILE, SameQuestion
from assistant.word_pairs import PAIRS_FILE, WordPairs
from bots.terminal.console import Exit, fail, load_settings, progress_bar, start_up, tell, terminal_language, work_bar
from bots.wiring import build_assistant
from bots.words import say
from knowledge.passage_index import PassageIndex


def evaluate_same_question(*, learn: bool, base: str) -> int:
    """Print the figures of each half of the set; the exit status is 1 where one is under its floor.

    With a base the network is learned anew from it, with `learn` all that is learned besides.
    """
    settings = load_settings()
    with start_up(settings) as knowledge:
        with progress_bar() as progress:
            index = build_assistant(settings, knowledge, progress).index()
        try:
            if base:
                _learn_network(base)
            if learn or base:
                _learn_signs(index)
            missed = _measure(index)
        except UnreadableGold as error:
            fail(str(error), Exit.USAGE)
    if missed:
        tell("terminal.gate_missed", names=", ".join(missed))
    return Exit.FAILED if missed else Exit.OK


def _learn_network(base: str) -> None:
    try:
        from assistant.evaluation.question_training import learn
    except ImportError:
        fail(say("terminal.extra_missing", terminal_language(), extra="learn"), Exit.USAGE)
    with work_bar("terminal.learning") as progress:
        try:
            learn(base, divided(read_groups())[0], MODEL, progress)
        except OSError as error:
            fail(str(error), Exit.USAGE)


def _learn_signs(index: PassageIndex) -> None:
    """Learn the word pairs from the library, and how much each sign tells."""
    PAIRS_FILE.write_bytes(align(index).dump())
    read = _reading(index)
    tuning = beside(halves(read_pairs())["tuning"], read)
    judge = fit_same_question(divided(read_groups())[1], tuning, read)
    JUDGE_FILE.write_text(judge_text(judge), encoding="utf-8")


def _reading(index: PassageIndex) -> QuestionPairs:
    words = WordPairs.read()
    reader = QuestionReader(Vocabulary.read(), words, index.names, index.glossary)
    return QuestionPairs(reader, words, QuestionMatcher())


def _measure(index: PassageIndex) -> list[str]:
    """The figures that are under their floor."""
    read, judge = _reading(index), SameQuestion.read()
    missed: list[str] = []
    for half, pairs in halves(read_pairs()).items():
        compared = compare(beside(pairs, read), judge)
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
    typer.echo(f"  {'least chance':>12}{'precision':>12}{'recall':>12}")
    for point in curve_of(compared):
        typer.echo(f"  {point.least:12.2f}{100 * point.precision:12.1f}{100 * point.recall:12.1f}")
