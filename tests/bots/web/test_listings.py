"""Lists of sources and of their places."""

from bots.catalogue import Catalogue
from bots.web.listings import groups, source_groups
from knowledge.language import Language

NL, EN = Language.NL, Language.EN


def test_sources_are_grouped_by_how_they_bind_with_our_cards_last(catalogue: Catalogue) -> None:
    found = source_groups(catalogue, NL)
    assert [group.heading for group in found] == ["Overeenkomsten", "Aanbevelingen aan bedrijven", "Praktische kaarten"]
    assert found[-1].sources[0].facts == ("1 kaart",)


def test_an_agreement_names_its_term_and_that_it_has_ended(catalogue: Catalogue) -> None:
    assert source_groups(catalogue, EN)[0].sources[0].facts == (
        "The first term of the pact (2019-2024)",
        "ended",
        "2 provisions",
    )


def test_places_stand_under_the_headings_of_their_source_by_number(catalogue: Catalogue) -> None:
    group = groups(catalogue, "principles", EN)[0]
    assert group.heading == "Pillar II"
    assert [(entry.number, entry.heading, entry.depth) for entry in group.entries] == [
        ("17", "Protecting children", 0),
        ("", "Commentary", 1),
    ]


def test_cards_stand_under_the_first_step_that_they_belong_to(catalogue: Catalogue) -> None:
    assert [group.heading for group in groups(catalogue, "guidance", EN)] == ["Step 3: stop and prevent"]
