"""The wording of the secretariat's pages is whole in both languages."""

import re
from pathlib import Path

import bots.web
from assistant.accounts import AccountState, Role
from assistant.approved_answer import State
from assistant.clusters import Order, Status
from assistant.doubts import DoubtKind, Part
from assistant.questions import Channel
from assistant.topics import TOPICS
from bots.web.secretariat.layout import SECTIONS
from bots.web.secretariat.question_group import Action as GroupAction
from bots.web.secretariat.users import Action
from bots.web.secretariat.words import WORDING, count
from bots.words import WORDING as SHARED
from knowledge.language import Language

WEB = Path(bots.web.__file__).parent
SLOT = re.compile(r"\{(\w+)\}")
# A key of which the code says the beginning, and a value the rest.
BEGUN = re.compile(r'"([a-z]+\.(?:[a-z_]+_)?)({|" ~)')
# Said by a name that is put together: what was done, why somebody was refused, what a link or a column is called.
BY_NAME = re.compile(r"^(audit|nav|refusal|sign_in|user|users)\.")
# Said by a value: a channel, a topic, a status, what stands in the way of an answer.
BY_VALUE = re.compile(
    r"^(answer|approval|channel|approved|doubt|editor|group|in|overview|picker|versions|questions|topic)\."
)


def test_both_languages_hold_the_same_keys_and_slots() -> None:
    dutch, english = WORDING.keys(Language.NL), WORDING.keys(Language.EN)
    assert dutch.keys() == english.keys()
    for key, sentence in dutch.items():
        assert set(SLOT.findall(sentence)) == set(SLOT.findall(english[key])), key


def test_everything_that_a_page_names_has_words() -> None:
    ours, shared = WORDING.keys(Language.NL), SHARED.keys(Language.NL)
    assert {f"nav.{section.name}" for section in SECTIONS} <= ours.keys()
    assert {f"user.done_{action}" for action in Action if action is not Action.LINK} <= ours.keys()
    assert {f"{table}.{role}" for table in ("role", "role_may") for role in Role} <= shared.keys()
    assert {f"account_state.{state}" for state in AccountState} <= shared.keys()


def test_every_sentence_is_used() -> None:
    files = [
        *WEB.glob("secretariat/*.py"),
        *WEB.glob("templates/secretariat/*.html"),
        *WEB.parents[1].glob("assistant/*.py"),
    ]
    code = "".join(path.read_text("utf-8") for path in files)
    begun = {begin for begin, _ in BEGUN.findall(code)}
    for key in WORDING.keys(Language.NL):
        last = key.removesuffix(".one").removesuffix(".many")
        name = last.rsplit(".", 1)[1].removeprefix("done_")
        is_ended = any(last.startswith(begin) for begin in begun) or BY_VALUE.match(key)
        assert last in code or is_ended or (BY_NAME.match(key) and f'"{name}' in code), f"{key} is not used"


def test_every_value_that_a_page_shows_has_words_and_no_other() -> None:
    def named(table: str) -> set[str]:
        return {key.removeprefix(f"{table}.") for key in WORDING.keys(Language.NL) if key.startswith(f"{table}.")}

    assert named("channel") == set(Channel)
    assert named("topic") == {*TOPICS, "none"}
    assert named("in") == set(Language)
    assert named("doubt") == set(DoubtKind)
    assert set(Part) <= named("editor")
    assert {f"state_{state}" for state in State} <= named("answer")
    assert {f"status_{status}" for status in Status} | {f"order_{order}" for order in Order} <= named("questions")
    assert {f"done_{action}" for action in GroupAction} <= named("group")


def test_numbers_choose_their_sentence() -> None:
    assert count("users.count", Language.EN, 1) != count("users.count", Language.EN, 2)
