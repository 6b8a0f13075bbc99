from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select, update

from assistant.cluster_store import ClusterStore
from assistant.clustering import Clustering, no_share
from assistant.clusters import Cluster, ClusterFilters, Clusters, Queue, Status
from assistant.errors import LogUnavailable
from assistant.log_lines import LogLine
from assistant.records import Records
from assistant.tables import QUESTION_LOG
from assistant.tables_questions import CLUSTER_ANCHORS, CLUSTERS
from knowledge.language import Language
from knowledge.locks import immediate_lock
from tests.assistant.clustering_fakes import a_space, about, several
from tests.assistant.databases import gone

ME = "an editor"


class Desk:
    """A log with what makes clusters of it."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self.engine = engine
        self.folder = folder
        self.records = Records.over(engine, folder)
        self.space = a_space()

    @property
    def clusters(self) -> Clusters:
        return self.records.clusters

    @property
    def clustering(self) -> Clustering:
        return Clustering(partial(ClusterStore, self.engine), lambda: self.space, self.folder)

    def ask(self, *lines: LogLine) -> None:
        self.records.question_log.add(lines)

    def run(self) -> list[Cluster]:
        assert self.clustering.run(no_share)
        return list(self.clusters.page(ClusterFilters()).clusters)

    def cluster_of(self, line: LogLine) -> str | None:
        with self.engine.connect() as connection:
            query = select(QUESTION_LOG.c.cluster).where(QUESTION_LOG.c.answer_id == line.answer_id)
            return connection.execute(query).scalar_one()

    def rows(self, table: Any) -> list[Any]:
        with self.engine.connect() as connection:
            return list(connection.execute(select(table)).mappings())


@pytest.fixture
def desk(engine: Engine, tmp_path: Path) -> Desk:
    return Desk(engine, tmp_path)


def ids(lines: Sequence[LogLine]) -> list[str]:
    return [line.answer_id for line in lines]


def test_an_empty_log_has_no_clusters(desk: Desk) -> None:
    assert desk.run() == []


def test_three_people_who_ask_the_same_in_two_languages_make_a_cluster(desk: Desk) -> None:
    desk.ask(about("fees", language="nl"), about("fees", seed=1, channel="telegram"), about("fees", seed=2))
    [cluster] = desk.run()
    assert (cluster.questions, cluster.conversations) == (3, 3)
    assert cluster.label == {Language.NL: "Nl: fees?", Language.EN: "En: fees?"}
    assert (cluster.queue, cluster.status, cluster.version) == (Queue.ANSWERED, Status.NEW, 1)


def test_two_people_make_none_however_often_they_ask(desk: Desk) -> None:
    desk.ask(*(about("fees", seed=n, pseudonym=f"p{n % 2}") for n in range(6)))
    assert desk.run() == []
    assert desk.rows(CLUSTERS) == []


def test_somebody_who_goes_on_in_a_new_month_is_not_two_people(desk: Desk) -> None:
    last_month = datetime.now(UTC).replace(day=1) - timedelta(days=1)
    desk.ask(about("fees", pseudonym="old", asked_at=last_month))
    desk.ask(about("fees", seed=1, pseudonym="new"), about("fees", seed=2, pseudonym="other"))
    assert desk.run() == []


def test_what_the_sources_do_not_hold_goes_to_the_other_queue(desk: Desk) -> None:
    desk.ask(*several(3, "gold", outcome="not_in_sources"), *several(3, "fees"))
    queues = {cluster.examples[0].text.split()[2]: cluster.queue for cluster in desk.run()}
    assert queues == {"fees": Queue.ANSWERED, "gold": Queue.GAP}


def test_greetings_and_attacks_are_in_no_cluster(desk: Desk) -> None:
    desk.ask(*several(3, "fees", outcome="greeting"), *several(3, "scrap", outcome="blocked"))
    assert desk.run() == []


def test_vectors_of_another_embedder_are_left_alone(desk: Desk) -> None:
    desk.ask(*several(3, "fees"), *several(3, "fees", embedder="another"))
    [cluster] = desk.run()
    assert cluster.questions == 3


def test_a_cluster_keeps_its_id_when_it_grows(desk: Desk) -> None:
    desk.ask(*several(3, "fees"), *several(4, "scrap"))
    before = {cluster.label[Language.EN]: cluster.id for cluster in desk.run()}
    desk.ask(*several(5, "fees"))
    after = {cluster.label[Language.EN]: cluster.id for cluster in desk.run()}
    assert before == after


def test_a_run_over_the_same_log_changes_nothing(desk: Desk) -> None:
    desk.ask(*several(3, "fees"), *several(4, "scrap"), about("gold"))
    assert desk.run() == desk.run()


def test_a_cluster_comes_back_after_its_questions_are_gone(desk: Desk) -> None:
    old = datetime.now(UTC) - timedelta(days=20)
    desk.ask(*several(3, "fees", asked_at=old))
    [before] = desk.run()
    desk.clusters.note(before.id, "Ask the treasurer.", before.version, ME)
    desk.records.question_log.erase_older_than(10)
    assert desk.run()[0].questions == 3
    desk.ask(about("fees", seed=9))
    [after] = desk.run()
    assert (after.id, after.notes, after.questions) == (before.id, "Ask the treasurer.", 4)


def test_a_cluster_that_nobody_asks_or_worked_on_is_forgotten_with_its_place(desk: Desk) -> None:
    desk.ask(*several(3, "fees"))
    desk.run()
    with desk.engine.begin() as connection:
        connection.execute(QUESTION_LOG.delete())
    assert desk.run() == []
    assert desk.rows(CLUSTERS) == []
    assert desk.rows(CLUSTER_ANCHORS) == []


def test_what_was_split_off_stays_apart_and_new_questions_go_to_the_nearer_part(desk: Desk) -> None:
    fees = several(3, "fees")
    mixed = several(3, "fees", "scrap", hits=(("ore-code/fees", 1.0),))
    desk.ask(*fees, *mixed)
    [cluster] = desk.run()
    part = desk.clusters.split(cluster.id, ids(mixed), cluster.version, ME)
    assert {each.id for each in desk.run()} == {cluster.id, part}
    later = about("fees", "scrap", seed=7, hits=(("ore-code/fees", 1.0),))
    desk.ask(later, about("fees", seed=8))
    assert {each.id: each.questions for each in desk.run()} == {cluster.id: 4, part: 4}
    assert desk.cluster_of(later) == part


def test_what_was_put_together_stays_together_for_new_questions_of_either_kind(desk: Desk) -> None:
    desk.ask(*several(4, "fees"), *several(3, "joining"))
    fees, joining = desk.run()
    kept = desk.clusters.merge({fees.id: fees.version, joining.id: joining.version}, ME)
    assert kept == fees.id
    desk.ask(about("fees", seed=8), about("joining", seed=8))
    [both] = desk.run()
    assert (both.id, both.questions) == (fees.id, 9)


def test_what_was_put_together_stays_so_after_its_questions_are_gone(desk: Desk) -> None:
    old = datetime.now(UTC) - timedelta(days=20)
    desk.ask(*several(4, "fees", asked_at=old), *several(3, "joining", asked_at=old))
    fees, joining = desk.run()
    desk.clusters.merge({fees.id: fees.version, joining.id: joining.version}, ME)
    desk.records.question_log.erase_older_than(10)
    desk.run()
    desk.ask(about("joining", seed=8), about("fees", seed=8))
    [both] = desk.run()
    assert (both.id, both.questions) == (fees.id, 9)


def test_what_a_person_moves_during_a_run_stays_where_the_person_put_it(desk: Desk) -> None:
    lines = several(3, "fees")
    desk.ask(*lines)
    store = ClusterStore(desk.engine, desk.space.embedder)
    questions, _ = store.questions()
    with desk.engine.begin() as connection:
        connection.execute(update(QUESTION_LOG).values(cluster="by hand"))
    store.save([], [(question, "by the run") for question in questions])
    assert {desk.cluster_of(line) for line in lines} == {"by hand"}


def test_a_name_that_a_person_gave_outlives_a_run(desk: Desk) -> None:
    desk.ask(*several(3, "fees"))
    [cluster] = desk.run()
    label = {Language.NL: "Bijdrage", Language.EN: "Contribution"}
    desk.clusters.rename(cluster.id, label, cluster.version, ME)
    assert desk.run()[0].label == label


def test_one_run_at_a_time(desk: Desk) -> None:
    with immediate_lock(desk.folder / "clustering.lock"):
        assert not desk.clustering.run(no_share)
    assert desk.clustering.run(no_share)


def test_a_run_tells_how_far_it_is(desk: Desk) -> None:
    assert desk.clusters.last_run() is None
    desk.ask(*several(3, "fees"))
    shares: list[float] = []
    desk.clustering.run(shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    run = desk.clusters.last_run()
    assert run is not None
    assert (run.progress, run.questions, run.clusters) == (1.0, 3, 1)
    assert run.finished_at is not None
    assert run.finished_at >= run.started_at


def test_a_run_without_a_database_says_so_and_one_that_nobody_waits_for_does_not(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    with gone(desk.engine, "cluster_runs"):
        with pytest.raises(LogUnavailable):
            desk.clustering.run(no_share)
        desk.clustering.start().join()
    assert "could not be brought up to date" in caplog.text
