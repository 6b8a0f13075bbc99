"""What buttons say."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.inbox_items import ItemKind, Reason
from bots.telegram.callback_data import (
    LONGEST,
    Action,
    AskAgain,
    AskAlone,
    AskSecretariat,
    AskStarter,
    AskSuggestion,
    ChooseLanguage,
    ChooseOption,
    ConfirmDelete,
    GiveReason,
    OpenPlace,
    OtherLanguage,
    Rate,
    SendItem,
    ShowSources,
    StartPlan,
    answer_named_by,
    unpack,
)
from knowledge.language import Language

ANSWER = str(uuid4())
ACTIONS: list[Action] = [
    ShowSources(ANSWER),
    Rate(ANSWER, helpful=True),
    Rate(ANSWER, helpful=False),
    *(GiveReason(ANSWER, reason) for reason in Reason),
    AskSecretariat(ANSWER),
    *(SendItem(kind, answer_id, send) for kind in ItemKind for answer_id in (ANSWER, None) for send in (True, False)),
    OtherLanguage(ANSWER),
    AskSuggestion(ANSWER, 2),
    AskAlone(ANSWER),
    AskAgain(ANSWER),
    AskStarter(3),
    OpenPlace("0123456789abcdef"),
    *(ChooseLanguage(language) for language in (*Language, None)),
    StartPlan(),
    ChooseOption("countries", "250-1000"),
    ConfirmDelete(sure=True),
]


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.pack())
def test_a_button_says_what_it_was_made_to_say(action: Action) -> None:
    assert unpack(action.pack()) == action
    assert len(action.pack().encode()) <= LONGEST


def test_no_two_buttons_say_the_same() -> None:
    assert len({action.pack() for action in ACTIONS}) == len(ACTIONS)


@pytest.mark.parametrize(
    "text",
    [
        "",
        ":",
        "1s",  # too few
        f"1s:{ANSWER}:more",
        f"0s:{ANSWER}",  # of another version
        f"1z:{ANSWER}",  # not known
        f"1r:{ANSWER}:maybe",
        f"1w:{ANSWER}:boring",
        f"1q:{ANSWER}:-1",
        f"1q:{ANSWER}:1000",
        "1s:../../etc/passwd",
        "1s:",
        "1c:fr",
    ],
)
def test_what_is_not_ours_or_no_longer_says_nothing(text: str) -> None:
    assert unpack(text) is None


@given(st.text(max_size=64))
def test_whatever_comes_back_is_read_without_harm(text: str) -> None:
    action = unpack(text)
    assert action is None or action.pack() == text


@pytest.mark.parametrize("option", ["a:b", "", 41 * "x", "é"])
def test_an_option_that_no_button_can_hold_is_refused_when_it_is_made(option: str) -> None:
    with pytest.raises(ValueError, match="cannot hold"):
        ChooseOption("role", option).pack()


def test_the_buttons_under_an_answer_name_it() -> None:
    assert answer_named_by(ShowSources(ANSWER).pack()) == ANSWER
    assert answer_named_by(StartPlan().pack()) is None
    assert answer_named_by("not ours") is None


def test_a_draft_is_not_the_answer_that_it_is_about() -> None:
    assert answer_named_by(SendItem(ItemKind.QUESTION, ANSWER, send=True).pack()) is None
