"""What is answered when the official texts are loaded: their words, byte for byte, at their place and page.

The files are read whole; the places that are asked for and those around them are kept, so that it takes a minute.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.answers import Answer, Citation, Outcome, Verified
from bots.settings import Settings
from bots.wiring import build_assistant, build_knowledge
from ingest.library import read_whole_library
from ingest.library_files import LIBRARY_FOLDER
from ingest.originals import Original, new_original, read_whole
from ingest.sync import publish_if_changed
from knowledge.documents import TextKind
from knowledge.language import Language
from tests.assistant.asking import a_question

OFFICIAL = Path(__file__).parents[3] / "shared" / "data" / "official"
pytestmark = pytest.mark.skipif(
    not OFFICIAL.exists(), reason="the official texts are not part of the project: ../shared is not there"
)
NL, EN = Language.NL, Language.EN
CONSOLIDATED, PUBLISHED = "consolidated 18 March 2026", "OJ L, 2024/1760, 5.7.2024"
CSDDD, C138 = "eu-csddd-2024-1760", "ilo-c138-minimum-age-1973"
TABLE = "eu-conflict-minerals/annex-i/part-a"
TEXTS = [
    (Original(OFFICIAL / "ungp-2011-en.pdf", "ungp-2011", EN, None), ("21", "22", "23")),
    (
        Original(OFFICIAL / "oecd-minerals-guidance-3rd-ed-2016-en.pdf", "oecd-minerals-2016", EN, None),
        ("annex-ii", "supplement-gold/step-3"),
    ),
    (
        Original(OFFICIAL / "eu-conflict-minerals-2017-821-en.pdf", "eu-conflict-minerals", EN, None),
        ("art-1", "annex-i"),
    ),
    (
        Original(
            OFFICIAL / "eu-conflict-minerals-2017-821-annex-i-2020-en.md",
            "eu-conflict-minerals/annex-i",
            EN,
            "consolidated 19 November 2020",
        ),
        ("annex-i",),
    ),
    (Original(OFFICIAL / f"{CSDDD}-consolidated-2026-03-18-en.html", "eu-csddd", EN, CONSOLIDATED), ("art-8",)),
    (
        Original(OFFICIAL / f"{CSDDD}-original-oj-en.html", "eu-csddd", EN, PUBLISHED, superseded=True),
        ("art-8", "art-22", "recital-19"),
    ),
    (
        Original(OFFICIAL / "ilo-c138-minimum-age-1973-en.md", "ilo/c138", EN, None),
        ("c138/preamble", "c138/1", "c138/3"),
    ),
    (
        Original(OFFICIAL / "ilo-c138-minimum-age-1973-nl.md", "ilo/c138", NL, None),
        ("c138/preamble", "c138/1", "c138/3"),
    ),
]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    settings = Settings(data=tmp_path_factory.mktemp("official"))
    knowledge = build_knowledge(settings)
    library = read_whole_library(LIBRARY_FOLDER)
    for original, kept in TEXTS:
        data = original.path.read_bytes()
        read = read_whole(original, data, library.passages).passages
        passages = [p for p in read if f"{p.reference.locator}/".startswith(tuple(f"{place}/" for place in kept))]
        knowledge.store.originals.add(new_original(original, data, passages))
    publish_if_changed(knowledge.generations, knowledge.store, library)
    assistant = build_assistant(settings, knowledge)
    yield assistant
    assistant.index().nearest.close()
    knowledge.store.close()


def ask(assistant: Assistant, question: str) -> Answer:
    """The answer, with every quote of it checked against the stored passages of its edition."""
    answer = assistant.ask(a_question(question))[0]
    for citation in answer.citations:
        passages = assistant.index().at(citation.reference)
        assert citation.verified is Verified.VERIFIED
        assert any(citation.quote in p.text for p in passages if p.document.edition == citation.edition)
    return answer


def official(answer: Answer) -> list[Citation]:
    return [citation for citation in answer.citations if citation.text_kind is TextKind.OFFICIAL]


@pytest.mark.parametrize(
    ("question", "reference", "page", "begins"),
    [
        ("What does principle 22 say?", "ungp-2011/22", 29, "Where business enterprises identify"),
        ("annex II paragraph 3 minerals guidance", "oecd-minerals-2016/annex-ii/3", 23, "We will not tolerate"),
        ("step 3 of the gold supplement", "oecd-minerals-2016/supplement-gold/step-3", 101, "OBJECTIVE:"),
        ("article 8 CSDDD", "eu-csddd/art-8/1", None, "Member States shall ensure"),
        ("artikel 3 ILO-verdrag 138", "ilo/c138/3", None, "1. De minimumleeftijd"),
        ("recital 19 CSDDD original", "eu-csddd/recital-19", None, "Companies should take"),
        ("original text of article 22 CSDDD", "eu-csddd/art-22/1", None, "Member States shall ensure"),
    ],
)
def test_a_place_opens_on_its_official_words(
    assistant: Assistant, question: str, reference: str, page: int | None, begins: str
) -> None:
    answer = ask(assistant, question)
    first = answer.citations[0]
    assert answer.outcome is Outcome.ANSWERED
    assert (str(first.reference), first.text_kind, first.page) == (reference, TextKind.OFFICIAL, page)
    assert first.quote.startswith(begins)
    assert answer.text.startswith(begins)


def test_official_words_in_the_other_language_stand_beside_our_summary(assistant: Assistant) -> None:
    answer = ask(assistant, "artikel 8 CSDDD")
    summary, words = answer.citations[:2]
    assert (summary.text_kind, summary.quote_language) == (TextKind.SUMMARY, NL)
    assert (str(words.reference), words.text_kind, words.quote_language) == ("eu-csddd/art-8/1", TextKind.OFFICIAL, EN)
    assert words.edition == CONSOLIDATED
    assert "De officiële tekst luidt in het Engels:" in answer.text


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("Which thresholds apply to tungsten ores?", "250,000 kg"),
        ("Welke drempels gelden voor wolfraamertsen?", "250.000 kg"),
    ],
)
def test_the_threshold_is_told_from_its_row(assistant: Assistant, question: str, figure: str) -> None:
    answer = ask(assistant, question)
    rows = [
        citation for citation in official(answer) if str(citation.reference) == "eu-conflict-minerals/annex-i/part-a"
    ]
    assert (answer.outcome, figure in answer.text) == (Outcome.ANSWERED, True)
    assert [(row.edition, "250 000" in row.quote) for row in rows] == [("consolidated 19 November 2020", True)]


def test_of_two_editions_the_one_asked_for_is_quoted_and_said_not_to_hold(assistant: Assistant) -> None:
    answer = ask(assistant, "article 8 CSDDD 2024 edition")
    assert {citation.edition for citation in answer.citations} == {PUBLISHED}
    assert f"an edition that no longer holds: {PUBLISHED}." in answer.text


def test_what_was_repealed_is_said_to_be_so_without_its_old_words(assistant: Assistant) -> None:
    answer = ask(assistant, "article 22 CSDDD")
    assert "has been repealed" in answer.text
    assert official(answer) == []


def test_a_convention_does_not_open_on_its_preamble(assistant: Assistant) -> None:
    assert str(ask(assistant, "ILO C138").citations[0].reference) == "ilo/c138/1"
