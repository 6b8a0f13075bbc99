"""The audit trail."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from assistant.audit import Audit
from assistant.errors import LogUnavailable
from tests.assistant.databases import age, gone


@pytest.fixture
def audit(engine: Engine) -> Audit:
    return Audit(engine)


def test_an_entry_tells_who_did_what_to_what_and_when(audit: Audit) -> None:
    audit.write("anna", "answer_approved", "approved/fees", languages=["nl", "en"], version=2)
    [entry] = audit.entries()
    assert (entry.user, entry.action, entry.target) == ("anna", "answer_approved", "approved/fees")
    assert entry.details == {"languages": ["nl", "en"], "version": 2}
    assert datetime.now(UTC) - entry.at < timedelta(minutes=1)


def test_the_latest_come_first_and_a_page_follows_the_other(audit: Audit) -> None:
    for number in range(5):
        audit.write("anna", "counted", str(number))
    first = audit.entries(limit=2)
    second = audit.entries(before=first[-1].id, limit=2)
    assert [entry.target for entry in (*first, *second)] == ["4", "3", "2", "1"]
    assert [entry.target for entry in audit.entries(before=second[-1].id, limit=2)] == ["0"]


def test_what_is_too_long_for_its_column_is_cut(audit: Audit) -> None:
    audit.write("u" * 1000, "counted", "t" * 1000)
    [entry] = audit.entries()
    assert (len(entry.user), len(entry.target)) == (320, 320)


def test_entries_are_kept_for_a_year_or_as_long_as_is_set(audit: Audit, engine: Engine) -> None:
    audit.write("anna", "counted", "old")
    age(engine, "audit", "at", days=364)
    audit.erase_old()
    assert len(audit.entries()) == 1
    Audit(engine, days=363).erase_old()
    assert audit.entries() == []


def test_there_is_no_way_to_change_an_entry() -> None:
    assert {name for name in dir(Audit) if not name.startswith("_")} == {"write", "entries", "erase_old"}


def test_a_database_that_is_gone_is_an_error_of_ours(audit: Audit, engine: Engine) -> None:
    with gone(engine, "audit"):
        for attempt in (lambda: audit.write("a", "b", "c"), audit.entries, audit.erase_old):
            with pytest.raises(LogUnavailable):
                attempt()
