"""The subjects of reports: clusters of questions, and the places that came nearest to what the sources do not tell."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Engine, select

from assistant.clusters import PAGE, Cluster, ClusterFilters, Clusters, Queue, Trend
from assistant.database import transaction
from assistant.tables import QUESTION_LOG
from knowledge.errors import InvalidReference
from knowledge.language import Language
from knowledge.references import Reference

MOST_LISTED = 50
"""How many subjects of a queue a report lists."""
_NEAREST = 3
_CONSIDERED = 200  # questions of a cluster: enough to tell, and few enough to read


@dataclass(frozen=True, slots=True)
class Subject:
    """A group of questions that are asked often, as it may be shown.

    `change` is how many more or less than in the period before, `share_answered` 0 to 1; both None where unknown or
    withheld. `nearest` are the places that came nearest, for what the sources do not answer.
    """

    id: str
    label: Mapping[Language, str]
    questions: int
    change: int | None
    share_answered: float | None
    status: str
    nearest: tuple[Reference, ...]


class ClusterSubjects:
    """Takes subjects from clusters, of which none is smaller than may be shown; raises LogUnavailable."""

    def __init__(self, engine: Engine, clusters: Clusters) -> None:
        self._engine = engine
        self._clusters = clusters

    def answered(self) -> list[Subject]:
        """What the sources answer, most asked first."""
        return [_subject(cluster, nearest=()) for cluster in self._of(Queue.ANSWERED)]

    def gaps(self) -> list[Subject]:
        """What the sources do not tell, most asked first, each with the places that came nearest."""
        return [_subject(cluster, self._nearest(cluster.id)) for cluster in self._of(Queue.GAP)]

    def _of(self, queue: Queue) -> list[Cluster]:
        filters = ClusterFilters(queue=queue)
        first = self._clusters.page(filters)
        numbers = range(2, min(first.pages, -(-MOST_LISTED // PAGE)) + 1)
        return [
            *first.clusters,
            *(each for number in numbers for each in self._clusters.page(filters, number).clusters),
        ]

    def _nearest(self, cluster_id: str) -> tuple[Reference, ...]:
        """The places that its questions found with the highest scores, together."""
        query = select(QUESTION_LOG.c.hits).where(QUESTION_LOG.c.cluster == cluster_id).limit(_CONSIDERED)
        scores: Counter[str] = Counter()
        with transaction(self._engine) as connection:
            for hits in connection.execute(query).scalars():
                scores.update(dict(hits))
        return tuple(_references(name for name, _ in scores.most_common(_NEAREST)))


def _references(names: Iterable[str]) -> Iterator[Reference]:
    """The references that these are, without what is none any more."""
    for name in names:
        try:
            yield Reference.parse(name)
        except InvalidReference:
            continue


def _subject(cluster: Cluster, nearest: tuple[Reference, ...]) -> Subject:
    return Subject(
        cluster.id,
        cluster.label,
        cluster.questions,
        _change(cluster.trend),
        cluster.share_answered,
        cluster.status.value,
        nearest,
    )


def _change(trend: Trend) -> int | None:
    return None if trend.recent is None or trend.before is None else trend.recent - trend.before
