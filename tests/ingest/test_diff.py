"""What publishing would change, and what leans on it."""

from ingest.diff import ChangeKind, diff_library
from knowledge.finding_aids import Theme
from knowledge.language import Language
from knowledge.references import Reference
from tests.fakes import a_card, a_provision

EN = Language.EN
ORE = a_provision("ore-code/1", "Ask where ore is from.", "Write it down.")
WATER = a_provision("ore-code/2", "Keep water clean.", see_also=(ORE.reference,))
CARD = a_card("ask", "What do we ask?", ["Ask."], ["Call."], ["ore-code/1"])
THEMES = [Theme("Herkomst", "Origin", (ORE.reference, Reference("tin-pact", "1")))]


def test_nothing_changed_is_nothing_to_tell() -> None:
    found = diff_library([ORE, WATER, CARD], [ORE, WATER, CARD], THEMES, EN)
    assert (found.changes, found.touched) == ((), ())


def test_a_changed_place_shows_only_the_sentences_that_differ() -> None:
    changed = a_provision("ore-code/1", "Ask where all ore is from.", "Write it down.")
    (change,) = diff_library([ORE], [changed], [], EN).changes
    assert change.kind is ChangeKind.CHANGED
    assert (change.before, change.after) == (("Ask where ore is from.",), ("Ask where all ore is from.",))


def test_a_change_beside_the_sentences_is_a_change() -> None:
    (change,) = diff_library(
        [ORE], [a_provision("ore-code/1", *map(str, ORE.text.split("\n")), heading="Origin")], [], EN
    ).changes
    assert change.kind is ChangeKind.CHANGED
    assert (change.before, change.after) == ((), ())


def test_added_and_removed_places_are_told_apart() -> None:
    found = diff_library([ORE], [WATER], [], EN)
    assert [(change.kind, change.reference.locator) for change in found.changes] == [
        (ChangeKind.REMOVED, "1"),
        (ChangeKind.ADDED, "2"),
    ]


def test_cards_relations_and_themes_that_lean_on_a_change_are_named() -> None:
    (touched,) = diff_library([ORE, WATER, CARD], [WATER, CARD], THEMES, EN).touched
    assert touched.reference == ORE.reference
    assert touched.resting == (CARD.reference,)
    assert touched.pointing == (WATER.reference,)
    assert touched.themes == ("Origin",)


def test_what_is_only_added_has_nothing_leaning_on_it() -> None:
    assert diff_library([], [ORE, CARD], THEMES, EN).touched == ()
