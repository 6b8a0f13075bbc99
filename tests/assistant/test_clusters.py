from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Engine

from assistant.cluster_store import ClusterStore
from assistant.clustering import Clustering, no_share
from assistant.clusters import Cluster, ClusterFilters, Clusters, Order, Queue, Status, Trend
from assistant.errors import ChangedMeanwhile, LogUnavailable, NoSuchCluster, NotDivisible
from assistant.inbox import Rating
from assistant.log_lines import LogLine, Origin
from assistant.questions import Channel
from assistant.records import Records
from assistant.tables import QUESTION_LOG
from knowledge.language import Language
from tests.assistant.clustering_fakes import a_space, about, several
from tests.assistant.databases import gone

ME, YOU = "an editor", "another editor"


@pytest.fixture
def records(engine: Engine, tmp_path: Path) -> Records:
    return Records.over(engine, tmp_path)


@pytest.fixture
def clusters(records: Records) -> Clusters:
    return records.clusters


@pytest.fixture
def clustering(engine: Engine, tmp_path: Path) -> Clustering:
    return Clustering(partial(ClusterStore, engine), a_space, tmp_path)


def clustered(records: Records, clustering: Clustering, *lines: LogLine) -> list[Cluster]:
    records.question_log.add(lines)
    clustering.run(no_share)
    return list(records.clusters.page(ClusterFilters()).clusters)


def a_cluster(records: Records, clustering: Clustering, *lines: LogLine) -> Cluster:
    [cluster] = clustered(records, clustering, *(lines or several(3, "fees")))
    return cluster


def erase(engine: Engine, line: LogLine) -> None:
    """Delete a line, as the erasure of its conversation does."""
    with engine.begin() as connection:
        connection.execute(QUESTION_LOG.delete().where(QUESTION_LOG.c.answer_id == line.answer_id))


def days_ago(days: int) -> datetime:
    return datetime.now(UTC) - timedelta(days=days)


def test_a_cluster_tells_when_it_was_asked_and_whether_it_grows(records: Records, clustering: Clustering) -> None:
    lines = [about("fees", seed=n, asked_at=days_ago(age)) for n, age in enumerate((20, 19, 18, 3, 2, 2, 1))]
    cluster = a_cluster(records, clustering, *lines)
    assert (cluster.first_at, cluster.last_at) == (days_ago(20).date(), days_ago(1).date())
    assert cluster.questions == 7


def test_a_trend_compares_two_weeks_with_the_two_before(records: Records, clustering: Clustering) -> None:
    recent = several(6, "fees", asked_at=days_ago(0))
    cluster = a_cluster(records, clustering, *recent, *several(1, "fees", asked_at=days_ago(14)))
    assert cluster.trend == Trend(recent=6, before=None)


def test_examples_are_redacted_questions_of_different_people(records: Records, clustering: Clustering) -> None:
    lines = [about("fees", seed=n, pseudonym=f"p{n // 2}") for n in range(8)]
    cluster = a_cluster(records, clustering, *lines)
    assert len(cluster.examples) == 3
    assert {example.text for example in cluster.examples} <= {line.question for line in lines}
    assert len({lines[int(example.text[-3])].pseudonym for example in cluster.examples}) == 3
    assert not any(example.approved for example in cluster.examples)


def test_an_example_is_the_question_as_it_was_understood(records: Records, clustering: Clustering) -> None:
    cluster = a_cluster(records, clustering, *several(3, "fees", interpreted_question="What about fees in 2025?"))
    assert [example.text for example in cluster.examples] == ["What about fees in 2025?"]


def test_shares_of_a_few_are_withheld(records: Records, clustering: Clustering) -> None:
    cluster = a_cluster(records, clustering, *several(5, "fees"), about("fees", seed=9, outcome="partial"))
    assert cluster.share_answered is None
    [cluster] = clustered(records, clustering, *several(2, "fees", outcome="not_in_sources"))
    assert cluster.share_answered == 5 / 8


def test_a_rating_is_that_of_enough_people(records: Records, clustering: Clustering) -> None:
    lines = several(4, "fees")
    cluster = a_cluster(records, clustering, *lines)
    for line in lines[:3]:
        records.inbox.rate(line.answer_id, line.pseudonym, Rating.HELPFUL, Channel.WEB, Language.EN)
    assert cluster.rating is None
    [cluster] = records.clusters.page(ClusterFilters()).clusters
    assert cluster.rating == 1.0
    records.inbox.rate(lines[3].answer_id, "x", Rating.NOT_HELPFUL, Channel.WEB, Language.EN)
    assert records.clusters.page(ClusterFilters()).clusters[0].rating is None


