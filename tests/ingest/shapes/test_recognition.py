from ingest.paragraphs import Paragraph, placed
from ingest.shapes.articles import Articles
from ingest.shapes.headings import Headings
from ingest.shapes.recognition import recognised
from ingest.shapes.treaties import Treaties

TREATIES = Treaties("Preamble", "Closing", "paragraph")


def paragraphs(*texts: str) -> list[Paragraph]:
    return placed(Paragraph(text, ()) for text in texts)


def test_the_shape_that_holds_most_of_the_text_is_taken() -> None:
    text = paragraphs("The council has met.", "Article 1", "Buyers ask.", "Article 2", "Smelters answer.")
    assert recognised(text, [Articles(), TREATIES], Headings()) is TREATIES


def test_the_first_is_taken_where_two_hold_as_much() -> None:
    text = paragraphs("Article 1", "Buyers of ore ask.")
    first = Articles()
    assert recognised(text, [first, TREATIES], Headings()) is first


def test_a_shape_with_gaps_or_with_little_of_the_text_is_not_taken() -> None:
    fallback = Headings()
    gaps = paragraphs("Article 1", "Buyers ask.", "Article 3", "Smelters answer.")
    little = paragraphs("Buyers of ore ask where it was mined. " * 9, "Article 1", "Ask.")
    assert recognised(gaps, [Articles()], fallback) is fallback
    assert recognised(little, [Articles()], fallback) is fallback
