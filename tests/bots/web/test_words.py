"""The wording of the web door is whole in both languages."""

import re
from pathlib import Path

import bots.web
from bots.web.words import WORDING, count, say
from knowledge.documents import NormKind, Role
from knowledge.language import Language

FOLDER = Path(bots.web.__file__).parent
SLOT = re.compile(r"\{(\w+)\}")


def test_both_languages_hold_the_same_keys_and_slots() -> None:
    dutch, english = WORDING.keys(Language.NL), WORDING.keys(Language.EN)
    assert dutch.keys() == english.keys()
    for key, sentence in dutch.items():
        assert set(SLOT.findall(sentence)) == set(SLOT.findall(english[key])), key


def test_everything_that_a_source_can_be_has_words() -> None:
    keys = WORDING.keys(Language.NL)
    for table, names in (
        ("norm", NormKind),
        ("card", Role),
    ):
        for name in names:
            assert f"{table}.{name}" in keys


def test_every_sentence_is_used() -> None:
    code = "".join(path.read_text("utf-8") for path in [*FOLDER.glob("*.py"), *FOLDER.glob("templates/*.html")])
    for key in WORDING.keys(Language.NL):
        table, name = key.rsplit(".", 1)
        spelled = key in code or re.search(rf'"{re.escape(table)}\.(" ~|\{{)', code)
        counted = name in ("one", "many") and f'"{table}"' in code
        nested = re.search(rf'"{re.escape(table.split(".")[0])}\.(" ~|\{{)', code)
        assert spelled or counted or nested, f"{key} is not used"


def test_numbers_choose_their_sentence() -> None:
    assert count("deleted", Language.EN, 1) != count("deleted", Language.EN, 2)
    assert "0" in count("deleted", Language.NL, 0)


def test_slots_are_filled() -> None:
    assert "30" in say("reply.until", Language.NL, date=30)
