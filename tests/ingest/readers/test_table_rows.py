from ingest.readers.table_rows import row_text


def test_each_cell_is_named_by_its_column_and_empty_ones_are_left_out() -> None:
    assert row_text(["Metal", "Code", "Threshold"], ["tin", "", "5 kg"]) == "Metal: tin; Threshold: 5 kg"


def test_without_names_of_their_width_the_cells_stand_alone() -> None:
    assert row_text([], ["tin", "5 kg"]) == "tin; 5 kg"
    assert row_text(["Metal"], ["tin", "5 kg"]) == "tin; 5 kg"


def test_a_mark_stands_before_the_text_that_it_counts() -> None:
    assert row_text([], ["(a)", "ask the smelter"]) == "(a) ask the smelter"


def test_drawn_lines_are_no_text_and_a_stop_needs_no_other() -> None:
    assert row_text(["Land", "---"], ["Spain", "42"]) == "Land: Spain; 42"
    assert row_text([], ["---", "---"]) == ""
    assert row_text([], ["for:", "tin."]) == "for: tin."
