"""Originals in Markdown as paragraphs: read as the HTML that they stand for."""

from ingest.errors import UnreadableOriginal, UnreadableReason
from ingest.paragraphs import Paragraph
from ingest.readers.html import paragraphs_of_html
from ingest.readers.markdown import html_of
from ingest.readers.plain_text import text_of


def read_markdown(name: str, data: bytes) -> list[Paragraph]:
    """The paragraphs of a Markdown text; raises UnreadableOriginal, which calls the file by `name`."""
    paragraphs = paragraphs_of_html(html_of(text_of(name, data)))
    if not paragraphs:
        raise UnreadableOriginal(name, UnreadableReason.EMPTY)
    return paragraphs
