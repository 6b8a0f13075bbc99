"""How the OECD Guidelines of 2023 are built up, in Dutch and in English."""

from ingest.shapes.roman_chapters import RomanChapters

OECD_GUIDELINES = RomanChapters(chapters=11, with_items=frozenset({"V", "VI"}))
