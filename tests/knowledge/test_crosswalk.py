"""Places in other sources under the same theme."""

from knowledge.crosswalk import Crosswalk
from knowledge.finding_aids import Theme
from knowledge.references import Reference

ORE, TIN, GOLD, SILVER = (Reference.parse(name) for name in ("code/1", "pact/2", "law/art-3", "code/1.2"))
CARE = Theme("Zorg", "Care", (ORE, TIN))
WAGE = Theme("Loon", "Wage", (ORE, GOLD, TIN))
CROSSWALK = Crosswalk([CARE, WAGE])


def test_the_other_sources_come_in_the_order_of_the_table_and_once() -> None:
    assert CROSSWALK.matching(ORE) == (TIN, GOLD)


def test_a_place_without_themes_of_its_own_has_those_of_what_it_lies_in() -> None:
    assert CROSSWALK.themes_of(SILVER) == (CARE, WAGE)


def test_a_place_outside_the_table_has_none() -> None:
    assert CROSSWALK.matching(Reference("code", "9")) == ()
