"""The text of a message with its entities: which may overlap, which are found in the text itself, and how much fits.

Rules: core.telegram.org/bots/api#formatting-options and #messageentity; where those are silent, what TDLib does.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from tests.bot_api.errors import bad_request
from tests.bot_api.links import checked_link

LONGEST_TEXT = 4096
MOST_ENTITIES = 100

_STYLES = ("bold", "italic", "underline", "strikethrough", "spoiler")
_CODE = ("code", "pre")
_QUOTES = ("blockquote", "expandable_blockquote")
_ADDRESS = r"(?:https?|ftp)://[^\s<>\"]+|(?:[a-z0-9-]+\.)+(?:com|org|net|nl|eu|me|info)\b(?:/[^\s<>\"]*)?"
_FOUND = (
    ("mention", re.compile(r"(?<![\w@/])@\w{3,32}\b", re.ASCII)),
    ("bot_command", re.compile(r"(?<![\w/<>@])/[a-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/@])", re.ASCII | re.IGNORECASE)),
    ("hashtag", re.compile(r"(?<![\w#])#(?=\w*[^\W\d])\w{1,256}")),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b", re.ASCII | re.IGNORECASE)),
    ("url", re.compile(rf"(?<![\w@./-])(?:{_ADDRESS})", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class Entity:
    """A stretch of text with a meaning; offset and length are in UTF-16 code units."""

    type: str
    offset: int
    length: int
    url: str | None = None
    language: str | None = None
    custom_emoji_id: str | None = None

    @property
    def end(self) -> int:
        """The first unit past it."""
        return self.offset + self.length

    @property
    def json(self) -> dict[str, Any]:
        """As the Bot API writes it: without the fields that it does not have."""
        optional = {"url": self.url, "language": self.language, "custom_emoji_id": self.custom_emoji_id}
        given = {name: value for name, value in optional.items() if value is not None}
        return {"type": self.type, "offset": self.offset, "length": self.length} | given


@dataclass(frozen=True, slots=True)
class FormattedText:
    """What a reader sees."""

    text: str
    entities: tuple[Entity, ...]

    def under(self, entity: Entity) -> str:
        """The stretch of text that an entity covers."""
        return utf16_slice(self.text, entity)

    def covered(self, kind: str) -> list[str]:
        """The stretches of text under entities of a type, in order."""
        return [self.under(entity) for entity in self.entities if entity.type == kind]


def utf16_length(text: str) -> int:
    """How many UTF-16 code units a text has; that is what Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


def utf16_slice(text: str, entity: Entity) -> str:
    """The text under an entity."""
    return text.encode("utf-16-le")[2 * entity.offset : 2 * entity.end].decode("utf-16-le")


