"""`ketenwijzer questions`: its commands."""

from pathlib import Path
from typing import Annotated

import typer

questions_app = typer.Typer(no_args_is_help=True, help="What is asked, and what the secretariat makes of it.")

Month = Annotated[str | None, typer.Option(help="The month, such as 2026-11; last month without it.")]
ReportLanguage = Annotated[str | None, typer.Option(help="nl or en; that of the terminal without it.")]


@questions_app.command("report")
def questions_report(
    month: Month = None,
    language: ReportLanguage = None,
    out: Annotated[Path | None, typer.Option(help="The file to write; standard output without it.")] = None,
) -> None:
    """Write the report of a month, as an HTML document that prints on A4."""
    from bots.terminal.reports import write_report

    raise typer.Exit(write_report(month, language, out))


@questions_app.command("export")
def questions_export(
    out: Annotated[Path, typer.Option(help="The file to write.")],
    form: Annotated[str, typer.Option("--format", help="csv or xlsx.")] = "xlsx",
    month: Month = None,
    language: ReportLanguage = None,
) -> None:
    """Write the figures of a month to a file; nothing of groups that are too small to be shown."""
    from bots.terminal.reports import export

    raise typer.Exit(export(form, out, month, language))


@questions_app.command("cluster")
def questions_cluster() -> None:
    """Put questions that ask the same thing together, as a running service does every ten minutes."""
    from bots.terminal.questions import cluster

    raise typer.Exit(cluster())


@questions_app.command("demo")
def questions_demo(
    remove: Annotated[
        bool, typer.Option("--remove", help="Delete the questions of the demo, and nothing else.")
    ] = False,
) -> None:
    """Fill the log with invented questions of two months, marked as a demo, to look at the secretariat's pages."""
    from bots.terminal.questions import demo, remove_demo

    raise typer.Exit(remove_demo() if remove else demo())
