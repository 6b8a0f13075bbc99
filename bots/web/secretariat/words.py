"""The fixed sentences of the secretariat's pages."""

from pathlib import Path

from knowledge.language import Language
from knowledge.wording import Wording

WORDING = Wording(Path(__file__).parent / "wording")


def say(key: str, language: Language, **slots: object) -> str:
    """A fixed sentence of the secretariat's pages."""
    return WORDING.say(key, language, **slots)


def count(key: str, language: Language, number: int) -> str:
    """A sentence about a number of things: `<key>.one` for one, `<key>.many` for any other number."""
    return say(f"{key}.{'one' if number == 1 else 'many'}", language, count=number)
