"""The description itself, as headings, paragraphs and tables, for whatever shows it."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from bots.data_protection.facts import Facts
from bots.data_protection.kept import Kept, Place, kept
from bots.data_protection.words import WORDING, say
from knowledge.language import Language


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; the first cell of a row names it."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part with a heading: paragraphs, then points, then a table, each of which may be missing."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Description:
    """A whole text about data protection, with what it is for."""

    title: str
    lead: str
    sections: tuple[Section, ...]


def for_everybody(facts: Facts, language: Language) -> Description:
    """What people who ask want to know."""
    return _Writer(facts, language).public()


def for_assessment(facts: Facts, language: Language) -> Description:
    """What a data protection impact assessment asks for: purposes, flows, stores, risks, measures and open points."""
    return _Writer(facts, language).assessment()


class _Writer:
    """Writes in one language about one installation."""

    def __init__(self, facts: Facts, language: Language) -> None:
        self._facts = facts
        self._language = language

    def public(self) -> Description:
        parts = [part for part in kept(self._facts) if not part.staff]
        sections = [
            self._section("what", points=("what_1", "what_2", "what_3")),
            Section(self._say("kept.heading"), (self._say("kept.lead"),), table=self._stores(parts)),
            self._section("not_kept", points=("not_kept_1", "not_kept_2", "not_kept_3")),
            self._section("redaction", "redaction_1", "redaction_2"),
            self._section("erase", points=self._ways_to_erase()),
            self._section("others", *self._others()),
            self._section("rights", "rights_1", "rights_2"),
        ]
        return self._description("public", sections)

    def assessment(self) -> Description:
        sections = [
            self._section("purposes", points=("purpose_1", "purpose_2", "purpose_3")),
            self._section("people", points=("people_1", "people_2", "people_3")),
            self._section("flows", points=self._flows()),
            Section(self._say("kept.heading"), (self._say("kept.lead"),), table=self._stores(kept(self._facts))),
            self._section("redaction", "redaction_1", "redaction_2", "redaction_measured"),
            Section(self._say("risks.heading"), (self._say("risks.lead"),), table=self._risks()),
            self._section("erase", points=self._ways_to_erase()),
            Section(self._say("settings.heading"), table=self._settings()),
            self._section("open", points=("open_1", "open_2", "open_3", "open_4", "open_5")),
        ]
        return self._description("assessment", sections)

    def _description(self, name: str, sections: Iterable[Section]) -> Description:
        return Description(self._say(f"{name}.title"), self._say(f"{name}.lead"), tuple(sections))

    def _section(self, name: str, *paragraphs: str, points: Iterable[str] = ()) -> Section:
        said, listed = (tuple(self._say(f"{name}.{key}") for key in keys) for keys in (paragraphs, points))
        return Section(self._say(f"{name}.heading"), said, listed)

    def _stores(self, parts: Iterable[Kept]) -> Table:
        columns = ("what", "why", "place", "period", "ground", "who")
        return Table(tuple(self._say(f"column.{name}") for name in columns), tuple(map(self._store, parts)))

    def _store(self, part: Kept) -> tuple[str, ...]:
        what, why, period, who = (self._say(f"part.{part.name}.{key}") for key in ("what", "why", "period", "who"))
        return what, why, self._place(part.place), period, self._say(f"ground.{part.ground}"), who

    def _place(self, place: Place) -> str:
        return self._say(f"place.{place}")

    def _ways_to_erase(self) -> Iterator[str]:
        yield from ("erase_web", "erase_item")
        if self._facts.telegram:
            yield "erase_telegram"
        yield from ("erase_by_itself", "erase_backups")

    def _others(self) -> Iterator[str]:
        yield "others_1"
        if self._facts.telegram:
            yield "others_telegram"

    def _flows(self) -> Iterator[str]:
        yield from ("flow_web", "flow_answer")
        if self._facts.telegram:
            yield "flow_telegram"
        yield "flow_log" if self._facts.logs else "flow_no_log"
        yield from ("flow_inbox", "flow_secretariat")
        if self._facts.several:
            yield "flow_redis"

    def _risks(self) -> Table:
        names = sorted({key.split(".")[1] for key in WORDING.keys(self._language) if key.startswith("risk.")})
        rows = tuple((self._say(f"risk.{name}.risk"), self._say(f"risk.{name}.measure")) for name in names)
        return Table((self._say("column.risk"), self._say("column.measure")), rows)

    def _settings(self) -> Table:
        """The settings that this was made from."""
        switches = {True: self._say("settings.on"), False: self._say("settings.off")}
        rows = tuple(
            (self._say(f"setting.{name}"), switches[value] if isinstance(value, bool) else str(value))
            for name, value in asdict(self._facts).items()
        )
        return Table((self._say("column.setting"), self._say("column.value")), rows)

    def _say(self, key: str) -> str:
        return say(key, self._language, **asdict(self._facts))
