"""A library about one source, and a PDF of our own in the shape of its official text."""

from collections.abc import Sequence
from pathlib import Path

from ingest.originals import Original
from knowledge.language import Language
from tests.ingest.pdf_writer import Text, set_lines, write_pdf

LIBRARY_FILE = """---
source: ungp-2011
language: {language}
title: Principles for {language}
short: UNGP
aliases: []
unit: principle
issuer: The council
edition: "2011"
date: 2011-06-16
status: in_force
kind: recommendation
term: null
checked: 2026-11-21
evidence: [U0]
official_url: https://example.org/principles
licence: may be quoted
---

# {title}

## {heading} {{#17}}

{sentence}

? {question}
"""

EVIDENCE = """| id | what | address | date |
| --- | --- | --- | --- |
| U0 | The principles | https://example.org/principles | 2011 |
"""


def write_principles_library(folder: Path) -> Path:
    """Write a library of one source in both languages, with one principle, into a new folder."""
    (folder / "sources").mkdir(parents=True)
    (folder / "evidence.md").write_text(EVIDENCE, encoding="utf-8")
    words = {
        "en": ("Companies", "Due diligence", "Your company looks ahead with care.", "what is care"),
        "nl": ("Bedrijven", "Gepaste zorgvuldigheid", "Uw bedrijf kijkt met zorg vooruit.", "wat is zorg"),
    }
    for language, (title, heading, sentence, question) in words.items():
        text = LIBRARY_FILE.format(
            language=language, title=title, heading=heading, sentence=sentence, question=question
        )
        (folder / "sources" / f"ungp-2011.{language}.md").write_text(text, encoding="utf-8")
    return folder


def write_principles(path: Path, numbers: Sequence[int], promise: str = "promise") -> Original:
    """A text of our own in the shape of the UN Guiding Principles, a page for each principle."""
    pages = [[Text("A text of our own", 800), *set_lines(["General principles", "", "Ore matters to everybody."])]]
    for number in numbers:
        lines = [f"{number}. Buyers keep {promise} {number} to the", "miners.", "", "Commentary", ""]
        remark = [f"{promise.capitalize()} {number} takes respon-", "sibility and care."]
        head = [Text("A text of our own", 800), Text(str(number), 30)]
        pages.append([*head, *set_lines([*lines, *remark])])
    path.write_bytes(write_pdf(pages))
    return original(path)


def original(path: Path, edition: str | None = None, *, superseded: bool = False) -> Original:
    """The file as the text of the principles in English."""
    return Original(path, "ungp-2011", Language.EN, edition, superseded=superseded)
