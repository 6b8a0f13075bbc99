"""The cross-walk as a table."""

from bots.web.catalogue import Catalogue
from bots.web.crosswalk_table import crosswalk_table
from knowledge.language import Language


def test_a_row_has_a_cell_for_every_source(catalogue: Catalogue) -> None:
    table = crosswalk_table(catalogue, Language.NL)
    assert len(table.sources) == 2
    (row,) = table.rows
    assert row.theme == "Zorg"
    assert sorted(str(place.reference) for cell in row.cells for place in cell) == ["pact/fees", "principles/17"]
