"""The assistant's fixed sentences."""

from datetime import date
from pathlib import Path

from knowledge.language import MONTHS, Language
from knowledge.wording import Wording

WORDING = Wording(Path(__file__).parent / "wording")


def say(key: str, language: Language, **slots: object) -> str:
    """A fixed sentence of the assistant."""
    return WORDING.say(key, language, **slots)


def spoken_date(day: date, language: Language) -> str:
    """A date as it is written in running text: "17 november 2025"."""
    return f"{day.day} {MONTHS[language][day.month - 1]} {day.year}"
