"""HTML pages as paragraphs, in the order of the text. The only door to selectolax.

Made for law: what stands in cells of its own before a text ("(a)", "2.", "2a.") is joined to that text, the marks that
point to notes, the notes themselves and the marks of amendments ("▼M2") are left out.
"""

import re
from collections.abc import Iterator
from html import unescape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.errors import UnreadableOriginal, UnreadableReason
from ingest.paragraphs import Paragraph

_HEAD_BYTES = 1024
_BLOCK = re.compile(
    r"address|article|blockquote|body|br|d[dlt]|div|h[1-6]|header|hr|li|main|[ou]l|p|pre|section"
    r"|table|tbody|td|th|thead|tr"
)
_SILENT = ("script", "style", "head", "nav", "footer", "form", "noscript", "template", "iframe", "svg")
_NOTES = (
    ".oj-note",
    ".note",
    "a[href^='#ntr']",
    ".oj-note-tag",
    "[class*='footnote']",
    "sup > a[href^='#']",
    ".modref",
)
_AMENDED = re.compile(r"[▼►◄][A-Z]?\d*")
_MARK = re.compile(r"(?:\((?:[a-z]{1,2}|[ivxl]+|\d{1,3}[a-z]?)\)|\d{1,3}[a-z]?\.|[ivxl]+\.|[–—•▪])")
_EMPTY_NOTE = re.compile(r"\s*\(\s*\)")
_LOOSE_STOP = re.compile(r"\s+(?=[.,;:](?:\s|$))")  # what a note leaves behind that stood before a stop


def read_html(name: str, data: bytes) -> list[Paragraph]:
    """The paragraphs of a page; raises UnreadableOriginal, which calls the file by `name`."""
    if not data.strip():
        raise UnreadableOriginal(name, UnreadableReason.EMPTY)
    if b"<" not in data[:_HEAD_BYTES]:
        raise UnreadableOriginal(name, UnreadableReason.NOT_HTML)
    tree = LexborHTMLParser(data)
    if tree.body is None:
        raise UnreadableOriginal(name, UnreadableReason.DAMAGED)
    for selector in (*_SILENT, *_NOTES):
        for node in tree.css(selector):
            node.decompose()
    paragraphs = [Paragraph(text, ()) for text in _joined(_blocks(tree.body))]
    if not paragraphs:
        raise UnreadableOriginal(name, UnreadableReason.EMPTY)
    return paragraphs


def _blocks(body: LexborNode) -> Iterator[str]:
    """The text between the borders of blocks, each piece on one line and without the white space around it."""
    pieces: list[str] = []
    for node in _walk(body):
        if node.is_text_node:
            pieces.append(node.text_content or "")
        elif _BLOCK.fullmatch(node.tag or ""):
            yield from _said(pieces)
            pieces = []
    yield from _said(pieces)


def _walk(body: LexborNode) -> Iterator[LexborNode]:
    """Every node as it is come to, and each element again as it is left; without recursion, however deep it goes."""
    node: LexborNode | None = body.first_child
    while node is not None:
        yield node
        if node.first_child is not None:
            node = node.first_child
            continue
        while node is not None and node != body and node.next is None:
            node = node.parent
            if node is not None and node != body:
                yield node
        node = None if node is None or node == body else node.next


def _said(pieces: list[str]) -> Iterator[str]:
    text = _EMPTY_NOTE.sub("", _AMENDED.sub(" ", unescape("".join(pieces))))
    text = _LOOSE_STOP.sub("", " ".join(text.split()))
    if text:
        yield text


def _joined(blocks: Iterator[str]) -> Iterator[str]:
    """The pieces, with a mark that stands alone put before the text that it counts."""
    mark = ""
    for block in blocks:
        if _MARK.fullmatch(block):
            mark = f"{mark} {block}".strip()
            continue
        yield f"{mark} {block}".strip()
        mark = ""
