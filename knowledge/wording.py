"""Sentences that people read, kept in TOML files beside the package that says them."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from knowledge.language import Language


class Wording:
    """The sentences of one package in both languages, by key.

    Reads `<folder>/nl.toml` and `<folder>/en.toml`; nested tables give dotted keys. A test holds the two files
    to the same keys and the same slots.
    """

    def __init__(self, folder: Path) -> None:
        self._sentences = {
            language: _flatten(tomllib.loads((folder / f"{language}.toml").read_text(encoding="utf-8")))
            for language in Language
        }

    def say(self, key: str, language: Language, /, **slots: object) -> str:
        """The sentence of a key with its slots filled; KeyError for a key that is not there."""
        return self._sentences[language][key].format(**slots)

    def keys(self, language: Language) -> Mapping[str, str]:
        """All keys of a language with their unfilled sentences."""
        return self._sentences[language]


def _flatten(table: Mapping[str, object], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, Mapping):
            flat |= _flatten(value, f"{prefix}{key}.")
        else:
            flat[f"{prefix}{key}"] = str(value)
    return flat
