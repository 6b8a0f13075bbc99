"""What plans are made of is there: every card, step, provision and option that the guide names."""

import pytest

from assistant.answering import Assistant
from assistant.plan_guide import IN_PLACE, Entry, guide
from assistant.plan_writing import PlanWriter
from knowledge.language import Language


def named(entry: Entry) -> str:
    return f"{entry.place} {entry.number} on {entry.on}"


@pytest.mark.parametrize("language", Language)
def test_every_sentence_that_is_named_stands_in_the_library(real_assistant: Assistant, language: Language) -> None:
    writer = PlanWriter(real_assistant.index(), language)
    assert [named(entry) for entry in guide().entries if not writer.can_write(entry)] == []


def test_every_condition_is_an_option_of_its_question() -> None:
    options = {question.id: set(question.options) for question in guide().questions.values()}
    for entry in guide().entries:
        for question, wanted in entry.wanted.items():
            assert wanted <= options[question], named(entry)
        assert entry.lacks <= options[IN_PLACE], named(entry)


def test_what_stands_alone_is_an_option_of_a_question_that_takes_many() -> None:
    for question in guide().questions.values():
        assert question.alone <= set(question.options)
        assert question.many or not question.alone


def test_there_are_six_steps() -> None:
    assert list(guide().steps) == [1, 2, 3, 4, 5, 6]


def test_what_can_be_in_place_has_a_check_and_takes_an_action_away() -> None:
    checked = {subject for step in guide().steps.values() for entry in step.checks for subject in entry.about}
    done = {subject for step in guide().steps.values() for entry in step.actions for subject in entry.about}
    in_place = guide().questions[IN_PLACE]
    assert set(in_place.options) - in_place.alone == checked
    assert checked <= done


def test_an_entry_fits_one_of_the_choices_of_each_question_that_it_names() -> None:
    entry = next(entry for entry in guide().first if set(entry.wanted) == {"role", "metals"})
    choices = {"role": ["importer", "trader"], "size": [], "metals": ["gold"], "countries": [], IN_PLACE: []}
    assert entry.fits(choices)
    assert not entry.fits({**choices, "metals": ["base"]})
    assert not entry.fits({**choices, "role": []})


def test_an_entry_does_not_fit_where_what_it_is_for_is_in_place() -> None:
    entry = next(entry for entry in guide().first if entry.lacks)
    choices = {**{question: sorted(wanted) for question, wanted in entry.wanted.items()}, IN_PLACE: []}
    assert entry.fits(choices)
    assert not entry.fits({**choices, IN_PLACE: sorted(entry.lacks)})
