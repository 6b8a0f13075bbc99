from ingest.paragraphs import PageStart, Paragraph, extracted_text, placed

PARAGRAPH = Paragraph("One page. Another page.", (PageStart(0, 4), PageStart(10, 5)))


def test_a_paragraph_begins_on_its_first_page() -> None:
    assert PARAGRAPH.page == 4
    assert Paragraph("No pages.", ()).page is None


def test_a_stretch_keeps_the_page_it_begins_on() -> None:
    assert PARAGRAPH.cut(0, 9) == Paragraph("One page.", (PageStart(0, 4),))
    assert PARAGRAPH.cut(10, 23) == Paragraph("Another page.", (PageStart(0, 5),), start=10)
    assert PARAGRAPH.cut(4, 17) == Paragraph("page. Another", (PageStart(0, 4), PageStart(6, 5)), start=4)


def test_paragraphs_know_their_places_in_the_extracted_text() -> None:
    paragraphs = placed([PARAGRAPH, Paragraph("Article 2", (), 2), Paragraph("More.", ())])
    text = extracted_text(paragraphs)
    assert [text[paragraph.start : paragraph.end] for paragraph in paragraphs] == [p.text for p in paragraphs]
    stretch = paragraphs[1].cut(8, 9)
    assert (text[stretch.start : stretch.end], stretch.level) == ("2", 2)
