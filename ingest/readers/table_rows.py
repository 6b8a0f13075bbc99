"""A row of a table as one line of text that can be read without the table."""

import re
from collections.abc import Sequence

from ingest.readers.marks import is_mark

_OWN_STOP = re.compile(r"[.,:;];")  # a cell that ends in a stop needs no other


def row_text(header: Sequence[str], cells: Sequence[str]) -> str:
    """The cells with the names of their columns: "Metal: tin; Threshold: 5 kg". Empty cells are left out.

    Without a header, or with one of another width, the cells alone; a mark stands before what it counts.
    """
    named = zip(header, cells, strict=True) if len(header) == len(cells) else (("", cell) for cell in cells)
    filled = [(name.strip("-"), cell) for name, cell in named if cell.strip("-")]  # dashes are drawn lines
    mark = ""
    if filled and is_mark(filled[0][1]):
        mark = f"{filled.pop(0)[1]} "
    text = "; ".join(f"{name}: {cell}" if name else cell for name, cell in filled)
    return mark + _OWN_STOP.sub(lambda stop: stop[0][0], text)
