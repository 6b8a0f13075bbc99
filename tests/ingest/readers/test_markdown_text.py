import pytest

from ingest.errors import UnreadableOriginal, UnreadableReason
from ingest.readers.markdown_text import read_markdown

CODE = """---
title: Code
---
# Code for *ore*

Buyers of **ore**
ask where it was mined.

## Article 2

1. Buyers ask:

(a)the smelter;

(b)the trader.
2. Answers are kept.
3. Answers are shown.

- to all

| Metal | Code | Threshold |
| --- | --- | --- |
| Tin | 26 (<sup>*1</sup>) | 5 kg |
| Gold |  | 2 m<sup>2</sup> |
| (<sup>*1</sup>) A note. | | |
"""


def test_a_text_becomes_paragraphs_without_markup_front_matter_and_notes() -> None:
    assert [(paragraph.text, paragraph.level) for paragraph in read_markdown("code.md", CODE.encode())] == [
        ("Code for ore", 1),
        ("Buyers of ore ask where it was mined.", None),
        ("Article 2", 2),
        ("1. Buyers ask:", None),
        ("(a) the smelter;", None),
        ("(b) the trader.", None),
        ("2. Answers are kept.", None),
        ("3. Answers are shown.", None),
        ("• to all", None),
        ("Metal: Tin; Code: 26; Threshold: 5 kg", None),
        ("Metal: Gold; Threshold: 2 m2", None),
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", UnreadableReason.EMPTY),
        (b"---\ntitle: Code\n---\n", UnreadableReason.EMPTY),
        (b"%PDF-1.7", UnreadableReason.NOT_TEXT),
        (b"<html><body>Ore.</body></html>", UnreadableReason.NOT_TEXT),
    ],
)
def test_what_holds_no_markdown_is_refused(data: bytes, reason: UnreadableReason) -> None:
    with pytest.raises(UnreadableOriginal) as caught:
        read_markdown("code.md", data)
    assert caught.value.reason is reason
