"""Long texts in messages that Telegram takes."""

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from bots.telegram.markup import (
    Block,
    Heading,
    Item,
    Line,
    Paragraph,
    Quote,
    RichText,
    Run,
    Style,
    block_entities,
    bold,
    line_of,
    link,
    plain,
    text_of,
    to_html,
    to_plain,
)
from bots.telegram.splitting import LONGEST, MOST_ENTITIES, split
from knowledge.language import Language
from tests.bot_api.entities import utf16_length
from tests.bot_api.html_entities import parse_html

EN = Language.EN
ADDRESS = 'https://example.org/?a=1&b="<2>"'

_TELLING = ["<", "&", " ", " ", "\n", ". A", "\u00a0", "e\u0301", "👩\u200d🚀", "🇳🇱"]
_words = st.lists(st.one_of(st.characters(), st.sampled_from(_TELLING)), max_size=40).map("".join)
_texts = st.one_of(_words, st.builds(lambda word, times: word * times, _words, st.integers(1, 400)))
_runs = st.builds(
    Run, _texts, st.sampled_from([Style.PLAIN, Style.BOLD, Style.ITALIC]), st.sampled_from(["", ADDRESS])
) | st.builds(Run, _texts, st.just(Style.CODE), st.just(""))
_lines = st.lists(_runs, max_size=6).map(tuple)
_blocks = st.one_of(
    st.builds(Heading, _lines),
    st.builds(Paragraph, _lines),
    st.builds(Item, st.sampled_from(["1.", "•"]), _lines),
    st.builds(Quote, st.just(()), _lines, st.booleans()),
)


def _paragraph(text: str) -> Paragraph:
    return Paragraph((plain(text),))


def _sentences(count: int) -> str:
    return " ".join(f"This is sentence {number:04}." for number in range(count))


def _is_read(block: Block) -> bool:
    return bool(text_of(line_of(block)).strip())


def _gaps(whole: str, parts: Iterator[str]) -> Iterator[str]:
    """What of a text stands before, between and after its parts, which are found one after the other."""
    at = 0
    for part in parts:
        start = whole.index(part, at)
        yield whole[at:start]
        at = start + len(part)
    yield whole[at:]


def test_a_text_that_fits_is_one_part() -> None:
    text: RichText = (_paragraph("One."), _paragraph("Two."))
    assert split(text, EN) == (text,)


def test_nothing_to_read_is_no_part() -> None:
    assert split((), EN) == ()
    assert split((_paragraph(" \n"), Heading(())), EN) == ()


def test_blocks_are_not_cut_where_they_fit_by_themselves() -> None:
    first, second = _paragraph(_sentences(100)), _paragraph(_sentences(110))
    assert split((first, second), EN) == ((first,), (second,))


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    parts = [to_plain(part) for part in split((_paragraph(_sentences(500)),), EN)]
    assert " ".join(parts) == _sentences(500)
    assert all(part.startswith("This is sentence") and part.endswith(".") for part in parts)


def test_a_mark_goes_with_its_sentence() -> None:
    marked = " ".join(f"This is sentence {number:04}.\u00a0[1]" for number in range(500))
    assert all(to_plain(part).endswith("[1]") for part in split((_paragraph(marked),), EN))


def test_a_heading_is_not_left_behind() -> None:
    heading, long = Heading((bold("Steps"),)), _paragraph(_sentences(100))
    assert split((_paragraph(_sentences(100)), heading, long), EN)[1] == (heading, long)


def test_a_heading_goes_with_the_beginning_of_what_fits_in_no_message() -> None:
    parts = split((Heading((bold("Provision"),)), _paragraph(_sentences(500))), EN)
    assert to_plain(parts[0]).startswith("Provision\nThis is sentence 0000.")


def test_a_short_list_stays_together() -> None:
    title, items = Heading((bold("Also"),)), [Item("•", (plain(100 * "x"),)) for _ in range(4)]
    first = _paragraph("x" * 3800)
    assert split((first, title, *items), EN) == ((first,), (title, *items))


