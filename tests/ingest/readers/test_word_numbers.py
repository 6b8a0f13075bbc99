from xml.etree import ElementTree

import pytest

from ingest.readers.word_numbers import W, WordNumbers


def numbers(form: str, start: int = 1) -> WordNumbers:
    root = ElementTree.Element(f"{W}numbering")
    abstract = ElementTree.SubElement(root, f"{W}abstractNum", {f"{W}abstractNumId": "0"})
    level = ElementTree.SubElement(abstract, f"{W}lvl", {f"{W}ilvl": "0"})
    for name, value in (("start", str(start)), ("numFmt", form), ("lvlText", "%1)")):
        ElementTree.SubElement(level, f"{W}{name}", {f"{W}val": value})
    number = ElementTree.SubElement(root, f"{W}num", {f"{W}numId": "1"})
    ElementTree.SubElement(number, f"{W}abstractNumId", {f"{W}val": "0"})
    return WordNumbers(root)


@pytest.mark.parametrize(
    ("form", "start", "first"),
    [
        ("decimal", 3, "3)"),
        ("decimalZero", 3, "03)"),
        ("lowerLetter", 28, "bb)"),
        ("upperLetter", 2, "B)"),
        ("lowerRoman", 14, "xiv)"),
        ("upperRoman", 9, "IX)"),
        ("none", 1, ")"),
        ("bullet", 1, "•"),
    ],
)
def test_each_way_of_counting_is_written_as_word_does(form: str, start: int, first: str) -> None:
    assert numbers(form, start).next("1", 0) == first


def test_a_list_that_the_file_does_not_define_counts_nothing() -> None:
    assert numbers("decimal").next("7", 0) == ""
    assert WordNumbers(None).next("1", 0) == ""
