"""Frequent questions: groups that ask the same thing, as the secretariat works through them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, select

from assistant.audit import note
from assistant.cluster_figures import Figures, figures_of, ratings_of
from assistant.cluster_rows import examples_of, keep_as_examples, labels_of, lines, text_of, touch
from assistant.cluster_shaping import merged, split_off
from assistant.database import transaction
from assistant.disclosure import shown, shown_share
from assistant.errors import NoSuchCluster
from assistant.tables import QUESTION_LOG
from assistant.tables_questions import CLUSTER_RUNS, CLUSTERS
from knowledge.language import Language

PAGE = 25
"""How many clusters a page holds."""


class Queue(StrEnum):
    """Whether the sources answer what is asked, or most who ask it get no answer."""

    ANSWERED = "answered"
    GAP = "gap"


class Status(StrEnum):
    """How far the secretariat is with a cluster."""

    NEW = "new"
    IN_PROGRESS = "in_progress"
    APPROVED = "approved"
    DISMISSED = "dismissed"


class Order(StrEnum):
    """What comes first in a list: the most asked, the fastest risen, or the last asked."""

    QUESTIONS = "questions"
    TREND = "trend"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Trend:
    """The questions of the last fourteen days and of the fourteen before, as they may be shown; None: too few."""

    recent: int | None
    before: int | None


@dataclass(frozen=True, slots=True)
class Example:
    """A question as somebody put it, redacted; `approved` where a secretary chose to keep it."""

    text: str
    language: Language
    approved: bool


@dataclass(frozen=True, slots=True)
class Cluster:
    """Questions that ask the same thing, of at least as many conversations as may be shown.

    `label` has one in each language. `questions` and `conversations` include what is past the retention period.
    `share_answered` and `rating` (of those who rated, the share that was helped) are 0 to 1, over the questions within
    the retention period, and None where either side has too few conversations. `assignee` is a user's sign-in name.
    `version` goes up with each change by a person. `demo` says that it holds questions of the demo.
    """

    id: str
    label: dict[Language, str]
    queue: Queue
    status: Status
    assignee: str | None
    notes: str
    questions: int
    conversations: int
    share_answered: float | None
    rating: float | None
    trend: Trend
    first_at: date
    last_at: date
    examples: tuple[Example, ...]
    version: int
    changed_by: str
    demo: bool


@dataclass(frozen=True, slots=True)
class ClusterFilters:
    """Which clusters to list, and what comes first; None and an empty text are no filter."""

    queue: Queue | None = None
    status: Status | None = None
    assignee: str | None = None
    text: str = ""
    order: Order = Order.QUESTIONS


@dataclass(frozen=True, slots=True)
class ClusterPage:
    """A page of clusters; `total` counts those of all pages, which are numbered from 1."""

    clusters: tuple[Cluster, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class ClusteredQuestion:
    """A question in a cluster, as it is offered for a split; nothing in it tells when or by whom it was asked."""

    answer_id: str
    text: str
    language: Language


@dataclass(frozen=True, slots=True)
class Run:
    """The last time that clusters were made; `progress` goes from 0 to 1."""

    started_at: datetime
    finished_at: datetime | None
    progress: float
    questions: int
    clusters: int


@dataclass(frozen=True, slots=True)
class _Found:
    """A cluster that may be shown, before its examples and ratings are looked up."""

    row: RowMapping
    label: dict[Language, str]
    figures: Figures


class Clusters:
    """Reads clusters and keeps what people do with them; raises LogUnavailable where the database does not answer.

    `smallest` is the fewest conversations that are shown as a group. What changes a cluster takes the version that the
    person saw and the person's sign-in name, and raises ChangedMeanwhile where another is the newest and NoSuchCluster
    where there is no such cluster. Each change is noted in the audit trail, in the same transaction and without words.
    """

    def __init__(self, engine: Engine, smallest: int) -> None:
        self._engine = engine
        self._smallest = smallest

    def page(self, filters: ClusterFilters, number: int = 1) -> ClusterPage:
        """A page of the clusters that may be shown; the nearest one where there is no page of that number."""
        with transaction(self._engine) as connection:
            found = [each for each in self._all(connection) if _fits(each, filters)]
            found.sort(key=lambda each: self._rank(each, filters.order))
            pages = max(1, -(-len(found) // PAGE))
            number = min(max(number, 1), pages)
            clusters = self._complete(connection, found[(number - 1) * PAGE : number * PAGE])
        return ClusterPage(clusters, len(found), number, pages)

    def get(self, cluster_id: str) -> Cluster | None:
        """A cluster; None where there is none, or it is too small to be shown."""
        with transaction(self._engine) as connection:
            found = [each for each in self._all(connection) if each.row["id"] == cluster_id]
            return next(iter(self._complete(connection, found)), None)

    def questions(self, cluster_id: str) -> tuple[ClusteredQuestion, ...]:
        """The questions of a cluster that are kept, in order of their text; raises NoSuchCluster."""
        if self.get(cluster_id) is None:
            raise NoSuchCluster(cluster_id)
        with transaction(self._engine) as connection:
            rows = connection.execute(lines().where(QUESTION_LOG.c.cluster == cluster_id)).mappings().all()
        questions = [ClusteredQuestion(row["answer_id"], text_of(row), Language(row["language"])) for row in rows]
        return tuple(sorted(questions, key=lambda question: (question.text.casefold(), question.answer_id)))

    def last_run(self) -> Run | None:
        """When clusters were made last, or how far that is; None before the first time."""
        with transaction(self._engine) as connection:
            row = connection.execute(select(CLUSTER_RUNS)).mappings().first()
        return None if row is None else Run(**{name: value for name, value in row.items() if name != "id"})

    def set_status(self, cluster_id: str, status: Status, version: int, by: str) -> None:
        """Say how far the secretariat is."""
        self._change(cluster_id, version, by, "cluster_status", {"status": status.value}, status=status.value)

    def assign(self, cluster_id: str, assignee: str | None, version: int, by: str) -> None:
        """Say who takes care of it; None for nobody."""
        action = "cluster_take" if assignee else "cluster_release"
        self._change(cluster_id, version, by, action, {"assignee": assignee})

    def note(self, cluster_id: str, notes: str, version: int, by: str) -> None:
        """Put notes in the place of those that were there."""
        self._change(cluster_id, version, by, "cluster_note", {"notes": notes})

    def rename(self, cluster_id: str, label: Mapping[Language, str], version: int, by: str) -> None:
        """Give it labels that stay, also after the questions are gone."""
        texts = {language.value: label[language] for language in Language}
        self._change(cluster_id, version, by, "cluster_rename", {"named_by_hand": True, **texts})

    def keep_examples(self, cluster_id: str, answer_ids: Sequence[str], version: int, by: str) -> None:
        """Keep some of its questions as examples, past the retention period too; raises NoSuchCluster for others."""
        with transaction(self._engine) as connection:
            touch(connection, cluster_id, version, by)
            if cluster_id not in {each.row["id"] for each in self._all(connection)}:
                raise NoSuchCluster(cluster_id)
            keep_as_examples(connection, cluster_id, answer_ids, by)
            note(connection, by, "cluster_keep", cluster_id, questions=len(answer_ids))

    def split(self, cluster_id: str, answer_ids: Collection[str], version: int, by: str) -> str:
        """Take questions out into a cluster of their own, for good; returns its id.

        Raises NotDivisible where either part would be too small to be shown, or a question is not in the cluster.
        """
        with transaction(self._engine) as connection:
            touch(connection, cluster_id, version, by)
            part = split_off(connection, cluster_id, frozenset(answer_ids), self._smallest, by)
            note(connection, by, "cluster_split", cluster_id, questions=len(answer_ids), other=part)
        return part

    def merge(self, versions: Mapping[str, int], by: str) -> str:
        """Put clusters together for good, named with the version of each; returns the id that stays, the first."""
        with transaction(self._engine) as connection:
            for cluster_id, version in versions.items():
                touch(connection, cluster_id, version, by)
            kept, *others = versions
            note(connection, by, "cluster_merge", kept, other=", ".join(others))
            return merged(connection, (kept, *others))

    def _change(
        self, cluster_id: str, version: int, by: str, action: str, values: Mapping[str, Any], **details: str
    ) -> None:
        with transaction(self._engine) as connection:
            touch(connection, cluster_id, version, by, **values)
            note(connection, by, action, cluster_id, **details)

    def _all(self, connection: Connection) -> Sequence[_Found]:
        """All clusters that may be shown."""
        figures = figures_of(connection, datetime.now(UTC).date())
        rows = connection.execute(select(CLUSTERS)).mappings().all()
        rows = [row for row in rows if row["id"] in figures]
        rows = [row for row in rows if figures[row["id"]].asked.conversations >= self._smallest]
        return [
            _Found(row, label, figures[row["id"]]) for row, label in zip(rows, labels_of(connection, rows), strict=True)
        ]

    def _rank(self, found: _Found, order: Order) -> tuple[Any, ...]:
        """Smaller comes first."""
        size = (-found.figures.asked.within, found.row["id"])
        if order is Order.LAST:
            return (-found.figures.last_at.toordinal(), *size)
        if order is Order.TREND:
            trend = self._trend(found.figures)
            return (-((trend.recent or 0) - (trend.before or 0)), *size)
        return size

    def _trend(self, figures: Figures) -> Trend:
        return Trend(shown(figures.recent, self._smallest), shown(figures.previous, self._smallest))

    def _complete(self, connection: Connection, found: Sequence[_Found]) -> tuple[Cluster, ...]:
        ratings = ratings_of(connection, [each.row["id"] for each in found], self._smallest)
        return tuple(
            self._cluster(each, ratings[each.row["id"]], examples_of(connection, each.row["id"])) for each in found
        )

    def _cluster(self, found: _Found, rating: float | None, examples: Iterable[tuple[str, Language, bool]]) -> Cluster:
        row, figures = found.row, found.figures
        return Cluster(
            id=row["id"],
            label=found.label,
            queue=Queue(row["queue"]),
            status=Status(row["status"]),
            assignee=row["assignee"],
            notes=row["notes"],
            questions=figures.asked.within,
            conversations=figures.asked.conversations,
            share_answered=shown_share(figures.answered, figures.unanswered, self._smallest),
            rating=rating,
            trend=self._trend(figures),
            first_at=figures.first_at,
            last_at=figures.last_at,
            examples=tuple(Example(*each) for each in examples),
            version=row["version"],
            changed_by=row["changed_by"],
            demo=figures.demo,
        )


def _fits(found: _Found, filters: ClusterFilters) -> bool:
    row = found.row
    wanted = {"queue": filters.queue, "status": filters.status, "assignee": filters.assignee}
    chosen = all(value is None or row[name] == value for name, value in wanted.items())
    return chosen and any(filters.text.casefold() in label.casefold() for label in found.label.values())
