import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine, update

from assistant.approved import ApprovedAnswers
from assistant.approved_answer import MOST_PLACES, ApprovedAnswer, ApprovedDraft, State
from assistant.audit import Audit
from assistant.errors import ChangedMeanwhile, LogUnavailable, NoSuchAnswer, NotApprovable
from assistant.tables import APPROVED_VERSIONS
from knowledge.passage_index import PassageIndex
from knowledge.records import dump
from tests.assistant.approvals import NEXT_MONTH, PLACE, YESTERDAY, a_draft, a_text, ore_passages
from tests.assistant.databases import gone
from tests.fakes import Shelf, a_provision


@pytest.fixture
def answers(engine: Engine) -> ApprovedAnswers:
    return ApprovedAnswers(engine)


@pytest.fixture
def index(shelf: Shelf) -> PassageIndex:
    return shelf.publish(*ore_passages())


def in_use(answers: ApprovedAnswers, index: PassageIndex, draft: ApprovedDraft | None = None) -> ApprovedAnswer:
    """An answer that was written by one and approved by another."""
    first = answers.add(draft or a_draft(), "ed")
    return answers.approve(first.id, first.version, "ann", index)


def test_a_new_answer_is_a_draft_and_comes_back_as_it_was_written(answers: ApprovedAnswers) -> None:
    draft = a_draft(cluster="k1")
    first = answers.add(draft, "ed")
    assert answers.get(first.id) == first
    assert (first.version, first.state, first.draft) == (1, State.DRAFT, draft)
    assert (first.changed_by, first.approved_at, first.approved_by, first.rests_on) == ("ed", None, None, ())
    assert str(first.reference) == f"approved/{first.id}"
    assert answers.approved() == []


def test_approving_puts_it_into_use_and_says_who_and_when(answers: ApprovedAnswers, index: PassageIndex) -> None:
    approved = in_use(answers, index)
    assert answers.approved() == [approved] == [answers.get(approved.id)]
    assert (approved.version, approved.changed_by, approved.approved_by) == (2, "ann", "ann")
    assert approved.approved_at is not None
    assert datetime.now(UTC) - approved.approved_at < timedelta(minutes=1)
    assert [str(foundation.reference) for foundation in approved.rests_on] == [PLACE]


def test_an_edit_leaves_the_approved_version_in_use_until_it_is_approved(
    answers: ApprovedAnswers, index: PassageIndex
) -> None:
    approved = in_use(answers, index)
    edited = answers.save(approved.id, approved.version, a_draft(en="Who asks?"), "ed")
    assert answers.approved() == [approved]
    assert answers.newest() == [edited]
    renewed = answers.approve(edited.id, edited.version, "ann", index)
    assert answers.approved() == [renewed]
    assert renewed.en.question == "Who asks?"


def test_a_withdrawn_answer_is_out_of_use_and_can_come_back(answers: ApprovedAnswers, index: PassageIndex) -> None:
    approved = in_use(answers, index)
    withdrawn = answers.withdraw(approved.id, approved.version, "ann", "Outdated.")
    assert (withdrawn.state, withdrawn.reason) == (State.WITHDRAWN, "Outdated.")
    assert answers.approved() == []
    assert answers.decided() == [withdrawn]
    back = answers.approve(approved.id, withdrawn.version, "ann", index)
    assert answers.approved() == [back]
    assert back.reason == ""


def test_a_version_that_was_kept_before_reasons_were_is_read(answers: ApprovedAnswers, engine: Engine) -> None:
    first = answers.add(a_draft(), "ed")
    earlier = json.loads(dump(first))
    del earlier["reason"]
    with engine.begin() as connection:
        connection.execute(update(APPROVED_VERSIONS).values(answer=json.dumps(earlier)))
    assert answers.versions(first.id) == [first]


def test_every_version_is_kept(answers: ApprovedAnswers, index: PassageIndex) -> None:
    approved = in_use(answers, index)
    answers.withdraw(approved.id, approved.version, "bob", "Outdated.")
    kept = [(a.version, a.state, a.changed_by) for a in answers.versions(approved.id)]
    assert kept == [(3, State.WITHDRAWN, "bob"), (2, State.APPROVED, "ann"), (1, State.DRAFT, "ed")]


def test_who_looked_at_an_older_version_is_told_so(answers: ApprovedAnswers, index: PassageIndex) -> None:
    first = answers.add(a_draft(), "ed")
    answers.save(first.id, 1, a_draft(en="Who asks?"), "bob")
    for attempt in (
        lambda: answers.save(first.id, 1, a_draft(), "ed"),
        lambda: answers.approve(first.id, 1, "ann", index),
        lambda: answers.withdraw(first.id, 1, "ann", "Outdated."),
        lambda: answers.save(first.id, 3, a_draft(), "ed"),
    ):
        with pytest.raises(ChangedMeanwhile) as caught:
            attempt()
        assert (caught.value.by, caught.value.version) == ("bob", 2)
    assert [a.changed_by for a in answers.versions(first.id)] == ["bob", "ed"]


def test_of_many_who_act_at_once_one_succeeds_and_the_others_are_told(
    answers: ApprovedAnswers, index: PassageIndex
) -> None:
    first = answers.add(a_draft(), "ed")

    def approve(number: int) -> str:
        try:
            return answers.approve(first.id, 1, f"approver-{number}", index).changed_by
        except ChangedMeanwhile as error:
            return f"after {error.by}"

    with ThreadPoolExecutor(8) as pool:
        ends = list(pool.map(approve, range(8)))
    [winner] = [end for end in ends if not end.startswith("after")]
    assert ends.count(f"after {winner}") == 7
    assert [a.changed_by for a in answers.versions(first.id)] == [winner, "ed"]


