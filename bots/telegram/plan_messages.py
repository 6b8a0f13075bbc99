"""A plan as rich text: what was chosen, what to do first, the six steps, the rules that may apply, and the places."""

from collections.abc import Iterable, Iterator
from typing import Any

from assistant.words import say as say_planned
from bots.answer_records import Reading, Record
from bots.catalogue import Catalogue
from bots.telegram.citing import cited_line, short_quotes
from bots.telegram.markup import Block, Heading, Item, Paragraph, RichText, bold, italic, plain
from bots.telegram.words import say
from bots.words import say as say_shared

_DOT = "•"


def plan_message(plan: dict[str, Any], catalogue: Catalogue, reading: Reading) -> RichText:
    """The whole plan; every action with the marks of its sources, which stand at the end."""
    return tuple(_blocks(plan, catalogue, reading))


def _blocks(plan: dict[str, Any], catalogue: Catalogue, reading: Reading) -> Iterator[Block]:
    language, citations = reading.language, plan["citations"]
    yield Heading((bold(say("guided.title", language)),))
    for line in plan["basis"]:
        yield Item(_DOT, (plain(line),))
    yield from _part(say_planned("plan.first", language), plan["first"], citations, reading)
    for step in plan["steps"]:
        yield from _part(step["heading"], step["actions"], citations, reading)
        yield from _part(say_planned("plan.check", language), step["checks"], citations, reading)
    yield from _part(say_planned("plan.rules", language), plan["rules"], citations, reading)
    for note in plan["notes"]:
        yield Paragraph((italic(note),))
    yield Heading((bold(say_shared("turn.sources", language)),))
    yield from short_quotes(citations, catalogue, reading)


def _part(heading: str, texts: Iterable[Record], citations: list[Record], reading: Reading) -> Iterator[Block]:
    items = [Item(_DOT, cited_line(text, citations, reading)) for text in texts]
    if items:
        yield Heading((bold(heading),))
        yield from items
