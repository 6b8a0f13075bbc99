"""How much personal data redaction finds, and how much else it leaves alone, on lines of which both are known.

The rules are those of `sets/redaction.md`.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.evaluation.answer_figures import Figure
from assistant.evaluation.json_lines import read_records
from assistant.evaluation.metrics import interval
from knowledge.language import Language

# Kinds that have a form of their own, unlike names of people and companies.
_STRUCTURED = ("email", "phone", "iban", "bsn", "kvk", "address")
_RUN = re.compile(r"[^\W_]+")
# What is no part of the core of a name: legal forms and joining words of companies, and particles of surnames.
_FORMS = """
b v bv n nv o f vof c cv gmbh mbh ag kg ohg ug se sa s a r l sarl sas sprl bvba ltd limited llp llc plc inc corp co pte
pvt pty oy oyj ab as aps asa spa p srl z sro doo kft jsc en and und et
"""
_PARTICLES = "van de der den het ten ter te t d vd von zu bin ibn el al la le du da di"
_LEFT_OUT = {"company": frozenset(_FORMS.split()), "name": frozenset(_PARTICLES.split())}


@dataclass(frozen=True, slots=True)
class Mask:
    """A piece that must not survive, and its kind."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A text, what must go and what must stay; a line without masks is a look-alike that must stay as it is."""

    language: Language
    text: str
    masks: tuple[Mask, ...]
    keep: tuple[str, ...]
    half: str


def read_lines(file: Path) -> list[Line]:
    """The lines of the measuring set; raises UnreadableGold with file and line."""
    return read_records(file, _line)


def _line(record: dict[str, Any]) -> Line:
    masks = tuple(Mask(mask["kind"], mask["text"]) for mask in record["mask"])
    return Line(Language(record["language"]), record["text"], masks, tuple(record["keep"]), record["half"])


def redaction_figures(lines: Sequence[Line], redact: Callable[[str], str]) -> dict[str, Figure]:
    """The shares found by kind, overall and by language, and those of what must stay that did."""
    redacted = [(line, redact(line.text)) for line in lines]
    found = [(line.language, mask.kind, is_found(line, mask, text)) for line, text in redacted for mask in line.masks]
    figures = {"structured": _share(hit for _, kind, hit in found if kind in _STRUCTURED)}
    for kind in dict.fromkeys(kind for _, kind, _ in found):
        figures[kind] = _share(hit for _, other, hit in found if other == kind)
        for language in Language:
            figures[f"{kind}_{language}"] = _share(
                hit for said, other, hit in found if (said, other) == (language, kind)
            )
    figures["kept"] = _share(
        text.count(piece) >= line.text.count(piece) for line, text in redacted for piece in line.keep
    )
    figures["left_alone"] = _share(text == line.text for line, text in redacted if not line.masks)
    return figures


def is_found(line: Line, mask: Mask, redacted: str) -> bool:
    """Whether nothing of the core of a mask is left: each of its runs is only there as often as outside the masks."""
    left, elsewhere = Counter(_runs(redacted)), Counter(_runs(_outside(line)))
    core = set(_runs(mask.text)) - _LEFT_OUT.get(mask.kind, frozenset())
    return all(left[run] <= elsewhere[run] for run in core)


def _outside(line: Line) -> str:
    """The text without what is marked; longer marks first, for one may hold another."""
    text = line.text
    for mask in sorted(line.masks, key=lambda mask: -len(mask.text)):
        text = text.replace(mask.text, " ")
    return text


def _runs(text: str) -> Iterator[str]:
    return (run.lower() for run in _RUN.findall(text))


def _share(hits: Iterator[bool]) -> Figure:
    values = [float(hit) for hit in hits]
    mean = sum(values) / len(values) if values else 0.0
    return Figure(mean, *interval(values), len(values))
