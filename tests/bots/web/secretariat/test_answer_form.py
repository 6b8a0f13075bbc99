"""The form in which an approved answer is written."""

from dataclasses import replace

import pytest
from starlette.datastructures import FormData

from assistant.approved_answer import ApprovedSentence
from bots.web.secretariat.answer_form import AnswerForm, Row, UnreadableForm
from knowledge.language import Language
from knowledge.references import Reference
from tests.assistant.approvals import NEXT_MONTH
from tests.bots.web.secretariat.drafts import PLACE, a_draft


def fields(form: AnswerForm) -> FormData:
    """What a browser posts of a form."""
    posted = [(name, getattr(form, name)) for name in ("nl_question", "en_question", "nl_others", "en_others")]
    posted += [("valid_until", form.valid_until), ("cluster", form.cluster)]
    for part, rows in (("sentence", form.sentence_rows), ("step", form.step_rows)):
        for number, row in enumerate(rows):
            posted += [(f"{part}_{number}_{name}", getattr(row, name)) for name in ("nl", "en", "places")]
    return FormData(posted)


def test_a_draft_is_the_same_after_it_was_in_the_form() -> None:
    draft = replace(a_draft(), cluster="k1", nl=replace(a_draft().nl, other_questions=("En bij nood?", "Wat nu?")))
    assert AnswerForm.read(fields(AnswerForm.of(draft))).draft() == draft


def test_empty_rows_are_left_out_and_two_are_offered() -> None:
    form = AnswerForm.read(FormData([("sentence_1_nl", "  Een   zin. "), ("sentence_3_places", PLACE)]))
    assert form.sentences == (Row("Een zin.", "", ""), Row("", "", PLACE))
    assert form.sentence_rows[2:] == (Row("", "", ""),) * 2
    assert len(form.step_rows) == 2


def test_a_sentence_of_one_language_stands_beside_an_empty_one() -> None:
    draft = a_draft()
    more = ApprovedSentence("Meld het.", (Reference("pact", "fees"),))
    longer = replace(draft.nl, sentences=(*draft.nl.sentences, more))
    form = AnswerForm.of(replace(draft, nl=longer))
    assert form.sentences[1] == Row("Meld het.", "", "pact/fees")
    assert form.draft().en.sentences[1].text == ""


def test_the_places_of_a_row_are_those_of_both_languages() -> None:
    draft = replace(a_draft(), en=a_draft(place="pact/fees").en)
    assert AnswerForm.of(draft).sentences[0].places == f"{PLACE} pact/fees"


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("sentence_0_places", "UNGP-17", "no_reference"),
        ("valid_until", "soon", "no_day"),
        ("valid_until", "", "no_day"),
    ],
)
def test_what_cannot_be_read_is_named(field: str, typed: str, code: str) -> None:
    posted = dict(fields(AnswerForm.of(a_draft()))) | {field: typed}
    with pytest.raises(UnreadableForm) as raised:
        AnswerForm.read(FormData(posted)).draft()
    assert (raised.value.field, raised.value.code, raised.value.shown) == (field, code, typed)


def test_places_are_added_to_a_row_once() -> None:
    form = AnswerForm.of(a_draft()).with_places("sentence", 0, [PLACE, "pact/fees"])
    assert form.sentences[0].places == f"{PLACE} pact/fees"


def test_places_for_an_empty_row_begin_a_new_one() -> None:
    form = AnswerForm.of(a_draft()).with_places("step", 1, ["pact/fees"])
    assert form.steps == (Row("", "", "pact/fees"),)


def test_a_row_that_is_not_chosen_keeps_its_places() -> None:
    form = AnswerForm.of(a_draft()).with_places("sentence", 1, ["pact/fees"])
    assert [row.places for row in form.sentences] == [PLACE, "pact/fees"]


def test_ways_to_ask_are_one_a_line() -> None:
    posted = {"en_others": " What now? \r\n\r\nAnd then?\nWhat now?", "valid_until": str(NEXT_MONTH)}
    form = AnswerForm.read(FormData(posted))
    assert form.draft().en.other_questions == ("What now?", "And then?")
    assert form.sentences == ()
    assert Row("a", "b", "").text(Language.EN) == "b"
