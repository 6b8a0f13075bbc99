"""What is wrong with an original, said so that its editor knows where and what to do."""

from dataclasses import dataclass
from pathlib import Path

from knowledge.language import Language
from knowledge.wording import Wording

WORDING = Wording(Path(__file__).parent / "wording")


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in a file. `key` names the sentence in the wording files, `slots` fill it; line counts from 1."""

    file: str
    line: int
    key: str
    slots: tuple[tuple[str, str], ...]

    def say(self, language: Language) -> str:
        """`file:line: what is wrong and what to do`."""
        return f"{self.file}:{self.line}: {WORDING.say(self.key, language, **dict(self.slots))}"


def problem(file: str, line: int, key: str, /, **slots: object) -> Problem:
    """A Problem with its slots as text."""
    return Problem(file, line, f"problem.{key}", tuple((name, str(value)) for name, value in slots.items()))
