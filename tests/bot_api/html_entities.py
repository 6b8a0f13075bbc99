"""Telegram's HTML parse mode: what api.telegram.org reads in it and the words in which it refuses.

Rules: core.telegram.org/bots/api#html-style. Places in refusals are bytes of the UTF-8 text, as the real server counts.
"""

import re
from dataclasses import dataclass, replace

from tests.bot_api.entities import Entity, FormattedText, message_text, utf16_length
from tests.bot_api.errors import ApiError, bad_request
from tests.bot_api.links import checked_link

_STYLES = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler", "span": "spoiler",
}  # fmt: skip
_TAGS = frozenset([*_STYLES, "a", "tg-emoji", "pre", "code", "blockquote"])
_NAMED = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}
_REFERENCE = re.compile(rb"&(?:#x(?P<hex>[0-9a-fA-F]+)|#(?P<decimal>[0-9]+)|(?P<name>[a-zA-Z]+));?")
_LONGEST_REFERENCE = 9
_SPACES = b" \t\r\n\v\0"


def parse_html(html: str) -> FormattedText:
    """The text that a reader sees, with its entities.

    Raises:
        ApiError: it cannot be parsed, or nothing to read is left, or more than 4096 units.
    """
    text, entities = _Parser(html).parsed()
    return message_text(text, entities)


@dataclass(frozen=True, slots=True)
class _Open:
    """A tag that waits for its end."""

    tag: str
    argument: str
    offset: int  # UTF-16 units of the text so far
    begin: int  # characters of the text so far


