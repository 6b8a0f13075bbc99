"""Rich text in messages that Telegram takes.

Cuts fall between blocks; a block that fits in no message is cut at a line, a sentence, a word or a character, in that
order. A heading goes with what it stands above, and the items of a short list stay together. An item keeps its mark,
and a quote its header, which is repeated where the quote goes on. Joined, the texts of the parts are the whole text,
but for the white space at the cuts and the headers that were repeated.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bots.telegram.cutting import cut_point
from bots.telegram.markup import (
    Block,
    Heading,
    Item,
    Line,
    Quote,
    RichText,
    Run,
    block_entities,
    entities,
    line_of,
    text_of,
    to_plain,
    units,
)
from knowledge.language import Language

LONGEST = 4096
"""How many UTF-16 units a message holds after its entities are parsed."""
MOST_ENTITIES = 100
"""How many entities Telegram shows in a message."""

_SEPARATOR = 2
_LEAST_UNITS = 1024  # with less room left, something long begins in a message of its own
_LEAST_ENTITIES = 16
_SHORT_LIST = 1024
_LONGEST_HEADER = 512
_MOST_HEADER_ENTITIES = 8


@dataclass(frozen=True, slots=True)
class _Room:
    """What a message can still take."""

    units: int
    entities: int


def split(text: RichText, language: Language) -> tuple[RichText, ...]:
    """The parts of a text in order; none where there is nothing to read. The language tells where sentences end."""
    waiting = deque(block for block in text if not _is_blank(block))
    parts: list[RichText] = []
    part: RichText = ()
    while waiting:
        block = waiting.popleft()
        if _fits((*part, block)):
            part = (*part, block)
        elif part and not _takes_a_piece(part, block):
            full, part = _closed(part, block)
            parts.append(full)
            waiting.appendleft(block)
        else:
            piece, rest = _cut(block, _room(part), language)
            parts.append((*part, piece))
            part = ()
            waiting.extendleft(other for other in (rest,) if not _is_blank(other))
    return tuple(found for found in (*parts, part) if to_plain(found).strip())


def _fits(part: RichText) -> bool:
    return units(to_plain(part)) <= LONGEST and sum(map(block_entities, part)) <= MOST_ENTITIES


def _takes_a_piece(part: RichText, block: Block) -> bool:
    """Whether a block that does not fit is better begun here than in a message of its own."""
    room = _room(part)
    only_headings = all(isinstance(other, Heading) for other in part)
    is_roomy = room.units >= _LEAST_UNITS and room.entities >= _LEAST_ENTITIES
    return is_roomy and (only_headings or not _fits((block,)))


def _room(part: RichText) -> _Room:
    used = units(to_plain(part)) + _SEPARATOR if part else 0
    return _Room(LONGEST - used, MOST_ENTITIES - sum(map(block_entities, part)))


def _is_blank(block: Block) -> bool:
    return not text_of(line_of(block)).strip()


def _closed(part: RichText, block: Block) -> tuple[RichText, RichText]:
    """A part that is full, and what of its end goes with the block that comes next: headings, or a short list."""
    end = _start_of_last(part, Heading)
    if isinstance(block, Item):
        list_start = _start_of_last(part[: _start_of_last(part, Item)], Heading)
        end = list_start if units(to_plain(part[list_start:])) <= _SHORT_LIST else end
    return (part[:end], part[end:]) if end else (part, ())


def _start_of_last(part: RichText, kind: type[Block]) -> int:
    """Where the run of blocks of a kind at the end of a part begins."""
    start = len(part)
    while start and isinstance(part[start - 1], kind):
        start -= 1
    return start


def _cut(block: Block, room: _Room, language: Language) -> tuple[Block, Block]:
    """The piece of a block that fits in the room, and the rest; one of them may be blank."""
    if isinstance(block, Quote) and not _is_repeatable(block.header):
        block = Quote((), line_of(block), block.expandable)
    around = _Room(
        units(text_of(line_of(block))) - units(text_of(block.runs)), block_entities(block) - entities(block.runs)
    )
    inside = _Room(room.units - around.units, room.entities - around.entities)
    first, rest = _cut_line(block.runs, inside, language)
    goes_on = Item("", rest) if isinstance(block, Item) else replace(block, runs=rest)
    return replace(block, runs=first), goes_on


def _is_repeatable(header: Line) -> bool:
    return units(text_of(header)) <= _LONGEST_HEADER and entities(header) <= _MOST_HEADER_ENTITIES


def _cut_line(line: Line, room: _Room, language: Language) -> tuple[Line, Line]:
    text, most = text_of(line), _most(line, room)
    start, end = _first_word(text), most
    if start < most < len(text):
        end = start + cut_point(text[start:], most - start, language)
    return _stretch(line, 0, end), _stretch(line, end + _first_word(text[end:]), len(text))


def _first_word(text: str) -> int:
    """Where the white space at the start of a text ends."""
    return len(text) - len(text.lstrip())


def _most(line: Sequence[Run], room: _Room) -> int:
    """How many characters of a line fit."""
    characters, left, marks = 0, room.units, room.entities
    for run in line:
        marks -= entities((run,))
        if marks < 0:
            break
        for character in run.text:
            left -= units(character)
            if left < 0:
                return characters
            characters += 1
    return characters


def _stretch(line: Sequence[Run], start: int, end: int) -> Line:
    """The characters of a line from `start` up to but not including `end`, each in its style."""
    stretch: list[Run] = []
    for run in line:
        text = run.text[max(start, 0) : max(end, 0)]
        if text:
            stretch.append(replace(run, text=text))
        start, end = start - len(run.text), end - len(run.text)
    return tuple(stretch)
