import pytest

from assistant.clauses import clauses
from knowledge.language import Language

NL, EN = Language.NL, Language.EN


@pytest.mark.parametrize(
    ("text", "language", "asked"),
    [
        (
            "Wanneer ging de code in en wie tekende hem?",
            NL,
            ("Wanneer ging de code in", "wie tekende hem"),
        ),
        ("When was it signed, and by whom?", EN, ("When was it signed", "by whom")),
        ("Must we report? Where do we send it?", EN, ("Must we report", "Where do we send it")),
        ("voor erts: wat is de grens en hoeveel mag er per jaar", NL, ("wat is de grens", "hoeveel mag er per jaar")),
    ],
)
def test_a_message_that_asks_several_things_has_several_parts(
    text: str, language: Language, asked: tuple[str, ...]
) -> None:
    assert clauses(text, language) == asked


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wanneer ging de code in?", NL),
        ("Wat doen we met een smelterij waar wij kopen en die niet antwoordt?", NL),
        ("We buy tin and tungsten. What do we have to do?", EN),
        ("", EN),
    ],
)
def test_a_message_that_asks_one_thing_has_no_parts(text: str, language: Language) -> None:
    assert clauses(text, language) == ()


def test_no_more_than_three_things_are_taken_up() -> None:
    assert len(clauses("Who signs? What does it cost? When does it end? Where is it kept?", EN)) == 3
