"""A plan as rich text: what was chosen, what to do first, the six steps, the rules that may apply, and the places."""

from collections.abc import Iterable, Iterator
from typing import Any

from assistant.words import say as say_planned
from bots.answer_records import Reading, Record, own_title, reader_path
from bots.telegram.citing import cited_line
from bots.telegram.markup import Block, Heading, Item, Paragraph, Quote, RichText, Run, bold, italic, link, plain
from bots.telegram.texts import DOT
from bots.telegram.words import say
from bots.words import say as say_shared


def plan_message(plan: dict[str, Any], reading: Reading) -> RichText:
    """The whole plan; every action with the marks of its sources, which stand at the end."""
    return tuple(_blocks(plan, reading))


def _blocks(plan: dict[str, Any], reading: Reading) -> Iterator[Block]:
    language, citations = reading.language, plan["citations"]
    yield Heading((bold(say("guided.title", language)),))
    for line in plan["basis"]:
        yield Item(DOT, (plain(line),))
    yield from _part(say_planned("plan.first", language), plan["first"], citations, reading)
    for step in plan["steps"]:
        yield from _part(step["heading"], step["actions"], citations, reading)
        yield from _part(say_planned("plan.check", language), step["checks"], citations, reading)
    yield from _part(say_planned("plan.rules", language), plan["rules"], citations, reading)
    for note in plan["notes"]:
        yield Paragraph((italic(note),))
    yield Quote((bold(say_shared("turn.sources", language)),), tuple(_sources(citations, reading)), expandable=True)


def _sources(citations: list[Record], reading: Reading) -> Iterator[Run]:
    """A line for each source: there are too many in a plan to quote them all."""
    for citation in citations:
        title = own_title(citation)
        name = f"[{citation['number']}] {citation['label']}" + (f" – {title}" if title else "")
        yield link(name, reading.base_url and reading.base_url + reader_path(citation, reading.language))
        kind = say_shared(f"text_kind.{citation['text_kind']}", reading.language)
        yield plain(f" · {kind}" + ("" if citation is citations[-1] else "\n"))


def _part(heading: str, texts: Iterable[Record], citations: list[Record], reading: Reading) -> Iterator[Block]:
    items = [Item(DOT, cited_line(text, citations, reading)) for text in texts]
    if items:
        yield Heading((bold(heading),))
        yield from items
