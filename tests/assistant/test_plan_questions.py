"""The questions of the guided start, one after the other."""

import json

from hypothesis import given
from hypothesis import strategies as st

from assistant.plan_guide import Choices, guide
from assistant.plan_questions import DONE, choose, go_back, known, next_question, spoken
from knowledge.language import Language

NL, EN = Language.NL, Language.EN
TAPS = st.lists(
    st.tuples(
        st.sampled_from([*guide().questions, "no such question", ""]),
        st.sampled_from([*(o for q in guide().questions.values() for o in q.options), DONE, "no such option", ""]),
    )
)


def tapped(*taps: tuple[str, str]) -> Choices:
    choices: Choices = {}
    for question, option in taps:
        choices = choose(choices, question, option)
    return choices


def asked(choices: Choices) -> str:
    question = next_question(choices)
    return question.id if question else ""


def chosen(choices: Choices) -> list[str]:
    question = next_question(choices)
    return [option.id for option in question.options if option.chosen] if question else []


ROLE = (("role", "trader"), ("role", DONE))
ALL = (
    *ROLE,
    ("size", "1-49"),
    ("metals", "unknown"),
    ("countries", "eu"),
    ("countries", DONE),
    ("in_place", "nothing"),
)


def test_the_five_questions_come_in_their_order() -> None:
    assert [asked(tapped(*ALL[:taps])) for taps in (0, 2, 3, 4, 6, 7)] == [*guide().questions, ""]


def test_a_question_says_where_it_stands_among_the_five() -> None:
    question = next_question(tapped(*ROLE))
    assert question is not None
    assert (question.number, question.total) == (2, 5)


def test_a_question_of_one_option_is_answered_by_it() -> None:
    assert asked(tapped(*ROLE, ("size", "50-249"))) == "metals"


def test_a_question_of_many_options_waits_until_it_is_closed() -> None:
    choices = tapped(("role", "trader"), ("role", "recycler"))
    assert asked(choices) == "role"
    assert chosen(choices) == ["trader", "recycler"]
    assert asked(choose(choices, "role", DONE)) == "size"


def test_a_second_tap_lets_an_option_go() -> None:
    assert chosen(tapped(("role", "trader"), ("role", "recycler"), ("role", "trader"))) == ["recycler"]


def test_a_question_without_a_choice_cannot_be_closed() -> None:
    question = next_question(tapped(("role", DONE)))
    assert question is not None
    assert question.id == "role"
    assert not question.can_go_on


def test_what_stands_alone_replaces_the_others_and_answers_at_once() -> None:
    choices = tapped(*ROLE, ("size", "1-49"), ("metals", "gold"), ("metals", "unknown"))
    assert known(choices)["metals"] == ["unknown"]
    assert asked(choices) == "countries"


def test_an_option_replaces_what_stands_alone_and_opens_the_question_again() -> None:
    choices = tapped(*ROLE, ("size", "1-49"), ("metals", "unknown"), ("metals", "gold"))
    assert asked(choices) == "metals"
    assert chosen(choices) == ["gold"]


def test_an_earlier_answer_can_be_given_again() -> None:
    assert known(tapped(*ALL, ("size", "5001")))["size"] == ["5001"]


def test_going_back_opens_the_last_question_that_was_answered() -> None:
    assert [asked(go_back(tapped(*ALL[:taps]))) for taps in (0, 2, 3, 4, 6, 7)] == [
        "role",
        "role",
        "size",
        "metals",
        "countries",
        "in_place",
    ]


def test_going_back_keeps_what_can_be_let_go_one_by_one() -> None:
    assert chosen(go_back(tapped(("role", "trader"), ("role", "recycler"), ("role", DONE)))) == ["trader", "recycler"]


def test_a_stale_button_changes_nothing() -> None:
    choices = tapped(*ROLE)
    for question, option in (("role", "miner"), ("colour", "red"), ("role", ""), ("size", DONE)):
        assert choose(choices, question, option) == choices


def test_what_an_older_version_kept_is_no_error() -> None:
    kept = {"role": ["miner", "trader", DONE], "colour": ["red"], "size": ["huge"]}
    assert asked(kept) == "size"
    assert known(kept)["role"] == ["trader"]


def test_choosing_leaves_the_choices_of_the_caller_alone() -> None:
    before: Choices = {"role": ["trader"]}
    choose(before, "role", "recycler")
    assert before == {"role": ["trader"]}


@given(TAPS)
def test_whatever_is_tapped_can_be_kept_as_json_and_goes_on(taps: list[tuple[str, str]]) -> None:
    choices = tapped(*taps)
    assert json.loads(json.dumps(choices)) == choices
    assert asked(choices) in {*guide().questions, ""}
    assert set(known(choices)) == set(guide().questions)


def test_what_was_chosen_is_said_in_the_language_of_the_reader() -> None:
    choices = tapped(("role", "trader"), ("role", "recycler"), ("role", DONE), ("size", "250-1000"))
    assert spoken(choices, EN) == ("Role in the chain: Trade in metal; Collect or recycle scrap", "Size: 250 to 1,000")
    assert spoken(choices, NL)[1] == "Omvang: 250 tot en met 1.000"


def test_every_question_and_option_has_words_that_fit_a_button() -> None:
    for language in Language:
        choices: Choices = {}
        for tap in ALL:
            question = next_question(choices)
            assert question is not None
            assert question.text(language).endswith(("?", "."))
            assert all(0 < len(option.text(language)) <= 40 for option in question.options)
            choices = choose(choices, *tap)
