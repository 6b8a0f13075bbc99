"""Charts as shapes for inline SVG: bars in numbers of a drawing, without any style of their own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.statistics import Count, Day

WIDTH, HEIGHT = 720, 180
_LEAST_TOP = 4
_GAP = 0.2  # of the room of a bar


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle; `kind` is the name of what it stands for, and is set as a class."""

    x: float
    y: float
    width: float
    height: float
    kind: str


@dataclass(frozen=True, slots=True)
class DayChart:
    """The questions of a period, a column a day, each column made of its channels.

    `top` is what the highest line stands for; `kinds` are the channels that are drawn, `rest` among them for questions
    of channels that are not shown.
    """

    bars: tuple[Bar, ...]
    kinds: tuple[str, ...]
    top: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Share:
    """A row of a list: how much of the whole it is, 0 to 1."""

    name: str
    questions: int
    share: float


REST = "rest"


def day_chart(days: Sequence[Day]) -> DayChart | None:
    """The chart of some days; None where there is nothing to draw."""
    columns = [list(_pieces(day)) for day in days]
    highest = max((sum(number for _, number in column) for column in columns), default=0)
    if not highest:
        return None
    top = max(_LEAST_TOP, highest)
    room = WIDTH / len(days)
    bars = tuple(bar for number, column in enumerate(columns) for bar in _column(column, number * room, room, top))
    kinds = tuple(dict.fromkeys(name for column in columns for name, _ in column))
    return DayChart(bars, kinds, top, days[0].day, days[-1].day)


def shares(counts: Sequence[Count]) -> tuple[Share, ...]:
    """What is shown of a list, each as a part of all that is shown."""
    whole = sum(count.questions for count in counts)
    return tuple(Share(count.name, count.questions, count.questions / whole if whole else 0.0) for count in counts)


def _pieces(day: Day) -> Iterator[tuple[str, int]]:
    """The channels of a day, and what is left of all its questions."""
    yield from ((count.name, count.questions) for count in day.channels if count.questions)
    left = (day.questions or 0) - sum(count.questions for count in day.channels)
    if left > 0:
        yield REST, left


def _column(pieces: Sequence[tuple[str, int]], x: float, room: float, top: int) -> Iterator[Bar]:
    floor = float(HEIGHT)
    for name, number in pieces:
        height = HEIGHT * number / top
        floor -= height
        yield Bar(round(x + room * _GAP / 2, 2), round(floor, 2), round(room * (1 - _GAP), 2), round(height, 2), name)