def test_a_cluster_that_shrinks_below_three_people_is_seen_nowhere(
    records: Records, clustering: Clustering, engine: Engine
) -> None:
    lines = several(3, "fees")
    cluster = a_cluster(records, clustering, *lines)
    records.clusters.note(cluster.id, "Mine.", cluster.version, ME)
    erase(engine, lines[0])
    assert records.clusters.page(ClusterFilters()).total == 0
    assert records.clusters.get(cluster.id) is None
    with pytest.raises(NoSuchCluster):
        records.clusters.questions(cluster.id)


def test_an_operator_may_ask_for_larger_groups(engine: Engine, tmp_path: Path, clustering: Clustering) -> None:
    records = Records.over(engine, tmp_path, smallest=5)
    assert clustered(records, clustering, *several(4, "fees")) == []
    assert len(clustered(records, clustering, *several(1, "fees"))) == 1


def test_filters_choose_and_an_order_sorts(records: Records, clustering: Clustering, clusters: Clusters) -> None:
    old = several(5, "fees", asked_at=days_ago(20))
    gap = several(4, "scrap", outcome="not_in_sources", asked_at=days_ago(15))
    first, second, third = clustered(records, clustering, *old, *gap, *several(3, "wages"))
    clusters.set_status(first.id, Status.IN_PROGRESS, first.version, ME)
    clusters.assign(second.id, YOU, second.version, ME)

    def listed(filters: ClusterFilters) -> list[str]:
        return [cluster.id for cluster in clusters.page(filters).clusters]

    assert listed(ClusterFilters(queue=Queue.GAP)) == [second.id]
    assert listed(ClusterFilters(status=Status.NEW)) == [second.id, third.id]
    assert listed(ClusterFilters(assignee=YOU)) == [second.id]
    assert listed(ClusterFilters(text="WAGES")) == [third.id]
    assert listed(ClusterFilters(order=Order.LAST)) == [third.id, second.id, first.id]
    assert listed(ClusterFilters(order=Order.TREND))[0] == third.id


