import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from ingest.errors import IncompleteOriginal, UnreadableOriginal, UnreadableReason, UnsupportedOriginal
from ingest.library import read_library
from ingest.limits import LIMITS
from ingest.originals import Original, language_of, new_original, read_again, read_original
from ingest.paragraphs import extracted_text
from ingest.reading import read_paragraphs
from knowledge import original_store
from knowledge.documents import Passage, Status, TextKind
from knowledge.language import Language
from knowledge.references import Reference
from tests.fakes import Shelf
from tests.ingest.pdf_writer import set_lines, write_pdf
from tests.ingest.principles import LIBRARY_FILE, original, write_principles, write_principles_library

OFFICIAL = Path(__file__).parents[3] / "shared" / "data" / "official" / "ungp-2011-en.pdf"
needs_official = pytest.mark.skipif(
    not OFFICIAL.exists(), reason="the official text is not part of the project: ../shared is not there"
)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return write_principles_library(tmp_path / "library")


def read(original: Original, library: Path) -> list[Passage]:
    return read_original(original, read_library(library).passages)


def test_an_official_text_becomes_passages_of_the_librarys_document(tmp_path: Path, library: Path) -> None:
    passages = read(write_principles(tmp_path / "text.pdf", range(1, 32)), library)
    assert len(passages) == 63
    found = {str(passage.reference): passage for passage in passages}
    assert found["ungp-2011/17"].text == "Buyers keep promise 17 to the miners."
    assert found["ungp-2011/17/commentary"].text == "Promise 17 takes responsibility and care."
    assert found["ungp-2011/17"].page == 18
    document = found["ungp-2011/17"].document
    assert (document.title, document.text_kind, document.edition) == ("Principles for en", TextKind.OFFICIAL, "2011")


def test_an_edition_that_is_given_holds(tmp_path: Path, library: Path) -> None:
    path = write_principles(tmp_path / "text.pdf", range(1, 32)).path
    assert read(original(path, edition="HR/PUB/11/04"), library)[0].document.edition == "HR/PUB/11/04"


def test_an_edition_that_no_longer_holds_has_ended_passages(tmp_path: Path, library: Path) -> None:
    path = write_principles(tmp_path / "text.pdf", range(1, 32)).path
    passages = read(original(path, "2008", superseded=True), library)
    assert {(passage.status, passage.document.status) for passage in passages} == {(Status.ENDED, Status.ENDED)}


def test_a_text_in_the_other_language_is_told_from_the_one_that_was_said(tmp_path: Path, library: Path) -> None:
    path = write_principles(tmp_path / "text.pdf", range(1, 32)).path
    assert language_of(path, path.read_bytes()) is Language.EN
    law = write_law(tmp_path, library, repealed=True)
    dutch = "".join(
        f"<p>{n}. De koper vraagt de smelter waar het erts van deze partij vandaan komt.</p>" for n in range(30)
    )
    law.path.write_text(f"<html><body><p>Article 1</p>{dutch}</body></html>", encoding="utf-8")
    with pytest.raises(UnsupportedOriginal) as caught:
        read(law, library)
    assert caught.value.key == "other_language"


def test_a_language_that_is_not_plain_must_be_said(tmp_path: Path) -> None:
    path = tmp_path / "text.html"
    path.write_text("<html><body><p>1 2 3</p></body></html>", encoding="utf-8")
    with pytest.raises(UnsupportedOriginal) as caught:
        language_of(path, path.read_bytes())
    assert caught.value.key == "language_unknown"


