"""A library of one source, one card and one term in both languages, in a folder that a test may change."""

from pathlib import Path

from ingest.library import read_library
from knowledge.language import Language

SOURCE = """---
source: ore-code
language: {language}
title: {title}
short: {short}
aliases: []
unit: principle
issuer: The ore council
edition: "2020"
date: 2020-01-01
status: in_force
kind: law
term: null
applies_from: 2021-01-01
checked: 2026-11-21
evidence: [E1]
official_url: https://example.org/ore
licence: free
---

# {part}

## {heading} {{#1}}

{sentence}

? {question}

### {below} {{#1/fees}}

| {columns} |
| --- | --- |
| {row} | 1{mark}000 |

{template}

? {fees}
{related}: ore-code/1
"""
WORDS = {
    Language.EN: {
        "title": "Code for ore",
        "short": "Ore code",
        "part": "Rules",
        "heading": "Ask where ore is from",
        "sentence": "Buyers ask from 5 March 2020 where 1.5 million kilos of ore are from.",
        "question": "where is ore from",
        "below": "Fees",
        "columns": "size | fee",
        "row": "small",
        "mark": ",",
        "template": "Row: A {size} buyer pays {fee} euro.",
        "fees": "what does it cost",
        "related": "See also",
    },
    Language.NL: {
        "title": "Code voor erts",
        "short": "Ertscode",
        "part": "Regels",
        "heading": "Vraag waar erts vandaan komt",
        "sentence": "Kopers vragen vanaf 5 maart 2020 waar 1,5 miljoen kilo erts vandaan komt.",
        "question": "waar komt erts vandaan",
        "below": "Kosten",
        "columns": "grootte | bedrag",
        "row": "kleine",
        "mark": ".",
        "template": "Rij: Een {grootte} koper betaalt {bedrag} euro.",
        "fees": "wat kost het",
        "related": "Zie ook",
    },
}
INDEX = """---
source: guidance
language: {language}
title: Cards
short: Card
unit: topic
issuer: We
edition: "2026"
date: 2026-01-01
status: in_force
kind: advice
term: null
checked: 2026-11-21
official_url: https://example.org/cards
licence: ours
---
"""
CARDS = {
    Language.EN: """---
title: What do we ask a supplier of ore?
questions: [asking for ore]
steps: [2]
actors: [buyer]
issues: [conflict]
checked: 2026-11-21
---

## Short answer

Ask where the ore is from. [ore-code/1]
Write the answer down. [ore-code/1]

## Steps

1. Call the supplier. [ore-code/1]
2. Ask again. [ore-code/1/fees]
""",
    Language.NL: """---
title: Wat vragen wij een leverancier van erts?
questions: [erts navragen]
steps: [2]
actors: [buyer]
issues: [conflict]
checked: 2026-11-21
---

## Kort antwoord

Vraag waar het erts vandaan komt. [ore-code/1]
Schrijf het antwoord op. [ore-code/1]

## Stappen

1. Bel de leverancier. [ore-code/1]
2. Vraag het nog eens. [ore-code/1/fees]
""",
}
TERMS = {
    Language.EN: """---
checked: 2026-11-25
---

## ore {#ore}

Ore is rock from which metal is won. [ore-code/1]
Also: ores, CODE
Misspelt: oar
See also: ore-code/1/fees
""",
    Language.NL: """---
checked: 2026-11-25
---

## erts {#ore}

Erts is gesteente waaruit metaal wordt gewonnen. [ore-code/1]
Ook: ertsen
Fout gespeld: ers
Zie ook: ore-code/1/fees
""",
}
EVIDENCE = """# Evidence

| id | what | address | date |
| --- | --- | --- | --- |
| E1 | The code as printed | https://example.org/ore.pdf | 2020 |
"""
CROSSWALK = """# Cross-walk

| nl | en | ore-code | guidance |
| --- | --- | --- | --- |
| Herkomst | Origin | 1, 1/fees | ask-ore |
"""


def write_library(folder: Path) -> Path:
    """Write the library into a new folder; reading it gives no problems."""
    for name in ("sources", "guidance", "glossary"):
        (folder / name).mkdir(parents=True)
    for language in Language:
        source = SOURCE.format(language=language, **WORDS[language])
        _write(folder, f"sources/ore-code.{language}.md", source)
        _write(folder, f"guidance/index.{language}.md", INDEX.format(language=language))
        _write(folder, f"guidance/ask-ore.{language}.md", CARDS[language])
        _write(folder, f"glossary/metals.{language}.md", TERMS[language])
    _write(folder, "evidence.md", EVIDENCE)
    _write(folder, "crosswalk.md", CROSSWALK)
    return folder


def _write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Change some words of a file; they must be there."""
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    _write(folder, name, text.replace(old, new))


def problems(folder: Path) -> list[str]:
    """The problems of a library in English."""
    return [found.say(Language.EN) for found in read_library(folder).problems]
