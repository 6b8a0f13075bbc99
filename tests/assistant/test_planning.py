"""Plans from the real library: whatever a company chooses, the plan can be trusted and differs where it should."""

from collections.abc import Iterator
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answering import Assistant
from assistant.answers import Citation, CitedText, Verified
from assistant.plan_guide import IN_PLACE, AskedQuestion, Choices, guide
from assistant.planning import Plan, build_plan, plan_record
from knowledge.documents import Passage, Status, TextKind
from knowledge.language import Language
from knowledge.passage_index import PassageIndex
from tests.fakes import Shelf, a_card, a_provision

NL, EN = Language.NL, Language.EN
QUESTIONS = guide().questions
MOST_WORDS = 375  # the sentences; headings and notes come on top. Nineteen of twenty plans stay below 350
MOST_WORDS_OF_MANY = 400
MOST_CHARACTERS = 3500  # a messenger holds 4096 in a message: the rest is for marks


def answers(question: AskedQuestion) -> st.SearchStrategy[list[str]]:
    """What a person can answer to a question."""
    together = [option for option in question.options if option not in question.alone]
    several = st.lists(st.sampled_from(together), min_size=1, unique=True)
    single = st.sampled_from(question.options).map(lambda option: [option])
    return single | several if question.many else single


ANSWERS = st.fixed_dictionaries({question.id: answers(question) for question in QUESTIONS.values()})


@pytest.fixture(scope="module")
def index(real_assistant: Assistant) -> PassageIndex:
    return real_assistant.index()


def choices(*options: str) -> Choices:
    """One option for each question, in the order of the questions."""
    return {question: [option] for question, option in zip(QUESTIONS, options, strict=True)}


def words(plan: Plan) -> int:
    return sum(len(text.text.split()) for text in plan.texts)


def cited(plan: Plan, text: CitedText) -> list[Citation]:
    return [plan.citations[number - 1] for number in text.citations]


def references(plan: Plan) -> list[set[str]]:
    return [{str(citation.reference) for citation in cited(plan, text)} for text in plan.texts]


def sources(index: PassageIndex) -> list[Passage]:
    """All that any plan can cite."""
    return [passage for entry in guide().entries for at in (entry.place, entry.on) for passage in index.at(at)]


def faults(plan: Plan, index: PassageIndex, most_words: int = MOST_WORDS) -> Iterator[str]:
    """What is wrong with a plan, whoever it is for."""
    said = [text.text for text in plan.texts]
    if [step.number for step in plan.steps] != [1, 2, 3, 4, 5, 6]:
        yield "not the six steps"
    if not plan.first or not plan.rules:
        yield "nothing to begin with, or no rules"
    if len(set(said)) < len(said):
        yield "says something twice"
    if words(plan) > most_words or len(plan.text) > MOST_CHARACTERS:
        yield f"too long: {words(plan)} words, {len(plan.text)} characters"
    if any(not step.actions or len(step.actions) + len(step.checks) < 2 for step in plan.steps):
        yield "a step with too little to do"
    if {number for text in plan.texts for number in text.citations} != set(range(1, len(plan.citations) + 1)):
        yield "citations that are not numbered through"
    if any(not is_quoted(citation, index) for citation in plan.citations):
        yield "a quote that is not in the library"
    if any(not is_carried(plan, text) for text in plan.texts):
        yield "a sentence without the words of a source behind it"


def is_quoted(citation: Citation, index: PassageIndex) -> bool:
    stored = (passage.text for passage in index.at(citation.reference))
    return citation.verified is Verified.VERIFIED and any(citation.quote in text for text in stored)


def is_carried(plan: Plan, text: CitedText) -> bool:
    """Whether a sentence is quoted word for word, and a card's has a provision besides."""
    behind = cited(plan, text)
    return text.text in [citation.quote for citation in behind] and any(
        citation.text_kind is not TextKind.GUIDANCE for citation in behind
    )


@pytest.mark.slow
def test_every_combination_of_single_choices_gives_a_sound_plan_in_both_languages(index: PassageIndex) -> None:
    for options in product(*(question.options for question in QUESTIONS.values())):
        dutch, english = (build_plan(choices(*options), index, language) for language in (NL, EN))
        assert [*faults(dutch, index), *faults(english, index)] == [], options
        assert references(dutch) == references(english), options


