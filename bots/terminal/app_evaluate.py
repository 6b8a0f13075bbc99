"""`ketenwijzer evaluate`: its commands."""

from pathlib import Path
from typing import Annotated

import typer

evaluate_app = typer.Typer(help="How good the answers and the search are, measured.")


@evaluate_app.callback(invoke_without_command=True)
def evaluate(
    context: typer.Context,
    gold: Annotated[list[Path] | None, typer.Option(help="A file of questions; our own sets without it.")] = None,
    gate: Annotated[Path | None, typer.Option(help="A TOML file with a floor for each figure of each set.")] = None,
    json: Annotated[Path | None, typer.Option("--json", help="Write the figures to a file.")] = None,
    failures: Annotated[int, typer.Option(help="Show this many answers of each set that are not right.")] = 0,
) -> None:
    """Measure the answers to our own questions; fails when a figure is under its floor."""
    from bots.terminal.evaluate import evaluate_answers

    if context.invoked_subcommand is None:
        raise typer.Exit(evaluate_answers(gold or [], gate, json, failures))


@evaluate_app.command("retrieval")
def evaluate_retrieval(
    corpus: Annotated[Path, typer.Option(help="Documents as JSON lines: _id or id, title, text.")],
    queries: Annotated[Path, typer.Option(help="Questions as JSON lines: _id or id, text.")],
    qrels: Annotated[Path, typer.Option(help="Tab-separated query-id, corpus-id and score.")],
    json: Annotated[Path | None, typer.Option("--json", help="Write the figures to a file.")] = None,
    run: Annotated[Path | None, typer.Option(help="Write our ranking as a TREC run.")] = None,
) -> None:
    """Measure the search on any collection in the BEIR layout, beside the usual retrievers."""
    from bots.terminal.evaluate import evaluate_retrieval as measure

    raise typer.Exit(measure(corpus, queries, qrels, json, run))


@evaluate_app.command("redaction")
def evaluate_redaction(
    gate: Annotated[Path | None, typer.Option(help="A TOML file with a floor for figures of each half.")] = None,
) -> None:
    """Measure how much personal data is taken out of texts before they are stored; fails under a floor."""
    from bots.terminal.evaluate_redaction import evaluate_redaction as measure

    raise typer.Exit(measure(gate))


@evaluate_app.command("clusters")
def evaluate_clusters(
    sets: Annotated[Path | None, typer.Option("--set", help="Questions as JSON lines; our own set without it.")] = None,
    show: Annotated[bool, typer.Option("--show", help="Print the clusters that were made.")] = False,
) -> None:
    """Measure which questions are put together, on a set of which that is known."""
    from bots.terminal.evaluate_clusters import evaluate_clusters as measure

    raise typer.Exit(measure(sets, show=show))


@evaluate_app.command("calibrate")
def evaluate_calibrate(
    write: Annotated[bool, typer.Option("--write", help="Use the fitted weights from now on.")] = False,
) -> None:
    """Fit how likely the sources hold an answer to the tuning questions; needs the extra `dev`."""
    from bots.terminal.evaluate import calibrate_answers

    raise typer.Exit(calibrate_answers(write=write))


@evaluate_app.command("same-question")
def evaluate_same_question(
    learn: Annotated[
        bool, typer.Option("--learn", help="Learn the words from the library and the weights of the signs anew.")
    ] = False,
    base: Annotated[
        str, typer.Option(help="Learn the network anew too, from multilingual-e5-small on the hub or in a folder.")
    ] = "",
) -> None:
    """Measure whether approved answers are given to the right questions; fails when a figure is under its floor."""
    from bots.terminal.same_question import evaluate_same_question as measure

    raise typer.Exit(measure(learn=learn, base=base))
