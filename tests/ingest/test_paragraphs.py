from ingest.paragraphs import PageStart, Paragraph

PARAGRAPH = Paragraph("One page. Another page.", (PageStart(0, 4), PageStart(10, 5)))


def test_a_paragraph_begins_on_its_first_page() -> None:
    assert PARAGRAPH.page == 4
    assert Paragraph("No pages.", ()).page is None


def test_a_stretch_keeps_the_page_it_begins_on() -> None:
    assert PARAGRAPH.cut(0, 9) == Paragraph("One page.", (PageStart(0, 4),))
    assert PARAGRAPH.cut(10, 23) == Paragraph("Another page.", (PageStart(0, 5),))
    assert PARAGRAPH.cut(4, 17) == Paragraph("page. Another", (PageStart(0, 4), PageStart(6, 5)))
