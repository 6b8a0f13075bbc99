import pytest

from ingest.hyphenation import join_lines, mend_blanks, words_of

KNOWN = words_of(
    ["A supplier of high-grade ore bears a risk.", "Management is a responsibility.", "A non-State body may cooperate."]
)


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("a great responsi-", "bility for all", "a great responsibility for all"),
        ("it is high-", "risk ore", "it is high-risk ore"),
        ("an enterprise risk-", "management system", "an enterprise risk-management system"),
        ("the high-", "grade ore", "the high-grade ore"),
        ("a non-State-", "based body", "a non-State-based body"),
        ("their repre-", "sentatives", "their representatives"),
        ("the trans-", "European net", "the trans-European net"),
        ("from 2024-", "based figures", "from 2024-based figures"),
        ("small-", "and medium-sized firms", "small- and medium-sized firms"),
        ("klein-", "en middenbedrijf", "klein- en middenbedrijf"),
        ("and/", "or jurisdiction", "and/or jurisdiction"),
        ("one thing –", "and another", "one thing – and another"),
        ("a line", "and the next", "a line and the next"),
    ],
)
def test_a_word_cut_at_a_line_end_is_mended(before: str, after: str, joined: str) -> None:
    assert join_lines(before, after, KNOWN) == joined


def test_the_half_of_a_word_at_a_line_end_is_not_known() -> None:
    assert words_of(["a great responsi-", "bility for", "all"]) == {"a", "great", "for", "all"}


def test_compounds_are_known_whole_and_in_parts() -> None:
    assert words_of(["High-risk ore"]) == {"high-risk", "high", "risk", "ore"}


def test_a_blank_behind_a_hyphen_goes_where_the_compound_is_known() -> None:
    assert mend_blanks("a high- risk area, small- and large ones", frozenset({"high-risk"})) == (
        "a high-risk area, small- and large ones"
    )
