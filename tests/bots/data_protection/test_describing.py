"""The description tells what the settings make of the service."""

import re
from dataclasses import replace

import pytest

from bots.data_protection.describing import for_assessment, for_everybody
from bots.data_protection.facts import STANDARD, Facts
from bots.data_protection.markdown import as_markdown
from bots.data_protection.words import WORDING
from bots.settings import Settings
from knowledge.language import Language

SLOT = re.compile(r"\{(\w+)\}")


def test_both_languages_hold_the_same_keys_and_slots() -> None:
    dutch, english = WORDING.keys(Language.NL), WORDING.keys(Language.EN)
    assert dutch.keys() == english.keys()
    for key, sentence in dutch.items():
        assert set(SLOT.findall(sentence)) == set(SLOT.findall(english[key])), key


@pytest.mark.parametrize("language", Language)
def test_periods_are_those_that_are_set(language: Language) -> None:
    facts = replace(STANDARD, retention_days=11, unanswered_days=222, audit_days=333, session_hours=44)
    public, assessment = (as_markdown(make(facts, language)) for make in (for_everybody, for_assessment))
    assert "11" in public
    assert "222" in public
    assert "333" not in public
    assert all(period in assessment for period in ("11", "222", "333", "44"))


def test_people_who_ask_do_not_read_about_staff_and_privacy_officers_do() -> None:
    sessions = "a digest of the password"
    assert sessions not in as_markdown(for_everybody(STANDARD, Language.EN))
    assert sessions in as_markdown(for_assessment(STANDARD, Language.EN))


def test_the_database_is_named_without_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KETENWIJZER_LOG_DATABASE", "postgresql://somebody:hidden@inside.example/log")
    text = as_markdown(for_assessment(Facts.of(Settings()), Language.EN))
    assert "PostgreSQL" in text
    assert "hidden" not in text
    assert "inside.example" not in text


def test_figures_of_recall_are_not_promised_but_measured() -> None:
    for language in Language:
        text = as_markdown(for_assessment(STANDARD, language))
        assert "`ketenwijzer evaluate redaction`" in text
        assert "%" not in text


def test_a_line_of_a_table_stays_a_line() -> None:
    for line in as_markdown(for_assessment(STANDARD, Language.NL)).splitlines():
        if line.startswith("|"):
            assert line.count("|") in (3, 7)
