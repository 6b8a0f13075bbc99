"""Rich text as Telegram reads it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bots.telegram.markup import (
    Heading,
    Item,
    Paragraph,
    Quote,
    RichText,
    Style,
    block_entities,
    bold,
    code,
    italic,
    link,
    plain,
    shown,
    to_html,
    to_plain,
    units,
)
from tests.bot_api.entities import utf16_length
from tests.bot_api.html_entities import parse_html

HOSTILE = '<b>bold?</b> <script>alert("1")</script> &lt; &amp;amp; &#65; </blockquote> <a href="x">'


def test_each_style_is_an_entity() -> None:
    styled = (bold("a"), plain(" "), italic("b"), plain(" "), code("c"), plain(" "), link("d", "https://example.org/d"))
    parsed = parse_html(to_html((Paragraph(styled),)))
    assert parsed.text == "a b c d"
    assert [entity.type for entity in parsed.entities] == ["bold", "italic", "code", "text_link"]
    assert parsed.entities[3].url == "https://example.org/d"


def test_a_link_can_be_bold() -> None:
    parsed = parse_html(to_html((Paragraph((link("here", "https://example.org/", Style.BOLD),)),)))
    assert {entity.type for entity in parsed.entities} == {"bold", "text_link"}


def test_a_link_without_an_address_is_text() -> None:
    assert to_html((Paragraph((link("here", ""),)),)) == "here"


def test_an_address_cannot_break_out_of_its_link() -> None:
    address = 'https://example.org/?a=1&b="><b>x</b>'
    (entity,) = parse_html(to_html((Paragraph((link("here", address),)),))).entities
    assert entity.url == address


def test_a_quote_stands_under_its_header_and_expands() -> None:
    parsed = parse_html(to_html((Quote((bold("[1] UNGP 17"),), (plain("Words."),), expandable=True),)))
    assert parsed.covered("expandable_blockquote") == ["[1] UNGP 17\nWords."]
    assert parse_html(to_html((Quote((), (plain("Words."),), expandable=False),))).covered("blockquote") == ["Words."]


def test_blocks_stand_apart_and_what_belongs_together_does_not() -> None:
    text: RichText = (
        Paragraph((plain("First."),)),
        Heading((bold("Steps"),)),
        Item("1.", (plain("Do."),)),
        Item("2.", (plain("Check."),)),
        Quote((plain("a"),), (plain("b"),), expandable=True),
        Quote((), (plain("c"),), expandable=True),
    )
    assert to_plain(text) == "First.\n\nSteps\n1. Do.\n2. Check.\n\na\nb\nc"
    assert parse_html(to_html(text)).text == to_plain(text)


@pytest.mark.parametrize("make", [plain, bold, italic, code])
def test_hostile_markup_stays_text(make: object) -> None:
    assert callable(make)
    assert parse_html(to_html((Paragraph((make(HOSTILE),)),))).text == HOSTILE


def test_what_telegram_takes_out_is_not_there_to_begin_with() -> None:
    assert shown("a\tb\r\n\u2028c\u202ed\x00") == "a b\ncd "


def test_a_letter_keeps_its_ring() -> None:
    assert shown("a\u030a") == "å"


def test_half_a_character_is_replaced_and_two_halves_are_one() -> None:
    assert shown("a\ud83d") == "a\ufffd"
    assert shown("\ud83d\ude00") == "😀"


def test_a_block_counts_the_entities_that_telegram_makes_of_it() -> None:
    quote = Quote((link("a", "https://example.org/", Style.BOLD),), (plain(" "), italic("b")), expandable=True)
    assert block_entities(quote) == len(parse_html(to_html((quote,))).entities) == 4


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=[])))
def test_any_text_is_read_back_as_it_is_shown(text: str) -> None:
    run = plain(f"a{text}z")
    assert parse_html(to_html((Paragraph((run,)),))).text == to_plain((Paragraph((run,)),))
    assert shown(run.text) == run.text
    assert units(run.text) == utf16_length(run.text)
