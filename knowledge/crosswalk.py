"""The cross-walk: where other sources deal with the same thing as a provision does."""

from collections.abc import Sequence

from knowledge.finding_aids import Theme
from knowledge.references import Reference


class Crosswalk:
    """Looks themes up by the places that belong to them."""

    def __init__(self, themes: Sequence[Theme]) -> None:
        self.themes = tuple(themes)
        self._by_place: dict[Reference, list[Theme]] = {}
        for theme in themes:
            for reference in theme.references:
                self._by_place.setdefault(reference, []).append(theme)

    def themes_of(self, reference: Reference) -> tuple[Theme, ...]:
        """The themes of a place; those of what it lies in where it has none of its own."""
        place: Reference | None = reference
        while place is not None:
            if place in self._by_place:
                return tuple(self._by_place[place])
            place = place.above
        return ()

    def matching(self, reference: Reference) -> tuple[Reference, ...]:
        """The places of other sources under the same themes, in the order of the cross-walk."""
        found = (other for theme in self.themes_of(reference) for other in theme.references)
        return tuple(dict.fromkeys(other for other in found if other.source != reference.source))
