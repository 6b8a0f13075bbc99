"""The switch that stops a channel from answering, with a reason that people read."""

import logging
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock

from sqlalchemy import ColumnElement, Engine, RowMapping, insert, select, true, update

from assistant.database import transaction
from assistant.errors import LogUnavailable
from assistant.questions import Channel
from assistant.tables import PAUSES
from knowledge.language import Language

_SECONDS_KEPT = 2.0

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which a channel does not answer: all of them where `channel` is None, until now where `until` is."""

    channel: Channel | None
    since: datetime
    until: datetime | None
    nl: str
    en: str

    def reason(self, language: Language) -> str:
        """Why, in a language."""
        return {Language.NL: self.nl, Language.EN: self.en}[language]

    def holds_for(self, channel: Channel) -> bool:
        """Whether it stops a channel; the terminal goes on, for there one sees whether it is time to resume."""
        return channel is not Channel.TERMINAL and self.channel in (None, channel)


class Pauses:
    """Stops and resumes channels in all processes that share the database, each within `_SECONDS_KEPT`.

    Raises LogUnavailable where the database does not answer, but for `current`.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._known: list[Pause] = []
        self._known_until = 0.0

    def pause(self, channel: Channel | None, nl: str, en: str) -> None:
        """Stop a channel, or all of them; a pause of the same extent ends, so that the new reason is read."""
        now = datetime.now(UTC)
        row = {"channel": None if channel is None else channel.value, "since": now, "until": None, "nl": nl, "en": en}
        with transaction(self._engine) as connection:
            connection.execute(update(PAUSES).where(_running(), _extent(channel)).values(until=now))
            connection.execute(insert(PAUSES).values(row))
        self._known_until = 0.0

    def resume(self, channel: Channel | None) -> bool:
        """End the pauses of one channel, or every pause there is; False where there was none.

        One channel does not resume from a pause of all.
        """
        ended = update(PAUSES).where(_running(), true() if channel is None else _extent(channel))
        with transaction(self._engine) as connection:
            count = connection.execute(ended.values(until=datetime.now(UTC))).rowcount
        self._known_until = 0.0
        return count > 0

    def current(self, channel: Channel) -> Pause | None:
        """The pause that stops a channel now, the latest one where there are more; None where it answers.

        While the database does not answer, what was last known holds.
        """
        with self._lock:
            if time.monotonic() >= self._known_until:
                self._look()
            return next((pause for pause in self._known if pause.holds_for(channel)), None)

    def history(self) -> list[Pause]:
        """All pauses there have been, the latest first."""
        return self._read(true())

    def _look(self) -> None:
        try:
            self._known = self._read(_running())
        except LogUnavailable:
            log.warning("pauses cannot be read; what was last known holds")
        self._known_until = time.monotonic() + _SECONDS_KEPT

    def _read(self, condition: ColumnElement[bool]) -> list[Pause]:
        with transaction(self._engine) as connection:
            rows = connection.execute(select(PAUSES).where(condition).order_by(PAUSES.c.id.desc())).mappings()
            return [_pause(row) for row in rows]


def _running() -> ColumnElement[bool]:
    return PAUSES.c.until.is_(None)


def _extent(channel: Channel | None) -> ColumnElement[bool]:
    return PAUSES.c.channel.is_(None) if channel is None else PAUSES.c.channel == channel.value


def _pause(row: RowMapping) -> Pause:
    channel = None if row["channel"] is None else Channel(row["channel"])
    return Pause(channel, row["since"], row["until"], row["nl"], row["en"])
