import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
import pypdfium2
import pytest

from ingest.errors import (
    IncompleteOriginal,
    LibraryHasProblems,
    OriginalRefused,
    UnreadableOriginal,
    UnreadableReason,
    UnsupportedOriginal,
)
from ingest.library import read_library
from ingest.originals import Original, add_original, read_original
from ingest.sync import sync
from knowledge.documents import Passage, TextKind
from knowledge.embedding import Embedder, Matrix, Vector
from knowledge.generations import Generations
from knowledge.language import Language
from knowledge.passage_store import PassageStore
from knowledge.references import Reference
from knowledge.retrieval import Query, search
from knowledge.vectors import ShippedVectors, Vectors
from tests.ingest.pdf_writer import Text, set_lines, write_pdf

OFFICIAL = Path(__file__).parents[3] / "shared" / "data" / "official" / "ungp-2011-en.pdf"
needs_official = pytest.mark.skipif(
    not OFFICIAL.exists(), reason="the official text is not part of the project: ../shared is not there"
)
LIBRARY_FILE = """---
source: ungp-2011
language: {language}
title: Principles for {language}
short: UNGP
aliases: []
unit: principle
issuer: The council
edition: "2011"
date: 2011-06-16
status: in_force
kind: recommendation
term: null
checked: 2026-11-21
evidence: [U0]
official_url: https://example.org/principles
licence: may be quoted
---

# {title}

## {heading} {{#17}}

{sentence}

? {question}
"""

EVIDENCE = """| id | what | address | date |
| --- | --- | --- | --- |
| U0 | The principles | https://example.org/principles | 2011 |
"""


class HashEmbedder(Embedder):
    """The same text has the same vector, and texts that share words have near ones."""

    @property
    def identity(self) -> str:
        return "hash"

    def embed_question(self, text: str) -> Vector:
        vector = np.full(64, 1e-3, dtype=np.float32)
        for word in re.findall(r"\w+", text.lower()):
            vector[sha256(word.encode()).digest()[0] % 64] += 1
        return vector / np.linalg.norm(vector)

    def embed_questions(self, texts: Sequence[str]) -> Matrix:
        return np.stack([self.embed_question(text) for text in texts])

    def embed_passages(self, texts: Sequence[str]) -> Iterator[Matrix]:
        yield self.embed_questions(texts)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    (folder / "sources").mkdir(parents=True)
    (folder / "evidence.md").write_text(EVIDENCE, encoding="utf-8")
    words = {
        "en": ("Companies", "Due diligence", "Your company looks ahead with care.", "what is care"),
        "nl": ("Bedrijven", "Gepaste zorgvuldigheid", "Uw bedrijf kijkt met zorg vooruit.", "wat is zorg"),
    }
    for language, (title, heading, sentence, question) in words.items():
        text = LIBRARY_FILE.format(
            language=language, title=title, heading=heading, sentence=sentence, question=question
        )
        (folder / "sources" / f"ungp-2011.{language}.md").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[PassageStore]:
    store = PassageStore.open(tmp_path / "knowledge.sqlite")
    yield store
    store.close()


@pytest.fixture
def generations(tmp_path: Path, store: PassageStore) -> Generations:
    embedder = HashEmbedder()
    vectors = Vectors(embedder, store, ShippedVectors(tmp_path / "vectors"))
    return Generations(tmp_path / "index", store, vectors, embedder.identity)


def write_principles(path: Path, numbers: Sequence[int]) -> Original:
    """A text of our own in the shape of the UN Guiding Principles, a page for each principle."""
    pages = [[Text("A text of our own", 800), *set_lines(["General principles", "", "Ore matters to everybody."])]]
    for number in numbers:
        lines = [f"{number}. Buyers keep promise {number} to the", "miners.", "", "Commentary", ""]
        remark = [f"Promise {number} takes respon-", "sibility and care."]
        head = [Text("A text of our own", 800), Text(str(number), 30)]
        pages.append([*head, *set_lines([*lines, *remark])])
    path.write_bytes(write_pdf(pages))
    return original(path)