def test_an_original_of_an_earlier_version_is_read_again_from_its_file(
    tmp_path: Path, library: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = write_principles(tmp_path / "text.pdf", range(1, 32))
    shelf.store.originals.add(new_original(text, text.path.read_bytes(), read(text, library)))
    before = shelf.store.originals.passages()
    monkeypatch.setattr(original_store, "RECORD_FORMAT", original_store.RECORD_FORMAT + 1)
    assert shelf.store.originals.passages() == []
    text.path.unlink()
    read_again(shelf.store.originals, library)
    assert shelf.store.originals.passages() == before


def test_a_gap_and_a_repeated_number_are_refused(tmp_path: Path, library: Path) -> None:
    numbers = [*range(1, 13), *range(14, 32), 20]
    with pytest.raises(IncompleteOriginal) as caught:
        read(write_principles(tmp_path / "text.pdf", numbers), library)
    assert caught.value.missing == ("13", "13/commentary")
    assert caught.value.repeated == ("20", "20/commentary")


@pytest.mark.parametrize(
    ("name", "source", "language", "key"),
    [
        ("text.odt", "ungp-2011", Language.EN, "format"),
        ("text.pdf", "oecd-minerals-2016", Language.EN, "not_in_library"),
        ("text.pdf", "ungp-2011", Language.NL, "language"),
    ],
)
def test_what_is_not_read_yet_is_said(
    tmp_path: Path, library: Path, name: str, source: str, language: Language, key: str
) -> None:
    path = write_principles(tmp_path / name, range(1, 32)).path
    with pytest.raises(UnsupportedOriginal) as caught:
        read(Original(path, source, language, None), library)
    assert caught.value.key == key


def test_another_text_is_not_recognised(tmp_path: Path, library: Path) -> None:
    path = tmp_path / "text.pdf"
    path.write_bytes(write_pdf([set_lines(["Article 1", "", "Ore is ore."])]))
    with pytest.raises(UnsupportedOriginal) as caught:
        read(original(path), library)
    assert caught.value.key == "unrecognised"


def test_a_source_that_the_library_does_not_hold_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedOriginal) as caught:
        read_original(write_principles(tmp_path / "text.pdf", range(1, 32)), [])
    assert caught.value.key == "not_in_library"


def test_the_limits_that_are_given_hold(tmp_path: Path, library: Path) -> None:
    text = write_principles(tmp_path / "text.pdf", range(1, 32))
    for limits in (replace(LIMITS, pages=31), replace(LIMITS, file_bytes=1000)):
        with pytest.raises(UnreadableOriginal) as caught:
            read_original(text, read_library(library).passages, limits)
        assert caught.value.reason is UnreadableReason.TOO_LARGE


def test_a_file_that_is_not_there_is_said(tmp_path: Path, library: Path) -> None:
    with pytest.raises(UnreadableOriginal) as caught:
        read(original(tmp_path / "text.pdf"), library)
    assert caught.value.reason is UnreadableReason.NOT_OPENED


@pytest.fixture(scope="module")
def official() -> list[Passage]:
    return read_original(original(OFFICIAL), read_library().passages)


@pytest.fixture(scope="module")
def printed() -> str:
    """All pages as another reader of the file has them, without the page number that heads each."""
    pages = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(OFFICIAL))
    return bare("".join(re.sub(r"^(?:\d+|[ivx]+)\r\n", "", page) for page in pages))


def bare(text: str) -> str:
    """Without white space and hyphens, which are what mending changes."""
    return re.sub(r"[\s\-\ufffe\x02]", "", text)


@needs_official
def test_the_real_text_holds_31_principles_with_commentary(official: list[Passage]) -> None:
    found = {passage.reference.locator for passage in official}
    numbered = [str(number) for number in range(1, 32)]
    assert found == {"general-principles", *numbered, *(f"{number}/commentary" for number in numbered)}
    assert {passage.text_kind for passage in official} == {TextKind.OFFICIAL}


@needs_official
def test_the_real_text_keeps_its_places(official: list[Passage]) -> None:
    principle = next(passage for passage in official if passage.reference.locator == "17")
    assert principle.page == 22  # as a viewer counts; 17 is printed on it
    assert [heading.split()[0] for heading in principle.headings[:2]] == ["II.", "B."]
    assert principle.headings[2] == "Human rights due diligence"
    items = [principle.sentence_text(sentence)[:3] for sentence in principle.sentences][-3:]
    assert items == ["(a)", "(b)", "(c)"]


@needs_official
def test_the_real_text_is_found_word_for_word(official: list[Passage], printed: str) -> None:
    for passage in official:
        assert bare(passage.text) in printed, f"{passage.reference}, part {passage.part}"


