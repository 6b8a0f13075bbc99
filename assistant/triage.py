"""What a secretary does with what is in the inbox: look, take it up, close it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, and_, func, or_, select, update

from assistant.audit import note
from assistant.database import transaction
from assistant.errors import ChangedMeanwhile, NoSuchItem
from assistant.inbox_items import InboxItem, ItemKind, State, item_of
from assistant.questions import Channel
from assistant.tables import INBOX
from knowledge.language import Language

ITEMS_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which items to look at: None for all of a kind of thing, and for no states all states."""

    kind: ItemKind | None = None
    states: tuple[State, ...] = ()
    assignee: str | None = None
    channel: Channel | None = None
    language: Language | None = None


EVERYTHING = Wanted()


@dataclass(frozen=True, slots=True)
class ItemPage:
    """A page of items, newest first, with the number of all that were wanted; `number` begins at 1."""

    items: tuple[InboxItem, ...]
    number: int
    total: int

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(-(-self.total // ITEMS_A_PAGE), 1)


class Triage:
    """Reads items and changes how they are handled; raises LogUnavailable where the database does not answer.

    Ratings without a reason or a remark are not among them.
    Whoever changes an item says which version of it they looked at, so that two people lose nothing of each other's.
    Each change is noted in the audit trail, in the same transaction.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def find(self, wanted: Wanted = EVERYTHING, number: int = 1) -> ItemPage:
        """A page of the items that are wanted; an empty one past the last."""
        condition = _condition(wanted)
        newest = select(INBOX).where(condition).order_by(INBOX.c.sent_at.desc(), INBOX.c.id)
        page = newest.limit(ITEMS_A_PAGE).offset((max(number, 1) - 1) * ITEMS_A_PAGE)
        with transaction(self._engine) as connection:
            total = connection.execute(select(func.count()).select_from(INBOX).where(condition)).scalar_one()
            items = tuple(map(item_of, connection.execute(page).mappings()))
        return ItemPage(items, max(number, 1), total)

    def counts(self) -> dict[tuple[ItemKind, State], int]:
        """How many items there are of each kind in each state; pairs without any are left out."""
        query = select(INBOX.c.kind, INBOX.c.state, func.count()).where(_IS_WORK)
        query = query.group_by(INBOX.c.kind, INBOX.c.state)
        with transaction(self._engine) as connection:
            return {(ItemKind(kind), State(state)): count for kind, state, count in connection.execute(query)}

    def set_state(self, item_id: str, state: State, *, by: str, version: int) -> int:
        """Say how far it is; returns the new version. Raises NoSuchItem and ChangedMeanwhile.

        A question becomes `answered` by a reply, with `Replies.send`.
        """
        return self._change(item_id, by, version, new_state(state), "inbox_state_changed", state=state.value)

    def assign(self, item_id: str, assignee: str | None, *, by: str, version: int) -> int:
        """Say who deals with it, None for nobody; returns the new version. Raises NoSuchItem and ChangedMeanwhile."""
        values = {"assignee": assignee}
        return self._change(item_id, by, version, values, "inbox_assigned", assignee=assignee or "-")

    def _change(self, item_id: str, by: str, version: int, values: dict[str, Any], action: str, **details: str) -> int:
        with transaction(self._engine) as connection:
            change_item(connection, item_id, by, version, values)
            note(connection, by, action, item_id, **details)
        return version + 1


def change_item(connection: Connection, item_id: str, by: str, version: int, values: dict[str, Any]) -> Sequence[Any]:
    """Change a row that is still at a version, and give it; raises NoSuchItem and ChangedMeanwhile."""
    told = {"version": version + 1, "changed_by": by}
    changed = update(INBOX).where(INBOX.c.id == item_id, INBOX.c.version == version).values(values | told)
    row = connection.execute(changed.returning(INBOX.c.kind, INBOX.c.channel, INBOX.c.reply_to)).one_or_none()
    if row is not None:
        return row
    now = connection.execute(select(INBOX.c.changed_by, INBOX.c.version).where(INBOX.c.id == item_id)).one_or_none()
    if now is None:
        raise NoSuchItem(item_id)
    raise ChangedMeanwhile(now.changed_by or "", now.version)


def new_state(state: State) -> dict[str, Any]:
    """What changes in a row with its state; the retention period of a closed question begins with it."""
    return {"state": state.value, "state_since": datetime.now(UTC)}


# Who only presses a button asks nothing of anybody; the rating is counted elsewhere.
_IS_WORK = or_(INBOX.c.kind != ItemKind.FEEDBACK.value, INBOX.c.reason.is_not(None), INBOX.c.text != "")


def _condition(wanted: Wanted) -> ColumnElement[bool]:
    conditions = [_IS_WORK]
    if wanted.states:
        conditions.append(INBOX.c.state.in_(wanted.states))
    for column in ("kind", "assignee", "channel", "language"):
        value = getattr(wanted, column)
        if value is not None:
            conditions.append(INBOX.c[column] == value)
    return and_(*conditions)
