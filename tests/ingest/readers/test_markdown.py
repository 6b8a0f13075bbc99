"""Markdown as plain blocks with their lines."""

from ingest.readers.markdown import BlockKind, read_blocks


def test_a_table_is_one_block_with_its_cells_and_the_line_it_begins_on() -> None:
    before, table, after = read_blocks("Before.\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\nAfter.\n")
    assert (table.kind, table.rows) == (BlockKind.TABLE, (("a", "b"), ("1", "2")))
    assert table.lines[0].number == 3
    assert (before.rows, after.kind, after.lines[0].number) == ((), BlockKind.PARAGRAPH, 7)


def test_headings_paragraphs_and_items_come_in_order() -> None:
    kinds = [(block.kind, block.lines[0].text) for block in read_blocks("# One\n\nText\nmore\n\n- item\n")]
    assert kinds == [(BlockKind.HEADING, "One"), (BlockKind.PARAGRAPH, "Text"), (BlockKind.ITEM, "item")]


def test_what_the_library_does_not_use_is_named() -> None:
    assert next(block.name for block in read_blocks("> quoted\n")) == "blockquote"
