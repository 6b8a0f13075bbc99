"""How much of a text stands in the provisions that were found in it, and what does not."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from ingest.paragraphs import Paragraph
from ingest.provisions import Provision
from ingest.readers.marks import is_mark
from knowledge.sentences import Span


@dataclass(frozen=True, slots=True)
class Coverage:
    """`share` of the characters of the text, 0 to 1; `left_out` are the stretches that are in no provision, in order.

    What became the heading of a provision, or its number, is not counted as left out.
    """

    share: float
    left_out: tuple[str, ...]


def coverage(paragraphs: Sequence[Paragraph], provisions: Iterable[Provision]) -> Coverage:
    """What provisions hold of the paragraphs, which are those of the whole text at their places in it."""
    found = list(provisions)
    held = _merged(Span(part.start, part.end) for provision in found for part in provision.paragraphs)
    rest = [part for paragraph in paragraphs for part in _rest(paragraph, held)]
    length = sum(len(paragraph.text) for paragraph in paragraphs)
    share = 1 - sum(map(len, rest)) / length if length else 0.0
    headings = {heading.casefold() for provision in found for heading in (provision.heading, *provision.headings)}
    lost = (text.strip() for text in rest if any(map(str.isalpha, text)) and not is_mark(text.strip()))
    return Coverage(
        share, tuple(text for text in lost if not any(text.rstrip(":").casefold() in heading for heading in headings))
    )


def _merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, with those that overlap or touch as one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _rest(paragraph: Paragraph, held: Sequence[Span]) -> Iterator[str]:
    """The stretches of a paragraph that are not held."""
    cursor = paragraph.start
    first = bisect_right(held, cursor, key=lambda span: span.end)
    for span in islice(held, first, None):
        if span.start >= paragraph.end:
            break
        if span.start > cursor:
            yield paragraph.cut(cursor - paragraph.start, span.start - paragraph.start).text
        cursor = span.end
    if cursor < paragraph.end:
        yield paragraph.cut(cursor - paragraph.start, len(paragraph.text)).text
