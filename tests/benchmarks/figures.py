"""A measured figure with its aim, and the table of all."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """`aim` is the most where `at_most`, else the least that we want."""

    name: str
    value: float
    unit: str
    aim: float
    at_most: bool

    @property
    def met(self) -> bool:
        """Whether the aim is met."""
        return self.value <= self.aim if self.at_most else self.value >= self.aim


def table(figures: Sequence[Figure]) -> str:
    """The figures as aligned text."""
    lines = [f"{'figure':64} {'value':>10} {'aim':>12}"]
    for figure in figures:
        sign = "<=" if figure.at_most else ">="
        aim = f"{sign} {figure.aim:g}"
        verdict = "met" if figure.met else "MISSED"
        lines.append(f"{figure.name:64} {figure.value:10.2f} {aim:>12} {figure.unit:10} {verdict}")
    return "\n".join(lines)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which a share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]
