import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import BadQuestion, EmptyQuestion, QuestionTooLong
from assistant.questions import LONGEST_QUESTION, Channel, Question, clean


def asked(text: str, *turns: str) -> Question:
    return Question.from_text(text, channel=Channel.TERMINAL, conversation_id="c", turns=turns)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  What is\n\n\tUNGP   17? ", "What is UNGP 17?"),
        ("What is <b>UNGP</b> 17?<br/>", "What is UNGP 17?"),
        ("<!-- hidden --> What is it?", "What is it?"),
        ("zero\u200bwidth and\x00null", "zero width and null"),
        ("right\u202eto left", "right to left"),
        ("e\u0301e\u0301n", "één"),
        ("less than 5 < 6 and 7 > 3", "less than 5 < 6 and 7 > 3"),
        ("<3 cobalt", "<3 cobalt"),
    ],
)
def test_a_question_is_cleaned(text: str, cleaned: str) -> None:
    assert asked(text).text == cleaned


@given(st.text(max_size=200))
def test_what_is_clean_stays_as_it_is_and_shows_only_what_can_be_seen(text: str) -> None:
    cleaned = clean(text)
    assert cleaned == cleaned.strip()
    assert "\n" not in cleaned
    assert "  " not in cleaned
    assert not any(character in cleaned for character in "\x00\u200b\u202e")


@pytest.mark.parametrize("text", ["", "   ", "?!", "\u200b", "<p></p>", "…"])
def test_a_question_without_words_is_refused(text: str) -> None:
    with pytest.raises(EmptyQuestion):
        asked(text)


def test_the_longest_question_is_taken_and_one_more_is_refused() -> None:
    assert asked("a" * LONGEST_QUESTION).text == "a" * LONGEST_QUESTION
    with pytest.raises(QuestionTooLong) as refused:
        asked("a" * (LONGEST_QUESTION + 1))
    assert (refused.value.length, refused.value.longest) == (LONGEST_QUESTION + 1, LONGEST_QUESTION)


@pytest.mark.parametrize("error", [EmptyQuestion, QuestionTooLong])
def test_each_refusal_has_a_code_of_its_own(error: type[BadQuestion]) -> None:
    assert error.code != BadQuestion.code


def test_the_last_turns_are_kept_clean_oldest_first() -> None:
    turns = [f"turn <i>{number}</i>" for number in range(8)]
    assert asked("And then?", *turns).turns == tuple(f"turn {number}" for number in range(2, 8))


def test_an_empty_turn_is_left_out_and_a_long_one_cut() -> None:
    turns = asked("And then?", " ", "b" * 3000).turns
    assert turns == ("b" * LONGEST_QUESTION,)


@pytest.mark.parametrize("markup", ["<" * LONGEST_QUESTION, "<a" * 1000, "<a " + "x" * 1990])
def test_unclosed_markup_is_read_as_text(markup: str) -> None:
    assert asked(f"{markup[:1990]} word").text.endswith("word")
