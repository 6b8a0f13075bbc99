from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import Engine, func, select

from assistant.chats import Chat, Chats
from assistant.errors import LogUnavailable
from assistant.tables import CHATS
from knowledge.language import Language
from tests.assistant.databases import age, gone

CHAT = 5_123_456_789


@pytest.fixture
def chats(engine: Engine) -> Chats:
    return Chats(engine, b"key")


@pytest.fixture
def chat(chats: Chats) -> Chat:
    return chats.get(chats.key(CHAT, None))


def test_a_chat_is_known_by_a_name_that_tells_nothing_without_the_key(chats: Chats, engine: Engine) -> None:
    key = chats.key(CHAT, None)
    assert str(CHAT) not in key
    assert key == chats.key(CHAT, None)
    assert key != Chats(engine, b"another key").key(CHAT, None)


def test_each_thread_of_a_chat_is_a_chat_of_its_own(chats: Chats) -> None:
    assert len({chats.key(CHAT, thread) for thread in (None, 7, 8)} | {chats.key(-CHAT, None)}) == 4


def test_a_new_chat_has_a_conversation_and_nothing_else(chats: Chats) -> None:
    key = chats.key(CHAT, None)
    chat = chats.get(key)
    assert chat == Chat(key, chat.conversation_id, None, False, None, True, None, None)
    assert len(chat.conversation_id) == 32


def test_a_chat_comes_back_as_it_was_saved(chats: Chats, chat: Chat, engine: Engine) -> None:
    changed = replace(
        chat,
        language=Language.NL,
        disclosed=True,
        invitation="f" * 64,
        active=False,
        plan={"role": ["smelter"], "metals": ["tin", "gold"], "countries": []},
        awaiting="feedback:123e4567-e89b-12d3-a456-426614174000",
    )
    chats.save(changed)
    assert chats.get(chat.key) == changed
    assert Chats(engine, b"key").get(chat.key) == changed


def test_what_is_no_longer_so_is_taken_back(chats: Chats, chat: Chat) -> None:
    chats.save(replace(chat, language=Language.EN, plan={"role": ["trader"]}, awaiting="secretariat"))
    chats.save(chat)
    assert chats.get(chat.key) == chat


def test_a_chat_may_be_saved_before_it_was_read(chats: Chats, chat: Chat) -> None:
    other = replace(chat, key=chats.key(CHAT, 7))
    chats.save(other)
    assert chats.get(other.key) == other


def test_threads_that_read_a_new_chat_at_once_read_the_same(chats: Chats, engine: Engine) -> None:
    keys = [chats.key(number // 4, None) for number in range(40)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(chats.get, keys))
    assert len({chat.conversation_id for chat in found}) == 10
    with engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(CHATS)).scalar_one() == 10


def test_conversations_that_a_chat_left_are_known_to_whoever_erases_it(chats: Chats, chat: Chat) -> None:
    for conversation_id in ("second", "third", "second"):
        chats.save(replace(chat, conversation_id=conversation_id))
    assert sorted(chats.conversations(chat.key)) == sorted([chat.conversation_id, "second", "third"])
    assert chats.conversations(chats.key(CHAT, 7)) == []


def test_erasing_takes_the_chat_with_its_conversations_and_no_other(chats: Chats, chat: Chat) -> None:
    chats.save(replace(chat, conversation_id="second"))
    other = chats.get(chats.key(CHAT, 7))
    assert (chats.erase(chat.key), chats.erase(chat.key)) == (1, 0)
    assert chats.conversations(chat.key) == []
    assert chats.get(chat.key).conversation_id not in (chat.conversation_id, "second")
    assert chats.get(other.key) == other


def test_a_chat_that_is_used_outlives_the_retention_period(chats: Chats, chat: Chat, engine: Engine) -> None:
    unused = chats.get(chats.key(CHAT, 7))
    age(engine, "chats", "last_at", days=31)
    chats.get(chat.key)
    chats.erase_older_than(30)
    assert chats.get(chat.key) == chat
    assert chats.get(unused.key) != unused


def test_conversations_left_before_the_retention_period_are_forgotten(chats: Chats, chat: Chat, engine: Engine) -> None:
    chats.save(replace(chat, conversation_id="second"))
    age(engine, "left_conversations", "left_at", days=31)
    chats.save(replace(chat, conversation_id="third"))
    chats.erase_older_than(30)
    assert sorted(chats.conversations(chat.key)) == ["second", "third"]


def test_a_database_that_is_gone_is_an_error_of_ours(chats: Chats, chat: Chat, engine: Engine) -> None:
    with gone(engine, "left_conversations", "chats"):
        for attempt in (
            lambda: chats.get(chat.key),
            lambda: chats.save(chat),
            lambda: chats.conversations(chat.key),
            lambda: chats.erase(chat.key),
            lambda: chats.erase_older_than(30),
        ):
            with pytest.raises(LogUnavailable):
                attempt()
    assert chats.get(chat.key) == chat
