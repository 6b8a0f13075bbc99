"""What may be shown of logged questions: groups, never what a few people asked.

The rule, for every figure in every view and export:

1. A group of questions is shown from `smallest` conversations up (3 unless an operator asks for more). Smaller groups
   are left out: they have no row of their own, and no figure of theirs is shown. Conversations are counted within one
   calendar month, the month with the most: pseudonyms change each month, and somebody who goes on after midnight must
   not count as two.
2. The number of questions of a group is shown as the difference of two running totals, each rounded to the nearest
   multiple of `smallest`: all that the group ever held up to the last day of the period, less all it held before the
   first. So three questions are shown as 3, and seven as 6.
3. Shares and averages are made of what is shown, never of what lies behind it.

Why: small groups could otherwise be had by subtracting, a filtered view from the whole, or this period from one that
is a day longer. By rule 2 every difference of two figures is a multiple of `smallest`: nought may be nothing, and
`smallest` may be as many, so no difference tells that a few asked something. Totals run on from the first day, so that
periods that follow one another add up to the period that holds both, and shifting a period gives no second look at the
same day.
What it costs: a figure may be off by up to `smallest` - 1, whatever its size.
What is left: somebody who puts many filtered figures together can narrow a small count down, though not read it off;
and somebody who looks twice within a minute may see a figure move by a question that was just asked.

A cluster is cut by no filter, and its size is shown as it is. Its shares are withheld where either side of it is small.
"""

from dataclasses import dataclass

SMALLEST = 3
"""The fewest conversations that may ever be shown as a group."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many questions of a group came before a period and within it, and from how many conversations within it."""

    before: int
    within: int
    conversations: int


def shown(tally: Tally, smallest: int) -> int | None:
    """The questions of a group as they may be shown; None where the group is too small."""
    if tally.conversations < smallest:
        return None
    return _rounded(tally.before + tally.within, smallest) - _rounded(tally.before, smallest)


def shown_share(part: Tally, rest: Tally, smallest: int) -> float | None:
    """The part of a whole as it may be shown, 0 to 1; None where part or rest holds only a few, or there is nothing."""
    sides = (part, rest)
    if not any(side.within for side in sides):
        return None
    if any(side.within and side.conversations < smallest for side in sides):
        return None
    return part.within / (part.within + rest.within)


def _rounded(count: int, smallest: int) -> int:
    """The nearest multiple; of two as near the higher one."""
    return (count + smallest // 2) // smallest * smallest
