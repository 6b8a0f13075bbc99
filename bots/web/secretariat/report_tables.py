"""The figures of a report as tables, in the words of a language."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from assistant.inbox_items import ItemKind, State
from assistant.reports import Report
from assistant.statistics import Count, Overview
from assistant.subjects import Subject
from bots.catalogue import Catalogue
from bots.tables import Cell, Table
from bots.web.secretariat.words import say
from bots.words import say as say_shared
from knowledge.language import Language
from knowledge.references import Reference

_ROUNDED = 3  # decimals of shares


@dataclass(frozen=True, slots=True)
class Names:
    """What sources and places are called in a language; what is not served any more keeps its id."""

    catalogue: Catalogue
    language: Language

    def source(self, source: str) -> str:
        """The short name of a source."""
        try:
            return self.catalogue.document(source, self.language).short
        except KeyError:
            return source

    def place(self, reference: Reference) -> str:
        """The label of a place, with its reference."""
        place = self.catalogue.place(reference, self.language)
        return str(reference) if place is None else f"{place.label} ({reference})"


def tables_of(report: Report, names: Names) -> list[Table]:
    """All tables, in the order in which they are read; figures of small groups are not in them."""
    return list(_Writer(report, names).tables())


class _Writer:
    def __init__(self, report: Report, names: Names) -> None:
        self._report = report
        self._names = names

    def tables(self) -> Iterator[Table]:
        yield self._table("figures", ("figure", "this_month", "month_before"), self._figures())
        yield self._days()
        for name, word in self._words().items():
            yield self._counts(name, word)
        columns = ("subject", "questions", "change", "share_answered", "status")
        yield self._table("subjects", columns, map(self._subject, self._report.answered))
        yield self._table("gaps", (*columns, "nearest"), map(self._gap, self._report.gaps))
        yield self._table("inbox", ("kind", "state", "items"), self._inbox())

    def _table(self, name: str, columns: Iterable[str], rows: Iterable[tuple[Cell, ...]]) -> Table:
        header = tuple(self._say(f"report.column_{column}") for column in columns)
        return Table(self._say(f"report.table_{name}"), header, tuple(rows))

    def _figures(self) -> Iterator[tuple[Cell, ...]]:
        figures: dict[str, Callable[[Overview], Cell]] = {
            "questions": lambda overview: overview.questions,
            "unanswered_share": lambda overview: _share(overview.unanswered_share),
            "helpful": lambda overview: overview.satisfaction.helpful,
            "not_helpful": lambda overview: overview.satisfaction.not_helpful,
            "satisfaction": lambda overview: _share(overview.satisfaction.share),
        }
        for name, figure in figures.items():
            yield self._say(f"report.figure_{name}"), figure(self._report.overview), figure(self._report.before)

    def _days(self) -> Table:
        channels = [count.name for count in self._report.overview.channels]
        header = ("day", "questions")
        labels = tuple(self._say(f"channel.{channel}") for channel in channels)
        table = self._table("days", header, ())
        return Table(table.name, (*table.header, *labels), tuple(self._day_rows(channels)))

    def _day_rows(self, channels: Iterable[str]) -> Iterator[tuple[Cell, ...]]:
        channels = list(channels)
        for day in self._report.overview.days:
            found = {count.name: count.questions for count in day.channels}
            yield day.day, day.questions, *map(found.get, channels)

    def _words(self) -> dict[str, Callable[[str], str]]:
        language = self._names.language
        return {
            "outcomes": lambda name: say_shared(f"outcome.{name}", language),
            "channels": lambda name: self._say(f"channel.{name}"),
            "languages": lambda name: self._say(f"in.{name}"),
            "topics": lambda name: self._say(f"topic.{name or 'none'}"),
            "sources": self._names.source,
        }

    def _counts(self, name: str, word: Callable[[str], str]) -> Table:
        now: tuple[Count, ...] = getattr(self._report.overview, name)
        before = {count.name: count.questions for count in getattr(self._report.before, name)}
        rows = ((word(count.name), count.questions, before.get(count.name)) for count in now)
        return self._table(name, ("group", "this_month", "month_before"), rows)

    def _subject(self, subject: Subject) -> tuple[Cell, ...]:
        label, status = subject.label[self._names.language], self._say(f"report.status_{subject.status}")
        return label, subject.questions, subject.change, _share(subject.share_answered), status

    def _gap(self, subject: Subject) -> tuple[Cell, ...]:
        return *self._subject(subject), "; ".join(map(self._names.place, subject.nearest))

    def _inbox(self) -> Iterator[tuple[Cell, ...]]:
        for kind in ItemKind:
            for state in State:
                count = self._report.inbox.get((kind, state), 0)
                yield self._say(f"inbox.kind_{kind}"), self._say(f"inbox.state_{state}"), count

    def _say(self, key: str) -> str:
        return say(key, self._names.language)


def _share(share: float | None) -> float | None:
    return None if share is None else round(share, _ROUNDED)
