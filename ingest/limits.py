"""What reading one file may cost: bounds that a hostile or a broken file runs into before it harms the service."""

from dataclasses import dataclass

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds. `file_bytes` holds for a file and for what a compressed one unpacks to; `characters` for its text."""

    file_bytes: int = 64 * _MIB
    pages: int = 2_000
    characters: int = 10_000_000
    seconds: float = 180.0  # a thousand full pages take some forty on a busy machine
    memory_bytes: int = 1024 * _MIB


LIMITS = Limits()
"""Those that hold where the operator sets no others."""
