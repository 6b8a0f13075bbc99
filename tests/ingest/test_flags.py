"""Cards whose provisions changed are remembered until somebody edits them."""

from collections.abc import Sequence

from ingest.diff import diff_texts
from ingest.flags import flags_for, forget_settled_flags, live_flags
from knowledge.documents import Passage, TextKind
from knowledge.language import Language
from knowledge.original_store import Flag, NewOriginal, OriginalKey
from tests.fakes import Shelf, a_card, a_document, a_provision

OFFICIAL = a_document(text_kind=TextKind.OFFICIAL)
ONE = a_provision("ore-code/art-1/2", "Buyers ask.", document=OFFICIAL)
CHANGED = a_provision("ore-code/art-1/2", "Buyers must ask.", document=OFFICIAL)
CARD = a_card("ask", "What do we ask?", ["Ask."], ["Call."], ["ore-code/art-1"])
OTHER = a_card("water", "Which water?", ["Clean."], ["Look."], ["ore-code/art-10"])
EDITED = a_card("ask", "What do we ask?", ["Ask twice."], ["Call."], ["ore-code/art-1"])


def flags(before: Sequence[Passage], after: Sequence[Passage]) -> list[Flag]:
    found = diff_texts(before, after, [CARD, OTHER], [], Language.EN)
    return flags_for(found.touched, found.changes, [CARD, OTHER])


def keep(shelf: Shelf, raised: list[Flag]) -> None:
    key = OriginalKey("ore-code", Language.EN, "2020")
    shelf.store.originals.add(NewOriginal(key, "ore.pdf", "", "", "0" * 64, b"ore", (CHANGED,)), raised)


def test_a_card_that_names_the_article_rests_on_its_changed_paragraph() -> None:
    (flag,) = flags([ONE], [CHANGED])
    assert (flag.card, flag.place, flag.removed) == (CARD.reference, ONE.reference, False)


def test_a_removed_paragraph_is_told_from_a_changed_one() -> None:
    (flag,) = flags([ONE], [])
    assert flag.removed


def test_what_is_only_added_raises_no_flag() -> None:
    assert flags([], [ONE]) == []


def test_a_flag_lives_until_the_card_is_edited(shelf: Shelf) -> None:
    raised = flags([ONE], [CHANGED])
    keep(shelf, raised)
    assert live_flags(shelf.store.originals, [CARD, OTHER]) == raised
    assert live_flags(shelf.store.originals, [EDITED, OTHER]) == []
    assert live_flags(shelf.store.originals, [OTHER]) == []


def test_settled_flags_are_forgotten_for_good(shelf: Shelf) -> None:
    keep(shelf, flags([ONE], [CHANGED]))
    forget_settled_flags(shelf.store.originals, [EDITED])
    assert live_flags(shelf.store.originals, [CARD]) == []
