"""Chooses what goes into a plan: what is for the company, each subject once, and not more than people read.

Texts are counted and not words, so that both languages choose the same.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.plan_guide import IN_PLACE, Choices, Entry, guide

_MOST_TEXTS = 18  # about 350 words; where the steps need more, they get no more than they need
_MOST_RULES = 3
_MOST_IN_A_STEP = 4
_ROOM_GOES_TO = (2, 3, 1, 4, 5, 6)  # steps in the order in which they get more than they need


@dataclass(frozen=True, slots=True)
class Selection:
    """The entries of a plan; those of the steps by their number."""

    first: Sequence[Entry]
    actions: Mapping[int, Sequence[Entry]]
    checks: Mapping[int, Sequence[Entry]]
    rules: Sequence[Entry]


def select(choices: Choices, can_write: Callable[[Entry], bool]) -> Selection:
    """What goes into the plan, of what can be written, for choices that hold a list for each question."""

    def offered(entries: Iterable[Entry], said: set[str]) -> list[Entry]:
        return _once((entry for entry in entries if entry.fits(choices) and can_write(entry)), said)

    steps = guide().steps
    first = offered(guide().first, set(choices[IN_PLACE]))[:1]
    rules = offered(guide().rules, set())[:_MOST_RULES]
    said = set(choices[IN_PLACE]).union(*(entry.about for entry in first))
    actions = {number: offered(step.actions, said) for number, step in steps.items()}
    checks = {number: offered(step.checks, set()) for number, step in steps.items()}
    least = {number: max(1, step.least - len(checks[number])) for number, step in steps.items()}
    most = {number: _MOST_IN_A_STEP - len(checks[number]) for number in steps}
    room = _MOST_TEXTS - len(first) - len(rules) - sum(map(len, checks.values()))
    counts = _shared({n: min(len(found), most[n]) for n, found in actions.items()}, least, room)
    return Selection(first, {n: _preferred(found, counts[n]) for n, found in actions.items()}, checks, rules)


def _once(entries: Iterable[Entry], said: set[str]) -> list[Entry]:
    """Those of the entries that are about nothing `said` before, each of which adds what it is about."""
    found: list[Entry] = []
    for entry in entries:
        if said.isdisjoint(entry.about):
            said |= entry.about
            found.append(entry)
    return found


def _shared(offered: Mapping[int, int], least: Mapping[int, int], room: int) -> dict[int, int]:
    """How many actions each step gets of those offered: the least in any case, and in turn one more for as long as
    there is room in all.
    """
    counts = {number: min(least[number], offered[number]) for number in offered}
    for number in _ROOM_GOES_TO * _MOST_IN_A_STEP:
        if sum(counts.values()) < room and counts[number] < offered[number]:
            counts[number] += 1
    return counts


def _preferred(entries: Sequence[Entry], count: int) -> list[Entry]:
    """So many of the entries, those that always go in before the others, in their own order."""
    kept = sorted(entries, key=lambda entry: not entry.always)[:count]
    return [entry for entry in entries if entry in kept]
