import pytest

from ingest.coverage import coverage
from ingest.paragraphs import Paragraph, placed
from ingest.provisions import Provision

PARAGRAPHS = placed(Paragraph(text, ()) for text in ("The council", "Article 1", "2a. Buyers ask.", "Smelters answer."))


def article(*parts: Paragraph) -> Provision:
    return Provision("art-1/1", "Article 1", (), parts)


def test_what_no_provision_holds_is_left_out_but_for_headings_and_numbers() -> None:
    found = coverage(PARAGRAPHS, [article(PARAGRAPHS[2].cut(4, 15))])
    assert found.left_out == ("The council", "Smelters answer.")
    assert found.share == pytest.approx(11 / 51)


def test_a_heading_that_ends_in_a_colon_is_not_left_out() -> None:
    heading, text = placed(Paragraph(text, ()) for text in ("Regarding ore:", "Buyers ask."))
    assert coverage([heading, text], [Provision("1", "Regarding ore", (), (text,))]).left_out == ()


def test_a_text_that_is_held_twice_counts_once() -> None:
    assert coverage(PARAGRAPHS, [article(*PARAGRAPHS), article(*PARAGRAPHS[1:])]).share == 1
    assert coverage(PARAGRAPHS, [article(*PARAGRAPHS)]).left_out == ()


def test_of_nothing_nothing_is_held() -> None:
    assert coverage([], []).share == 0