def original(path: Path, source: str = "ungp-2011", edition: str | None = None) -> Original:
    return Original(path, source, Language.EN, edition)


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


def test_a_gap_and_a_repeated_number_are_refused(tmp_path: Path, library: Path) -> None:
    numbers = [*range(1, 13), *range(14, 32), 20]
    with pytest.raises(IncompleteOriginal) as caught:
        read(write_principles(tmp_path / "text.pdf", numbers), library)
    assert caught.value.missing == ("13", "13/commentary")
    assert caught.value.repeated == ("20", "20/commentary")


@pytest.mark.parametrize(
    ("name", "source", "language", "key"),
    [
        ("text.docx", "ungp-2011", Language.EN, "format"),
        ("text.pdf", "oecd-ddg-2018", Language.EN, "source"),
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


def test_a_file_that_is_not_there_is_said(tmp_path: Path, library: Path) -> None:
    with pytest.raises(UnreadableOriginal) as caught:
        read(original(tmp_path / "text.pdf"), library)
    assert caught.value.reason is UnreadableReason.NOT_OPENED


def test_adding_publishes_and_adding_again_changes_nothing(
    tmp_path: Path, library: Path, store: PassageStore, generations: Generations
) -> None:
    text = write_principles(tmp_path / "text.pdf", range(1, 32))
    first = add_original(generations, store, text, library)
    assert (first.name, first.edition, first.provisions, first.passages) == ("ungp-2011.en", "2011", 63, 63)
    assert (first.sync.added, first.sync.published) == (65, True)
    second = add_original(generations, store, text, library)
    assert (second.sync.added, second.sync.removed, second.sync.published) == (0, 0, False)
    assert not sync(generations, store, library).published


def test_a_new_edition_takes_the_place_of_the_old_one(
    tmp_path: Path, library: Path, store: PassageStore, generations: Generations
) -> None:
    path = write_principles(tmp_path / "text.pdf", range(1, 32)).path
    add_original(generations, store, original(path), library)
    report = add_original(generations, store, original(path, edition="2031"), library)
    assert (report.sync.added, report.sync.removed) == (63, 63)
    assert {passage.document.edition for passage in store.original_passages()} == {"2031"}


def test_a_refused_text_changes_nothing(
    tmp_path: Path, library: Path, store: PassageStore, generations: Generations
) -> None:
    with pytest.raises(OriginalRefused):
        add_original(generations, store, write_principles(tmp_path / "text.pdf", range(1, 31)), library)
    assert store.originals() == {}
    assert generations.serving() is None


def test_a_library_with_problems_is_mended_first(
    tmp_path: Path, library: Path, store: PassageStore, generations: Generations
) -> None:
    (library / "sources" / "ungp-2011.nl.md").unlink()
    with pytest.raises(LibraryHasProblems):
        add_original(generations, store, write_principles(tmp_path / "text.pdf", range(1, 32)), library)


@pytest.mark.parametrize(
    ("language", "kind"), [(Language.EN, TextKind.OFFICIAL), (Language.NL, TextKind.SUMMARY)], ids=str
)
def test_the_official_text_speaks_to_those_who_ask_in_its_language(
    tmp_path: Path, library: Path, store: PassageStore, generations: Generations, language: Language, kind: TextKind
) -> None:
    add_original(generations, store, write_principles(tmp_path / "text.pdf", range(1, 32)), library)
    question = "promise 17 of buyers to miners; zorgvuldigheid"
    query = Query(question, question, language, HashEmbedder().embed_question(question), ())
    hits = search(generations.open(), query, 80)
    (hit,) = (hit for hit in hits if hit.reference == Reference("ungp-2011", "17"))
    assert {(passage.language, passage.text_kind) for passage in hit.passages} == {(language, kind)}


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


def test_a_law_without_one_of_its_articles_is_refused_unless_the_library_says_it_was_repealed(
    tmp_path: Path, library: Path
) -> None:
    with pytest.raises(IncompleteOriginal) as caught:
        read(write_law(tmp_path, library, repealed=False), library)
    assert caught.value.missing == ("art-2",)