def test_any_choice_of_several_options_gives_a_sound_plan_in_both_languages(index: PassageIndex) -> None:
    @settings(max_examples=400, deadline=None)
    @given(ANSWERS)
    def is_sound(chosen: Choices) -> None:
        plans = [build_plan(chosen, index, language) for language in (NL, EN)]
        assert [fault for plan in plans for fault in faults(plan, index, MOST_WORDS_OF_MANY)] == []
        assert references(plans[0]) == references(plans[1])

    is_sound()


@pytest.mark.parametrize("metal", QUESTIONS["metals"].options)
@pytest.mark.parametrize("size", ["1-49", "1001-5000"])
def test_different_roles_get_different_plans(index: PassageIndex, metal: str, size: str) -> None:
    roles = QUESTIONS["role"].options
    plans = {role: build_plan(choices(role, size, metal, "outside", "nothing"), index, EN) for role in roles}
    said = {role: {text.text for text in plan.texts} for role, plan in plans.items()}
    assert [pair for pair in combinations(roles, 2) if len(said[pair[0]] - said[pair[1]]) < 2] == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_makes_a_difference(index: PassageIndex, question: str) -> None:
    usual = choices("trader", "50-249", "base", "outside", "nothing")
    plans = [build_plan({**usual, question: [option]}, index, EN) for option in QUESTIONS[question].options]
    said = {tuple(text.text for text in plan.texts) for plan in plans}
    assert len(said) == len(plans)


def test_what_is_in_place_moves_to_the_checks(index: PassageIndex) -> None:
    without, having = (
        build_plan(choices("trader", "50-249", "base", "outside", in_place), index, EN).steps[0]
        for in_place in ("nothing", "policy")
    )
    assert [text.text for text in without.checks] == []
    assert without.actions[0].text.startswith("Adopt a policy")
    assert "Adopt a policy" not in " ".join(text.text for text in having.actions)
    assert having.checks[0].text.startswith("Test step 1: does the policy name your own risks")


@pytest.mark.parametrize(
    ("options", "first"),
    [
        (("importer", "1-49", "3t", "outside", "nothing"), "Ask your customs agent for all import declarations"),
        (("recycler", "1-49", "scrap", "eu", "nothing"), "Walk the yard with workers"),
        (("smelter", "250-1000", "base", "outside", "nothing"), "Map the effects of your own plant"),
        (("manufacturer", "1-49", "base", "eu", "nothing"), "Collect what you already have"),
        (("other", "1-49", "unknown", "unknown", "nothing"), "Collect what exists"),
        (("trader", "1-49", "3t", "conflict", "nothing"), "Ask suppliers for the smelter"),
        (("trader", "1-49", "gold", "conflict", "nothing"), "Ask each supplier for the refiner's name"),
        (("smelter", "250-1000", "base", "outside", "risks"), "Follow a few risks from the analysis"),
    ],
)
def test_the_first_thing_to_do_fits_the_company(index: PassageIndex, options: tuple[str, ...], first: str) -> None:
    [text] = build_plan(choices(*options), index, EN).first
    assert text.text.startswith(first)


LARGE, SMALL = "5001", "1-49"


@pytest.mark.parametrize(
    ("options", "reference", "there"),
    [
        (("other", LARGE, "base", "eu", "nothing"), "eu-csddd/scope", True),
        (("other", "1001-5000", "base", "eu", "nothing"), "eu-csddd/scope", False),
        (("other", "1001-5000", "base", "eu", "nothing"), "eu-csrd/scope", True),
        (("other", "250-1000", "base", "eu", "nothing"), "eu-csrd/scope", False),
        (("importer", SMALL, "gold", "eu", "nothing"), "eu-conflict-minerals/scope", True),
        (("trader", SMALL, "gold", "eu", "nothing"), "eu-conflict-minerals/scope/customers", True),
        (("importer", SMALL, "base", "outside", "nothing"), "eu-conflict-minerals/scope", False),
        (("importer", SMALL, "base", "outside", "nothing"), "nl-imvo-law/cbam", True),
        (("trader", SMALL, "base", "eu", "nothing"), "nl-imvo-law/cbam", False),
        (("manufacturer", SMALL, "battery", "eu", "nothing"), "eu-batteries/scope", True),
        (("trader", SMALL, "battery", "eu", "nothing"), "eu-batteries/scope", False),
        (("recycler", SMALL, "scrap", "eu", "nothing"), "nl-imvo-law/overview/other-rules", True),
        (("other", "50-249", "base", "eu", "nothing"), "nl-imvo-law/whistleblowers", True),
        (("other", SMALL, "base", "eu", "nothing"), "nl-imvo-law/whistleblowers", False),
        (("other", SMALL, "base", "eu", "nothing"), "eu-forced-labour/scope", True),
    ],
)
def test_the_rules_are_those_for_the_size_the_role_and_the_metal(
    index: PassageIndex, options: tuple[str, ...], reference: str, there: bool
) -> None:
    plan = build_plan(choices(*options), index, EN)
    found = {str(citation.reference) for text in plan.rules for citation in cited(plan, text)}
    assert (reference in found) is there


