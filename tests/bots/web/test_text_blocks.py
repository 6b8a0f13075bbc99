"""Passage text as paragraphs and lists, with a quote marked."""

from bots.answer_records import quote_mark
from bots.web.text_blocks import BlockKind, Piece, find_marked, pieces, text_blocks
from knowledge.sentences import Span
from tests.fakes import a_provision


def test_paragraphs_and_list_items_become_blocks_in_order() -> None:
    blocks = text_blocks("First.\n\nSecond.\n\n- one\n- two\n\nLast.")
    assert [(block.kind, [line[0].text for line in block.lines]) for block in blocks] == [
        (BlockKind.PARAGRAPH, ["First.", "Second."]),
        (BlockKind.LIST, ["one", "two"]),
        (BlockKind.PARAGRAPH, ["Last."]),
    ]


def test_no_word_is_lost_whatever_is_marked() -> None:
    text = "Alpha beta gamma."
    for start in range(len(text)):
        for end in range(start, len(text) + 1):
            found = pieces(text, Span(0, len(text)), Span(start, end))
            assert "".join(piece.text for piece in found) == text
            assert "".join(piece.text for piece in found if piece.marked) == text[start:end]


def test_a_mark_elsewhere_leaves_a_line_whole() -> None:
    assert pieces("Alpha beta", Span(0, 5), Span(6, 10)) == (Piece("Alpha", marked=False),)


def test_a_quote_of_whole_sentences_is_found_by_its_mark() -> None:
    passage = a_provision("ore-code/1", "One.", "Two.", "Three.")
    span = find_marked(passage, quote_mark("Two.\nThree."))
    assert span is not None
    assert span.of(passage.text) == "Two.\nThree."


def test_words_that_have_changed_are_not_found() -> None:
    assert find_marked(a_provision("ore-code/1", "One.", "Two."), quote_mark("Two, as it was.")) is None
