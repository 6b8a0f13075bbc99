"""What is asked, how much of it, and how it ended, as it may be shown."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Engine

from assistant.answers import Outcome
from assistant.counting import Counted, Filters, Tallies
from assistant.database import transaction
from assistant.disclosure import Tally, shown
from assistant.inbox_items import Rating
from assistant.questions import Channel

ANSWERED = frozenset({Outcome.ANSWERED, Outcome.PARTIAL, Outcome.LEGAL_ADVICE})
"""Outcomes of a question that the sources had something for."""
UNANSWERED = frozenset({Outcome.NOT_IN_SOURCES, Outcome.FAILED})
"""Outcomes of a question within the subject that got no answer."""
_GROUPED = ("channel", "language", "outcome", "topic")


@dataclass(frozen=True, slots=True)
class Count:
    """How many questions a group has, as they may be shown."""

    name: str
    questions: int


@dataclass(frozen=True, slots=True)
class Day:
    """The questions of a day, and by channel those of the channels that may be shown.

    `questions` is None where nobody asked or too few did.
    """

    day: date
    questions: int | None
    channels: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """How many answers were rated so, within the retention period; None where nobody did or too few."""

    helpful: int | None
    not_helpful: int | None

    @property
    def share(self) -> float | None:
        """The share of helpful among all ratings, 0 to 1; None where either is withheld."""
        if self.helpful is None or self.not_helpful is None:
            return None
        return self.helpful / (self.helpful + self.not_helpful)


@dataclass(frozen=True, slots=True)
class Overview:
    """All figures as they may be shown (`assistant.disclosure` has the rule), groups with the most questions first.

    `questions` is None where all together are too few. `sources` count questions whose answer cites a source, within
    the retention period. A topic or outcome is named as in its enumeration; the topic of what has none is empty.
    `withheld` names the lists from which groups were left out. `demo` says that questions of the demo are counted.
    """

    questions: int | None
    days: tuple[Day, ...]
    channels: tuple[Count, ...]
    languages: tuple[Count, ...]
    outcomes: tuple[Count, ...]
    topics: tuple[Count, ...]
    sources: tuple[Count, ...]
    satisfaction: Satisfaction
    withheld: frozenset[str]
    demo: bool

    @property
    def unanswered_share(self) -> float | None:
        """The share of questions within the subject that got no answer, 0 to 1; None where none are shown."""
        unanswered, answered = (_sum(self.outcomes, outcomes) for outcomes in (UNANSWERED, ANSWERED))
        return unanswered / (unanswered + answered) if unanswered + answered else None


@dataclass(frozen=True, slots=True)
class _Groups:
    """The groups of a list that may be shown, and whether these are all."""

    counts: tuple[Count, ...]
    complete: bool


class Statistics:
    """Counts questions; raises LogUnavailable where the database does not answer.

    `smallest` is the fewest conversations that are shown as a group.
    """

    def __init__(self, engine: Engine, smallest: int) -> None:
        self._engine = engine
        self._smallest = smallest

    def overview(self, filters: Filters) -> Overview:
        """All figures of a period under some filters."""
        with transaction(self._engine) as connection:
            counted = Counted(connection, filters)
            groups = {f"{name}s": self._groups(counted.by(name)) for name in _GROUPED}
            groups["sources"] = self._groups(counted.sources())
            return Overview(
                questions=self._shown(counted.by()[()]),
                days=tuple(self._days(filters, counted)),
                satisfaction=self._satisfaction(counted.ratings()),
                withheld=frozenset(name for name, found in groups.items() if not found.complete),
                demo=counted.holds_demo(),
                **{name: found.counts for name, found in groups.items()},
            )

    def _shown(self, tally: Tally) -> int | None:
        return shown(tally, self._smallest)

    def _groups(self, tallies: Tallies) -> _Groups:
        present = {name: self._shown(tally) for (name,), tally in tallies.items() if tally.within}
        counts = [Count(str(name), questions) for name, questions in present.items() if questions is not None]
        counts.sort(key=lambda count: (-count.questions, count.name))
        return _Groups(tuple(counts), len(counts) == len(present))

    def _satisfaction(self, ratings: Tallies) -> Satisfaction:
        helpful, not_helpful = (self._shown(ratings[rating.value,]) for rating in (Rating.HELPFUL, Rating.NOT_HELPFUL))
        return Satisfaction(helpful, not_helpful)

    def _days(self, filters: Filters, counted: Counted) -> Iterator[Day]:
        """Each day of the period; its totals run on from those of the days before it."""
        whole, by_channel = counted.by("day"), counted.by("day", "channel")
        so_far = defaultdict(int, {channel: tally.before for (channel,), tally in counted.by("channel").items()})
        all_so_far = counted.by()[()].before
        for day in _days_of(filters):
            found = {channel.value: by_channel[day, channel.value] for channel in Channel}
            counts = [(name, self._shown(_following(so_far[name], tally))) for name, tally in found.items()]
            channels = tuple(Count(name, questions) for name, questions in counts if questions is not None)
            yield Day(day, self._shown(_following(all_so_far, whole[day,])), channels)
            all_so_far += whole[day,].within
            for name, tally in found.items():
                so_far[name] += tally.within


def _following(before: int, tally: Tally) -> Tally:
    """A tally of a day, after so many questions."""
    return Tally(before, tally.within, tally.conversations)


def _days_of(filters: Filters) -> Iterator[date]:
    return (filters.since + timedelta(days=n) for n in range((filters.until - filters.since).days + 1))


def _sum(counts: Iterable[Count], names: frozenset[Outcome]) -> int:
    return sum(count.questions for count in counts if count.name in names)
