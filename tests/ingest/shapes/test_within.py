from ingest.paragraphs import Paragraph
from ingest.shapes.headings import Headings
from ingest.shapes.treaties import Treaties
from ingest.shapes.within import Within

TREATY = [Paragraph(text, ()) for text in ("Article 1", "Buyers ask.", "Article 3", "Smelters answer.")]


def test_a_shape_finds_and_misses_its_provisions_below_the_place() -> None:
    shape = Within("c138", "Convention 138", Treaties("Preamble", "Closing", "paragraph"))
    found = shape.provisions(TREATY)
    assert [provision.locator for provision in found] == ["c138/1", "c138/3"]
    assert found[0].heading == "Convention 138, Article 1"
    assert shape.expected(found) == ("c138/1", "c138/3", "c138/2")


def test_what_has_no_locator_of_its_own_stands_at_the_place() -> None:
    shape = Within("annex-i", "Annex I", Headings("annex-i"))
    found = shape.provisions([Paragraph("ANNEX I", (), 2), Paragraph("Tin.", ())])
    assert [(provision.locator, provision.heading) for provision in found] == [("annex-i", "Annex I")]
    assert shape.expected(found) == ("annex-i",)
