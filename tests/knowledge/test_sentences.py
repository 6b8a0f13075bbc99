import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.language import Language
from knowledge.sentences import Span, sentence_spans


def split(text: str, language: Language = Language.EN) -> list[str]:
    return [span.of(text) for span in sentence_spans(text, language)]


def test_each_sentence_stands_by_itself() -> None:
    assert split("Buyers ask. Do they? Yes!") == ["Buyers ask.", "Do they?", "Yes!"]


def test_a_repeated_sentence_has_a_place_of_its_own_each_time() -> None:
    assert sentence_spans("Ask. Ask.", Language.EN) == (Span(0, 4), Span(5, 9))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("See chapter II. A.11 says who asks.", Language.EN),
        ("Companies, e.g. smelters, ask first.", Language.EN),
        ("Bedrijven, bijv. smelters, vragen eerst.", Language.NL),
        ("The fee was EUR 1.500 in no. 3 of the table.", Language.EN),
    ],
)
def test_an_abbreviation_or_a_number_does_not_end_a_sentence(text: str, language: Language) -> None:
    assert split(text, language) == [text]


@pytest.mark.parametrize("text", ["", "  \n "])
def test_white_space_holds_no_sentence(text: str) -> None:
    assert sentence_spans(text, Language.NL) == ()


@pytest.mark.parametrize("language", Language)
def test_white_space_around_sentences_belongs_to_none(language: Language) -> None:
    assert split("\n  Vraag het na.   Doe het nu. \n", language) == ["Vraag het na.", "Doe het nu."]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.text(st.sampled_from("aBI .?!\n\t\"'(1)é—…:\u00a0"), max_size=60), st.sampled_from(Language))
def test_sentences_come_in_order_and_leave_out_nothing_but_white_space(text: str, language: Language) -> None:
    spans = sentence_spans(text, language)
    assert list(spans) == sorted(spans)
    edges = [0, *(edge for span in spans for edge in (span.start, span.end)), len(text)]
    between = [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    assert all(not gap.strip() for gap in between)
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)


@pytest.mark.parametrize("space", ["\u00a0", "\u2028", "\u3000"])
def test_a_wide_space_before_a_full_stop_breaks_nothing(space: str) -> None:
    assert split(f"See part A{space}. Buyers ask.") == [f"See part A{space}. Buyers ask."]
    assert split(f"Buyers{space}ask. Do they?") == [f"Buyers{space}ask.", "Do they?"]