@needs_official
def test_nothing_but_headings_is_left_over_of_the_real_text(official: list[Passage], printed: str) -> None:
    rest = printed[printed.index(bare(official[0].text)) : printed.index(bare(official[-1].text))]
    for passage in official:
        for paragraph in re.split(r"\n+", passage.text):
            rest = rest.replace(bare(paragraph), "", 1)
    headings = {heading for passage in official for heading in passage.headings}
    for heading in sorted(headings, key=len, reverse=True):  # one of them is the beginning of another
        rest = rest.replace(bare(heading), "")
    assert re.sub(r"Commentary|\d+\.", "", rest) == ""


@needs_official
def test_the_real_text_is_clean(official: list[Passage]) -> None:
    for passage in official:
        assert not re.search(r"[\x00-\x09\x0b-\x1f\xa0\xad\ufffe\ufffd]|  | \n|\w- \w|\d{2}\n", passage.text)


@needs_official
def test_the_real_text_is_parted_where_it_is_long(official: list[Passage]) -> None:
    parts: dict[Reference, list[int]] = {}
    for passage in official:
        assert len(passage.text.split()) <= 250
        parts.setdefault(passage.reference, []).append(passage.part)
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in parts.values())
    assert max(map(len, parts.values())) == 3


@needs_official
def test_sentences_hold_every_word_of_the_real_text(official: list[Passage]) -> None:
    for passage in official:
        sentences = " ".join(passage.sentence_text(sentence) for sentence in passage.sentences)
        assert bare(sentences) == bare(passage.text).replace("•", "")
        assert all("\n" not in passage.sentence_text(sentence) for sentence in passage.sentences)


LAW_PAGE = """<html><body><p>Article 1</p><p>Subject</p><p>1. Buyers ask.</p><p>2. Smelters answer.</p>
<p>Article 3</p><p>Supervisors look.</p></body></html>"""


def write_law(tmp_path: Path, library: Path, *, repealed: bool) -> Original:
    status = "\nStatus: repealed\n" if repealed else ""
    for language, title in (("en", "Ore law"), ("nl", "Ertswet")):
        file = LIBRARY_FILE.replace("unit: principle", "unit: article").replace("kind: recommendation", "kind: law")
        text = file.format(
            language=language, title=title, heading=title, sentence="Ore is ore.", question="what is ore"
        )
        text = (
            text.replace("ungp-2011", "ore-law").replace("{#17}", "{#art-2}").replace("short: UNGP", f"short: {title}")
        )
        (library / "sources" / f"ore-law.{language}.md").write_text(text + status, encoding="utf-8")
    path = tmp_path / "law.html"
    path.write_text(LAW_PAGE, encoding="utf-8")
    return Original(path, "ore-law", Language.EN, "2020")


def test_a_law_is_read_from_a_page_by_articles_and_paragraphs(tmp_path: Path, library: Path) -> None:
    passages = read(write_law(tmp_path, library, repealed=True), library)
    assert [str(passage.reference) for passage in passages] == ["ore-law/art-1/1", "ore-law/art-1/2", "ore-law/art-3"]
    assert {passage.text_kind for passage in passages} == {TextKind.OFFICIAL}
    assert {passage.document.edition for passage in passages} == {"2020"}


def write_convention(tmp_path: Path, library: Path) -> Path:
    for language in ("en", "nl"):
        law = (library / "sources" / f"ore-law.{language}.md").read_text(encoding="utf-8")
        text = law.replace("unit: article", "unit: convention").replace("ore-law", "ilo").replace("{#art-2}", "{#c138}")
        (library / "sources" / f"ilo.{language}.md").write_text(
            text.replace(f"short: {'Ertswet' if language == 'nl' else 'Ore law'}", f"short: ILO {language}"),
            encoding="utf-8",
        )
    path = tmp_path / "convention.md"
    path.write_text("# Convention\n### Article 1\n1. Buyers ask.\n### Article 2\nSmelters answer.", encoding="utf-8")
    return path


