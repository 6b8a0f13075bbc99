"""Makes clusters of the questions in the log, over and over, so that each keeps its id and what people made of it."""

import logging
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from uuid import uuid4

import numpy as np

from assistant.cluster_figures import ANSWERED
from assistant.cluster_labels import Spoken, labels_for
from assistant.cluster_store import AskedQuestion, ClusterStore, KnownCluster, MadeCluster
from assistant.clusters import Queue
from assistant.disclosure import SMALLEST
from assistant.errors import LogUnavailable
from assistant.grouping import features, group
from assistant.question_space import QuestionSpace
from knowledge.embedding import Matrix, Vector, unit
from knowledge.errors import DataFolderBusy, InvalidReference
from knowledge.locks import immediate_lock
from knowledge.references import Reference

# As near as that to where a cluster lies, a group without any question of it is the cluster come back.
_BACK = 0.75
_SHARE_ANSWERED = 0.5  # of the questions, from which the sources answer a cluster

Progress = Callable[[float], None]
"""Told how far a run is, 0 to 1."""

log = logging.getLogger(__name__)


def no_share(_share: float) -> None:
    """For runs that nobody watches."""


class Clustering:
    """Runs in the background; one run at a time over one data folder.

    `stores` gives the store for an embedder. `smallest` is the fewest conversations, and the fewest questions, that
    make a cluster.
    """

    def __init__(
        self,
        stores: Callable[[str], ClusterStore],
        space: Callable[[], QuestionSpace],
        folder: Path,
        smallest: int = SMALLEST,
    ) -> None:
        self._stores = stores
        self._space = space
        self._lock = folder / "clustering.lock"
        self._smallest = smallest

    def run(self, progress: Progress) -> bool:
        """Bring the clusters up to date; False where another run is at it. Raises LogUnavailable."""
        try:
            with immediate_lock(self._lock):
                self._run(progress)
        except DataFolderBusy:
            return False
        return True

    def start(self) -> Thread:
        """Begin a run that nobody waits for; `Clusters.last_run` tells how far it is."""

        def run() -> None:
            try:
                self.run(no_share)
            except LogUnavailable:
                log.warning("the clusters could not be brought up to date")

        thread = Thread(target=run, name="clustering", daemon=True)
        thread.start()
        return thread

    def _run(self, progress: Progress) -> None:
        space = self._space()
        store = self._stores(space.embedder)

        def advance(share: float) -> None:
            store.advance(share)
            progress(share)

        store.begin()
        questions, vectors = store.questions()
        advance(0.2)
        asked = _Asked.of(space, questions, vectors)
        groups = _groups(asked)
        advance(0.7)
        placing = _Placing(space, asked, store.known(), self._smallest)
        placing.place(groups)
        advance(0.9)
        made = placing.made()
        store.save(made, placing.moved())
        store.end(len(questions), len(made))
        progress(1.0)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Questions with where they lie: `centred` to make anchors of, `placed` to compare."""

    questions: Sequence[AskedQuestion]
    centred: Matrix
    placed: Matrix

    @classmethod
    def of(cls, space: QuestionSpace, questions: Sequence[AskedQuestion], vectors: Matrix) -> "_Asked":
        if not questions:
            nothing = np.zeros((0, 0), dtype=np.float32)
            return cls((), nothing, nothing)
        centred = space.centred(vectors, [question.language for question in questions])
        return cls(questions, centred, space.place(centred))


def _groups(asked: _Asked) -> list[list[int]]:
    """The questions of each group, by their positions; the largest group first."""
    numbers = group(features(asked.placed, [question.hits for question in asked.questions]))
    found: dict[int, list[int]] = defaultdict(list)
    for position, number in enumerate(numbers):
        found[int(number)].append(position)
    return sorted(found.values(), key=len, reverse=True)


class _Placing:
    """Finds for each group the cluster that it was before.

    What a person put together or apart stays so: questions stay in a cluster that a person shaped, and other questions
    of their group go to the nearest such cluster among those that have questions in it.
    """

    def __init__(self, space: QuestionSpace, asked: _Asked, known: Sequence[KnownCluster], smallest: int) -> None:
        self._space = space
        self._asked = asked
        self._known = {cluster.id: cluster for cluster in known}
        self._anchors = _Anchors(space, known)
        self._smallest = smallest
        self._clusters: dict[int, str] = {}

    def place(self, groups: Sequence[list[int]]) -> None:
        """Give every question of the groups its cluster, or none."""
        free = [self._without_shaped(each) for each in groups]
        self._match([each for each in free if each])

    def moved(self) -> list[tuple[AskedQuestion, str | None]]:
        """The questions whose cluster is another than before, with it."""
        clusters = ((question, self._clusters.get(n)) for n, question in enumerate(self._asked.questions))
        return [(question, cluster) for question, cluster in clusters if cluster != question.cluster]

    def made(self) -> list[MadeCluster]:
        """The clusters that have questions now."""
        members: dict[str, list[int]] = defaultdict(list)
        for position, cluster in self._clusters.items():
            members[cluster].append(position)
        return [self._made(cluster, positions) for cluster, positions in members.items()]

    def _without_shaped(self, positions: list[int]) -> list[int]:
        """What is left of a group for other clusters once those that a person shaped have theirs."""
        held: dict[str, list[int]] = defaultdict(list)
        for position in positions:
            cluster = self._asked.questions[position].cluster
            if cluster in self._known and self._known[cluster].shaped_by_hand:
                held[cluster].append(position)
        self._clusters |= {position: cluster for cluster, own in held.items() for position in own}
        free = [position for position in positions if position not in self._clusters]
        if not held:
            return free
        names = list(held)
        means = np.stack([self._asked.placed[held[name]].mean(axis=0) for name in names])
        for position in free:
            self._clusters[position] = names[int(np.argmax(means @ self._asked.placed[position]))]
        return []

    def _match(self, groups: Sequence[list[int]]) -> None:
        """The cluster that a group has most questions of, each but once; else one that lies there; else a new one."""
        taken: set[str] = set()
        for shared, number, cluster in self._overlaps(groups):
            if shared and cluster not in taken and groups[number][0] not in self._clusters:
                self._give(groups[number], cluster)
                taken.add(cluster)
        for positions in groups:
            if positions[0] in self._clusters:
                continue
            back = self._anchors.nearest(self._asked.placed[positions].mean(axis=0), taken)
            if back is not None:
                self._give(positions, back)
                if not self._known[back].shaped_by_hand:
                    taken.add(back)
            elif self._is_large(positions):
                self._give(positions, str(uuid4()))

    def _overlaps(self, groups: Sequence[list[int]]) -> list[tuple[int, int, str]]:
        """How many questions each group has of each cluster, most first; of equals the older cluster."""
        age = {cluster: number for number, cluster in enumerate(self._known)}
        found = [
            (count, number, cluster)
            for number, positions in enumerate(groups)
            for cluster, count in Counter(self._asked.questions[n].cluster for n in positions).items()
            if cluster in age
        ]
        return sorted(found, key=lambda each: (-each[0], age[each[2]], each[1]))

    def _give(self, positions: Sequence[int], cluster: str) -> None:
        self._clusters |= dict.fromkeys(positions, cluster)

    def _is_large(self, positions: Sequence[int]) -> bool:
        """Whether a group may be shown: enough questions, and enough conversations within one month."""
        months: dict[str, set[str]] = defaultdict(set)
        for question in (self._asked.questions[position] for position in positions):
            months[question.month].add(question.pseudonym)
        return len(positions) >= self._smallest and max(map(len, months.values())) >= self._smallest

    def _made(self, cluster: str, positions: list[int]) -> MadeCluster:
        questions = [self._asked.questions[position] for position in positions]
        spoken = [Spoken(question.answer_id, question.language, _best(question)) for question in questions]
        answered = sum(question.outcome in ANSWERED for question in questions)
        queue = Queue.ANSWERED if answered >= _SHARE_ANSWERED * len(questions) else Queue.GAP
        before = self._known.get(cluster)
        stays = before is not None and before.shaped_by_hand and len(before.anchors) > 0
        anchors = None if stays else self._asked.centred[positions].mean(axis=0, keepdims=True)
        return MadeCluster(cluster, labels_for(self._space, spoken, self._asked.placed[positions]), queue, anchors)


class _Anchors:
    """Where clusters lie that have no question in a group."""

    def __init__(self, space: QuestionSpace, known: Sequence[KnownCluster]) -> None:
        lying = [cluster for cluster in known if len(cluster.anchors)]
        self._names = [cluster.id for cluster in lying for _ in cluster.anchors]
        self._placed = space.place(np.concatenate([cluster.anchors for cluster in lying])) if lying else None

    def nearest(self, centre: Vector, taken: set[str]) -> str | None:
        """The nearest cluster that is not taken; None where none is near enough."""
        if self._placed is None:
            return None
        nearness = self._placed @ unit(centre)
        free = [(float(near), name) for near, name in zip(nearness, self._names, strict=True) if name not in taken]
        near, name = max(free, default=(0.0, ""))
        return name if near >= _BACK else None


def _best(question: AskedQuestion) -> Reference | None:
    try:
        return Reference.parse(question.hits[0][0]) if question.hits else None
    except InvalidReference:
        return None
