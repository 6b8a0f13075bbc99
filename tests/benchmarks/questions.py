"""Many different questions, so that no cache helps: our own examples of questions within the subject."""

import tomllib

from assistant.intents import EXAMPLES_FILE


def questions() -> list[str]:
    """About 370 questions in both languages, no two alike."""
    examples = tomllib.loads(EXAMPLES_FILE.read_text(encoding="utf-8"))["in_scope"]
    pairs = zip(examples["nl"], examples["en"], strict=False)
    return [question for pair in pairs for question in pair]
