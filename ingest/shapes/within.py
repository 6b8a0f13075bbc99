"""The shape of a text that stands at one place of its source: its locators are below that place."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.paragraphs import Paragraph
from ingest.provisions import Provision
from ingest.shapes import Shape


@dataclass(frozen=True, slots=True)
class Within:
    """What `shape` finds, below the locator `place`; a provision without a locator of its own stands at the place.

    `name` is what people call the place ("Convention 138"): "Article 3" alone would not tell of which text.
    """

    place: str
    name: str
    shape: Shape

    def provisions(self, paragraphs: Sequence[Paragraph]) -> list[Provision]:
        """The provisions in the order of the text, repeated ones included."""
        found = self.shape.provisions(paragraphs)
        return [
            replace(provision, locator=self._within(provision.locator), heading=self._named(provision.heading))
            for provision in found
        ]

    def expected(self, found: Sequence[Provision]) -> tuple[str, ...]:
        """The locators that a whole text of the place has."""
        inner = [replace(provision, locator=self._without(provision.locator)) for provision in found]
        return tuple(map(self._within, self.shape.expected(inner)))

    def _named(self, heading: str) -> str:
        return heading if heading.startswith(self.name) else ", ".join(filter(None, (self.name, heading)))

    def _within(self, locator: str) -> str:
        return f"{self.place}/{locator}" if locator else self.place

    def _without(self, locator: str) -> str:
        return locator.removeprefix(self.place).removeprefix("/")
