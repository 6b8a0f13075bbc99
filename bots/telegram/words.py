"""The fixed sentences of the Telegram door."""

from pathlib import Path

from knowledge.language import Language
from knowledge.wording import Wording

WORDING = Wording(Path(__file__).parent / "wording")


def say(key: str, language: Language, **slots: object) -> str:
    """A fixed sentence of the Telegram door."""
    return WORDING.say(key, language, **slots)
