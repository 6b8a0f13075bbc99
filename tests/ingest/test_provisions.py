from datetime import date

from ingest.paragraphs import PageStart, Paragraph
from ingest.provisions import LONGEST_PART, Provision, missing_and_repeated, passages_of
from knowledge.documents import Document, NormKind, Passage, Status, TextKind, Unit
from knowledge.language import Language

DOCUMENT = Document(
    source="ore-code",
    language=Language.EN,
    text_kind=TextKind.OFFICIAL,
    title="Code for ore",
    short="Ore code",
    aliases=(),
    unit=Unit.PRINCIPLE,
    issuer="The ore council",
    edition="2020",
    issued=date(2020, 1, 1),
    status=Status.IN_FORCE,
    norm=NormKind.RECOMMENDATION,
    term="",
    applies_from=None,
    checked=date(2026, 1, 1),
    official_url="https://example.org/ore",
    licence="free",
)
SENTENCE = "Every buyer of ore asks where it is from."  # nine words


def paragraph(sentences: int, page: int = 1) -> Paragraph:
    return Paragraph(" ".join([SENTENCE] * sentences), (PageStart(0, page),))


def passages(*paragraphs: Paragraph) -> list[Passage]:
    return list(passages_of(Provision("7/commentary", "Principle 7: commentary", ("I. Ore",), paragraphs), DOCUMENT))


def lengths(found: list[Passage]) -> list[int]:
    return [len(passage.text.split()) for passage in found]


def test_a_provision_that_fits_is_one_passage_with_its_place() -> None:
    (passage,) = passages(paragraph(2, page=12), paragraph(1, page=13))
    assert str(passage.reference) == "ore-code/7/commentary"
    assert (passage.part, passage.page) == (1, 12)
    assert (passage.heading, passage.headings) == ("Principle 7: commentary", ("I. Ore",))
    assert passage.text == f"{SENTENCE} {SENTENCE}\n\n{SENTENCE}"
    assert [passage.sentence_text(sentence) for sentence in passage.sentences] == [SENTENCE] * 3


def test_a_long_provision_is_parted_between_paragraphs_as_evenly_as_it_can_be() -> None:
    found = passages(*(paragraph(5, page) for page in range(1, 9)))
    assert lengths(found) == [180, 180]
    assert [(passage.part, passage.page) for passage in found] == [(1, 1), (2, 5)]


def test_a_long_paragraph_is_parted_between_sentences_on_the_page_where_each_part_begins() -> None:
    text = " ".join([SENTENCE] * 60)
    found = passages(Paragraph(text, (PageStart(0, 3), PageStart(len(text) // 2, 4))))
    assert max(lengths(found)) <= LONGEST_PART
    assert " ".join(passage.text for passage in found) == text
    assert [passage.page for passage in found] == [3, 3, 4]


def test_words_that_introduce_go_with_what_they_introduce() -> None:
    introduction = Paragraph("A buyer writes down:", (PageStart(0, 1),))
    found = passages(paragraph(15), introduction, paragraph(20))
    assert [passage.text.split("\n\n")[0] for passage in found][1] == introduction.text


def test_a_sentence_that_is_too_long_stays_whole() -> None:
    text = " ".join(["ore"] * (LONGEST_PART + 50)) + "."
    (found,) = passages(Paragraph(text, ()))
    assert (found.text, found.page) == (text, None)


def test_gaps_repeated_and_unknown_locators_are_found() -> None:
    provisions = [Provision(locator, "", (), (paragraph(1),)) for locator in ("1", "2", "2", "9")]
    provisions.append(Provision("3", "", (), ()))
    assert missing_and_repeated(provisions, ["1", "2", "3"]) == (("3",), ("2", "9"))
