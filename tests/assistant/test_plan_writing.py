"""The sentences of a plan and their citations."""

from assistant.plan_guide import Entry
from assistant.plan_writing import PlanWriter
from knowledge.language import Language
from knowledge.references import Reference
from tests.fakes import Shelf, a_card, a_provision

EN = Language.EN
CARD = a_card("plan", "How do we plan?", ["Plan it."], ["List them.", "Ask them."], ["ore-code/1", "ore-code/2"])
ONE = a_provision("ore-code/1", "Buyers list their suppliers.")
TWO = a_provision("ore-code/2", "Buyers ask their suppliers.", "Suppliers answer.")


def an_entry(place: str, number: int, on: str) -> Entry:
    return Entry(Reference.parse(place), number, Reference.parse(on), frozenset(), False, {}, frozenset())


def a_writer(shelf: Shelf, language: Language = EN) -> PlanWriter:
    return PlanWriter(shelf.publish(CARD, ONE, TWO), language)


def test_a_step_of_a_card_cites_the_card_and_the_one_provision(shelf: Shelf) -> None:
    writer = a_writer(shelf)
    text = writer.write(an_entry("guidance/plan", 2, "ore-code/2"))
    assert (text.text, text.citations) == ("Ask them.", (1, 2))
    assert [str(citation.reference) for citation in writer.citations()] == ["guidance/plan", "ore-code/2"]


def test_a_rule_is_a_sentence_of_its_provision(shelf: Shelf) -> None:
    writer = a_writer(shelf)
    assert writer.write(an_entry("ore-code/2", 1, "ore-code/2")).text == "Buyers ask their suppliers."
    assert [citation.quote for citation in writer.citations()] == ["Buyers ask their suppliers."]


def test_each_sentence_of_a_card_is_quoted_by_itself(shelf: Shelf) -> None:
    writer = a_writer(shelf)
    writer.write(an_entry("guidance/plan", 1, "ore-code/1"))
    writer.write(an_entry("guidance/plan", 2, "ore-code/1"))
    assert [citation.quote for citation in writer.citations()] == [
        "List them.",
        "Buyers list their suppliers.",
        "Ask them.",
    ]


def test_the_same_quote_keeps_its_number(shelf: Shelf) -> None:
    writer = a_writer(shelf)
    first = writer.write(an_entry("ore-code/1", 1, "ore-code/1"))
    assert writer.write(an_entry("guidance/plan", 1, "ore-code/1")).citations == (*first.citations, 2)


def test_numbers_count_up_from_one(shelf: Shelf) -> None:
    writer = a_writer(shelf)
    writer.write(an_entry("guidance/plan", 2, "ore-code/2"))
    assert [citation.number for citation in writer.citations()] == [1, 2]


def test_a_card_whose_steps_were_moved_is_not_quoted_wrongly(shelf: Shelf) -> None:
    writer = a_writer(shelf)
    assert writer.can_write(an_entry("guidance/plan", 2, "ore-code/2"))
    assert not writer.can_write(an_entry("guidance/plan", 2, "ore-code/3"))
    assert not writer.can_write(an_entry("guidance/plan", 3, "ore-code/2"))
    assert not writer.can_write(an_entry("guidance/gone", 1, "ore-code/2"))


def test_a_sentence_in_the_other_language_is_not_taken(shelf: Shelf) -> None:
    assert not a_writer(shelf, Language.NL).can_write(an_entry("guidance/plan", 1, "ore-code/1"))
