"""Proof that erasure reaches all that is kept: every table there is, every file of the data folder."""

import gc
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import FunctionType, ModuleType

import pytest
from sqlalchemy import Engine, MetaData, select

from assistant.answering import Trace
from assistant.inbox_items import Rating, Reason
from assistant.pseudonyms import Pseudonyms
from assistant.questions import Channel
from assistant.records import Records
from assistant.replies import item_id_of
from knowledge.language import Language
from tests.assistant.asking import a_question, an_answer
from tests.assistant.databases import gone
from tests.assistant.inbox_items import an_item

MARK = "zirconium-teapot"
"""Words that stand in everything that somebody sends, and nowhere else."""
OTHER = "beryllium-kettle"


@pytest.fixture
def records(engine: Engine, tmp_path: Path) -> Records:
    return Records.over(engine, tmp_path / "data")


def kept_texts(engine: Engine, folder: Path) -> Iterator[tuple[str, str]]:
    """Every row of every table that the database has, and every file, each with where it stands."""
    found = MetaData()
    found.reflect(engine)
    with engine.connect() as connection:
        for table in found.sorted_tables:
            for row in connection.execute(select(table)):
                yield table.name, str(tuple(row))
    for file in filter(Path.is_file, folder.rglob("*")):
        # A file of the database keeps deleted bytes until it needs their room; its tables are looked at above.
        if not file.name.startswith("log.sqlite"):
            yield file.name, file.read_bytes().decode(errors="replace")


def places_of(engine: Engine, folder: Path, *words: str) -> set[str]:
    """Where any of the words stands."""
    return {place for place, text in kept_texts(engine, folder) if any(word in text for word in words)}


def talk(records: Records, conversation_id: str, mark: str, channel: Channel) -> str:
    """Ask something, kept and logged, rate the answer with a reason; the id of the answer."""
    question = a_question(f"May we sell a {mark}?", conversation_id)
    answer = replace(an_answer(conversation_id), interpreted_question=f"And a {mark}?")
    records.conversations.append(question.text, answer, channel)
    records.question_log.record(question, answer, Trace((), "generation"))
    return answer.answer_id


def rate(records: Records, answer_id: str, sender: str, mark: str, channel: Channel) -> None:
    records.inbox.rate(answer_id, sender, Rating.NOT_HELPFUL, channel, Language.EN)
    records.inbox.give_reason(answer_id, sender, Reason.OTHER, f"It is a {mark}.")


def write_to_the_secretariat(records: Records, name: str, sender: str, mark: str, **changes: object) -> None:
    """Send a question, which a secretary takes up and answers; its id is one that the trail may keep: a digest."""
    item_id = item_id_of(name)
    records.inbox.add(
        an_item(item_id, text=f"Tell me of the {mark}.", sender=sender, sent_at=datetime.now(UTC), **changes)
    )
    records.triage.assign(item_id, "ann", by="ann", version=1)
    records.replies.send(item_id, f"The {mark} is fine.", Language.EN, by="ann", version=2)


def on_the_web(records: Records, conversation_id: str, mark: str) -> str:
    """All that can come about in a conversation on the web; the id of an answer in it."""
    answer_id = talk(records, conversation_id, mark, Channel.WEB)
    sender = records.inbox.sender(conversation_id)
    rate(records, answer_id, sender, mark, Channel.WEB)
    write_to_the_secretariat(records, f"web-{mark}", sender, mark, channel=Channel.WEB, answer_id=answer_id)
    records.handovers.offer(conversation_id)
    return answer_id


def in_telegram(records: Records, number: int, mark: str) -> tuple[str, list[str]]:
    """All that can come about in a chat; its key, and the ids of its conversations and answers."""
    chat = records.chats.get(records.chats.key(number, None))
    first = talk(records, chat.conversation_id, mark, Channel.TELEGRAM)
    records.chats.save(replace(chat, conversation_id=f"second-{number}", awaiting=f"the {mark}"))
    second = talk(records, f"second-{number}", mark, Channel.TELEGRAM)
    rate(records, first, chat.key, mark, Channel.TELEGRAM)
    write_to_the_secretariat(records, f"chat-{mark}", chat.key, mark, reply_to=str(number), answer_id=second)
    records.updates.receive(number % 1000, {"text": mark, "chat": number}, chat.key)
    return chat.key, [chat.conversation_id, f"second-{number}", first, second]