def test_an_answer_that_nobody_wrote_is_told_as_such(answers: ApprovedAnswers, index: PassageIndex) -> None:
    for attempt in (
        lambda: answers.get("none"),
        lambda: answers.versions("none"),
        lambda: answers.save("none", 1, a_draft(), "ed"),
        lambda: answers.approve("none", 1, "ann", index),
        lambda: answers.withdraw("none", 1, "ann", "Outdated."),
    ):
        with pytest.raises(NoSuchAnswer):
            attempt()


@pytest.mark.parametrize(
    ("draft", "problem"),
    [
        (a_draft(valid_until=YESTERDAY), "lapsed"),
        (a_draft(places=["ore-code/9"]), "unknown_place"),
        (a_draft(places=[]), "no_place"),
        (a_draft(nl=" "), "no_question"),
        (replace(a_draft(), en=a_text("What must buyers do?")), "no_sentence"),
    ],
)
def test_what_is_not_complete_cannot_be_approved(
    answers: ApprovedAnswers, index: PassageIndex, draft: ApprovedDraft, problem: str
) -> None:
    first = answers.add(draft, "ed")
    with pytest.raises(NotApprovable) as caught:
        answers.approve(first.id, 1, "ann", index)
    assert caught.value.problems == (problem,)
    assert answers.get(first.id) == first


def test_an_answer_cannot_rest_on_more_places_than_it_can_cite(answers: ApprovedAnswers, shelf: Shelf) -> None:
    places = [f"ore-code/{number}" for number in range(1, MOST_PLACES + 2)]
    index = shelf.publish(*(a_provision(place, "Buyers ask.") for place in places))
    in_use(answers, index, a_draft(places=places[:-1]))
    with pytest.raises(NotApprovable) as caught:
        in_use(answers, index, a_draft(places=places))
    assert caught.value.problems == ("too_many_places",)


def test_what_stops_to_hold_soon_is_due_the_first_first(answers: ApprovedAnswers, index: PassageIndex) -> None:
    tomorrow = date.today() + timedelta(days=1)
    late, soon = in_use(answers, index), in_use(answers, index, a_draft(valid_until=tomorrow))
    answers.add(a_draft(valid_until=tomorrow), "ed")
    assert answers.due(date.today() + timedelta(days=7)) == [soon]
    assert answers.due(NEXT_MONTH + timedelta(days=1)) == [soon, late]


def test_a_place_that_changes_flags_the_answers_that_rest_on_it(answers: ApprovedAnswers, shelf: Shelf) -> None:
    index = shelf.publish(*ore_passages())
    resting = in_use(answers, index)
    in_use(answers, index, a_draft(places=["ore-code/2"]))
    assert answers.flagged(index) == []
    [flagged] = answers.flagged(shelf.publish(*ore_passages("Buyers ask twice.")))
    assert flagged.answer == resting
    assert [str(place) for place in flagged.places] == [PLACE]


def test_approving_anew_takes_the_flag_away(answers: ApprovedAnswers, shelf: Shelf) -> None:
    approved = in_use(answers, shelf.publish(*ore_passages()))
    changed = shelf.publish(*ore_passages("Buyers ask twice."))
    answers.approve(approved.id, approved.version, "ann", changed)
    assert answers.flagged(changed) == []


def test_the_revision_is_another_one_after_every_change(answers: ApprovedAnswers, index: PassageIndex) -> None:
    revisions = [answers.revision()]
    first = answers.add(a_draft(), "ed")
    revisions.append(answers.revision())
    answers.approve(first.id, 1, "ann", index)
    revisions.append(answers.revision())
    answers.withdraw(first.id, 2, "ann", "Outdated.")
    assert len({*revisions, answers.revision()}) == 4


def test_each_version_is_noted_with_who_made_it(answers: ApprovedAnswers, index: PassageIndex, engine: Engine) -> None:
    approved = in_use(answers, index)
    answers.save(approved.id, 2, a_draft(), "bob")
    answers.withdraw(approved.id, 3, "ann", "Outdated.")
    entries = Audit(engine).entries()
    assert {entry.target for entry in entries} == {approved.id}
    assert [(entry.user, entry.action, entry.details) for entry in entries] == [
        ("ann", "answer_withdrawn", {"version": 4, "reason": "Outdated."}),
        ("bob", "answer_edited", {"version": 3}),
        ("ann", "answer_approved", {"version": 2}),
        ("ed", "answer_added", {"version": 1}),
    ]


def test_what_cannot_be_noted_is_not_kept(answers: ApprovedAnswers, index: PassageIndex, engine: Engine) -> None:
    first = answers.add(a_draft(), "ed")
    with gone(engine, "audit"), pytest.raises(LogUnavailable):
        answers.approve(first.id, 1, "ann", index)
    assert answers.versions(first.id) == [first]


def test_a_database_that_is_gone_is_an_error_of_ours(
    answers: ApprovedAnswers, index: PassageIndex, engine: Engine
) -> None:
    first = answers.add(a_draft(), "ed")
    with gone(engine, "approved_versions"):
        for attempt in (
            answers.newest,
            answers.revision,
            lambda: answers.add(a_draft(), "ed"),
            lambda: answers.approve(first.id, 1, "ann", index),
        ):
            with pytest.raises(LogUnavailable):
                attempt()