def message_text(text: str, entities: Iterable[Entity] = ()) -> FormattedText:
    """What Telegram makes of a text and the entities that its sender gave.

    Raises:
        ApiError: nothing to read is left, or too much.
    """
    cleaned = _trimmed(_cleaned(text, entities))
    if not cleaned.text:
        raise bad_request("message text is empty")
    if utf16_length(cleaned.text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    kept = _disentangled(cleaned.entities)[:MOST_ENTITIES]
    found = [entity for entity in _found_in(cleaned.text) if not any(_collide(entity, other) for other in kept)]
    return FormattedText(cleaned.text, tuple(_in_order([*kept, *found])))


def entities_from_json(given: list[dict[str, Any]]) -> list[Entity]:
    """The entities of a call's parameter; those that only Telegram itself finds are left to it."""
    own = (*_STYLES, *_CODE, *_QUOTES, "text_link", "custom_emoji")
    fields = ("type", "offset", "length", "url", "language", "custom_emoji_id")
    return [Entity(**{name: one[name] for name in fields if name in one}) for one in given if one.get("type") in own]


def _cleaned(text: str, entities: Iterable[Entity]) -> FormattedText:
    """Carriage returns and characters that break lines or directions go; other control characters become spaces."""
    kept = re.sub(r"[\x00-\x09\x0b\x0c\x0e-\x1f]", " ", text)
    for gone in reversed(list(re.finditer(r"[\r\u2028-\u202e\u0333\u033f\u030a]", kept))):
        place = utf16_length(kept[: gone.start()])
        kept = kept[: gone.start()] + kept[gone.end() :]
        entities = [_moved(entity, place) for entity in entities]
    return FormattedText(kept, tuple(entities))


def _moved(entity: Entity, gone: int) -> Entity:
    """The entity in a text that lost the unit at `gone`."""
    if gone < entity.offset:
        return replace(entity, offset=entity.offset - 1)
    return replace(entity, length=entity.length - 1) if gone < entity.end else entity


def _trimmed(formatted: FormattedText) -> FormattedText:
    """No blank space around the text, nor at the start of an entity, nor entities without anything to read."""
    begin = len(formatted.text) - len(formatted.text.lstrip(" \n"))
    text = formatted.text.strip(" \n")
    end = begin + utf16_length(text)
    within = [_narrowed(formatted.text, entity, end) for entity in formatted.entities]
    kept = [replace(entity, offset=entity.offset - begin) for entity in within if entity.length > 0]
    return FormattedText(text, tuple(kept))


def _narrowed(text: str, entity: Entity, end: int) -> Entity:
    under = utf16_slice(text, entity)
    blank = len(under) - len(under.lstrip(" \n"))
    offset = entity.offset + blank
    return replace(entity, offset=offset, length=min(entity.end, end) - offset)


def _disentangled(entities: Iterable[Entity]) -> list[Entity]:
    """Quotes do not nest, links and code hold no other of their kind, and nothing is styled inside code.

    Quotes, links and code come first, styles after them: in that order the server drops what is too many.
    """
    quotes = _apart([entity for entity in entities if entity.type in _QUOTES])
    others = _apart([entity for entity in entities if entity.type not in (*_QUOTES, *_STYLES)])
    others = [entity for entity in others if not any(_crosses(entity, quote) for quote in quotes)]
    code = [entity for entity in others if entity.type in _CODE]
    styled = [piece for style in _STYLES for entity in _joined(entities, style) for piece in _outside(entity, code)]
    return _in_order([*quotes, *others]) + _in_order(styled)


def _apart(entities: Iterable[Entity]) -> list[Entity]:
    """Of entities that touch the same text, the one that begins first; of those, the longest."""
    kept: list[Entity] = []
    for entity in _in_order(entities):
        if not kept or entity.offset >= kept[-1].end:
            kept.append(entity)
    return kept


def _crosses(entity: Entity, quote: Entity) -> bool:
    within = quote.offset <= entity.offset and entity.end <= quote.end
    return _overlap(entity, quote) and not within


def _joined(entities: Iterable[Entity], style: str) -> list[Entity]:
    """Stretches of one style as one where they touch."""
    joined: list[Entity] = []
    for entity in _in_order(entity for entity in entities if entity.type == style):
        if joined and entity.offset <= joined[-1].end:
            joined[-1] = replace(joined[-1], length=max(joined[-1].end, entity.end) - joined[-1].offset)
        else:
            joined.append(entity)
    return joined


def _outside(entity: Entity, code: list[Entity]) -> Iterator[Entity]:
    begin = entity.offset
    for block in (block for block in code if _overlap(block, entity)):
        if block.offset > begin:
            yield replace(entity, offset=begin, length=block.offset - begin)
        begin = block.end
    if entity.end > begin:
        yield replace(entity, offset=begin, length=entity.end - begin)


def _found_in(text: str) -> Iterator[Entity]:
    """Mentions, commands, hashtags and addresses that a reader can press; of two that overlap, the first."""
    matches = [(kind, match) for kind, pattern in _FOUND for match in pattern.finditer(text)]
    hits = [
        Entity(kind, utf16_length(text[: match.start()]), utf16_length(match[0].rstrip(".,;:!?)'")))
        for kind, match in matches
        if kind != "url" or checked_link(match[0])
    ]
    yield from _apart(hits)


def _collide(found: Entity, given: Entity) -> bool:
    """Whether an entity that Telegram found gives way to one that the sender gave."""
    if given.type in _STYLES:
        return False
    return _crosses(found, given) if given.type in _QUOTES else _overlap(found, given)


def _overlap(one: Entity, other: Entity) -> bool:
    return one.offset < other.end and other.offset < one.end


def _in_order(entities: Iterable[Entity]) -> list[Entity]:
    """By place, and the one that holds the other first."""
    return sorted(entities, key=lambda entity: (entity.offset, -entity.length, entity.type not in _QUOTES))
