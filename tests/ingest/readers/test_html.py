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


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", UnreadableReason.EMPTY),
        (b"  \n", UnreadableReason.EMPTY),
        (b"%PDF-1.7 binary", UnreadableReason.NOT_HTML),
        (b"<html><body><script>x()</script></body></html>", UnreadableReason.EMPTY),
    ],
)
def test_what_holds_no_text_is_refused(data: bytes, reason: UnreadableReason) -> None:
    with pytest.raises(UnreadableOriginal) as caught:
        read_html("law.html", data)
    assert caught.value.reason is reason
