import pytest

from assistant.phrases import Phrases

PHRASES = Phrases({"stop": ["stop", "stop* with"], "submit": ["hand ~ in", "hand in"], "report": ["*report"]})


def found(text: str) -> list[tuple[str, list[str]]]:
    return [(each.name, [span.of(text) for span in each.spans]) for each in PHRASES.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("we stop here", [("stop", ["stop"])]),
        ("we stopped with him", [("stop", ["stopped with"])]),
        ("the yearly-report and annualreport", [("report", ["yearly-report"]), ("report", ["annualreport"])]),
        ("hand it in", [("submit", ["hand", "in"])]),
        ("hand in", [("submit", ["hand", "in"])]),
        ("hand one two three four five in", []),
        ("unstoppable", []),
        ("stop's", []),
    ],
)
def test_phrases_are_found_as_they_are_written(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert found(text) == expected


def test_words_between_the_parts_of_a_phrase_may_be_phrases_themselves() -> None:
    assert found("hand the report in") == [("submit", ["hand", "in"]), ("report", ["report"])]


def test_no_word_counts_twice() -> None:
    assert [name for name, _ in found("stop with stop")] == ["stop", "stop"]
