"""Where references stand in their source."""

from bots.catalogue import Catalogue, Catalogues
from knowledge.documents import TextKind
from knowledge.language import Language
from knowledge.references import Reference
from tests.bots.web.small_site import small_index
from tests.fakes import a_document, a_provision

CHILDREN = Reference("principles", "17")
COMMENTARY = Reference("principles", "17/commentary")


def test_a_reference_is_found_whatever_the_case_of_its_letters(catalogue: Catalogue) -> None:
    assert catalogue.find("PRINCIPLES", "17/Commentary") == COMMENTARY
    assert catalogue.find("principles", "18") is None


def test_what_lies_around_a_place_is_known(catalogue: Catalogue) -> None:
    assert catalogue.below(CHILDREN) == (COMMENTARY,)
    assert catalogue.above(COMMENTARY) == (CHILDREN,)
    assert catalogue.neighbours(CHILDREN) == (None, COMMENTARY)
    assert catalogue.neighbours(COMMENTARY) == (CHILDREN, None)


def test_cards_that_rest_on_a_place_come_first_among_what_cites_it(catalogue: Catalogue) -> None:
    assert catalogue.citing(CHILDREN) == (Reference("guidance", "child-labour"),)
    assert catalogue.citing(Reference("pact", "fees")) == (CHILDREN,)


def test_a_place_is_named_in_the_readers_language_by_our_own_text(catalogue: Catalogue) -> None:
    place = catalogue.place(CHILDREN, Language.EN)
    assert place is not None
    assert (place.label, place.heading) == ("UNGP 17", "Protecting children")
    assert place.url == "/bron/principles/17?lang=en"


def test_a_heading_that_is_in_the_label_is_not_said_twice(catalogue: Catalogue) -> None:
    place = catalogue.place(Reference("pact", "fees"), Language.NL)
    assert place is not None
    assert place.heading == ""


def test_nearest_places_begin_with_those_inside_what_was_asked(catalogue: Catalogue) -> None:
    assert catalogue.nearest("principles", "17.2")[0] == CHILDREN
    assert COMMENTARY in catalogue.nearest("principles", "17/comentary")
    assert catalogue.nearest("zzz", "1") == ()


def test_a_source_that_is_misspelled_leads_to_the_same_place(catalogue: Catalogue) -> None:
    assert catalogue.nearest("principle", "17")[0] == CHILDREN


def test_a_place_that_only_the_official_text_has_stands_where_it_stands_there() -> None:
    official = a_document("ore-code", text_kind=TextKind.OFFICIAL)
    passages = [a_provision("ore-code/1", "a"), a_provision("ore-code/3", "c")]
    passages += [a_provision(f"ore-code/{number}", "x", document=official) for number in (1, 2, 3)]
    order = Catalogue(type(small_index())(tuple(passages))).order("ore-code")  # type: ignore[call-arg, arg-type]
    assert [reference.locator for reference in order] == ["1", "2", "3"]


def test_the_catalogue_is_made_anew_when_another_index_is_served() -> None:
    indexes = [small_index(), small_index()]
    catalogues = Catalogues(lambda: indexes[0])
    first = catalogues.current()
    assert catalogues.current() is first
    indexes.pop(0)
    assert catalogues.current() is not first