def held_texts(held: object, seen: set[int]) -> Iterator[str]:
    """All texts that an object of ours holds on to, by whatever way; those of the database driver are left out."""
    if id(held) in seen or type(held).__module__.startswith("sqlalchemy"):
        return
    seen.add(id(held))
    if isinstance(held, str | bytes):
        yield str(held)
    for part in gc.get_referents(held):
        if not isinstance(part, type | ModuleType | FunctionType):
            yield from held_texts(part, seen)


def names_in_the_log(folder: Path, records: Records, conversation_id: str) -> list[str]:
    """The names under which a conversation may be kept."""
    key = (folder / "log.key").read_bytes()
    return [*Pseudonyms(folder / "pseudonyms", key).all_of(conversation_id), records.inbox.sender(conversation_id)]


def test_erasing_a_conversation_leaves_nothing_of_it_anywhere(records: Records, engine: Engine, tmp_path: Path) -> None:
    data = tmp_path / "data"
    answer_id = on_the_web(records, "mine-0123456789abcdef", MARK)
    on_the_web(records, "other-0123456789abcdef", OTHER)
    words = [MARK, answer_id, "mine-0123456789abcdef", *names_in_the_log(data, records, "mine-0123456789abcdef")]
    assert {"turns", "question_log", "inbox", "replies"} <= places_of(engine, data, *words)
    before = sum(OTHER in text for _, text in kept_texts(engine, data))
    erased = records.erase_conversation("mine-0123456789abcdef")
    assert (erased.turns, erased.log_lines, erased.inbox_items) == (1, 1, 2)
    assert places_of(engine, data, *words) == set()
    assert sum(OTHER in text for _, text in kept_texts(engine, data)) == before > 0


def test_erasing_a_chat_leaves_nothing_of_it_anywhere(records: Records, engine: Engine, tmp_path: Path) -> None:
    data = tmp_path / "data"
    key, ids = in_telegram(records, 123456789, MARK)
    in_telegram(records, 987654321, OTHER)
    words = [MARK, key, "123456789", *ids, *names_in_the_log(data, records, ids[0])]
    assert {"chats", "left_conversations", "updates", "inbox", "replies"} <= places_of(engine, data, *words)
    before = sum(OTHER in text for _, text in kept_texts(engine, data))
    erased = records.erase_chat(key, before=1000)
    assert (erased.turns, erased.log_lines, erased.chats, erased.inbox_items, erased.updates) == (2, 2, 1, 2, 1)
    assert places_of(engine, data, *words) == set()
    assert sum(OTHER in text for _, text in kept_texts(engine, data)) == before > 0


def test_no_store_remembers_what_was_erased(records: Records) -> None:
    on_the_web(records, "mine-0123456789abcdef", MARK)
    records.erase_conversation("mine-0123456789abcdef")
    assert [text for text in held_texts(records, set()) if MARK in text or "mine-0123456789abcdef" in text] == []
    assert any("pseudonyms" in text for text in held_texts(records, set()))


def test_lines_that_wait_on_disk_are_erased_too(records: Records, engine: Engine, tmp_path: Path) -> None:
    data = tmp_path / "data"
    with gone(engine, "question_log"):
        talk(records, "mine-0123456789abcdef", MARK, Channel.WEB)
        assert "log.spool" in places_of(engine, data, MARK)
    erased = records.erase_conversation("mine-0123456789abcdef")
    assert (erased.turns, erased.log_lines) == (1, 1)
    assert places_of(engine, data, MARK, "mine-0123456789abcdef") == set()


def test_nothing_of_an_erased_conversation_comes_back_to_be_counted(
    records: Records, engine: Engine, tmp_path: Path
) -> None:
    on_the_web(records, "mine-0123456789abcdef", MARK)
    records.erase_conversation("mine-0123456789abcdef")
    records.erase_older_than(0)
    assert "daily_counts" not in {place for place, _ in kept_texts(engine, tmp_path / "data")}
