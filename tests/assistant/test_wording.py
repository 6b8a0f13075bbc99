"""Every sentence that people read is there in both languages, with the same slots."""

import re
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

from assistant.answers import Outcome
from assistant.errors import BadQuestion
from assistant.words import WORDING, spoken_date
from knowledge.language import Language
from knowledge.wording import Wording

NL, EN = Language.NL, Language.EN
ROOT = Path(__file__).parents[2]
FOLDERS = sorted(
    file.parent
    for package in ("assistant", "bots", "ingest", "knowledge")
    for file in (ROOT / package).rglob("wording/*.toml")
    if file.stem == NL
)


def slots(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_all_wording_is_found() -> None:
    found = {str(folder.parent.relative_to(ROOT)) for folder in FOLDERS}
    assert {"assistant", "ingest", "bots", "bots/web"} <= found


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.parent.relative_to(ROOT)))
def test_both_languages_hold_the_same_keys_and_slots(folder: Path) -> None:
    wording = Wording(folder)
    dutch, english = wording.keys(NL), wording.keys(EN)
    assert dutch.keys() == english.keys()
    for key, sentence in dutch.items():
        assert slots(sentence) == slots(english[key]), key


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.parent.relative_to(ROOT)))
@pytest.mark.parametrize("language", Language)
def test_no_sentence_is_empty_or_ragged(folder: Path, language: Language) -> None:
    for key, sentence in Wording(folder).keys(language).items():
        assert sentence, key
        assert sentence == sentence.strip(), key
        assert not re.search(r" {2}", sentence), key


@pytest.mark.parametrize("outcome", [Outcome.GREETING, Outcome.BLOCKED, Outcome.OUT_OF_SCOPE, Outcome.NOT_IN_SOURCES])
def test_an_outcome_without_sources_has_words_of_its_own(outcome: Outcome) -> None:
    assert f"{outcome}.text" in WORDING.keys(NL)


@pytest.mark.parametrize("door", ["bots", "bots/web"])
@pytest.mark.parametrize("error", BadQuestion.__subclasses__())
def test_each_refusal_of_a_question_has_words_at_the_front_doors(door: str, error: type[BadQuestion]) -> None:
    keys = Wording(ROOT / door / "wording").keys(NL)
    assert error.code in {key.rpartition(".")[2] for key in keys}


def test_a_date_is_written_as_people_write_it() -> None:
    assert spoken_date(date(2025, 11, 17), NL) == "17 november 2025"
    assert spoken_date(date(2025, 11, 17), EN) == "17 November 2025"
