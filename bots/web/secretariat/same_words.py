"""Questions of a group that were put in the same words, which pages show once."""

import re
from collections.abc import Iterable

from assistant.clusters import ClusteredQuestion


def words_of(text: str) -> str:
    """What two questions have in common that differ in capitals and punctuation alone."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def distinct(questions: Iterable[ClusteredQuestion]) -> list[ClusteredQuestion]:
    """One of each of the questions that were put in the same words, in their order."""
    return list({words_of(each.text): each for each in questions}.values())