def test_pages_are_cut_and_a_page_that_is_not_there_is_the_nearest(
    records: Records, clustering: Clustering, clusters: Clusters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.clusters.PAGE", 2)
    clustered(records, clustering, *several(5, "fees"), *several(4, "scrap"), *several(3, "wages"))
    first, last, beyond = (clusters.page(ClusterFilters(), number) for number in (0, 2, 9))
    assert (first.page, first.pages, first.total, len(first.clusters)) == (1, 2, 3, 2)
    assert last == beyond
    assert [cluster.questions for cluster in last.clusters] == [3]


def test_each_change_makes_a_version_and_names_who_made_it(records: Records, clustering: Clustering) -> None:
    cluster, clusters = a_cluster(records, clustering), records.clusters
    clusters.set_status(cluster.id, Status.DISMISSED, 1, ME)
    clusters.assign(cluster.id, YOU, 2, ME)
    clusters.note(cluster.id, "Asked by recyclers.", 3, YOU)
    changed = clusters.get(cluster.id)
    assert changed is not None
    assert (changed.status, changed.assignee, changed.notes) == (Status.DISMISSED, YOU, "Asked by recyclers.")
    assert (changed.version, changed.changed_by) == (4, YOU)


def test_of_two_who_change_it_at_once_one_is_told(records: Records, clustering: Clustering) -> None:
    cluster, clusters = a_cluster(records, clustering), records.clusters
    clusters.note(cluster.id, "Mine.", cluster.version, ME)
    with pytest.raises(ChangedMeanwhile) as told:
        clusters.note(cluster.id, "Yours.", cluster.version, YOU)
    assert (told.value.by, told.value.version) == (ME, 2)
    kept = clusters.get(cluster.id)
    assert kept is not None
    assert kept.notes == "Mine."


def test_a_cluster_that_is_not_there_cannot_be_changed(clusters: Clusters) -> None:
    with pytest.raises(NoSuchCluster):
        clusters.set_status("nowhere", Status.NEW, 1, ME)
    assert clusters.get("nowhere") is None


def test_an_example_that_a_person_keeps_outlives_its_question(records: Records, clustering: Clustering) -> None:
    lines = several(3, "fees", asked_at=days_ago(20))
    cluster, clusters = a_cluster(records, clustering, *lines), records.clusters
    clusters.keep_examples(cluster.id, [lines[1].answer_id], cluster.version, ME)
    records.erase_older_than(10)
    kept = clusters.get(cluster.id)
    assert kept is not None
    assert [(example.text, example.approved) for example in kept.examples] == [(lines[1].question, True)]


def test_a_question_of_another_cluster_is_no_example(records: Records, clustering: Clustering) -> None:
    other = several(4, "scrap")
    _, fees = clustered(records, clustering, *other, *several(3, "fees"))
    with pytest.raises(NoSuchCluster):
        records.clusters.keep_examples(fees.id, [other[0].answer_id], fees.version, ME)
    unchanged = records.clusters.get(fees.id)
    assert unchanged is not None
    assert unchanged.version == fees.version


def test_the_questions_of_a_cluster_are_listed_by_their_text(records: Records, clustering: Clustering) -> None:
    lines = several(4, "fees")
    cluster = a_cluster(records, clustering, *lines)
    questions = records.clusters.questions(cluster.id)
    assert [question.text for question in questions] == sorted(line.question for line in lines)
    assert {question.answer_id for question in questions} == {line.answer_id for line in lines}


@pytest.mark.parametrize("taken", [0, 2, 4, 6])
def test_a_split_leaves_no_part_of_a_few(records: Records, clustering: Clustering, taken: int) -> None:
    lines = several(6, "fees")
    cluster = a_cluster(records, clustering, *lines)
    with pytest.raises(NotDivisible):
        records.clusters.split(cluster.id, [line.answer_id for line in lines[:taken]], cluster.version, ME)
    assert records.clusters.get(cluster.id) == cluster


def test_what_is_not_in_a_cluster_cannot_be_split_off(records: Records, clustering: Clustering) -> None:
    scrap = several(4, "scrap")
    _, fees = clustered(records, clustering, *scrap, *several(3, "fees"))
    with pytest.raises(NotDivisible):
        records.clusters.split(fees.id, [line.answer_id for line in scrap[:3]], fees.version, ME)


def test_a_split_makes_a_new_cluster_at_once(records: Records, clustering: Clustering) -> None:
    lines = several(7, "fees")
    cluster, clusters = a_cluster(records, clustering, *lines), records.clusters
    clusters.assign(cluster.id, YOU, cluster.version, ME)
    part = clusters.get(clusters.split(cluster.id, [line.answer_id for line in lines[:3]], 2, ME))
    rest = clusters.get(cluster.id)
    assert part is not None
    assert rest is not None
    assert (part.questions, part.status, part.assignee, part.version) == (3, Status.NEW, None, 1)
    assert part.label[Language.EN] in {line.question for line in lines[:3]}
    assert (rest.questions, rest.assignee, rest.version) == (4, YOU, 3)


def test_a_merge_keeps_all_that_was_written(records: Records, clustering: Clustering) -> None:
    old = [*several(4, "fees", asked_at=days_ago(20)), *several(3, "joining", asked_at=days_ago(20))]
    fees, joining = clustered(records, clustering, *old)
    clusters = records.clusters
    clusters.note(fees.id, "On fees.", fees.version, ME)
    clusters.note(joining.id, "On joining.", joining.version, ME)
    clusters.keep_examples(joining.id, [old[-1].answer_id], 2, ME)
    records.erase_older_than(10)
    assert clusters.merge({fees.id: 2, joining.id: 3}, YOU) == fees.id
    both = clusters.get(fees.id)
    assert both is not None
    assert (both.questions, both.conversations, both.notes) == (7, 7, "On fees.\n\nOn joining.")
    assert [example.text for example in both.examples] == [old[-1].question]
    assert clusters.get(joining.id) is None


def test_a_merge_with_what_changed_meanwhile_changes_nothing(records: Records, clustering: Clustering) -> None:
    fees, joining = clustered(records, clustering, *several(4, "fees"), *several(3, "joining"))
    records.clusters.note(joining.id, "Wait.", joining.version, YOU)
    with pytest.raises(ChangedMeanwhile):
        records.clusters.merge({fees.id: fees.version, joining.id: joining.version}, ME)
    assert records.clusters.get(fees.id) == fees


def test_erasing_a_conversation_reaches_clusters_and_their_labels(
    records: Records, clustering: Clustering, engine: Engine
) -> None:
    lines = several(4, "gold")
    cluster = a_cluster(records, clustering, *lines)
    [central] = [line for line in lines if line.question == cluster.label[Language.EN]]
    erase(engine, central)
    left = records.clusters.get(cluster.id)
    assert left is not None
    assert left.questions == 3
    assert central.question not in {*left.label.values(), *(example.text for example in left.examples)}


def test_a_cluster_of_the_demo_is_marked(records: Records, clustering: Clustering) -> None:
    assert a_cluster(records, clustering, *several(3, "fees", origin=Origin.DEMO)).demo


def test_what_cannot_be_noted_is_not_changed(records: Records, clustering: Clustering, engine: Engine) -> None:
    cluster = a_cluster(records, clustering)
    with gone(engine, "audit"), pytest.raises(LogUnavailable):
        records.clusters.note(cluster.id, "Mine.", cluster.version, ME)
    assert records.clusters.get(cluster.id) == cluster


def test_a_database_that_is_gone_is_told(records: Records, engine: Engine) -> None:
    with gone(engine, "clusters"), pytest.raises(LogUnavailable):
        records.clusters.page(ClusterFilters())
