"""Rich text from fixed sentences."""

from collections.abc import Iterable, Sequence

from bots.telegram.markup import Heading, Item, Paragraph, RichText, Run, bold, plain

DOT = "•"


def paragraphs(*texts: str) -> RichText:
    """Each text as a paragraph of its own."""
    return tuple(Paragraph((plain(text),)) for text in texts)


def titled(title: str, *texts: str) -> RichText:
    """Paragraphs under a bold title."""
    return (Heading((bold(title),)), *paragraphs(*texts))


def items(lines: Iterable[Sequence[Run]]) -> RichText:
    """A list with dots."""
    return tuple(Item(DOT, tuple(line)) for line in lines)
