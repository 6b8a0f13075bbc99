"""All that is kept, part by part: every table of the database belongs to one."""

from dataclasses import dataclass
from enum import StrEnum

from bots.data_protection.facts import Facts


class Place(StrEnum):
    """Where something is kept."""

    DATABASE = "database"
    FOLDER = "folder"
    BROWSER = "browser"
    MEMORY = "memory"


class Ground(StrEnum):
    """On what ground, by article 6(1) of the GDPR; `NONE` where nothing personal is kept."""

    INTEREST = "interest"
    CONSENT = "consent"
    NONE = "none"


class Switch(StrEnum):
    """The part of the service that something belongs to."""

    ALWAYS = "always"
    LOG = "log"
    TELEGRAM = "telegram"

    def is_on(self, facts: Facts) -> bool:
        """Whether that part is in use."""
        return {Switch.LOG: facts.logs, Switch.TELEGRAM: facts.telegram}.get(self, True)


@dataclass(frozen=True, slots=True)
class Kept:
    """Something that is kept; `name` is its key in the wording, with what it is, why, how long and who sees it.

    `tables` are those of the database that hold it. What is `staff` is about people who work here.
    """

    name: str
    tables: tuple[str, ...]
    place: Place
    ground: Ground
    switch: Switch = Switch.ALWAYS
    staff: bool = False


_STAFF_TABLES = ("users", "sessions", "known_browsers", "password_links", "sign_in_attempts", "provider_visits")

KEPT = (
    Kept("conversation", ("conversations", "turns"), Place.DATABASE, Ground.INTEREST),
    Kept("log", ("question_log", "question_vectors", "cited_sources"), Place.DATABASE, Ground.INTEREST, Switch.LOG),
    Kept("waiting", (), Place.FOLDER, Ground.INTEREST, Switch.LOG),
    Kept("keys", (), Place.FOLDER, Ground.INTEREST, Switch.LOG),
    Kept("counts", ("daily_counts",), Place.DATABASE, Ground.NONE, Switch.LOG),
    Kept(
        "clusters",
        ("clusters", "cluster_anchors", "cluster_examples", "cluster_runs"),
        Place.DATABASE,
        Ground.NONE,
        Switch.LOG,
    ),
    Kept("question", ("inbox", "replies", "deliveries"), Place.DATABASE, Ground.CONSENT),
    Kept("feedback", ("inbox",), Place.DATABASE, Ground.INTEREST),
    Kept("chat", ("chats", "left_conversations"), Place.DATABASE, Ground.INTEREST, Switch.TELEGRAM),
    Kept("update", ("updates",), Place.DATABASE, Ground.INTEREST, Switch.TELEGRAM),
    Kept("handover", ("handovers",), Place.DATABASE, Ground.INTEREST, Switch.TELEGRAM),
    Kept("limits", (), Place.MEMORY, Ground.INTEREST),
    Kept("cookie_conversation", (), Place.BROWSER, Ground.INTEREST),
    Kept("cookie_language", (), Place.BROWSER, Ground.NONE),
    Kept("approved", ("approved_versions",), Place.DATABASE, Ground.NONE),
    Kept("pauses", ("pauses",), Place.DATABASE, Ground.NONE),
    Kept("accounts", _STAFF_TABLES, Place.DATABASE, Ground.INTEREST, staff=True),
    Kept("audit", ("audit",), Place.DATABASE, Ground.INTEREST, staff=True),
)


def kept(facts: Facts) -> tuple[Kept, ...]:
    """What this installation keeps."""
    return tuple(part for part in KEPT if part.switch.is_on(facts))
