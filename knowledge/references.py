"""A reference names a place in a source: `ungp-2011/17`, `oecd-guidelines-2023/II.A.11`."""

import re
from dataclasses import dataclass
from functools import total_ordering
from typing import Self

from knowledge.errors import InvalidReference

GLOSSARY = "glossary/"
"""How the locators of glossary entries begin; they belong to the source `guidance`, as cards do."""

_SOURCE = re.compile(r"[a-z][a-z0-9-]*")
_LOCATOR = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*(/[A-Za-z0-9][A-Za-z0-9.-]*)*")


@total_ordering
@dataclass(frozen=True, slots=True)
class Reference:
    """A source id in lower case and a locator as the field writes it.

    Below a provision come a slash and its part: `17/commentary`, `art-8/2`.
    """

    source: str
    locator: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `source/locator`; raises InvalidReference."""
        source, slash, locator = text.strip().partition("/")
        source = source.lower()
        if not slash or not _SOURCE.fullmatch(source) or not _LOCATOR.fullmatch(locator):
            raise InvalidReference(f"{text.strip()!r} is not a reference such as ungp-2011/17")
        return cls(source, locator)

    def __str__(self) -> str:
        return f"{self.source}/{self.locator}"

    def __lt__(self, other: "Reference") -> bool:
        return str(self) < str(other)

    @property
    def folded(self) -> str:
        """The form in which references are compared when the case of letters does not matter."""
        return str(self).lower()

    @property
    def is_term(self) -> bool:
        """Whether an entry of the glossary stands here."""
        return self.source == "guidance" and self.locator.startswith(GLOSSARY)

    @property
    def provision(self) -> "Reference":
        """The numbered provision that this place belongs to, or itself.

        Only parts that explain a provision fold into it; topics below a chapter (`II/leverage`) stand alone.
        """
        head, slash, tail = self.locator.rpartition("/")
        return Reference(self.source, head) if slash and tail == "commentary" else self

    @property
    def above(self) -> "Reference | None":
        """The place in which this one lies by its locator, known or not: `2.4` of `2.4/likelihood`, `2` of `2.4`."""
        cut = max(self.locator.rfind("/"), self.locator.rfind("."))
        return Reference(self.source, self.locator[:cut]) if cut > 0 else None

    def is_below(self, other: "Reference") -> bool:
        """Whether this place lies inside the other: `17/commentary` inside `17`, `2.3` inside `2`."""
        if self.source != other.source:
            return False
        return self.locator.startswith((f"{other.locator}/", f"{other.locator}."))
