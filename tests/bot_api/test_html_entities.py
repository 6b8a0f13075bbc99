"""What Telegram's HTML parse mode makes of a text, and in which words it refuses one."""

import pytest

from tests.bot_api.entities import Entity
from tests.bot_api.errors import ApiError
from tests.bot_api.html_entities import parse_html


def refusal(html: str) -> str:
    with pytest.raises(ApiError) as refused:
        parse_html(html)
    return refused.value.description


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<b>ore</b>", "bold"),
        ("<STRONG>ore</strong>", "bold"),
        ("<i>ore</i>", "italic"),
        ("<em>ore</em>", "italic"),
        ("<u>ore</u>", "underline"),
        ("<ins>ore</ins>", "underline"),
        ("<s>ore</s>", "strikethrough"),
        ("<strike>ore</strike>", "strikethrough"),
        ("<del>ore</del>", "strikethrough"),
        ('<span class="tg-spoiler">ore</span>', "spoiler"),
        ("<tg-spoiler>ore</tg-spoiler>", "spoiler"),
        ("<code>ore</code>", "code"),
        ("<pre>ore</pre>", "pre"),
        ("<blockquote>ore</blockquote>", "blockquote"),
        ("<blockquote expandable>ore</blockquote>", "expandable_blockquote"),
        ('<blockquote expandable="">ore</blockquote>', "expandable_blockquote"),
        ("<b>ore</>", "bold"),
        ("<b>ore</b >", "bold"),
    ],
)
def test_every_tag_has_its_entity(html: str, kind: str) -> None:
    assert parse_html(html).entities == (Entity(kind, 0, 3),)
    assert parse_html(html).text == "ore"


def test_a_link_keeps_its_address_with_references_decoded() -> None:
    formatted = parse_html("<a href='https://ore.example/a?b=1&amp;c=&quot;2'>ore</a>")
    assert formatted.entities == (Entity("text_link", 0, 3, url='https://ore.example/a?b=1&c="2'),)


@pytest.mark.parametrize("address", ["http://localhost:8000/bron", "/bron/ungp-2011/22", "not an address", ""])
def test_a_link_that_leads_nowhere_is_text(address: str) -> None:
    formatted = parse_html(f'<a href="{address}">the ore law</a>')
    assert (formatted.text, formatted.entities) == ("the ore law", ())


def test_a_custom_emoji_has_its_number() -> None:
    assert parse_html('<tg-emoji emoji-id="53">👍</tg-emoji>').entities == (
        Entity("custom_emoji", 0, 2, custom_emoji_id="53"),
    )


def test_code_of_a_language_is_one_block() -> None:
    formatted = parse_html('<pre><code class="language-python">ore</code></pre>')
    assert formatted.entities == (Entity("pre", 0, 3, language="python"),)


def test_offsets_count_utf_16_units() -> None:
    assert parse_html("👍é <b>👍👍</b>").entities == (Entity("bold", 4, 4),)


def test_named_and_numeric_references_are_decoded_and_others_stay() -> None:
    assert (
        parse_html("&lt;&gt;&amp;&quot;&#39;&#x20AC;&#128077;&nbsp;&apos;&copy &").text
        == "<>&\"'€👍&nbsp;&apos;&copy &"
    )


def test_styles_may_hold_each_other() -> None:
    kinds = [(entity.type, entity.length) for entity in parse_html("<b>a<i>b<u>c</u></i></b>").entities]
    assert kinds == [("bold", 3), ("italic", 2), ("underline", 1)]


def test_a_quote_holds_links_and_styles() -> None:
    formatted = parse_html('<blockquote>so <b>says</b> <a href="https://ore.example/1">the law</a></blockquote>')
    assert [entity.type for entity in formatted.entities] == ["blockquote", "bold", "text_link"]


def test_quotes_do_not_nest() -> None:
    formatted = parse_html("<blockquote>a<blockquote>b</blockquote>c</blockquote>")
    assert formatted.entities == (Entity("blockquote", 0, 3),)


def test_nothing_is_styled_inside_code() -> None:
    formatted = parse_html("<b>a<code>b</code>c</b>")
    assert formatted.entities == (Entity("bold", 0, 1), Entity("code", 1, 1), Entity("bold", 2, 1))
    assert parse_html("<pre>a<b>b</b></pre>").entities == (Entity("pre", 0, 2),)