class _Parser:
    """Reads once, from left to right."""

    def __init__(self, html: str) -> None:
        self._bytes = html.encode("utf-8", "surrogatepass")
        self._at = 0
        self._text = ""
        self._open: list[_Open] = []
        self._entities: list[Entity] = []
        self._languages: dict[int, str] = {}  # that of a code entity, by its place in the list

    def parsed(self) -> tuple[str, list[Entity]]:
        """The text and its entities, neither trimmed nor held to any limit."""
        while self._at < len(self._bytes):
            if self._bytes[self._at : self._at + 2] == b"</":
                self._end_tag()
            elif self._bytes[self._at : self._at + 1] == b"<":
                self._start_tag()
            else:
                self._text += self._characters(b"<")
        if self._open:
            raise _refused(f"Can't find end tag corresponding to start tag {self._open[-1].tag}")
        return _without_lone_surrogates(self._text), self._entities

    def _characters(self, stop: bytes) -> str:
        """Up to the byte `stop` or the end, with character references decoded."""
        found = self._bytes.find(stop, self._at)
        end = len(self._bytes) if found < 0 else found
        run, self._at = self._bytes[self._at : end], end
        return _decoded(run)

    def _start_tag(self) -> None:
        begin = self._at
        tag = self._until(_SPACES + b">", begin + 1).decode("utf-8", "replace").lower()
        if self._at >= len(self._bytes):
            raise _refused(f"Unclosed start tag at byte offset {begin}")
        if tag not in _TAGS:
            raise _refused(f'Unsupported start tag "{tag}" at byte offset {begin}')
        argument = ""
        while (attribute := self._attribute(tag, begin)) is not None:
            argument = _argument(tag, *attribute) or argument
        if tag == "span" and argument != "spoiler":
            raise _refused(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self._open.append(_Open(tag, argument, utf16_length(self._text), len(self._text)))

    def _attribute(self, tag: str, begin: int) -> tuple[str, str | None] | None:
        """The next attribute of a start tag with its value; None at the end of the tag, which is passed."""
        self._spaces()
        if self._peek() == b">":
            self._at += 1
            return None
        name = self._until(_SPACES + b"=>\"'", self._at).decode("utf-8", "replace")
        self._spaces()
        if not name and self._peek():
            raise _refused(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
        if self._peek() not in (b"=", b""):
            return name, None
        self._at += 1
        self._spaces()
        if not self._peek():
            raise _refused(f'Unclosed start tag "{tag}" at byte offset {begin}')
        value = self._quoted() if self._peek() in (b"'", b'"') else self._name_token()
        if not self._peek():
            raise _refused(f"Unclosed start tag at byte offset {begin}")
        return name, value

    def _quoted(self) -> str:
        mark = self._peek()
        self._at += 1
        value = self._characters(mark)
        self._at += 1
        return value

    def _name_token(self) -> str:
        begin = self._at
        token = re.compile(rb"[a-zA-Z0-9.-]*").match(self._bytes, begin)
        self._at = token.end() if token else begin
        if self._peek() not in (b">", b"") and self._peek() not in _SPACES:
            raise _refused(f"Unexpected end of name token at byte offset {begin}")
        return self._bytes[begin : self._at].decode().lower()

    def _end_tag(self) -> None:
        begin = self._at
        if not self._open:
            raise _refused(f"Unexpected end tag at byte offset {begin}")
        tag = self._until(_SPACES + b">", begin + 2).decode("utf-8", "replace").lower()
        self._spaces()
        if self._peek() != b">":
            raise _refused(f"Unclosed end tag at byte offset {begin}")
        self._at += 1
        expected = self._open[-1].tag
        if tag not in ("", expected):
            raise _refused(f'Unmatched end tag at byte offset {begin}, expected "</{expected}>", found "</{tag}>"')
        self._close(self._open.pop())

    def _close(self, opened: _Open) -> None:
        length = utf16_length(self._text) - opened.offset
        if length == 0:
            return
        if opened.tag in ("pre", "code"):
            self._close_code(opened, length)
        elif entity := _entity(opened, length, self._text[opened.begin :]):
            self._entities.append(entity)

    def _close_code(self, opened: _Open, length: int) -> None:
        """Code in pre, or the other way round, is one block of a language when they hold the same and name one."""
        entity = Entity(opened.tag, opened.offset, length)
        last = len(self._entities) - 1
        inner = self._entities[last] if self._entities else None
        language = opened.argument or self._languages.get(last, "")
        same = inner in (replace(entity, type="code"), replace(entity, type="pre"))
        if inner and same and inner.type != opened.tag and language:
            self._entities[last] = replace(entity, type="pre", language=language)
            return
        if opened.argument:
            self._languages[last + 1] = opened.argument
        self._entities.append(entity)

    def _until(self, stops: bytes, begin: int) -> bytes:
        self._at = begin
        while self._at < len(self._bytes) and self._bytes[self._at] not in stops:
            self._at += 1
        return self._bytes[begin : self._at]

    def _spaces(self) -> None:
        while self._peek() and self._peek() in _SPACES:
            self._at += 1

    def _peek(self) -> bytes:
        return self._bytes[self._at : self._at + 1]


def _argument(tag: str, name: str, value: str | None) -> str:
    """What an attribute says that counts, or nothing."""
    match tag, name, value:
        case "blockquote", "expandable", _:
            return "expandable"
        case ("a", "href", str()) | ("tg-emoji", "emoji-id", str()):
            return str(value)
        case "code", "class", str() if value.startswith("language-"):
            return value.removeprefix("language-")
        case "span", "class", str() if value.startswith("tg-"):
            return value.removeprefix("tg-")
    return ""


def _entity(opened: _Open, length: int, text: str) -> Entity | None:
    """That of a tag other than code and pre; None for a link that leads nowhere, whose text stays."""
    if opened.tag == "a":
        link = checked_link(opened.argument or text)
        return Entity("text_link", opened.offset, length, url=link) if link else None
    if opened.tag == "tg-emoji":
        if not re.fullmatch(r"-?[1-9][0-9]*", opened.argument):
            raise _refused("Invalid custom emoji identifier specified")
        return Entity("custom_emoji", opened.offset, length, custom_emoji_id=opened.argument)
    if opened.tag == "blockquote":
        return Entity("expandable_blockquote" if opened.argument else "blockquote", opened.offset, length)
    return Entity(_STYLES[opened.tag], opened.offset, length)


def _decoded(run: bytes) -> str:
    """A run of text with the references that Telegram knows decoded; the others stay as they are written."""
    pieces = []
    done = 0
    for match in _REFERENCE.finditer(run):
        if character := _character(match):
            pieces += [run[done : match.start()].decode("utf-8", "surrogatepass"), character]
            done = match.end()
    return "".join([*pieces, run[done:].decode("utf-8", "surrogatepass")])


def _character(match: re.Match[bytes]) -> str | None:
    if match["name"]:
        return _NAMED.get(match["name"])
    code = int(match["hex"], 16) if match["hex"] else int(match["decimal"])
    fits = len(match[0].rstrip(b";")) <= _LONGEST_REFERENCE and 0 < code < 0x10FFFF
    return chr(code) if fits else None


def _without_lone_surrogates(text: str) -> str:
    """Halves that stand side by side are one character.

    Raises:
        ApiError: a half stands alone.
    """
    try:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    except UnicodeDecodeError as error:
        raise _refused(
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        ) from error


def _refused(why: str) -> ApiError:
    return bad_request(f"can't parse entities: {why}")
