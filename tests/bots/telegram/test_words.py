"""The wording of the Telegram door is whole in both languages, and no more than is said."""

import re
from pathlib import Path

import bots.telegram
from bots.telegram.profile import COMMANDS
from bots.telegram.words import WORDING
from knowledge.language import Language

FOLDER = Path(bots.telegram.__file__).parent
SLOT = re.compile(r"\{(\w+)\}")


def test_both_languages_hold_the_same_keys_and_slots() -> None:
    dutch, english = WORDING.keys(Language.NL), WORDING.keys(Language.EN)
    assert dutch.keys() == english.keys()
    for key, sentence in dutch.items():
        assert set(SLOT.findall(sentence)) == set(SLOT.findall(english[key])), key


def test_every_sentence_is_used() -> None:
    code = "".join(path.read_text("utf-8") for path in FOLDER.glob("*.py"))
    made = set(re.findall(r'"(\w+\.\w*)\{', code))
    for key in WORDING.keys(Language.NL):
        name = key.rpartition(".")[2]
        spelled = f'"{key}"' in code or f'}}.{name}"' in code
        assert spelled or key.startswith(tuple(made)), f"{key} is not used"


def test_every_command_has_words() -> None:
    keys = WORDING.keys(Language.NL)
    assert {f"commands.{command.name}" for command in COMMANDS} <= keys.keys()


def test_commands_that_sentences_name_exist_in_their_language() -> None:
    for language in Language:
        known = {f"/{command.shown(language).command}" for command in COMMANDS}
        for key, sentence in WORDING.keys(language).items():
            named = set(re.findall(r"(?<![\w/])/[a-z]+", sentence))
            assert named <= known, key
