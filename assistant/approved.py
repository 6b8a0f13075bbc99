"""Answers that the secretariat wrote and approved, with all that ever happened to each.

Nothing is overwritten: to save, to approve and to withdraw each add a version, and the last version of an answer that
is no draft says whether the answer is in use. While an answer in use is being edited, it stays in use as it was.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Engine, RowMapping, Select, func, select

from assistant.approved_answer import ApprovedAnswer, ApprovedDraft, State, problems_of
from assistant.audit import note
from assistant.database import insert_or, transaction
from assistant.doubts import doubts_about
from assistant.errors import ChangedMeanwhile, NoSuchAnswer, NotApprovable
from assistant.foundations import foundations, shifted
from assistant.tables import APPROVED_VERSIONS
from knowledge.passage_index import PassageIndex
from knowledge.records import dump, load
from knowledge.references import Reference


@dataclass(frozen=True, slots=True)
class Flagged:
    """An answer in use, and the places it rests on that no longer read as they did when it was approved."""

    answer: ApprovedAnswer
    places: tuple[Reference, ...]


class ApprovedAnswers:
    """Reads and writes the versions; raises LogUnavailable where the database does not answer.

    Whatever changes an answer names the version that the person looked at, and raises ChangedMeanwhile where that is
    no longer the newest: of two who act at once one is told so, and nothing is lost. Each version is noted in the audit
    trail, in the same transaction.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, draft: ApprovedDraft, by: str) -> ApprovedAnswer:
        """Keep the first version of a new answer."""
        return self._append(_version(_new_id(), 1, draft, by), "answer_added")

    def save(self, answer_id: str, expected_version: int, draft: ApprovedDraft, by: str) -> ApprovedAnswer:
        """Keep an edit as a draft. Raises ChangedMeanwhile and NoSuchAnswer."""
        self._seen(answer_id, expected_version)
        return self._append(_version(answer_id, expected_version + 1, draft, by), "answer_edited")

    def approve(self, answer_id: str, expected_version: int, by: str, index: PassageIndex) -> ApprovedAnswer:
        """Put a version into use, as the sources read in an index.

        What is in use already is approved anew, as after a place it rests on was changed. The audit tells how many
        doubts there were about it. Raises ChangedMeanwhile, NoSuchAnswer and NotApprovable.
        """
        seen = self._seen(answer_id, expected_version)
        problems = tuple(problems_of(seen.draft, index))
        if problems:
            raise NotApprovable(problems)
        now = datetime.now(UTC)
        approved = replace(
            seen,
            version=expected_version + 1,
            state=State.APPROVED,
            changed_at=now,
            changed_by=by,
            approved_at=now,
            approved_by=by,
            rests_on=foundations(index, seen.draft.references),
            reason="",
        )
        doubts = len(doubts_about(seen.draft, index))
        return self._append(approved, "answer_approved", **({"doubts": doubts} if doubts else {}))

    def withdraw(self, answer_id: str, expected_version: int, by: str, reason: str) -> ApprovedAnswer:
        """Take an answer out of use; the reason is kept with it. Raises ChangedMeanwhile and NoSuchAnswer."""
        seen = self._seen(answer_id, expected_version)
        now = datetime.now(UTC)
        withdrawn = replace(
            seen,
            version=expected_version + 1,
            state=State.WITHDRAWN,
            changed_at=now,
            changed_by=by,
            reason=reason,
        )
        return self._append(withdrawn, "answer_withdrawn", reason=reason)

    def get(self, answer_id: str) -> ApprovedAnswer:
        """The newest version. Raises NoSuchAnswer."""
        return self.versions(answer_id)[0]

    def versions(self, answer_id: str) -> list[ApprovedAnswer]:
        """All versions of an answer, the newest first. Raises NoSuchAnswer."""
        newest_first = APPROVED_VERSIONS.c.version.desc()
        found = self._read(select(APPROVED_VERSIONS).where(APPROVED_VERSIONS.c.id == answer_id).order_by(newest_first))
        if not found:
            raise NoSuchAnswer(answer_id)
        return found

    def last_decision(self, answer_id: str) -> ApprovedAnswer:
        """The newest version that is no draft. Raises NoSuchAnswer where it was never approved."""
        decided = (answer for answer in self.versions(answer_id) if answer.state is not State.DRAFT)
        found = next(decided, None)
        if found is None or found.approved_at is None:
            raise NoSuchAnswer(answer_id)
        return found

    def newest(self) -> list[ApprovedAnswer]:
        """The newest version of every answer, what changed last first."""
        return self._newest(State)[::-1]

    def decided(self) -> list[ApprovedAnswer]:
        """Of every answer that was approved once, the version of the last decision; the oldest first."""
        return self._newest((State.APPROVED, State.WITHDRAWN))

    def approved(self) -> list[ApprovedAnswer]:
        """The answers that were approved and not withdrawn, those included that no longer hold; the oldest first."""
        return [answer for answer in self.decided() if answer.state is State.APPROVED]

    def due(self, before: date) -> list[ApprovedAnswer]:
        """The approved answers that stop to hold before a day, or did already; the first of them first."""
        return sorted((a for a in self.approved() if a.valid_until < before), key=lambda answer: answer.valid_until)

    def flagged(self, index: PassageIndex) -> list[Flagged]:
        """The approved answers that rest on a place which reads otherwise in an index, or is gone from it."""
        found = (Flagged(answer, shifted(index, answer.rests_on)) for answer in self.approved())
        return [flagged for flagged in found if flagged.places]

    def revision(self) -> int:
        """A number that is another one after any change, cheap to ask for."""
        with transaction(self._engine) as connection:
            return int(connection.execute(select(func.count()).select_from(APPROVED_VERSIONS)).scalar_one())

    def _seen(self, answer_id: str, version: int) -> ApprovedAnswer:
        newest = self.get(answer_id)
        if newest.version != version:
            raise ChangedMeanwhile(newest.changed_by, newest.version)
        return newest

    def _append(self, answer: ApprovedAnswer, action: str, **details: str | int) -> ApprovedAnswer:
        with transaction(self._engine) as connection:
            added = insert_or(connection, APPROVED_VERSIONS).values(_row(answer)).on_conflict_do_nothing()
            kept = connection.execute(added.returning(APPROVED_VERSIONS.c.version)).scalar_one_or_none()
            if kept is not None:
                note(connection, answer.changed_by, action, answer.id, version=answer.version, **details)
        if kept is None:
            newest = self.get(answer.id)
            raise ChangedMeanwhile(newest.changed_by, newest.version)
        return answer

    def _newest(self, states: Iterable[State]) -> list[ApprovedAnswer]:
        """The newest version in one of the states of every answer that has one, the oldest first."""
        table = APPROVED_VERSIONS
        newest = (
            select(table.c.id, func.max(table.c.version).label("version"))
            .where(table.c.state.in_([state.value for state in states]))
            .group_by(table.c.id)
            .subquery()
        )
        joined = select(table).join(newest, (table.c.id == newest.c.id) & (table.c.version == newest.c.version))
        return self._read(joined.order_by(table.c.changed_at, table.c.id))

    def _read(self, query: Select[Any]) -> list[ApprovedAnswer]:
        with transaction(self._engine) as connection:
            return [_answer(row) for row in connection.execute(query).mappings()]


def _new_id() -> str:
    """A name that nobody takes for the number of a place, as one that begins with a figure."""
    return f"a{uuid4().hex[:11]}"


def _version(answer_id: str, version: int, draft: ApprovedDraft, by: str) -> ApprovedAnswer:
    return ApprovedAnswer(
        id=answer_id,
        version=version,
        state=State.DRAFT,
        nl=draft.nl,
        en=draft.en,
        valid_until=draft.valid_until,
        cluster=draft.cluster,
        changed_at=datetime.now(UTC),
        changed_by=by,
        approved_at=None,
        approved_by=None,
        rests_on=(),
    )


def _row(answer: ApprovedAnswer) -> dict[str, object]:
    return {
        "id": answer.id,
        "version": answer.version,
        "state": answer.state.value,
        "changed_at": answer.changed_at,
        "answer": dump(answer),
    }


def _answer(row: RowMapping) -> ApprovedAnswer:
    return load(ApprovedAnswer, row["answer"])
