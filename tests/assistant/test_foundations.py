from dataclasses import replace
from datetime import date

from assistant.foundations import foundations, shifted
from knowledge.language import Language
from knowledge.references import Reference
from tests.assistant.approvals import PLACE, ore_passages
from tests.fakes import Shelf, a_document, a_provision

HERE, GONE = Reference.parse(PLACE), Reference.parse("ore-code/9")


def test_places_are_kept_once_and_in_order_and_those_that_are_not_there_left_out(shelf: Shelf) -> None:
    beside = Reference.parse("ore-code/2")
    kept = foundations(shelf.publish(*ore_passages()), [beside, GONE, HERE, beside])
    assert [foundation.reference for foundation in kept] == [beside, HERE]


def test_a_place_that_was_only_looked_at_again_has_not_changed(shelf: Shelf) -> None:
    kept = foundations(shelf.publish(*ore_passages()), [HERE])
    checked = [replace(passage, checked=date(2030, 1, 1)) for passage in ore_passages()]
    assert shifted(shelf.publish(*checked), kept) == ()


def test_a_word_a_heading_or_an_edition_that_changes_in_either_language_tells(shelf: Shelf) -> None:
    kept = foundations(shelf.publish(*ore_passages()), [HERE])
    english, dutch, beside = ore_passages()
    for changed in (
        [a_provision(PLACE, "Buyers ask twice."), dutch, beside],
        [english, a_provision(PLACE, "Kopers vragen tweemaal.", language=Language.NL), beside],
        [replace(english, heading="Another heading"), dutch, beside],
        [replace(english, document=a_document(edition="2030")), dutch, beside],
    ):
        assert shifted(shelf.publish(*changed), kept) == (HERE,)


def test_a_place_that_vanished_has_changed(shelf: Shelf) -> None:
    kept = foundations(shelf.publish(*ore_passages()), [HERE])
    assert shifted(shelf.publish(ore_passages()[2]), kept) == (HERE,)
