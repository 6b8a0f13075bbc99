"""HTML pages as paragraphs, in the order of the text. The only door to selectolax.

Made for law: what stands in cells of its own before a text ("(a)", "2.", "2a.") is joined to that text, the marks that
point to notes, the notes themselves and the marks of amendments ("▼M2") are left out. Ordinary pages lose what is
around their text: menus, asides, notices about cookies.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from ingest.errors import UnreadableOriginal, UnreadableReason
from ingest.paragraphs import Paragraph
from ingest.readers.encodings import decoded, has_other_format
from ingest.readers.marks import BULLET, begins_with_mark, is_mark, spaced
from ingest.readers.table_rows import row_text

_HEAD_BYTES = 1024
_BLOCK = re.compile(
    r"address|article|aside|blockquote|body|br|caption|d[dlt]|div|fig(?:ure|caption)|h[1-6]|header|hr|li|main|[ou]l|p"
    r"|pre|section|table|tbody|td|tfoot|th|thead|tr"
)
_HEADING = re.compile(r"h([1-6])")
_SILENT = (
    *("script", "style", "head", "noscript", "template", "iframe", "svg", "input", "select", "button", "textarea"),
)
_AROUND = (  # the text of a page; kept where they hold it themselves, as a form around a whole page does
    *("nav", "aside", "footer", "form", "dialog", "body > header", "i[aria-hidden='true']", "span[aria-hidden='true']"),
    *(f"[role='{role}']" for role in ("navigation", "banner", "contentinfo", "complementary", "search", "dialog")),
    *(f"[{name}*='{word}' i]" for name in ("id", "class") for word in ("cookie", "breadcrumb")),
)
_CORE = "h1, main, article, body"
_NOTES = (
    ".oj-note",
    ".note",
    "a[href^='#ntr']",
    ".oj-note-tag",
    "[class*='footnote']",
    "sup > a[href^='#']",
    ".modref",
)
_IMPRINT = re.compile(r"ELI: https?:\S+|ISSN \d{4}-\d{3}[\dX](?: \(.*\))?")  # at the foot of a page of the journal
_AMENDED = re.compile(r"[▼►◄][A-Z]?\d*")
_EMPTY_NOTE = re.compile(r" ?\( ?\)")
_LOOSE_STOP = re.compile(r" +(?=[.,;:](?: |$))")  # what a note leaves behind that stood before a stop
_STOP = re.compile(r"[.,;:]")
_NOTE_SIGN = re.compile(r"\(?[*†‡]{0,3}\d{0,2}\)?")
_POWER = re.compile(r"\b(?:[kcdm]?m|10)$")  # km², 10³: no note sign
_NOTED = ("p", "td", "li", "dd")


def read_html(name: str, data: bytes) -> list[Paragraph]:
    """The paragraphs of a page; raises UnreadableOriginal, which calls the file by `name`."""
    if not data.strip():
        raise UnreadableOriginal(name, UnreadableReason.EMPTY)
    if has_other_format(data) or b"<" not in data[:_HEAD_BYTES]:
        raise UnreadableOriginal(name, UnreadableReason.NOT_HTML)
    if _breaks_off(data):
        raise UnreadableOriginal(name, UnreadableReason.DAMAGED)
    paragraphs = paragraphs_of_html(decoded(data) or data)
    if not paragraphs:
        raise UnreadableOriginal(name, UnreadableReason.EMPTY)
    return paragraphs


def paragraphs_of_html(html: str | bytes) -> list[Paragraph]:
    """The paragraphs of a page or a piece of one; none where it holds no text. Raises MemoryError."""
    try:
        tree = LexborHTMLParser(html)
    except SelectolaxError as error:  # anything is HTML, so that the parser fails for want of memory alone
        raise MemoryError from error
    if tree.body is None:
        return []
    _clean(tree)
    _flatten_tables(tree)
    return list(_joined(_Blocks().of(_text_of_page(tree.body))))


def _breaks_off(data: bytes) -> bool:
    folded = data.lower()
    return b"<html" in folded[:_HEAD_BYTES] and b"</html" not in folded and b"</body" not in folded


def _clean(tree: LexborHTMLParser) -> None:
    """Take out what is no text of the page."""
    for selector in (*_SILENT, *_NOTES):
        for node in tree.css(selector):
            node.decompose()
    for selector in _AROUND:
        for node in tree.css(selector):
            if not node.css_matches(_CORE) and node.css_first(_CORE) is None:
                node.decompose()
    for node in tree.css("sup"):
        _drop_note(node)


def _drop_note(raised: LexborNode) -> None:
    """Take out a raised note sign, or the whole note where the sign opens one."""
    sign = _words(raised.text())
    if not sign or not _NOTE_SIGN.fullmatch(sign):
        return
    before = raised.prev.text() if raised.prev is not None else ""
    if sign.isdigit() and _POWER.search(before):
        return
    above = raised.parent
    opens = above is not None and _words(above.text()).lstrip("(").startswith(sign)
    if above is not None and above.tag in _NOTED and opens and len(_words(above.text())) > len(sign) + 2:
        above.decompose()
    else:
        raised.decompose()


def _text_of_page(body: LexborNode) -> LexborNode:
    """The one part of a page that says it is the main one, or all."""
    for selector in ("main, [role='main']", "article"):
        found = body.css(selector)
        if len(found) == 1:
            return found[0]
    return body


def _flatten_tables(tree: LexborHTMLParser) -> None:
    """Put the text of each row in its first cell; rows that only set marks and texts side by side stay as they are."""
    headers: dict[int, list[str]] = {}
    for row in tree.css("tr"):
        cells = _cells(row)
        if len(cells) < 2 or row.css_first("table") is not None:  # first of all, as tables within tables cost much
            continue
        table = _table_of(row)
        if table.mem_id not in headers:
            headers[table.mem_id] = _taken_header(table)
            cells = _cells(row)
        texts = list(map(_cell_text, cells))
        filled = [text for text in texts if text]
        if len(filled) > 1 and not is_mark(filled[0]):
            for cell in cells[1:]:
                cell.decompose()
            cells[0].inner_html = ""
            cells[0].insert_child(row_text(headers[table.mem_id], texts))


def _table_of(row: LexborNode) -> LexborNode:
    node = row
    while node.parent is not None and node.tag != "table":
        node = node.parent
    return node


def _taken_header(table: LexborNode) -> list[str]:
    """The names of the columns; their row is taken out where another needs it, as each of these then brings them."""
    head, *rows = table.css("tr")
    cells = _cells(head)
    if not all(map(_is_head, cells)) or not any(len(_cells(row)) == len(cells) for row in rows):
        return []
    names = list(map(_cell_text, cells))
    for cell in cells:
        cell.decompose()  # not the row itself, which may be the one at hand
    return names


def _cells(row: LexborNode) -> list[LexborNode]:
    return [cell for cell in row.iter() if cell.tag in ("td", "th")]


def _cell_text(cell: LexborNode) -> str:
    return " ".join(paragraph.text for paragraph in _joined(_Blocks().of(cell)))


def _is_head(cell: LexborNode) -> bool:
    return cell.tag == "th" or cell.css_first("[class*='tbl-hdr']") is not None


@dataclass(slots=True)
class _Blocks:
    """One pass over the nodes of a page: the text between the borders of blocks, with the level of headings."""

    pieces: list[str] = field(default_factory=list)
    level: int | None = None
    items: dict[int, int] = field(default_factory=dict)  # by the list: how many of its items were come to

    def of(self, body: LexborNode) -> Iterator[Paragraph]:
        for node, entered in _walk(body):
            if node.is_text_node:
                self.pieces.append(node.text_content or "")
            elif _BLOCK.fullmatch(node.tag or ""):
                yield from self._said()
                if entered and node.tag == "li":
                    yield from self._mark(node)
                heading = _HEADING.fullmatch(node.tag or "")
                if heading is not None:
                    self.level = int(heading[1]) if entered else None
        yield from self._said()

    def _said(self) -> Iterator[Paragraph]:
        text = _EMPTY_NOTE.sub("", _words(_AMENDED.sub(" ", "".join(self.pieces))))
        text = _LOOSE_STOP.sub("", text).strip()
        self.pieces = []
        if text and not _IMPRINT.fullmatch(text):
            yield Paragraph(text, (), self.level)

    def _mark(self, item: LexborNode) -> Iterator[Paragraph]:
        """The number or bullet that a reader sees before an item that does not write its own."""
        listing = item.parent
        numbered = listing is not None and listing.tag == "ol"
        if listing is None or begins_with_mark(_words(item.text())[:20]):
            return
        first = listing.attributes.get("start") or "1"
        count = self.items.setdefault(listing.mem_id, int(first) if first.isdigit() else 1)
        self.items[listing.mem_id] += 1
        yield Paragraph(f"{count}." if numbered else BULLET, ())


def _walk(body: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Every node as it is entered and each element again as it is left; without recursion, however deep it goes."""
    top = body.mem_id  # comparing the nodes themselves would write out their HTML
    node: LexborNode | None = body.first_child
    while node is not None:
        yield node, True
        if node.first_child is not None:
            node = node.first_child
            continue
        while node is not None and node.mem_id != top and node.next is None:
            node = node.parent
            if node is not None and node.mem_id != top:
                yield node, False
        node = None if node is None or node.mem_id == top else node.next


def _words(text: str) -> str:
    return " ".join(text.split())


def _joined(blocks: Iterator[Paragraph]) -> Iterator[Paragraph]:
    """The pieces, with a mark that stands alone put before the text that it counts, and a stop behind what it ends."""
    mark, held = "", None
    for block in blocks:
        if is_mark(block.text):
            mark = f"{mark} {block.text}".strip()
        elif held is not None and not mark and _STOP.fullmatch(block.text):
            held = Paragraph(held.text + block.text, (), held.level)
        else:
            if held is not None:
                yield held
            held = Paragraph(spaced(f"{mark} {block.text}".strip()), (), block.level)
            mark = ""
    if held is not None:
        yield held
