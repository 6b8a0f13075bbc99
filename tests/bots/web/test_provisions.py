"""What a reader page holds."""

from dataclasses import replace

from bots.answer_records import quote_mark
from bots.catalogue import Catalogue
from bots.web.provisions import provision
from bots.web.text_blocks import Block, TableBlock
from knowledge.documents import Status, TextKind
from knowledge.language import Language
from knowledge.references import Reference
from tests.fakes import Shelf, a_document, a_provision

NL, EN = Language.NL, Language.EN
CHILDREN = Reference("principles", "17")


def test_official_words_come_first_and_then_the_readers_language(catalogue: Catalogue) -> None:
    view = provision(catalogue, CHILDREN, NL, "")
    assert [(text.kind, text.language) for text in view.first] == [(TextKind.OFFICIAL, EN), (TextKind.SUMMARY, NL)]
    assert [(text.kind, text.language) for text in view.others] == [(TextKind.SUMMARY, EN)]
    assert view.first[0].origin == "editie 2011, bladzijde 23"


def test_a_quote_is_marked_in_the_text_that_holds_it(catalogue: Catalogue) -> None:
    view = provision(catalogue, CHILDREN, EN, quote_mark("Look for a school with the parents."))
    lines = [line for text in view.first for block in text.blocks for line in block.lines]
    marked = [piece.text for line in lines for piece in line if piece.marked]
    assert marked == ["Look for a school with the parents."]
    assert view.mark_found is True


def test_a_quote_that_is_gone_is_said_to_be_gone(catalogue: Catalogue) -> None:
    assert provision(catalogue, CHILDREN, EN, quote_mark("Words of before.")).mark_found is False
    assert provision(catalogue, CHILDREN, EN, "").mark_found is None


def test_a_card_shows_its_parts_with_what_each_sentence_rests_on(catalogue: Catalogue) -> None:
    card = provision(catalogue, Reference("guidance", "child-labour"), NL, "").first[0]
    assert [(part.heading, part.tag, len(part.lines)) for part in card.parts] == [
        ("Kort antwoord", "p", 1),
        ("Stappen", "ol", 2),
    ]
    assert [place.label for place in card.parts[1].lines[0].rests_on] == ["UNGP 17"]


def test_a_card_has_no_official_address(catalogue: Catalogue) -> None:
    assert provision(catalogue, Reference("guidance", "child-labour"), NL, "").official_url == ""


def test_the_trail_names_what_groups_and_links_what_is_a_place(catalogue: Catalogue) -> None:
    trail = provision(catalogue, Reference("principles", "17/commentary"), EN, "").trail
    assert trail[0] == "Pillar II"
    assert not isinstance(trail[1], str)
    assert trail[1].label == "UNGP 17"


def test_the_facts_name_the_term_of_an_agreement(catalogue: Catalogue) -> None:
    view = provision(catalogue, Reference("pact", "fees"), EN, "")
    assert ("Term", "The first term of the pact (2019-2024)") in view.facts
    assert view.notices == ("This source has ended and no longer applies.",)
    assert view.first[0].unknown


def test_a_text_that_does_not_apply_yet_says_from_when(catalogue: Catalogue) -> None:
    view = provision(catalogue, Reference("pact", "rates"), EN, "")
    assert view.notices == ("Not applicable yet: this applies to companies from 2 January 2999.",)
    assert ("Applies to companies from", "2 January 2999") in view.facts


def test_a_table_stands_in_the_place_of_its_sentences(catalogue: Catalogue) -> None:
    paragraph, table = provision(catalogue, Reference("pact", "rates"), EN, quote_mark("large: 20.")).first[0].blocks
    assert isinstance(paragraph, Block)
    assert isinstance(table, TableBlock)
    assert table.header == ("size", "fee")
    assert table.rows == (("small", "10"), ("large", "20"))
    assert table.marked == (False, True)


def test_a_term_is_explained_where_a_text_first_uses_it(catalogue: Catalogue) -> None:
    text = provision(catalogue, CHILDREN, EN, "").first[1]
    (note,) = text.terms
    named = [piece for block in text.blocks for line in block.lines for piece in line if piece.term]
    assert [(piece.text, piece.term) for piece in named] == [("danger", note.id)]
    assert note.definition == "Danger is the chance of harm."
    assert note.url == "/bron/guidance/glossary/danger?lang=en"


def test_notes_on_a_term_have_an_id_for_each_text_of_the_page(catalogue: Catalogue) -> None:
    view = provision(catalogue, CHILDREN, NL, "")
    ids = [note.id for text in (*view.first, *view.others) for note in text.terms]
    assert len(ids) == len(set(ids)) == 2


def test_a_term_shows_its_meaning_and_is_not_explained_by_itself(catalogue: Catalogue) -> None:
    view = provision(catalogue, Reference("guidance", "glossary/danger"), NL, "")
    assert [part.heading for part in view.first[0].parts] == ["Betekenis"]
    assert view.first[0].terms == ()


def test_other_sources_under_the_same_theme_are_linked(catalogue: Catalogue) -> None:
    (theme,) = provision(catalogue, CHILDREN, NL, "").themes
    assert theme.name == "Zorg"
    assert [place.reference for place in theme.places] == [Reference("pact", "fees")]


def test_what_a_text_was_checked_against_is_named(catalogue: Catalogue) -> None:
    assert [item.what for item in provision(catalogue, CHILDREN, EN, "").evidence] == ["The principles as printed"]


def test_editions_stand_apart_with_the_one_that_holds_first(shelf: Shelf) -> None:
    held = a_document("ore-law", text_kind=TextKind.OFFICIAL, edition="of 2024")
    former = replace(held, edition="of 2020", status=Status.ENDED)
    place = "ore-law/art-1"
    index = shelf.publish(
        a_provision(place, "Buyers should ask.", document=a_document("ore-law")),
        a_provision(place, "Buyers ask.", document=former, page=3),
        a_provision(place, "Buyers ask.", "Sellers tell.", document=held, page=5),
    )
    view = provision(Catalogue(index), Reference.parse(place), EN, quote_mark("Buyers ask."))
    shown = [(text.origin, text.superseded, text.marked) for text in view.editions]
    assert shown == [("edition of 2024, page 5", False, True), ("edition of 2020, page 3", True, False)]
    assert view.first[0].origin == "edition of 2024, page 5"
    assert len({text.anchor for text in view.first + view.others}) == 3


def test_a_place_of_a_former_edition_alone_says_so(shelf: Shelf) -> None:
    former = a_document("ore-law", text_kind=TextKind.OFFICIAL, edition="of 2020", status=Status.ENDED)
    index = shelf.publish(
        a_provision("ore-law/art-1", "Buyers should ask.", document=a_document("ore-law")),
        a_provision("ore-law/recital-1", "Whereas buyers ask.", document=former),
    )
    view = provision(Catalogue(index), Reference("ore-law", "recital-1"), EN, "")
    assert view.notices == ("This place is shown as it stood in an edition that no longer holds: of 2020.",)
