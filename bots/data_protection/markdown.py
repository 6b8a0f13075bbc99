"""A description as Markdown, to go on with in any editor."""

from collections.abc import Iterator

from bots.data_protection.describing import Description, Section, Table


def as_markdown(description: Description) -> str:
    """The whole text, with a line break at its end."""
    blocks = [f"# {description.title}", description.lead]
    blocks += [block for section in description.sections for block in _blocks(section)]
    return "\n\n".join(blocks) + "\n"


def _blocks(section: Section) -> Iterator[str]:
    yield f"## {section.heading}"
    yield from section.paragraphs
    if section.points:
        yield "\n".join(f"- {point}" for point in section.points)
    if section.table is not None:
        yield _table(section.table)


def _table(table: Table) -> str:
    lines = [table.header, ("---",) * len(table.header), *table.rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", r"\|")