def test_the_text_of_one_place_of_a_source_stands_below_it(tmp_path: Path, library: Path) -> None:
    write_law(tmp_path, library, repealed=False)
    text = Original(write_convention(tmp_path, library), "ilo/C138", Language.EN, None)
    passages = read(text, library)
    assert [str(passage.reference) for passage in passages] == ["ilo/c138/1", "ilo/c138/2"]
    assert (passages[0].heading, passages[0].text) == ("Ore law, Article 1", "1. Buyers ask.")
    assert text.key == "ilo/c138"


@pytest.mark.parametrize(("source", "key"), [("ilo", "which_place"), ("ilo/c999", "no_such_place")])
def test_a_place_that_is_missing_or_unknown_is_said(tmp_path: Path, library: Path, source: str, key: str) -> None:
    write_law(tmp_path, library, repealed=False)
    with pytest.raises(UnsupportedOriginal) as caught:
        read(Original(write_convention(tmp_path, library), source, Language.EN, None), library)
    assert caught.value.key == key


def test_an_annex_can_be_given_by_itself_with_a_sentence_for_each_row(tmp_path: Path, library: Path) -> None:
    write_law(tmp_path, library, repealed=False)
    path = tmp_path / "annex.md"
    path.write_text("## ANNEX I\n#### Part A: Ores\n| Ore | kg |\n|--|--|\n| Tin | 5 000 |\n| Tungsten | 250 000 |\n")
    for file in (library / "sources").glob("ore-law.*.md"):
        file.write_text(file.read_text(encoding="utf-8").replace("{#art-2}", "{#annex-i}"), encoding="utf-8")
    (passage,) = read(Original(path, "ore-law/annex-i", Language.EN, "2020"), library)
    assert str(passage.reference) == "ore-law/annex-i/part-a"
    assert [passage.sentence_text(s) for s in passage.sentences] == [
        "Ore: Tin; kg: 5 000",
        "Ore: Tungsten; kg: 250 000",
    ]


def test_passages_stand_at_their_spans_in_the_extracted_text(tmp_path: Path, library: Path) -> None:
    text = write_law(tmp_path, library, repealed=True)
    extracted = extracted_text(read_paragraphs("law.html", text.path.read_bytes(), frozenset()))
    for passage in read(text, library):
        assert passage.span is not None
        assert bare(passage.span.of(extracted)) == bare(passage.text)


def test_a_law_without_one_of_its_articles_is_refused_unless_the_library_says_it_was_repealed(
    tmp_path: Path, library: Path
) -> None:
    with pytest.raises(IncompleteOriginal) as caught:
        read(write_law(tmp_path, library, repealed=False), library)
    assert caught.value.missing == ("art-2",)


FOLDER = OFFICIAL.parent


@needs_official
@pytest.mark.parametrize(
    ("name", "language"), [("ilo-c138-minimum-age-1973-en.md", "en"), ("ilo-c138-minimum-age-1973-nl.md", "nl")]
)
def test_a_real_convention_stands_beside_what_the_library_says_of_it(name: str, language: str) -> None:
    library = read_library().passages
    passages = read_original(Original(FOLDER / name, "ilo/c138", Language(language), None), library)
    places = {passage.reference for passage in passages}
    assert Reference("ilo", "c138/7") in places & {passage.reference for passage in library}
    assert {Reference("ilo", f"c138/{number}") for number in range(1, 19)} <= places


@needs_official
def test_the_real_annex_gives_the_threshold_of_tungsten_ores_in_a_sentence_of_its_own() -> None:
    file = FOLDER / "eu-conflict-minerals-2017-821-annex-i-2020-en.md"
    passages = read_original(Original(file, "eu-conflict-minerals/annex-i", Language.EN, None), read_library().passages)
    assert {str(passage.reference) for passage in passages} == {
        "eu-conflict-minerals/annex-i/part-a",
        "eu-conflict-minerals/annex-i/part-b",
    }
    sentences = [passage.sentence_text(sentence) for passage in passages for sentence in passage.sentences]
    assert len(sentences) == 23
    assert [sentence for sentence in sentences if "Tungsten ores" in sentence] == [
        "Description: Tungsten ores and concentrates; CN code: 2611 00 00; Volume threshold (kg): 250 000"
    ]
    assert not [sentence for sentence in sentences if "*" in sentence or "( )" in sentence]
