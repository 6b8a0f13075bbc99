from pathlib import Path

import pytest

from knowledge.language import Language
from knowledge.wording import Wording


@pytest.fixture
def wording(tmp_path: Path) -> Wording:
    (tmp_path / "nl.toml").write_text('[greeting.short]\ntext = "Dag {name}"', encoding="utf-8")
    (tmp_path / "en.toml").write_text('[greeting.short]\ntext = "Hello {name}"', encoding="utf-8")
    return Wording(tmp_path)


def test_a_sentence_is_said_in_the_asked_language_with_its_slots_filled(wording: Wording) -> None:
    assert wording.say("greeting.short.text", Language.NL, name="Jan") == "Dag Jan"
    assert wording.say("greeting.short.text", Language.EN, name="Jan") == "Hello Jan"


def test_a_slot_may_be_called_as_the_parameters_are(tmp_path: Path) -> None:
    for language in Language:
        (tmp_path / f"{language}.toml").write_text('text = "{key} {language}"', encoding="utf-8")
    assert Wording(tmp_path).say("text", Language.EN, key="a", language="b") == "a b"


def test_a_key_that_is_not_there_is_an_error(wording: Wording) -> None:
    with pytest.raises(KeyError):
        wording.say("farewell", Language.NL)


def test_the_keys_of_a_language_come_with_their_unfilled_sentences(wording: Wording) -> None:
    assert wording.keys(Language.EN) == {"greeting.short.text": "Hello {name}"}
