"""The official texts that an operator added, with their files, and the cards to be read again because of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, RowMapping, Select, delete, select, tuple_
from sqlalchemy.dialects.sqlite import insert

from knowledge.documents import RECORD_FORMAT, Passage, Status, dump_passage, load_passage
from knowledge.language import Language
from knowledge.references import Reference
from knowledge.store_tables import FLAGS, ORIGINAL_FILES, ORIGINALS


@dataclass(frozen=True, slots=True)
class OriginalKey:
    """What names an original: the source or the place of a source that it is the text of, language and edition."""

    text_of: str
    language: Language
    edition: str


@dataclass(frozen=True, slots=True)
class StoredOriginal:
    """An official text as it was added.

    `file_name` is empty where an earlier version did not keep it, `address` where the file was not downloaded, and
    `shape` where the operator did not choose how it is read;
    `digest` is the SHA-256 of the file; `provisions` and `passages` say how many were read; `readable` is false where
    an upgrade changed what a passage holds: then nothing is served of it until its file is read again.
    """

    key: OriginalKey
    status: Status
    file_name: str
    address: str
    shape: str
    digest: str
    added_at: datetime
    provisions: int
    passages: int
    readable: bool


@dataclass(frozen=True, slots=True)
class NewOriginal:
    """An official text to keep: the file, where it is from, and what was read from it; at least one passage."""

    key: OriginalKey
    file_name: str
    address: str
    shape: str
    digest: str
    content: bytes
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Flag:
    """A card or term to be read again: the official text of a place that it rests on was changed or `removed`.

    `card_digest` names what the card said when it was flagged.
    """

    card: Reference
    place: Reference
    removed: bool
    card_digest: str
    flagged_at: datetime


class OriginalStore:
    """Reads and writes the originals of one file."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, original: NewOriginal, flags: Iterable[Flag] = ()) -> None:
        """Keep an original and the flags that it raises, in one transaction; one of the same key is replaced."""
        row = {
            "text_of": original.key.text_of,
            "language": original.key.language.value,
            "edition": original.key.edition,
            "status": original.passages[0].document.status.value,
            "file_name": original.file_name,
            "address": original.address,
            "shape": original.shape,
            "digest": original.digest,
            "added_at": datetime.now(UTC),
            "record_format": RECORD_FORMAT,
            "provisions": len({passage.reference for passage in original.passages}),
            "passages": "\n".join(map(dump_passage, original.passages)),
        }
        file = {"digest": original.digest, "content": original.content}
        with self._engine.begin() as connection:
            connection.execute(insert(ORIGINAL_FILES).values(file).on_conflict_do_nothing())
            keys = ["text_of", "language", "edition"]
            connection.execute(insert(ORIGINALS).values(row).on_conflict_do_update(keys, set_=row))
            _forget_unused_files(connection)
            for flag in flags:
                record = _flag_row(flag)
                connection.execute(insert(FLAGS).values(record).on_conflict_do_update(["card", "place"], set_=record))

    def remove(self, key: OriginalKey) -> None:
        """Forget an original and its file; nothing where it is not there."""
        with self._engine.begin() as connection:
            connection.execute(delete(ORIGINALS).where(_named(key)))
            _forget_unused_files(connection)

    def all(self) -> list[StoredOriginal]:
        """All originals in the order of their keys."""
        with self._engine.connect() as connection:
            return [_stored(row) for row in connection.execute(_ORDERED).mappings()]

    def passages(self) -> list[Passage]:
        """The passages of all originals that can be read, in the order of their keys."""
        return self._passages(_ORDERED)

    def passages_of(self, key: OriginalKey) -> list[Passage]:
        """The passages of one original; none where it is not there or cannot be read."""
        return self._passages(_ORDERED.where(_named(key)))

    def _passages(self, query: Select[Any]) -> list[Passage]:
        with self._engine.connect() as connection:
            rows = connection.execute(query.where(ORIGINALS.c.record_format == RECORD_FORMAT)).mappings()
            return [load_passage(line) for row in rows for line in row["passages"].split("\n")]

    def content(self, digest: str) -> bytes | None:
        """The file of an original; None where an earlier version did not keep it."""
        query = select(ORIGINAL_FILES.c.content).where(ORIGINAL_FILES.c.digest == digest)
        with self._engine.connect() as connection:
            return connection.execute(query).scalar()

    def flags(self) -> list[Flag]:
        """All flags in the order of their cards."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(FLAGS).order_by(FLAGS.c.card, FLAGS.c.place)).mappings()
            return [_flag(row) for row in rows]

    def forget_flags(self, flags: Sequence[Flag]) -> None:
        """Take flags away."""
        with self._engine.begin() as connection:
            for flag in flags:
                named = (FLAGS.c.card == str(flag.card)) & (FLAGS.c.place == str(flag.place))
                connection.execute(delete(FLAGS).where(named))


_ORDERED = select(ORIGINALS).order_by(ORIGINALS.c.text_of, ORIGINALS.c.language, ORIGINALS.c.edition)


def _named(key: OriginalKey) -> ColumnElement[bool]:
    wanted = (key.text_of, key.language.value, key.edition)
    return tuple_(ORIGINALS.c.text_of, ORIGINALS.c.language, ORIGINALS.c.edition) == wanted


def _forget_unused_files(connection: Connection) -> None:
    connection.execute(delete(ORIGINAL_FILES).where(ORIGINAL_FILES.c.digest.not_in(select(ORIGINALS.c.digest))))


def _stored(row: RowMapping) -> StoredOriginal:
    return StoredOriginal(
        key=OriginalKey(row["text_of"], Language(row["language"]), row["edition"]),
        status=Status(row["status"]),
        file_name=row["file_name"],
        address=row["address"],
        shape=row["shape"],
        digest=row["digest"],
        added_at=row["added_at"].replace(tzinfo=UTC),
        provisions=row["provisions"],
        passages=row["passages"].count("\n") + 1,
        readable=row["record_format"] == RECORD_FORMAT,
    )


def _flag_row(flag: Flag) -> dict[str, object]:
    return {
        "card": str(flag.card),
        "place": str(flag.place),
        "removed": flag.removed,
        "card_digest": flag.card_digest,
        "flagged_at": flag.flagged_at,
    }


def _flag(row: RowMapping) -> Flag:
    card, place = Reference.parse(row["card"]), Reference.parse(row["place"])
    return Flag(card, place, row["removed"], row["card_digest"], row["flagged_at"].replace(tzinfo=UTC))
