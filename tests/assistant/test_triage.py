from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from assistant.audit import Audit
from assistant.errors import ChangedMeanwhile, LogUnavailable, NoSuchItem
from assistant.inbox import Inbox
from assistant.inbox_items import UNTOUCHED, ItemKind, State
from assistant.questions import Channel
from assistant.triage import ITEMS_A_PAGE, Triage, Wanted
from knowledge.language import Language
from tests.assistant.databases import gone
from tests.assistant.inbox_items import NOW, an_item


@pytest.fixture
def inbox(engine: Engine) -> Inbox:
    return Inbox(engine, b"key")


@pytest.fixture
def triage(engine: Engine) -> Triage:
    return Triage(engine)


def test_a_state_and_an_assignee_are_kept_with_who_changed_them(inbox: Inbox, triage: Triage) -> None:
    inbox.add(an_item())
    assert triage.assign("a", "bob", by="ann", version=1) == 2
    assert triage.set_state("a", State.IN_PROGRESS, by="bob", version=2) == 3
    [item] = triage.find().items
    handling = item.handling
    assert (handling.state, handling.assignee, handling.version, handling.changed_by) == (
        State.IN_PROGRESS,
        "bob",
        3,
        "bob",
    )
    triage.assign("a", None, by="ann", version=3)
    assert triage.find().items[0].handling.assignee is None


def test_who_assigns_a_closed_question_does_not_keep_it_longer(inbox: Inbox, triage: Triage) -> None:
    inbox.add(an_item())
    triage.set_state("a", State.DISMISSED, by="ann", version=1)
    [closed] = triage.find().items
    triage.assign("a", "bob", by="ann", version=2)
    assert triage.find().items[0].handling.state_since == closed.handling.state_since is not None


@pytest.mark.parametrize(
    "change",
    [
        lambda triage: triage.set_state("a", State.DISMISSED, by="ann", version=1),
        lambda triage: triage.assign("a", "ann", by="ann", version=1),
    ],
)
def test_of_two_who_looked_at_the_same_the_second_is_told_who_was_first(
    inbox: Inbox, triage: Triage, change: Callable[[Triage], int]
) -> None:
    inbox.add(an_item())
    triage.set_state("a", State.IN_PROGRESS, by="bob", version=1)
    with pytest.raises(ChangedMeanwhile) as told:
        change(triage)
    assert (told.value.by, told.value.version) == ("bob", 2)
    assert triage.find().items[0].handling.changed_by == "bob"


def test_an_item_that_its_sender_took_back_is_not_there(inbox: Inbox, triage: Triage) -> None:
    inbox.add(an_item())
    inbox.erase("sender")
    with pytest.raises(NoSuchItem):
        triage.set_state("a", State.DISMISSED, by="ann", version=1)


def test_items_are_found_newest_first_by_what_they_are(inbox: Inbox, triage: Triage) -> None:
    inbox.add(an_item("early"))
    inbox.add(an_item("late", sent_at=NOW + timedelta(hours=1), language=Language.NL))
    inbox.add(an_item("web", sent_at=NOW + timedelta(hours=2), channel=Channel.WEB))
    inbox.add(an_item("feedback", ItemKind.FEEDBACK, sent_at=NOW + timedelta(hours=3)))
    triage.assign("early", "ann", by="ann", version=1)
    triage.set_state("late", State.DISMISSED, by="ann", version=1)

    def found(wanted: Wanted) -> list[str]:
        return [item.id for item in triage.find(wanted).items]

    assert found(Wanted()) == ["feedback", "web", "late", "early"]
    assert found(Wanted(kind=ItemKind.QUESTION)) == ["web", "late", "early"]
    assert found(Wanted(states=(State.NEW, State.IN_PROGRESS))) == ["feedback", "web", "early"]
    assert found(Wanted(assignee="ann")) == ["early"]
    assert found(Wanted(channel=Channel.WEB)) == ["web"]
    assert found(Wanted(language=Language.NL, states=(State.DISMISSED,))) == ["late"]
    assert found(Wanted(language=Language.NL, states=(State.NEW,))) == []


def test_a_page_holds_so_many_and_tells_how_many_there_are(inbox: Inbox, triage: Triage) -> None:
    for number in range(ITEMS_A_PAGE + 1):
        inbox.add(an_item(f"{number:03}", sent_at=NOW + timedelta(minutes=number)))
    first, second, third = (triage.find(number=number) for number in (1, 2, 3))
    assert (len(first.items), [item.id for item in second.items], third.items) == (ITEMS_A_PAGE, ["000"], ())
    assert (first.total, first.last) == (ITEMS_A_PAGE + 1, 2)
    assert triage.find(Wanted(assignee="nobody")).last == 1


def test_items_are_counted_by_kind_and_state(inbox: Inbox, triage: Triage) -> None:
    inbox.add(an_item("one"))
    inbox.add(an_item("two"))
    inbox.add(an_item("three", ItemKind.FEEDBACK))
    triage.set_state("two", State.DISMISSED, by="ann", version=1)
    assert triage.counts() == {
        (ItemKind.QUESTION, State.NEW): 1,
        (ItemKind.QUESTION, State.DISMISSED): 1,
        (ItemKind.FEEDBACK, State.NEW): 1,
    }


def test_an_item_that_just_came_in_is_untouched(inbox: Inbox, triage: Triage) -> None:
    inbox.add(an_item())
    assert triage.find().items[0].handling == UNTOUCHED


def test_each_change_is_noted_with_who_made_it(inbox: Inbox, triage: Triage, engine: Engine) -> None:
    inbox.add(an_item())
    triage.assign("a", "bob", by="ann", version=1)
    triage.assign("a", None, by="bob", version=2)
    triage.set_state("a", State.DISMISSED, by="bob", version=3)
    assert [(entry.user, entry.action, entry.target, entry.details) for entry in Audit(engine).entries()] == [
        ("bob", "inbox_state_changed", "a", {"state": "dismissed"}),
        ("bob", "inbox_assigned", "a", {"assignee": "-"}),
        ("ann", "inbox_assigned", "a", {"assignee": "bob"}),
    ]


def test_what_cannot_be_noted_is_not_changed(inbox: Inbox, triage: Triage, engine: Engine) -> None:
    inbox.add(an_item())
    with gone(engine, "audit"), pytest.raises(LogUnavailable):
        triage.assign("a", "bob", by="ann", version=1)
    assert triage.find().items[0].handling == UNTOUCHED


def test_a_database_that_is_gone_is_an_error_of_ours(triage: Triage, engine: Engine) -> None:
    with gone(engine, "inbox"):
        for attempt in (
            triage.find,
            triage.counts,
            lambda: triage.assign("a", "ann", by="ann", version=1),
            lambda: triage.set_state("a", State.NEW, by="ann", version=1),
        ):
            with pytest.raises(LogUnavailable):
                attempt()
