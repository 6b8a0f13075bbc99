"""The commands under `ketenwijzer questions`."""

from typing import Annotated

import typer

questions_app = typer.Typer(no_args_is_help=True, help="The question log, and what is made of it.")


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
