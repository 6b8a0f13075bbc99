"""The cross-walk as a table."""

from bots.catalogue import Catalogue
from bots.web.crosswalk_table import crosswalk_table
from knowledge.language import Language


def test_a_row_has_a_cell_for_every_source(catalogue: Catalogue) -> None:
    table = crosswalk_table(catalogue, Language.NL)
    assert len(table.sources) == 2
    (row,) = table.rows
    assert row.theme == "Zorg"
    links = [link for cell in row.cells for link in cell]
    assert [str(link.place.reference) for link in links] == ["pact/fees", "principles/17"]
    assert links[1].words == "17"
