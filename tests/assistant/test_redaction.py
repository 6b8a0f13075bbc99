"""What redaction promises of any text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.redaction import redact

_LENGTH = 2000
# Each is repeated: what searches of this kind have choked on.
_NASTY = "a|1|06-|a.|a@|a@a.|NL91|AB12|A.|Straat|straat |B.V. |BV |kvk |bsn |(|<|+|é|Aa |van 't |1,|van de |Van De "
_NASTY_PHRASES = "jan at |jan dot |kvk 12345678 en |gr. jan |Xq\n|1 rue de |[name]|leverancier, Quistal, |123456782 "


@pytest.mark.parametrize(
    "text",
    [
        "Wat zegt Verordening (EU) 2017/821 over tin?",
        "Regulation 2017/821 art. 8",
        "sinds 17 november 2025, of 17.11.2025",
        "de 31 beginselen van de UNGP",
        "OECD II.A.11, Q27, 2.3 en C182",
        "artikel 8 lid 2 CSDDD en bijlage II",
        "Richtlijn 2024/1760 en Verordening 2023/1542",
        "1.000.000 ton kobalt voor 12.500 euro",
        "werknemers 50 tot 250",
        "ISO 9001:2015, EN 10204 3.1 en SA8000",
    ],
)
def test_what_questions_are_about_stays(text: str) -> None:
    assert redact(text) == text


def test_several_pieces_in_one_text_are_all_replaced() -> None:
    text = "Ik ben Jan Jansen (jan@example.org), 06-12345678, van Erts B.V."
    assert redact(text) == "Ik ben [name] ([email]), [phone], van [company]"


def test_markup_and_line_breaks_hide_nothing() -> None:
    text = "**Jan Jansen**\nbelt <i>06-12345678</i>\nof mailt naar\njan@example.org"
    assert redact(text) == "**[name]**\nbelt <i>[phone]</i>\nof mailt naar\n[email]"


def test_marks_that_stand_in_a_text_already_stay() -> None:
    assert redact("mijn collega [name] zegt dat [company] meedoet") == "mijn collega [name] zegt dat [company] meedoet"


@given(st.text(alphabet="Aa1 .-@0+é\n&[]", max_size=120))
def test_redacting_signs_again_changes_nothing(text: str) -> None:
    once = redact(text)
    assert redact(once) == once


_WORDS = """
Jan jan Quistal quistal bv B.V. van den de 06 12345678 collega leverancier heet is straat 12 , onze kvk groet [name] &
"""


@given(st.lists(st.sampled_from([*_WORDS.split(), "\n"]), max_size=25))
def test_redacting_words_again_changes_nothing(words: list[str]) -> None:
    once = redact(" ".join(words))
    assert redact(once) == once


@pytest.mark.parametrize("piece", [*_NASTY.split("|"), *_NASTY_PHRASES.split("|")])
def test_no_text_takes_much_longer_than_an_ordinary_one(piece: str) -> None:
    nasty = (piece * _LENGTH)[:_LENGTH]
    ordinary = ("Onze leverancier Quistal uit Polen weigert een audit, wat zegt UNGP 19 daarover? " * 30)[:_LENGTH]
    assert _seconds(nasty) < 8 * _seconds(ordinary)


def _seconds(text: str) -> float:
    """The shortest of three runs; other work on the machine makes some longer."""
    times = []
    for _ in range(3):
        started = time.perf_counter()
        redact(text)
        times.append(time.perf_counter() - started)
    return min(times)
