"""The command `ketenwijzer`: serve | ask | ingest | evaluate | doctor. The only door to Typer."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from bots.terminal.console import Exit, fail, setup_logs

# A user's shell must not leak questions to a tracing service (STACK: LangSmith is silent unless this is set).
os.environ["LANGSMITH_TRACING"] = "false"

app = typer.Typer(
    name="ketenwijzer",
    help="Answers questions about responsible business conduct in the metals chain, with references.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
ingest_app = typer.Typer(no_args_is_help=True, help="The library and the original documents.")
app.add_typer(ingest_app, name="ingest")
evaluate_app = typer.Typer(help="How good the answers and the search are, measured.")
app.add_typer(evaluate_app, name="evaluate")


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in Dutch or English.")] = None,
    language: Annotated[str | None, typer.Option(help="Answer in nl or en instead of the question's language.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
    batch: Annotated[
        str | None, typer.Option("--batch", help="Answer each line of a JSON lines file; - reads standard input.")
    ] = None,
) -> None:
    """Ask a question, or a file of questions."""
    from bots.terminal.ask import ask_batch, ask_once

    if (batch is None) == (question is None):
        fail("give a question, or --batch with a file", Exit.USAGE)
    if batch is not None:
        raise typer.Exit(ask_batch(batch))
    raise typer.Exit(ask_once(question or "", language, as_json=json))


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; 0 takes a free one.")] = None,
) -> None:
    """Open the chat page and the API."""
    from bots.terminal.serve import run

    raise typer.Exit(run(host, port))


@app.command()
def doctor() -> None:
    """Check the installation and say how to mend it."""
    from bots.terminal.doctor import examine

    raise typer.Exit(examine())


@ingest_app.command("sync")
def ingest_sync(
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Make the index anew even if nothing changed.")] = False,
) -> None:
    """Publish the library as it is now."""
    from bots.terminal.ingest import sync

    raise typer.Exit(sync(rebuild=rebuild))


@ingest_app.command("check")
def ingest_check() -> None:
    """Check the library and say file, line and what to do."""
    from bots.terminal.ingest import check

    raise typer.Exit(check())


@ingest_app.command("diff")
def ingest_diff() -> None:
    """Show what publishing the library would change, and what leans on the changed places. Writes nothing."""
    from bots.terminal.ingest import diff

    raise typer.Exit(diff())


@ingest_app.command("list")
def ingest_list() -> None:
    """List what is in the serving index."""
    from bots.terminal.ingest import list_documents

    raise typer.Exit(list_documents())


@ingest_app.command("add")
def ingest_add(
    file: Annotated[Path, typer.Argument(help="The official text: PDF, HTML, Word, Markdown or plain text.")],
    source: Annotated[
        str, typer.Option(help="What it is the text of: a source, such as ungp-2011, or a place: ilo/c138.")
    ],
    language: Annotated[str, typer.Option(help="Its language, nl or en.")],
    edition: Annotated[str | None, typer.Option(help="Its edition, where it differs from the library's.")] = None,
) -> None:
    """Add an official text, so that answers quote its own words."""
    from bots.terminal.ingest import add

    raise typer.Exit(add(file, source, language, edition))


@ingest_app.command("vectors")
def ingest_vectors() -> None:
    """Write the vectors that are shipped with the library, after a change to it."""
    from bots.terminal.ingest import ship_vectors

    raise typer.Exit(ship_vectors())


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


@evaluate_app.command("calibrate")
def evaluate_calibrate(
    write: Annotated[bool, typer.Option("--write", help="Use the fitted weights from now on.")] = False,
) -> None:
    """Fit how likely the sources hold an answer to the tuning questions; needs the extra `dev`."""
    from bots.terminal.evaluate import calibrate_answers

    raise typer.Exit(calibrate_answers(write=write))


def main() -> None:
    """Run the command; output is UTF-8 whatever the locale."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    setup_logs()
    app()
