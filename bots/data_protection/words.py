"""The sentences about data protection."""

from pathlib import Path

from knowledge.language import Language
from knowledge.wording import Wording

WORDING = Wording(Path(__file__).parent / "wording")


def say(key: str, language: Language, **slots: object) -> str:
    """A sentence about data protection."""
    return WORDING.say(key, language, **slots)