def test_the_items_of_a_long_list_fill_their_messages() -> None:
    items = tuple(Item(f"{number}.", (plain(_sentences(20)),)) for number in range(1, 13))
    parts = split(items, EN)
    assert [len(part) for part in parts] == [8, 4]
    assert to_plain(parts[1]).startswith("9. ")


def test_an_item_that_is_cut_keeps_its_mark_and_goes_on_without() -> None:
    parts = split((Item("7.", (plain(_sentences(200)),)), Item("8.", (plain("Next."),))), EN)
    assert to_plain(parts[0]).startswith("7. This is sentence 0000.")
    assert to_plain(parts[1]).startswith("This is sentence")
    assert to_plain(parts[1]).endswith("\n8. Next.")


def test_a_quote_goes_whole_to_the_next_message() -> None:
    quote = Quote((bold("[1] UNGP 17"),), (plain(_sentences(100)),), expandable=True)
    first = _paragraph(_sentences(100))
    assert split((first, quote), EN) == ((first,), (quote,))


def test_a_quote_longer_than_a_message_repeats_its_header() -> None:
    header = (link("[1] UNGP 17", ADDRESS, Style.BOLD),)
    parts = split((Quote(header, (plain(_sentences(400)),), expandable=True),), EN)
    assert len(parts) > 2
    assert all(parse_html(to_html(part)).covered("bold") == ["[1] UNGP 17"] for part in parts)
    assert " ".join(to_plain(part).removeprefix("[1] UNGP 17\n") for part in parts) == _sentences(400)


def test_a_header_that_leaves_no_room_is_not_repeated() -> None:
    parts = split((Quote((bold(_sentences(300)),), (plain("Words."),), expandable=True),), EN)
    assert to_plain(parts[-1]).endswith("\nWords.")
    assert "".join(to_plain(part) for part in parts).count("sentence 0000") == 1


def test_styles_and_links_go_on_in_the_next_part() -> None:
    text = (Paragraph((bold(_sentences(120)), plain(" "), link(_sentences(120), ADDRESS))),)
    parsed = [parse_html(to_html(part)) for part in split(text, EN)]
    assert " ".join(stretch for part in parsed for stretch in part.covered("bold")) == _sentences(120)
    assert " ".join(stretch for part in parsed for stretch in part.covered("text_link")) == _sentences(120)


def test_no_part_has_more_entities_than_are_shown() -> None:
    line: Line = tuple(run for _ in range(250) for run in (bold("a"), plain(" ")))
    parts = split((Paragraph(line),), EN)
    assert [len(parse_html(to_html(part)).entities) for part in parts] == [100, 100, 50]


@settings(deadline=None, max_examples=150)
@given(st.lists(_blocks, max_size=12).map(tuple))
def test_every_part_is_taken_and_together_they_are_the_whole(text: RichText) -> None:
    parts = split(text, EN)
    for part in parts:
        parsed = parse_html(to_html(part))
        assert parsed.text == to_plain(part).strip(" \n")
        assert utf16_length(to_plain(part)) <= LONGEST
        assert sum(map(block_entities, part)) <= MOST_ENTITIES
    whole = to_plain(tuple(filter(_is_read, text)))
    assert not "".join(_gaps(whole, (to_plain(part).strip() for part in parts))).strip()


@settings(deadline=None, max_examples=50)
@given(st.lists(st.builds(lambda line, opens: (line, opens), _lines, st.booleans()), min_size=1, max_size=6))
def test_quotes_lose_nothing_but_repeat_their_headers(quoted: list[tuple[Line, bool]]) -> None:
    headers = [f"[{number}]" for number in range(len(quoted))]
    quotes = [
        Quote((bold(header),), line, expandable) for header, (line, expandable) in zip(headers, quoted, strict=True)
    ]
    blocks = [block for part in split(tuple(quotes), EN) for block in part]
    assert all(text_of(block.header) in headers for block in blocks if isinstance(block, Quote))
    for header, quote in zip(headers, quotes, strict=True):
        pieces = (text_of(block.runs).strip() for block in blocks if text_of(block.header) == header)
        assert not "".join(_gaps(text_of(quote.runs), pieces)).strip()
