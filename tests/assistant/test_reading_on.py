import pytest

from assistant.answers import Citation
from assistant.citing import cite
from assistant.drafts import DraftText, Support
from assistant.reading_on import also_read, nearest_questions, starters, suggestions
from knowledge.documents import Passage
from knowledge.language import Language
from knowledge.passage_index import PassageIndex
from knowledge.references import Reference
from knowledge.retrieval import Hit, search
from tests.assistant.asking import a_query, an_understood
from tests.fakes import Shelf, a_card, a_provision

NL, EN = Language.NL, Language.EN
REMEDY, TIN = Reference("ore-code", "22"), Reference("tin-pact", "3")
COBALT = a_provision(
    "ore-code/1",
    "Buyers ask where cobalt was mined.",
    see_also=(REMEDY, TIN),
    questions=("who asks where cobalt was mined",),
)
NOTES = a_provision("ore-code/1/commentary", "Cobalt may be mined by hand.", questions=("can cobalt be mined by hand",))
OTHERS = tuple(
    a_provision(
        f"ore-code/{number}", f"Cobalt rule {number} for buyers.", questions=(f"what is cobalt rule {number}.",)
    )
    for number in range(2, 9)
)
CARD = a_card("cobalt", "How do we buy cobalt?", ["Buy cobalt with care."], ["Ask."], ["ore-code/1"])
UNKNOWN = a_provision("ore-code/fees", "Cobalt fees are unknown.", questions=("cobalt fees?",), unknown=True)
DUTCH = a_provision("ore-code/30", "Kobalt, cobalt, buyers.", language=NL, questions=("hoe koop ik cobalt",))
QUESTION = "Who asks where cobalt was mined?"


@pytest.fixture
def index(shelf: Shelf) -> PassageIndex:
    return shelf.publish(COBALT, NOTES, *OTHERS, CARD, UNKNOWN, DUTCH)


@pytest.fixture
def hits(index: PassageIndex) -> list[Hit]:
    return search(index, a_query("Buyers ask where cobalt was mined"), 12)


def citing(*passages: Passage) -> tuple[Citation, ...]:
    drafts = [DraftText(passage.text, (Support(passage, passage.sentences[0].span),)) for passage in passages]
    return cite(drafts, []).citations


def test_what_a_cited_place_points_to_comes_first_then_its_own_parts(index: PassageIndex, hits: list[Hit]) -> None:
    assert also_read(index, citing(COBALT), hits)[:3] == (REMEDY, TIN, NOTES.reference)


def test_what_is_cited_is_left_out_and_there_are_at_most_five(index: PassageIndex, hits: list[Hit]) -> None:
    cited = citing(COBALT, NOTES, OTHERS[0])
    found = also_read(index, cited, hits)
    assert not {citation.reference for citation in cited} & set(found)
    assert len(found) == len(set(found)) <= 5


def test_without_citations_the_nearest_places_are_shown(index: PassageIndex, hits: list[Hit]) -> None:
    assert also_read(index, (), hits) == tuple(hit.reference for hit in hits[:5])


def test_suggestions_are_questions_that_never_repeat_the_question(index: PassageIndex, hits: list[Hit]) -> None:
    for asked in (QUESTION, "How do we buy cobalt", "WHAT IS COBALT RULE 2 ?", "can cobalt be mined by hand?"):
        found = suggestions(an_understood(asked), hits, about=True)
        assert len(found) == len(set(found)) <= 3
        assert asked.casefold().strip(" ?") not in {question.casefold().strip(" ?") for question in found}


def test_suggestions_are_written_as_sentences_in_the_language_of_the_question(
    index: PassageIndex, hits: list[Hit]
) -> None:
    for question in suggestions(an_understood(QUESTION), hits, about=True):
        assert question[0].isupper()
        assert question.endswith("?")
        assert not question.endswith((".?", "??"))
        assert "koop" not in question


def test_what_is_not_known_is_not_suggested(index: PassageIndex) -> None:
    hits = search(index, a_query("Cobalt fees are unknown"), 3)
    assert UNKNOWN.reference in {hit.reference for hit in hits}
    assert "Cobalt fees?" not in suggestions(an_understood("Cobalt"), hits, about=True)


def test_a_card_is_suggested_by_its_title(index: PassageIndex) -> None:
    hits = search(index, a_query("buy cobalt with care"), 12)
    card_last = sorted(hits, key=lambda hit: hit.reference == CARD.reference)
    assert suggestions(an_understood("Cobalt"), card_last[-2:], about=True) == (CARD.heading,)


@pytest.mark.parametrize("language", Language)
def test_where_there_is_no_answer_the_starters_are_suggested(
    index: PassageIndex, hits: list[Hit], language: Language
) -> None:
    assert suggestions(an_understood("Hi", language), hits, about=False) == starters(language)[:3]


def test_the_starters_are_four_questions_in_each_language() -> None:
    for language in Language:
        found = starters(language)
        assert len(set(found)) == 4
        assert all(question.endswith("?") for question in found)
    assert not set(starters(NL)) & set(starters(EN))


def test_places_with_exceptions_go_first(shelf: Shelf) -> None:
    small = a_provision("ore-code/1/small", "Buyers of less than a tonne are exempt.")
    other = a_provision("ore-code/1/other", "Buyers tell others.")
    index = shelf.publish(COBALT, NOTES, small, other)
    assert also_read(index, citing(COBALT), [])[0] == small.reference
    assert other.reference not in also_read(index, citing(COBALT), [])


def test_the_nearest_questions_are_those_of_all_hits_without_the_one_asked(
    index: PassageIndex, hits: list[Hit]
) -> None:
    found = nearest_questions(hits, an_understood("Something else"))
    assert found[0] == "Who asks where cobalt was mined?"
    assert found[0] not in nearest_questions(hits, an_understood(found[0]))
