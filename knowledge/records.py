"""Frozen objects as JSON text and back. The only door to msgspec."""

from typing import TypeVar

import msgspec

Record = TypeVar("Record")

_ENCODER = msgspec.json.Encoder(order="deterministic")


def dump(record: object) -> str:
    """An object of dataclasses, tuples, enumerations and dates as JSON text; equal objects give equal text."""
    return _ENCODER.encode(record).decode()


def load(kind: type[Record], text: str) -> Record:
    """The object from the text that `dump` made of one of that kind; raises ValueError for any other text."""
    return msgspec.json.decode(text, type=kind)