def test_the_rules_carry_their_dates_and_no_verdict(index: PassageIndex) -> None:
    plan = build_plan(choices("other", LARGE, "base", "eu", "nothing"), index, EN)
    assert plan.notes[0].startswith("Read the provision to see whether a rule binds your company")
    assert "Note: CSDDD applies to companies from 26 July 2029." in plan.notes
    assert plan.notes[-1].startswith("State of knowledge: ")


def test_no_plan_rests_on_either_term_of_the_agreement(index: PassageIndex) -> None:
    assert not any(passage.document.term for passage in sources(index))


def test_no_plan_rests_on_what_does_not_hold_or_is_not_known(index: PassageIndex) -> None:
    assert {passage.status for passage in sources(index)} == {Status.IN_FORCE}
    assert not any(passage.unknown for passage in sources(index))


def test_a_plan_reads_as_plain_text(index: PassageIndex) -> None:
    plan = build_plan(choices("trader", SMALL, "gold", "conflict", "policy"), index, NL)
    paragraphs = plan.text.split("\n\n")
    assert paragraphs[0].startswith("Eerst, deze week\n- ")
    assert paragraphs[1].startswith("Stap 1: beleid en organisatie\n- ")
    assert paragraphs[2].startswith("Al geregeld: controleer of het klopt\n- ")
    assert paragraphs[-2].startswith("Regels die voor u kunnen gelden\n- ")


def test_the_record_of_a_plan_holds_all_of_it(index: PassageIndex) -> None:
    plan = build_plan(choices("trader", SMALL, "gold", "conflict", "policy"), index, EN)
    record = plan_record(plan)
    assert record["language"] == "en"
    assert record["basis"][0] == "Role in the chain: Trade in metal"
    assert record["text"] == plan.text
    assert record["first"] == [{"text": plan.first[0].text, "citations": [1, 2]}]
    assert [step["url"] for step in record["steps"]][:1] == ["/bron/oecd-ddg-2018/1?lang=en"]
    assert [len(step["actions"]) for step in record["steps"]] == [len(step.actions) for step in plan.steps]
    assert len(record["steps"][0]["checks"]) == 1
    assert [citation["number"] for citation in record["citations"]] == list(range(1, len(plan.citations) + 1))


def test_the_page_of_every_step_is_there(index: PassageIndex) -> None:
    plan = build_plan({}, index, EN)
    assert all(index.at(step.reference) for step in plan.steps)


def test_a_plan_can_be_made_of_nothing_at_all(index: PassageIndex) -> None:
    plan = build_plan({"colour": ["red"], IN_PLACE: ["no such thing"]}, index, EN)
    assert list(faults(plan, index)) == []
    assert plan.basis == ()


def test_what_a_library_does_not_hold_is_left_out(shelf: Shelf) -> None:
    card = a_card("annual-report", "Report?", ["Yes."], ["Gather.", "Describe.", "Tell."], ["oecd-ddg-2018/5.1"])
    index = shelf.publish(card, a_provision("oecd-ddg-2018/5.1", "Companies report."))
    plan = build_plan({}, index, EN)
    assert [text.text for text in plan.texts] == ["Tell."]
    assert plan.text.startswith("Step 5: communicate\n- Tell.\n\n")
