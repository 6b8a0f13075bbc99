"""The rows of a table as sentences, by a template that names its columns in braces."""

import re
from collections.abc import Iterable, Sequence

_SLOT = re.compile(r"\{([^{}]+)\}")


def row_sentences(
    template: str, header: Sequence[str], rows: Iterable[Sequence[str]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A sentence for each row, and the names in braces that are not columns; no sentences where there are such."""
    missing = tuple(name for name in _SLOT.findall(template) if name not in header)
    if missing:
        return (), missing
    return tuple(_sentence(template, dict(zip(header, row, strict=False))) for row in rows), ()


def _sentence(template: str, cells: dict[str, str]) -> str:
    sentence = _SLOT.sub(lambda slot: cells[slot.group(1)], template)
    return sentence[:1].upper() + sentence[1:]
