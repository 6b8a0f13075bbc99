from knowledge.documents import Role
from knowledge.views import View, ViewKind, Words, views
from tests.fakes import a_card, a_provision, an_entry

PROVISION = a_provision("ore-code/1", "Buyers ask.", "Mines answer.", questions=("who asks", "who answers"))
CARD = a_card("ask", "Whom do we ask?", ["Ask the mine."], ["Call first."], ["ore-code/1"], questions=("whom to ask",))


def texts(kind: ViewKind, *found: View) -> list[str]:
    return [view.text for view in found if view.kind is kind]


def test_a_passage_is_found_by_its_text_under_its_headings() -> None:
    assert texts(ViewKind.TEXT, *views([PROVISION])) == [PROVISION.searchable_text]


def test_a_passage_is_found_by_the_ways_in_which_people_ask_for_it() -> None:
    assert texts(ViewKind.QUESTION, *views([PROVISION])) == ["who asks", "who answers"]


def test_the_title_of_a_card_is_a_way_to_ask_for_it() -> None:
    assert texts(ViewKind.QUESTION, *views([CARD])) == ["Whom do we ask?", "whom to ask"]


def test_every_sentence_can_be_picked_for_an_answer() -> None:
    assert texts(ViewKind.SENTENCE, *views([PROVISION])) == ["Buyers ask.", "Mines answer."]


def test_every_sentence_of_a_card_can_be_picked() -> None:
    warned = a_card(
        "ask", "Whom?", ["Ask the mine."], ["Call first."], ["ore-code/1"], rest=[(Role.PITFALL, "It lies.")]
    )
    assert texts(ViewKind.SENTENCE, *views([warned])) == ["Ask the mine.", "Call first.", "It lies."]


def test_an_entry_of_the_glossary_is_never_found_by_nearness() -> None:
    entry, _ = an_entry("ore", "ore", "Ore is rock.", ["ore-code/1"])
    assert [(view.kind, view.text) for view in views([entry])] == [(ViewKind.SENTENCE, "Ore is rock.")]


def test_the_number_of_a_sentence_is_its_place_in_the_passage() -> None:
    assert [view.number for view in views([PROVISION]) if view.kind is ViewKind.SENTENCE] == [0, 1]


def test_each_view_knows_its_passage() -> None:
    assert {view.passage for view in views([PROVISION, CARD]) if "mine" in view.text.lower()} == {0, 1}
    assert [view.passage for view in views([PROVISION, CARD])] == [0] * 5 + [1] * 5


def test_ways_to_ask_are_embedded_as_questions_and_the_rest_as_passages() -> None:
    for view in views([PROVISION, CARD]):
        assert view.words.as_question is (view.kind is ViewKind.QUESTION)


def test_equal_texts_have_equal_keys_unless_they_are_embedded_otherwise() -> None:
    assert Words("who asks", as_question=True).key == Words("who asks", as_question=True).key
    assert Words("who asks", as_question=True).key != Words("who asks", as_question=False).key
    assert len(Words("who asks", as_question=True).key) == 32


def test_a_text_with_half_a_character_has_a_key() -> None:
    assert Words("\ud83d", as_question=False).key
