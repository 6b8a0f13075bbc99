"""Figures with their intervals and bounds, as the commands that measure print them."""

from collections.abc import Mapping

import typer

from assistant.evaluation.answer_figures import Figure, is_plain


def print_figures(name: str, figures: Mapping[str, Figure], floors: Mapping[str, float]) -> None:
    """A table of the figures of one set; shares in per cent."""
    typer.echo(f"{name:24}{'value':>10}{'95 % interval':>20}{'n':>6}{'bound':>8}")
    for key, figure in figures.items():
        scale = 1.0 if is_plain(key) else 100.0
        between = f"{scale * figure.low:.1f} .. {scale * figure.high:.1f}"
        bound = f"{scale * floors[key]:.0f}" if key in floors else ""
        typer.echo(f"  {key:22}{scale * figure.value:10.1f}{between:>20}{figure.count:6}{bound:>8}")
