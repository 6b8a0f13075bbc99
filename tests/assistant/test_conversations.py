import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import Engine, func, select

from assistant.answers import answer_record
from assistant.conversations import Conversations
from assistant.errors import LogUnavailable
from assistant.questions import Channel
from assistant.tables import CONVERSATIONS, TURNS
from tests.assistant.asking import an_answer
from tests.assistant.databases import age, gone


@pytest.fixture
def conversations(engine: Engine) -> Conversations:
    return Conversations(engine)


def rows(engine: Engine) -> tuple[int, int]:
    """How many conversations and how many turns are kept."""
    with engine.connect() as connection:
        counts = [connection.execute(select(func.count()).select_from(table)) for table in (CONVERSATIONS, TURNS)]
        conversations, turns = (count.scalar_one() for count in counts)
    return conversations, turns


def test_an_unknown_conversation_has_no_turns(conversations: Conversations) -> None:
    assert conversations.turns("nobody") == []


def test_turns_come_back_whole_and_in_order(conversations: Conversations) -> None:
    answers = [an_answer("c") for _ in range(3)]
    for number, answer in enumerate(answers):
        conversations.append(f"Question {number}?", answer, Channel.WEB)
    turns = conversations.turns("c")
    assert [turn.question for turn in turns] == ["Question 0?", "Question 1?", "Question 2?"]
    assert [turn.answer for turn in turns] == [json.loads(json.dumps(answer_record(answer))) for answer in answers]


def test_conversations_do_not_see_each_other(conversations: Conversations) -> None:
    conversations.append("Mine?", an_answer("mine"), Channel.WEB)
    conversations.append("Yours?", an_answer("yours"), Channel.TELEGRAM)
    assert [turn.question for turn in conversations.turns("mine")] == ["Mine?"]


def test_questions_are_kept_without_personal_data(conversations: Conversations) -> None:
    conversations.append("Mail me at jan@example.org", an_answer("c"), Channel.WEB)
    assert conversations.turns("c")[0].question == "Mail me at [email]"


def test_how_a_question_was_understood_is_kept_without_personal_data(conversations: Conversations) -> None:
    understood = replace(an_answer("c"), interpreted_question="What about tin? Mail jan@example.org")
    conversations.append("And tin?", understood, Channel.WEB)
    assert conversations.turns("c")[0].answer["interpreted_question"] == "What about tin? Mail [email]"


def test_erasing_takes_the_turns_along_and_counts_them(conversations: Conversations, engine: Engine) -> None:
    for _ in range(2):
        conversations.append("Mine?", an_answer("mine"), Channel.WEB)
    conversations.append("Yours?", an_answer("yours"), Channel.WEB)
    assert conversations.erase("mine") == 2
    assert conversations.erase("mine") == 0
    assert rows(engine) == (1, 1)


def test_what_was_last_used_before_the_retention_period_is_deleted(
    conversations: Conversations, engine: Engine
) -> None:
    conversations.append("Old?", an_answer("old"), Channel.WEB)
    conversations.append("Old but used?", an_answer("used"), Channel.WEB)
    age(engine, "conversations", "last_at", days=31)
    conversations.append("And now?", an_answer("used"), Channel.WEB)
    conversations.erase_older_than(30)
    assert conversations.turns("old") == []
    assert len(conversations.turns("used")) == 2
    assert rows(engine) == (1, 2)


def test_a_database_that_is_gone_is_an_error_of_ours(conversations: Conversations, engine: Engine) -> None:
    with gone(engine, "turns", "conversations"):
        with pytest.raises(LogUnavailable):
            conversations.turns("c")
        with pytest.raises(LogUnavailable):
            conversations.append("Mine?", an_answer("c"), Channel.WEB)
        with pytest.raises(LogUnavailable):
            conversations.erase("c")
        with pytest.raises(LogUnavailable):
            conversations.erase_older_than(30)
    assert conversations.turns("c") == []


def test_a_conversation_may_begin_with_several_questions_at_once(conversations: Conversations) -> None:
    def begin(number: int) -> None:
        conversations.append("Mine?", an_answer(f"c{number // 4}"), Channel.TELEGRAM)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(begin, range(40)))
    assert all(len(conversations.turns(f"c{number}")) == 4 for number in range(10))