def test_a_link_inside_a_link_is_dropped() -> None:
    formatted = parse_html('<a href="https://ore.example/1">a<a href="https://ore.example/2">b</a></a>')
    assert [entity.url for entity in formatted.entities] == ["https://ore.example/1"]


def test_touching_stretches_of_one_style_become_one() -> None:
    assert parse_html("<b>a</b><b>b</b>").entities == (Entity("bold", 0, 2),)


def test_space_around_the_text_goes_and_entities_move_with_it() -> None:
    formatted = parse_html("\n <b> ore </b>\n")
    assert (formatted.text, formatted.entities) == ("ore", (Entity("bold", 0, 3),))


def test_an_entity_over_blanks_only_is_dropped() -> None:
    assert parse_html("a<b> </b>b").entities == ()


def test_carriage_returns_go_and_tabs_become_spaces() -> None:
    formatted = parse_html("a\r\n\t<b>b\r</b>c")
    assert (formatted.text, formatted.entities) == ("a\n bc", (Entity("bold", 3, 1),))


def test_what_a_reader_can_press_is_found_in_the_text() -> None:
    text = "See https://ore.example/x?y=1, ask @ore_desk, /help@OreBot, #ore or desk@ore.example."
    formatted = parse_html(text)
    assert [(entity.type, *formatted.covered(entity.type)) for entity in formatted.entities] == [
        ("url", "https://ore.example/x?y=1"),
        ("mention", "@ore_desk"),
        ("bot_command", "/help@OreBot"),
        ("hashtag", "#ore"),
        ("email", "desk@ore.example"),
    ]


def test_what_is_found_gives_way_to_links_and_code() -> None:
    formatted = parse_html('<a href="https://ore.example/1">https://other.example</a> <code>/help</code>')
    assert [entity.type for entity in formatted.entities] == ["text_link", "code"]


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("abcde<x>", 'Unsupported start tag "x" at byte offset 5'),
        ("é <p>", 'Unsupported start tag "p" at byte offset 3'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("ab<br/>", 'Unsupported start tag "br/" at byte offset 2'),
        ("a<b", "Unclosed start tag at byte offset 1"),
        ('a<a href="x', "Unclosed start tag at byte offset 1"),
        ("a<a href=", 'Unclosed start tag "a" at byte offset 1'),
        ("<b>ore", "Can't find end tag corresponding to start tag b"),
        ("ore</b>", "Unexpected end tag at byte offset 3"),
        ("<b>ore</i>", 'Unmatched end tag at byte offset 6, expected "</b>", found "</i>"'),
        ("<b>ore</b", "Unclosed end tag at byte offset 6"),
        ('<span class="x">ore</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<a ="x">ore</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x/y>ore</a>", "Unexpected end of name token at byte offset 8"),
        ("<tg-emoji>👍</tg-emoji>", "Invalid custom emoji identifier specified"),
    ],
)
def test_what_cannot_be_parsed_is_refused_with_its_place(html: str, why: str) -> None:
    assert refusal(html) == f"Bad Request: can't parse entities: {why}"


def test_half_a_character_is_refused() -> None:
    assert "check for unmatched surrogate code units" in refusal("&#xd83d;")
    assert parse_html("&#xd83d;&#xdc4d;").text == "👍"


@pytest.mark.parametrize("html", ["", " \n ", "<b> </b>"])
def test_nothing_to_read_is_refused(html: str) -> None:
    assert refusal(html) == "Bad Request: message text is empty"


def test_4096_units_fit_after_parsing_and_one_more_does_not() -> None:
    assert len(parse_html("<b>" + "👍" * 2048 + "</b>").text) == 2048
    assert refusal("👍" * 2048 + "a") == "Bad Request: message is too long"


def test_of_many_entities_the_first_hundred_stay_and_styles_go_first() -> None:
    formatted = parse_html("<b>a</b> " * 100 + '<a href="https://ore.example/1">b</a>')
    assert len(formatted.entities) == 100
    assert formatted.covered("text_link") == ["b"]
