"""Rows of a table as sentences."""

from ingest.readers.row_sentences import row_sentences


def test_every_row_becomes_a_sentence_with_a_capital() -> None:
    sentences, missing = row_sentences("{size} buyers pay {fee}.", ["size", "fee"], [["small", "1"], ["large", "2"]])
    assert sentences == ("Small buyers pay 1.", "Large buyers pay 2.")
    assert missing == ()


def test_a_name_that_is_no_column_is_told_and_makes_no_sentence() -> None:
    assert row_sentences("{weight}", ["size"], [["small"]]) == ((), ("weight",))
