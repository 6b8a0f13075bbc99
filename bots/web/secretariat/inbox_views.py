"""What the inbox shows of an item: never who sent it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Self, TypeVar

from assistant.accounts import Role
from assistant.errors import LogUnavailable
from assistant.inbox_items import CLOSED, InboxItem, ItemKind, State
from assistant.records import Records
from assistant.triage import Wanted
from bots.answer_records import Reading
from bots.catalogue import Catalogues
from bots.web.presenting import TurnView, present_turn
from bots.web.secretariat.words import say
from bots.words import say as say_shared
from knowledge.language import Language

_OPEN, _MINE = "open", "mine"
_SHORT = 90
People = Mapping[str, str]
"""Sign-in names with the names to show."""
Named = TypeVar("Named", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Looking:
    """What somebody chose to see; empty is all, and `state` may also be open: not closed yet."""

    kind: str
    state: str
    whose: str

    @classmethod
    def at(cls, kind: str, state: str, whose: str) -> Self:
        """A choice from an address; words that we do not know choose all."""
        known_state = state if state in (_OPEN, *State) else ""
        return cls(kind if kind in list(ItemKind) else "", known_state, whose if whose == _MINE else "")

    def wanted(self, name: str) -> Wanted:
        """The items to look for, for whoever has this sign-in name."""
        states = tuple(state for state in State if state not in CLOSED) if self.state == _OPEN else ()
        chosen = _one(State, self.state) if self.state != _OPEN else None
        return Wanted(
            kind=_one(ItemKind, self.kind),
            states=states if chosen is None else (chosen,),
            assignee=name if self.whose == _MINE else None,
        )

    def address(self) -> dict[str, str]:
        """The choice as it stands in an address."""
        return {"kind": self.kind, "state": self.state, "whose": self.whose}


@dataclass(frozen=True, slots=True)
class Line:
    """An item in the list."""

    id: str
    title: str
    language: Language
    kind: str
    state: State
    about: str
    assignee: str
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class ReplyView:
    """A reply as the secretariat sees it; `delivery` says in words how far it is."""

    text: str
    language: Language
    by: str
    at: datetime
    delivery: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item with all that belongs to it; `answer` is what it is about, None where it is about none that is kept."""

    id: str
    kind: ItemKind
    kind_words: str
    text: str
    language: Language
    about: str
    state: State
    assignee: str
    version: int
    changed_by: str
    sent_at: datetime
    days_left: int
    replies: tuple[ReplyView, ...]
    answer: TurnView | None
    about_answer: bool
    next_states: tuple[State, ...]


class Workplace:
    """Gathers what an item's page shows; raises LogUnavailable where the database does not answer."""

    def __init__(self, records: Records, catalogues: Catalogues, retention_days: int) -> None:
        self._records = records
        self._catalogues = catalogues
        self._days = retention_days

    def people(self) -> dict[str, str]:
        """Who may deal with items."""
        users = self._records.accounts.users()
        return {user.name: user.display_name for user in users if user.active and user.role.may(Role.EDITOR)}

    def view(self, item: InboxItem, language: Language, base_url: str) -> ItemView:
        """An item in the words of a reader's language."""
        people = self.people()
        handling = item.handling
        return ItemView(
            id=item.id,
            kind=item.kind,
            kind_words=say(f"inbox.kind_{item.kind}", language),
            text=item.text,
            language=item.language,
            about=_about(item, language),
            state=item.state,
            assignee=handling.assignee or "",
            version=handling.version,
            changed_by=people.get(handling.changed_by or "", handling.changed_by or ""),
            sent_at=item.sent_at,
            days_left=self._days_left(item),
            replies=tuple(self._replies(item, people, language)),
            answer=self._answer(item, language, base_url),
            about_answer=item.answer_id is not None,
            next_states=_next_states(item),
        )

    def _replies(self, item: InboxItem, people: People, language: Language) -> list[ReplyView]:
        states = self._records.outbox.states(item.id)
        return [
            ReplyView(
                reply.text,
                reply.language,
                people.get(reply.written_by, reply.written_by),
                reply.written_at,
                say(f"inbox.delivery_{states.get(reply.id, 'page')}", language),
            )
            for reply in self._records.replies.to(item.id)
        ]

    def _answer(self, item: InboxItem, language: Language, base_url: str) -> TurnView | None:
        """The answer as its asker saw it, with the question as it is kept: without personal data."""
        turn = self._records.conversations.turn_of(item.answer_id) if item.answer_id else None
        if turn is None:
            return None
        reading = Reading(language, base_url, datetime.now(UTC).date())
        return present_turn(turn.question, turn.answer, self._catalogues.current(), reading)

    def _days_left(self, item: InboxItem) -> int:
        """For how many days the item is still kept as it stands."""
        left = self._records.inbox.kept_until(item, self._days) - datetime.now(UTC)
        return max(left.days, 0)


def line(item: InboxItem, people: People, language: Language) -> Line:
    """An item in the list, in the words of a reader's language."""
    kind = say(f"inbox.kind_{item.kind}", language)
    assignee = item.handling.assignee or ""
    return Line(
        id=item.id,
        title=_shortened(item.text) or _reason(item, language) or kind,
        language=item.language if item.text else language,
        kind=kind,
        state=item.state,
        about=_about(item, language),
        assignee=people.get(assignee, assignee),
        sent_at=item.sent_at,
    )


def choices(language: Language) -> dict[str, list[tuple[str, str]]]:
    """The choices of the list's form, each with its words."""
    kinds, states, whose = ("", *ItemKind), (_OPEN, *State, "all"), ("", _MINE)
    return {
        "kind": [(value, say(f"inbox.kind_{value or 'all'}", language)) for value in kinds],
        "state": [(value, say(f"inbox.state_{value}", language)) for value in states],
        "whose": [(value, say(f"inbox.whose_{value or 'all'}", language)) for value in whose],
    }


def unread(records: Records) -> int:
    """How much is new in the inbox; nought while the database does not answer."""
    try:
        counts = records.triage.counts()
    except LogUnavailable:
        return 0
    return sum(count for (_, state), count in counts.items() if state is State.NEW)


def _about(item: InboxItem, language: Language) -> str:
    """Where it came from, and for feedback what is the matter."""
    parts = [_reason(item, language), say(f"inbox.channel_{item.channel}", language)]
    return ", ".join(filter(None, parts))


def _reason(item: InboxItem, language: Language) -> str:
    return "" if item.reason is None else say_shared(f"reason.{item.reason}", language)


def _next_states(item: InboxItem) -> tuple[State, ...]:
    """The states that somebody may choose; a question is answered by a reply."""
    closed = (State.DISMISSED,) if item.kind is ItemKind.QUESTION else CLOSED
    return tuple(state for state in (State.NEW, State.IN_PROGRESS, *closed) if state is not item.state)


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHORT else f"{flat[: _SHORT - 1].rstrip()}…"


def _one(names: type[Named], text: str) -> Named | None:
    return names(text) if text in list(names) else None
