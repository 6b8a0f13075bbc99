"""Takes the notes off the foot of pages: what stands there in smaller letters and opens with a number."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.readers.pdf import NOTE_MARK, Line, Page

_SMALLER = 0.93  # of the usual letters of the text
_CLOSE = 1.35  # in letter sizes
_OPENS = re.compile(rf"(?:{NOTE_MARK}|\(\s*{NOTE_MARK}+\s*\)|\d{{1,3}}\.?\s)\s*[^\d\s]")
_SENTENCE_END = re.compile(r"[.?!][)\]”’\"']*$")


def without_notes(pages: Sequence[Page]) -> Iterator[Page]:
    """The pages without notes, also without what goes on in the foot of the next page."""
    usual = usual_size(pages)
    goes_on = False  # whether the last note broke off at the end of its page
    for page in pages:
        notes = _notes(page.lines, _SMALLER * usual, goes_on)
        goes_on = bool(notes) and not _SENTENCE_END.search(notes[-1].text)
        yield replace(page, lines=tuple(line for line in page.lines if line not in notes))


def usual_size(pages: Sequence[Page]) -> float:
    """The size in which most of the text is set, in points; 0 where there is none."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0


def _notes(lines: Sequence[Line], smaller: float, goes_on: bool) -> list[Line]:
    """The small lines at the foot from the first that opens a note on, from the top down."""
    small = [line for line in lines if line.size <= smaller]
    text = [line for line in lines if line.size > smaller and not any(_ends_note(line, note) for note in small)]
    foot = [line for line in lines if line not in text and not any(_stands_below(other, line) for other in text)]
    foot.sort(key=lambda line: (-line.baseline, line.left))
    first = 0 if goes_on else next((n for n, line in enumerate(foot) if _OPENS.match(line.text)), len(foot))
    return foot[first:]


def _ends_note(line: Line, note: Line) -> bool:
    """Whether a line in larger letters stands so close below a small one that it must be a slip of the printer."""
    return 0 < note.baseline - line.baseline < _CLOSE * note.size and _stands_below(line, note)


def _stands_below(one: Line, other: Line) -> bool:
    return one.baseline < other.baseline and one.left < other.right and other.left < one.right
