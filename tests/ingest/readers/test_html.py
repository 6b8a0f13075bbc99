import pytest

from ingest.errors import UnreadableOriginal, UnreadableReason
from ingest.readers.html import read_html

LAW = """<html><head><title>Law</title><style>p { color: red }</style></head><body>
<nav><a href="/">Home</a></nav>
<p class="title">Article 2</p>
<div class="norm"><span class="no-parag">1.  </span><div class="norm inline-element">Buyers of <b>ore</b>
ask where it was mined <a href="#ntr1-x">(<span class="oj-note-tag">1</span>)</a>.</div></div>
<p class="modref"><a href="#">▼M2</a></p>
<table><tr><td><p>(a)</p></td><td><p>They ask the smelter;</p></td></tr>
<tr><td>(ii)</td><td>they ask the trader.</td></tr></table>
<ul><li>– a dash of its own</li></ul>
<p class="oj-note">(1) OJ L 1.</p>
<script>alert("x")</script>
<p>Costs are &lt; 5 &amp; paid&nbsp;yearly.</p>
</body></html>"""


def texts(html: str) -> list[str]:
    return [paragraph.text for paragraph in read_html("law.html", html.encode())]


def test_a_page_becomes_paragraphs_with_their_marks_and_without_notes_and_menus() -> None:
    assert texts(LAW) == [
        "Article 2",
        "1. Buyers of ore ask where it was mined.",
        "(a) They ask the smelter;",
        "(ii) they ask the trader.",
        "– a dash of its own",
        "Costs are < 5 & paid yearly.",
    ]


def test_a_page_has_no_page_numbers() -> None:
    assert {paragraph.page for paragraph in read_html("law.html", LAW.encode())} == {None}


def test_however_deep_a_page_is_nested_it_is_read() -> None:
    deep = "<div>" * 20_000 + "Bottom." + "</div>" * 20_000
    assert texts(f"<html><body>{deep}</body></html>") == ["Bottom."]


PAGE = """<!doctype html><html><head><title>Ore</title></head><body class="with-cookie-bar">
<header><a href="/">The council</a></header><nav><ul><li>Home</li></ul></nav>
<div id="cookie-notice"><p>We use cookies.</p></div>
<form><main><div class="breadcrumbs">Home > Ore</div>
<h1>Code for ore</h1><p>Buyers of ore<sup>1</sup> ask. A mine takes 2 km<sup>2</sup>.</p>
<h2>Steps</h2><ol start="3"><li>Ask.</li><li><p>Answer:</p><ul><li>in time</li></ul></li><li>6. Keep.</li></ol>
<table><thead><tr><th>Metal</th><th>Threshold</th></tr></thead>
<tr><td>tin</td><td><p>5</p><p>kg</p></td></tr><tr><td>gold</td><td></td></tr></table>
<table><tr><td>tin</td><td>5 kg</td></tr></table><input value="x"><button>Send</button>
</main></form><aside><p>Read also</p></aside><footer>Contact</footer></body></html>"""


def test_an_ordinary_page_becomes_its_text_without_what_is_around_it() -> None:
    assert [(paragraph.text, paragraph.level) for paragraph in read_html("page.html", PAGE.encode())] == [
        ("Code for ore", 1),
        ("Buyers of ore ask. A mine takes 2 km2.", None),
        ("Steps", 2),
        ("3. Ask.", None),
        ("4. Answer:", None),
        ("• in time", None),
        ("6. Keep.", None),
        ("Metal: tin; Threshold: 5 kg", None),
        ("gold", None),
        ("tin; 5 kg", None),
    ]


def test_a_page_without_a_main_part_keeps_all_articles_and_a_header_with_the_title() -> None:
    page = "<header><h1>Ore</h1></header><article><p>One.</p></article><article><p>Two.</p></article>"
    assert texts(f"<html><body>{page}</body></html>") == ["Ore", "One.", "Two."]


def test_text_that_is_folded_away_or_about_consent_is_text() -> None:
    page = "<div hidden><p>Buyers ask.</p></div><section id='consent'><p>Peoples consent.</p></section>"
    assert texts(page + "<p><i aria-hidden='true'>v</i>Smelters answer.</p>") == [
        *("Buyers ask.", "Peoples consent.", "Smelters answer."),
    ]


def test_a_note_goes_with_the_sign_that_opens_it() -> None:
    page = "<p>Tin: 5 kg (<sup>*1</sup>)</p><p>(<sup>*1</sup>) A year, that is.</p><p>The 2<sup>nd</sup> step</p>"
    assert texts(page) == ["Tin: 5 kg", "The 2nd step"]


def test_a_page_in_an_old_encoding_is_read() -> None:
    page = "<html><body><p>Coördinatie kost één uur.</p></body></html>"
    assert [paragraph.text for paragraph in read_html("page.html", page.encode("cp1252"))] == [
        "Coördinatie kost één uur."
    ]


def test_a_page_that_breaks_off_is_refused() -> None:
    with pytest.raises(UnreadableOriginal) as caught:
        read_html("page.html", PAGE.encode()[:600])
    assert caught.value.reason is UnreadableReason.DAMAGED


def test_white_space_and_entities_of_any_length_are_read_in_time() -> None:
    assert texts(f"<p>Ore{' ' * 2_000_000}is ore &amp;lt; gold.</p>") == ["Ore is ore &lt; gold."]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", UnreadableReason.EMPTY),
        (b"  \n", UnreadableReason.EMPTY),
        (b"%PDF-1.7 <</Type/Catalog>>", UnreadableReason.NOT_HTML),
        (b"No markup at all.", UnreadableReason.NOT_HTML),
        (b"<html><body><script>x()</script></body></html>", UnreadableReason.EMPTY),
    ],
)
def test_what_holds_no_text_is_refused(data: bytes, reason: UnreadableReason) -> None:
    with pytest.raises(UnreadableOriginal) as caught:
        read_html("law.html", data)
    assert caught.value.reason is reason


def test_a_stop_in_a_block_of_its_own_ends_the_text_before_it() -> None:
    assert texts("<p>the words ‘ore’ are deleted</p><p>;</p><p>(b) the rest stays</p>") == [
        "the words ‘ore’ are deleted;",
        "(b) the rest stays",
    ]


def test_the_address_and_the_issn_at_the_foot_of_the_journal_are_left_out() -> None:
    foot = "<p>ELI: http://data.example/eli/dir/2024/1/oj</p><p>ISSN 1234-567X (electronic edition)</p>"
    assert texts(f"<p>The last words.</p><hr/>{foot}") == ["The last words."]


def test_tables_within_tables_are_read_in_time() -> None:
    assert texts("<html><body>" + "<table><tr><td>" * 3000 + "Ore.</body></html>") == ["Ore."]


def test_the_head_of_a_table_with_one_column_is_text() -> None:
    assert texts("<table><tr><th>Metals</th></tr><tr><td>Tin</td></tr></table>") == ["Metals", "Tin"]
