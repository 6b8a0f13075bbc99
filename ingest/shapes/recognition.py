"""Which shape a text has, where nobody said so: the one that puts most of it into provisions."""

from collections.abc import Iterable, Sequence

from ingest.coverage import coverage
from ingest.paragraphs import Paragraph
from ingest.provisions import missing_and_repeated
from ingest.shapes import Shape

_MOST = 0.5  # of the text: a shape that finds less has met a few lines that look like its own


def recognised(paragraphs: Sequence[Paragraph], candidates: Iterable[Shape], fallback: Shape) -> Shape:
    """The candidate whose provisions hold most of the text, without gaps or repeats and at least half of it.

    The first of them where two hold as much; the fallback where none does.
    """
    best, share = fallback, _MOST
    for shape in candidates:
        provisions = shape.provisions(paragraphs)
        if any(missing_and_repeated(provisions, shape.expected(provisions))):
            continue
        held = coverage(paragraphs, provisions).share
        if held > share:
            best, share = shape, held
    return best
