"""What goes into a plan."""

from itertools import combinations

from assistant.plan_guide import IN_PLACE, Choices, Entry, guide
from assistant.plan_selection import Selection, select

NOTHING: Choices = {"role": [], "size": [], "metals": [], "countries": [], IN_PLACE: []}
EVERYTHING: Choices = {question.id: list(question.options) for question in guide().questions.values()}


def selected(choices: Choices) -> Selection:
    return select(choices, lambda entry: True)


def taken(selection: Selection) -> list[Entry]:
    steps = [entry for n in selection.actions for entry in (*selection.actions[n], *selection.checks[n])]
    return [*selection.first, *steps, *selection.rules]


def test_a_plan_for_nothing_chosen_is_what_holds_for_all() -> None:
    found = selected(NOTHING)
    assert all(not entry.wanted for entry in taken(found))
    assert all(len(found.actions[number]) >= 2 for number in range(1, 7))


def test_nothing_is_said_twice_about_one_subject() -> None:
    found = selected(EVERYTHING)
    actions = [*found.first, *(entry for entries in found.actions.values() for entry in entries)]
    assert all(one.about.isdisjoint(other.about) for one, other in combinations(actions, 2))


def test_whatever_is_chosen_a_plan_stays_short() -> None:
    found = selected(EVERYTHING)
    assert len(found.rules) == 3
    assert all(len(found.actions[number]) + len(found.checks[number]) <= 4 for number in range(1, 7))
    assert len(taken(found)) <= 20


def test_what_is_in_place_is_checked_and_not_done_again() -> None:
    found = selected({**NOTHING, IN_PLACE: ["policy"]})
    assert [entry.about for entry in found.checks[1]] == [frozenset({"policy"})]
    assert all("policy" not in entry.about for entry in found.actions[1])
    assert found.actions[1]


def test_what_always_goes_in_is_there_beside_what_is_for_the_company() -> None:
    found = selected({**NOTHING, "role": ["recycler"], "metals": ["gold"]})
    subjects = [sorted(entry.about) for entry in found.actions[2]]
    assert [subject for subject in subjects if subject in (["suppliers"], ["gold"], ["risks"])] == subjects[:3]


def test_what_to_do_this_week_is_not_repeated_in_a_step() -> None:
    found = selected({**NOTHING, "role": ["smelter"]})
    assert [entry.about for entry in found.first] == [frozenset({"own site"})]
    assert all("own site" not in entry.about for entry in found.actions[2])


def test_what_cannot_be_written_makes_room_for_the_next() -> None:
    missing = selected(NOTHING).first[0]
    found = select({**NOTHING, "role": ["recycler"]}, lambda entry: "own site" not in entry.about)
    assert list(found.first) == [missing]
