import pytest

from knowledge.embedding import embeddable


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("ore\x00from\x1bafar", "ore from afar"),
        ("\ud800ore", "ore"),
        ("line one\nline two\tend", "line one\nline two\tend"),
        ("erts uit Coöperatie 矿石 🪨", "erts uit Coöperatie 矿石 🪨"),
    ],
)
def test_only_what_stops_a_model_is_taken_out(text: str, safe: str) -> None:
    assert embeddable(text) == safe


@pytest.mark.parametrize("text", ["", "\x00", " \x07 \ud800"])
def test_a_text_of_which_nothing_is_left_becomes_a_space(text: str) -> None:
    assert embeddable(text) == " "
