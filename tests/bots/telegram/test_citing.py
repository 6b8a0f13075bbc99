"""Sentences with their marks, and the places behind the marks."""

from typing import Any

from bots.catalogue import Catalogue
from bots.telegram.citing import cited_items, cited_lines, place_items, short_quotes, whole_quotes
from bots.telegram.markup import Item, Line, Paragraph, Quote, RichText, text_of, to_html, to_plain
from tests.bot_api.html_entities import parse_html
from tests.bots.telegram.records import ADDRESS, DUTCH, ENGLISH, WITHOUT_PAGES, a_record


def _links(text: RichText) -> list[tuple[str, str | None]]:
    parsed = parse_html(to_html(text))
    addresses = [entity.url for entity in parsed.entities if entity.type == "text_link"]
    return list(zip(parsed.covered("text_link"), addresses, strict=True))


def _provision(**changes: object) -> dict[str, Any]:
    return a_record()["citations"][1] | changes


def test_a_sentence_keeps_its_marks_by_spaces_that_do_not_break() -> None:
    record = a_record()
    line = cited_lines(record["sentences"], record["citations"], WITHOUT_PAGES)
    assert text_of(line) == "Blijf en help eerst de kinderen.\u00a0[1]\u00a0[2] Stand van vandaag."


def test_a_mark_leads_to_the_place_in_the_pages() -> None:
    record = a_record()
    line: Line = cited_lines(record["sentences"], record["citations"], DUTCH)
    (_, card), (mark, provision) = _links((Paragraph(line),))
    assert mark == "[2]"
    assert str(provision).startswith(f"{ADDRESS}/bron/principles/17?lang=nl&cited=")
    assert str(card).startswith(f"{ADDRESS}/bron/guidance/child-labour?lang=nl&cited=")


def test_a_mark_leads_nowhere_without_pages() -> None:
    record = a_record()
    assert _links((Paragraph(cited_lines(record["sentences"], record["citations"], WITHOUT_PAGES)),)) == []


def test_a_mark_without_its_source_is_left_out() -> None:
    assert text_of(cited_lines(a_record()["sentences"][:1], [], DUTCH)) == "Blijf en help eerst de kinderen."


def test_steps_are_numbered() -> None:
    record = a_record()
    items = cited_items(record["next_steps"], record["citations"], DUTCH)
    assert [item.mark for item in items if isinstance(item, Item)] == ["1.", "2."]


def test_a_short_quote_tells_what_it_is_under_a_name_that_leads_to_its_page(catalogue: Catalogue) -> None:
    card, provision = short_quotes(a_record()["citations"], catalogue, DUTCH)
    assert text_of(card.runs).startswith("Praktische kaart · editie 2020\n")
    assert to_plain((provision,)).splitlines() == [
        "[2] UNGP 17 – Kinderen beschermen",
        "Onze samenvatting · editie 2020 · geldt nu",
        "Haal kinderen meteen weg bij gevaar.",
        "Zoek samen met ouders naar school.",
        "Blijf het volgen.",
    ]
    (name, address), *_ = _links((provision,))
    assert name == "[2] UNGP 17 – Kinderen beschermen"
    assert str(address).startswith(f"{ADDRESS}/bron/principles/17?lang=nl&cited=")


def test_a_short_quote_expands(catalogue: Catalogue) -> None:
    (quote,) = short_quotes([_provision()], catalogue, DUTCH)
    assert isinstance(quote, Quote)
    assert quote.expandable


def test_a_long_quote_is_shortened_at_a_sentence_without_a_changed_word(catalogue: Catalogue) -> None:
    words = " ".join(f"Dit is zin {number} van de bepaling." for number in range(30))
    (quote,) = short_quotes([_provision(quote=words)], catalogue, DUTCH)
    shown = text_of(quote.runs).splitlines()[1]
    assert shown.endswith("van de bepaling. …")
    assert words.startswith(shown.removesuffix(" …"))
    assert words in text_of(whole_quotes([_provision(quote=words)], catalogue, DUTCH)[0].runs)


def test_words_in_another_language_than_the_readers_say_so(catalogue: Catalogue) -> None:
    (quote,) = short_quotes([_provision(quote_language="nl")], catalogue, ENGLISH)
    assert text_of(quote.runs).startswith("Our summary · Dutch · edition 2020 · in force\n")


def test_without_pages_a_short_quote_leads_to_the_official_text(catalogue: Catalogue) -> None:
    quotes = short_quotes(a_record()["citations"], catalogue, WITHOUT_PAGES)
    assert _links(quotes) == [("example.org", "https://example.org/ore")]
    assert to_plain(quotes).endswith("\nOfficiële bron: example.org")


def test_a_whole_quote_tells_whether_it_was_checked_its_page_and_its_official_text(catalogue: Catalogue) -> None:
    found = to_plain(whole_quotes([_provision(page=23, verified="repaired")], catalogue, DUTCH)).splitlines()
    assert found[1] == "Onze samenvatting · editie 2020 · bladzijde 23 · geldt nu · Citaat hersteld en gecontroleerd"
    assert found[-1] == "Officiële bron: example.org"


def test_a_whole_card_tells_what_it_rests_on(catalogue: Catalogue) -> None:
    (card,) = whole_quotes(a_record()["citations"][:1], catalogue, DUTCH)
    assert to_plain((card,)).splitlines()[-1] == "Steunt op: UNGP 17"
    assert ("UNGP 17", f"{ADDRESS}/bron/principles/17?lang=nl") in _links((card,))


def test_places_are_listed_without_those_that_are_gone(catalogue: Catalogue) -> None:
    items = place_items(["principles/17", "gone/1", "no reference"], catalogue, DUTCH)
    assert to_plain(items) == "• UNGP 17: Kinderen beschermen"


def test_a_hostile_heading_stays_text(catalogue: Catalogue) -> None:
    items = place_items(["pact/fees"], catalogue, DUTCH)
    assert parse_html(to_html(items)).text == "• Pact: Kosten <i>onbekend</i>"
