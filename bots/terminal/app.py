"""The command `ketenwijzer`: serve | ask | pause | resume | ingest | questions | ... The only door to Typer."""

import os
import sys
from typing import Annotated

import typer

from bots.terminal.app_evaluate import evaluate_app
from bots.terminal.app_questions import questions_app
from bots.terminal.console import Exit, fail, setup_logs, terminal_language
from bots.terminal.users import users_app

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
app.add_typer(questions_app, name="questions")
app.add_typer(evaluate_app, name="evaluate")


app.add_typer(users_app, name="users")


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


Stopped = Annotated[str | None, typer.Option("--channel", help="Only telegram, web or api; all without it.")]


@app.command()
def pause(
    channel: Stopped = None,
    nl: Annotated[str | None, typer.Option(help="Why, in Dutch; people read it instead of an answer.")] = None,
    en: Annotated[str | None, typer.Option(help="Why, in English.")] = None,
    history: Annotated[bool, typer.Option("--list", help="List the pauses there have been; changes nothing.")] = False,
) -> None:
    """Stop answering, at once and in every process, with a reason that people read."""
    from bots.terminal.pause import list_pauses
    from bots.terminal.pause import pause as stop

    raise typer.Exit(list_pauses() if history else stop(channel, nl, en))


@app.command()
def resume(channel: Stopped = None) -> None:
    """Answer again."""
    from bots.terminal.pause import resume as end_pause

    raise typer.Exit(end_pause(channel))


@app.command()
def telegram() -> None:
    """Answer in Telegram, by long polling."""
    from bots.terminal.telegram import run

    raise typer.Exit(run())


@app.command()
def doctor(
    dpia: Annotated[
        str | None, typer.Option(help="Only print, in nl or en, what an assessment of data protection asks for.")
    ] = None,
) -> None:
    """Check the installation and say how to mend it."""
    from bots.terminal.doctor import describe_processing, examine

    raise typer.Exit(examine() if dpia is None else describe_processing(dpia))


Source = Annotated[str, typer.Option(help="What it is the text of: a source, such as ungp-2011, or a place: ilo/c138.")]
Spoken = Annotated[str | None, typer.Option(help="Its language, nl or en; without it the text tells.")]
Edition = Annotated[str | None, typer.Option(help="Its edition, where it differs from the library's.")]
Shape = Annotated[
    str, typer.Option(help="How it is built up, where that is not seen by itself: articles, treaty, headings.")
]
Superseded = Annotated[bool, typer.Option("--superseded", help="This edition no longer holds.")]


@ingest_app.command("check")
def ingest_check() -> None:
    """Check the library: file, line and what to do; and the cards that rest on a changed official text."""
    from bots.terminal.ingest import check

    raise typer.Exit(check())


@ingest_app.command("diff")
def ingest_diff(
    file: Annotated[
        str | None, typer.Argument(metavar="FILE|URL", help="An official text; the library without it.")
    ] = None,
    source: Annotated[str | None, typer.Option(help="The source that the file is the text of.")] = None,
    language: Spoken = None,
    edition: Edition = None,
    superseded: Superseded = False,
    shape: Shape = "",
) -> None:
    """Show what publishing the library, or adding a file, would change and what rests on it. Writes nothing."""
    from bots.terminal.ingest import diff
    from bots.terminal.originals import Given, preview
    from bots.words import say

    if file is None:
        raise typer.Exit(diff())
    if source is None:
        fail(say("terminal.source_needed", terminal_language()), Exit.USAGE)
    raise typer.Exit(preview(Given(file, source, language, edition, superseded, shape)))


@ingest_app.command("add")
def ingest_add(
    file: Annotated[
        str,
        typer.Argument(metavar="FILE|URL", help="The text (PDF, HTML, Word, Markdown, plain), or its address."),
    ],
    source: Source,
    language: Spoken = None,
    edition: Edition = None,
    superseded: Superseded = False,
    shape: Shape = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what it would change, as diff does.")] = False,
) -> None:
    """Add an official text, so that answers quote its own words."""
    from bots.terminal.originals import Given, add, preview

    run = preview if dry_run else add
    raise typer.Exit(run(Given(file, source, language, edition, superseded, shape)))


@ingest_app.command("fetch")
def ingest_fetch(
    sources: Annotated[list[str] | None, typer.Argument(help="Sources, such as ungp-2011; all without them.")] = None,
) -> None:
    """Download and add the official texts that the library names an address of."""
    from bots.terminal.originals import fetch_registered

    raise typer.Exit(fetch_registered(sources or []))


@ingest_app.command("remove")
def ingest_remove(
    source: Annotated[str, typer.Argument(help="The source that it is the text of, such as ungp-2011.")],
    language: Annotated[str | None, typer.Option(help="Its language, where there are texts in both.")] = None,
    edition: Annotated[str | None, typer.Option(help="Its edition, where there is more than one.")] = None,
) -> None:
    """Remove an official text that was added; answers use our summary again."""
    from bots.terminal.originals import remove

    raise typer.Exit(remove(source, language, edition))


@ingest_app.command("publish")
def ingest_publish() -> None:
    """Publish the library and the official texts as they are stored now, also after a rollback."""
    from bots.terminal.ingest import publish

    raise typer.Exit(publish())


@ingest_app.command("rollback")
def ingest_rollback() -> None:
    """Serve the index from before the last one again, until the next publish."""
    from bots.terminal.ingest import rollback

    raise typer.Exit(rollback())


@ingest_app.command("list")
def ingest_list() -> None:
    """List what is served, the official texts that were added, and the cards to read again."""
    from bots.terminal.ingest import list_documents

    raise typer.Exit(list_documents())


@ingest_app.command("acknowledge")
def ingest_acknowledge(
    cards: Annotated[list[str] | None, typer.Argument(help="Cards, such as guidance/report-required.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="All cards that are flagged.")] = False,
) -> None:
    """Say that flagged cards were read again and need no change."""
    from bots.terminal.ingest import acknowledge

    raise typer.Exit(acknowledge(cards or [], everything=everything))


@ingest_app.command("sync")
def ingest_sync(
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Make the index anew even if nothing changed.")] = False,
) -> None:
    """Do what every start does: publish what changed, but leave a rollback as it is."""
    from bots.terminal.ingest import sync

    raise typer.Exit(sync(rebuild=rebuild))


@ingest_app.command("vectors")
def ingest_vectors() -> None:
    """Write the vectors that are shipped with the library, after a change to it."""
    from bots.terminal.ingest import ship_vectors

    raise typer.Exit(ship_vectors())


def main() -> None:
    """Run the command; output is UTF-8 whatever the locale."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    setup_logs()
    app()
