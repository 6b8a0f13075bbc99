from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.composing import AskedPart, Composition, compose, define, open_provision, places_within
from assistant.question_kinds import QuestionKind, question_kinds
from knowledge.documents import Passage, Table, TextKind
from knowledge.finding_aids import FindingAids
from knowledge.language import Language
from knowledge.passage_index import PassageIndex
from knowledge.references import Reference
from knowledge.retrieval import Hit, Query, search
from tests.assistant.asking import a_judge, a_query, spoken
from tests.fakes import Shelf, a_card, a_document, a_provision, an_entry

ORIGIN = a_provision(
    "ore-code/1",
    "Companies have duties.",
    "Buyers ask every smelter where the cobalt was mined.",
    "Records are kept for five years.",
)
WATER = a_provision("ore-code/2", "Mines keep rivers clean.", "Waste water is measured monthly.")
GOLD = a_provision("ore-code/3", "Gold from rivers is panned by hand.", "Gold traders visit the panning sites.")
FACTORS = a_provision(
    "ore-code/4", "Severity has these factors.", "Scale of harm.", "Scope of harm.", "Whether harm can be remedied."
)
STEPS = ["Call the smelter.", "Visit the smelter.", "Write down the answers.", "Stop buying.", "Tell others.", "Rest."]
CARD = a_card(
    "silent-smelter",
    "What do we do when a smelter stays silent?",
    ["Keep asking the silent smelter and set a date."],
    STEPS,
    ["ore-code/1"],
)
LONG = a_provision("ore-code/9", *(f"Rule {number} " + "on safety helmets " * 9 + "holds." for number in range(12)))
SHELVED = (ORIGIN, WATER, GOLD, FACTORS, CARD, LONG)


ENTRY, TERM = an_entry("panning", "panning", "Panning is washing gold from river sand.", ["ore-code/3"])


@pytest.fixture
def index(shelf: Shelf) -> PassageIndex:
    return shelf.publish(*SHELVED, ENTRY, aids=FindingAids(terms=(TERM,)))


def composed_of(
    index: PassageIndex,
    query: Query,
    hits: Sequence[Hit],
    kinds: frozenset[QuestionKind],
    parts: Sequence[AskedPart] = (),
) -> Composition:
    return compose(a_judge(index, query, hits, kinds), hits, parts)


def a_part(index: PassageIndex, part: Query) -> AskedPart:
    hits = tuple(search(index, part, 12))
    return AskedPart(hits, a_judge(index, part, hits, question_kinds(part.text, part.language)))


def opened_at(index: PassageIndex, query: Query, reference: Reference) -> Composition:
    return open_provision(index, query.language, query.edition, reference)


def composed(index: PassageIndex, text: str) -> Composition:
    query = a_query(text)
    return composed_of(index, query, search(index, query, 12), question_kinds(text, query.language))


def said(composition: Composition) -> list[str]:
    return [text.text for text in composition.sentences]


def words(texts: Sequence[str]) -> int:
    return sum(len(text.split()) for text in texts)


def test_each_thing_that_is_asked_is_answered_first(index: PassageIndex) -> None:
    query = a_query("How long are records kept, and how often is waste water measured?")
    asked = [a_query("How long are records kept"), a_query("how often is waste water measured")]
    parts = [a_part(index, part) for part in asked]
    answer = composed_of(index, query, search(index, query, 12), question_kinds(query.text, query.language), parts)
    assert set(said(answer)[:2]) == {"Records are kept for five years.", "Waste water is measured monthly."}
    assert len(said(answer)) == len(set(said(answer)))


def test_a_fact_for_one_of_several_things_is_not_taken_from_a_source_beside_the_subject(shelf: Shelf) -> None:
    other = a_provision("tin-code/1", "Waste water is measured monthly.")
    index = shelf.publish(ORIGIN, other)
    query = a_query("How long are records kept?")
    part = a_query("how often is waste water measured")
    parts = [a_part(index, part)]
    ours = [hit for hit in search(index, query, 12) if hit.reference.source == "ore-code"]
    answer = composed_of(index, query, ours, question_kinds(query.text, query.language), parts)
    assert "Waste water is measured monthly." not in said(answer)


def test_a_card_leads_only_where_it_speaks_for_the_source_that_is_named(index: PassageIndex) -> None:
    query = a_query("What do we do when a smelter stays silent?")
    hits = search(index, query, 12)
    kinds = question_kinds(query.text, query.language)
    assert composed_of(index, query, hits, kinds).steps
    named = replace(query, named_sources=("tin-code",))
    assert not composed_of(index, named, hits, kinds).steps


def test_a_provision_that_says_little_itself_is_filled_with_the_places_in_it(shelf: Shelf) -> None:
    chapter = a_provision("ore-code/5", "Chapter 5 is about reporting.")
    place = a_provision("ore-code/5/1", "A company publishes a yearly report on ore.")
    index = shelf.publish(chapter, place)
    query = a_query("chapter reporting")
    hits = [hit for hit in search(index, query, 12) if hit.reference.locator == "5"]
    answer = composed_of(index, query, hits, question_kinds(query.text, query.language))
    assert said(answer) == ["Chapter 5 is about reporting.", "A company publishes a yearly report on ore."]


def test_rows_that_differ_in_a_figure_are_all_told(shelf: Shelf) -> None:
    rows = [
        "The goal for mining is 10% a year.",
        "The goal for smelting is 40% a year.",
        "The goal for waste is 25% a year.",
    ]
    index = shelf.publish(a_provision("ore-code/1", *rows))
    assert set(said(composed(index, "what percentage is the goal for mining, smelting and waste"))) == set(rows)


def test_the_sentence_that_answers_comes_first(index: PassageIndex) -> None:
    assert said(composed(index, "Where was the cobalt of a smelter mined?"))[0] == ORIGIN.text.splitlines()[1]


QUESTIONS = [
    "Where was the cobalt of a smelter mined?",
    "How clean are rivers near mines?",
    "Who pans gold in rivers?",
    "What do we do when a smelter stays silent?",
    "Which factors are there of severity of harm?",
    "Which rules on safety helmets hold?",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_sentence_is_one_of_the_sources_and_none_comes_twice(index: PassageIndex, question: str) -> None:
    composition = composed(index, question)
    texts = [text.text for text in (*composition.sentences, *composition.steps)]
    assert len(set(texts)) == len(texts)
    for text in composition.sentences:
        assert text.text in spoken(index)
        assert text.support


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_is_no_longer_than_people_read(index: PassageIndex, question: str) -> None:
    composition = composed(index, question)
    assert words(said(composition)) <= 150
    assert words([*said(composition), *(step.text for step in composition.steps)]) <= 215


def test_a_card_that_fits_leads_and_its_steps_keep_their_order(index: PassageIndex) -> None:
    composition = composed(index, "What do we do when a smelter stays silent?")
    assert said(composition)[0] == "Keep asking the silent smelter and set a date."
    assert [step.text for step in composition.steps] == STEPS[:4]


def test_a_card_sentence_brings_the_provision_that_it_rests_on(index: PassageIndex) -> None:
    composition = composed(index, "What do we do when a smelter stays silent?")
    for text in (composition.sentences[0], *composition.steps):
        kinds = [support.passage.text_kind for support in text.support]
        assert kinds == [TextKind.GUIDANCE, TextKind.SUMMARY]


def test_a_list_keeps_its_order(index: PassageIndex) -> None:
    texts = said(composed(index, "List the factors of severity of harm"))
    listed = FACTORS.text.splitlines()
    assert texts[: len(listed)] == listed


def test_who_asks_where_it_stands_is_told_the_place_first(index: PassageIndex) -> None:
    first = said(composed(index, "Which principle says that smelters tell where cobalt was mined?"))[0]
    assert first == "Ore code 1 is about: Heading of 1."


def test_a_number_is_given_for_the_asked_size(shelf: Shelf) -> None:
    fees = a_provision(
        "ore-code/fees", "From 1 to 49 employees the fee is 300.", "From 50 to 250 employees the fee is 900."
    )
    index = shelf.publish(fees, WATER)
    assert (
        said(composed(index, "How much is the fee for 80 employees?"))[0] == "From 50 to 250 employees the fee is 900."
    )


def test_a_sentence_that_only_opens_a_list_does_not_lead(shelf: Shelf) -> None:
    index = shelf.publish(a_provision("ore-code/5", "Helmets for miners are:", "Hard and yellow."), WATER)
    assert said(composed(index, "What are helmets for miners?"))[0] == "Hard and yellow."


def test_a_named_provision_is_opened_from_its_start_as_far_as_it_fits(index: PassageIndex) -> None:
    opened = said(opened_at(index, a_query("Ore code 9"), LONG.reference))
    assert opened == LONG.text.splitlines()[: len(opened)]
    assert 1 < len(opened) < 12
    assert words(opened) <= 150


def test_a_sentence_longer_than_an_answer_is_shown_all_the_same(shelf: Shelf) -> None:
    index = shelf.publish(a_provision("ore-code/1", "word " * 200 + "end."))
    assert len(said(opened_at(index, a_query("Ore code 1"), Reference("ore-code", "1")))) == 1


def in_dutch(kind: TextKind) -> Passage:
    document = a_document("ore-code", Language.NL, text_kind=kind)
    return a_provision("ore-code/1", f"Woorden: {kind}.", language=Language.NL, document=document)


def test_a_provision_is_opened_in_the_language_of_the_question_and_in_its_official_words(shelf: Shelf) -> None:
    index = shelf.publish(ORIGIN, in_dutch(TextKind.SUMMARY), in_dutch(TextKind.OFFICIAL))
    query = a_query("Ore code 1", Language.NL)
    assert said(opened_at(index, query, ORIGIN.reference)) == ["Woorden: official."]


def test_a_provision_in_the_other_language_is_better_than_none(shelf: Shelf) -> None:
    index = shelf.publish(ORIGIN)
    assert said(opened_at(index, a_query("Ore code 1", Language.NL), ORIGIN.reference))


def test_hits_that_are_all_cards_are_answered_from_the_best(shelf: Shelf) -> None:
    index = shelf.publish(ORIGIN, CARD)
    query = a_query("When does the silent smelter answer?")
    cards = [hit for hit in search(index, query, 12) if hit.reference == CARD.reference]
    assert composed_of(index, query, cards, question_kinds(query.text, query.language)).sentences


def test_a_meaning_is_given_first_with_the_provision_that_it_rests_on(index: PassageIndex) -> None:
    query = a_query("what is panning")
    hits = search(index, query, 12)
    first = define(a_judge(index, query, hits), hits, TERM).sentences[0]
    assert first.text == "Panning is washing gold from river sand."
    assert [support.passage.reference for support in first.support] == [ENTRY.reference, GOLD.reference]


def test_a_provision_is_opened_with_the_main_point_of_each_part(shelf: Shelf) -> None:
    part = a_provision("ore-code/1/records", "Records say where ore is from.", "They are kept for years.")
    index = shelf.publish(ORIGIN, part)
    opened = said(opened_at(index, a_query("Ore code 1"), ORIGIN.reference))
    assert opened == [*ORIGIN.text.splitlines(), "Records say where ore is from."]


def test_what_is_not_known_is_told_from_its_beginning(shelf: Shelf) -> None:
    fees = a_provision(
        "ore-code/fees", "What joining costs is not known.", "Ask the council what joining costs.", unknown=True
    )
    index = shelf.publish(fees, WATER)
    assert said(composed(index, "Whom do we ask what joining costs?"))[:2] == fees.text.splitlines()


def test_where_a_number_is_asked_for_a_numbered_place_leads(shelf: Shelf) -> None:
    topic = a_provision("ore-code/water", "Chapter 2 is about clean rivers near mines.")
    index = shelf.publish(topic, WATER)
    composition = composed(index, "Which principle is about clean rivers near mines?")
    assert composition.sentences[0].support[0].passage.reference == WATER.reference


def test_a_row_leads_where_the_question_speaks_of_it_and_the_table_itself_elsewhere(shelf: Shelf) -> None:
    rates = a_provision(
        "ore-code/6",
        "The duty holds from next year on.",
        "The yearly limit for tin wire is 10 tonnes.",
        "The yearly limit for lead sheet is 20 tonnes.",
        "The yearly limit for zinc dust is 30 tonnes.",
        tables=(Table(("metal", "limit"), (("tin wire", "10"), ("lead sheet", "20"), ("zinc dust", "30")), 1),),
    )
    index = shelf.publish(rates, WATER)
    zinc = said(composed(index, "Which yearly limit holds for zinc dust?"))
    assert zinc[0].endswith("zinc dust is 30 tonnes.")
    assert not any("tin wire" in sentence or "lead sheet" in sentence for sentence in zinc)
    both = said(composed(index, "Which yearly limits hold for zinc dust and lead sheet?"))
    assert sum("zinc dust" in sentence or "lead sheet" in sentence for sentence in both) == 2
    assert said(composed(index, "From when on does the duty hold?"))[0] == "The duty holds from next year on."


COUNCIL = a_provision(
    "ore-code/12",
    "The ore council of the code is a body of companies.",
    "The ore council was founded in 2008.",
    "The ore council has 500 member companies.",
    "The ore council looks at the code every 3 years.",
)
LIMIT = a_provision(
    "ore-code/13", "The zinc duty is for companies with more than 5,000 employees.", "The zinc duty is new."
)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("When was the ore council of the code founded?", "The ore council was founded in 2008."),
        ("How many companies are in the ore council of the code?", "The ore council has 500 member companies."),
        ("How often does the ore council look at the code?", "The ore council looks at the code every 3 years."),
    ],
)
def test_the_fact_that_is_asked_for_comes_first(shelf: Shelf, question: str, first: str) -> None:
    assert said(composed(shelf.publish(*SHELVED, COUNCIL), question))[0] == first


def test_a_company_is_told_on_which_side_of_the_limit_it_is(shelf: Shelf) -> None:
    composition = composed(shelf.publish(*SHELVED, LIMIT), "Is the zinc duty for us? We have 300 employees")
    assert said(composition)[:2] == ["300 employees is below the limit of 5,000 employees.", LIMIT.text.split("\n")[0]]
    assert composition.sentences[0].support == composition.sentences[1].support
    assert composition.settled


def test_conditions_and_exceptions_of_the_leading_provision_are_not_left_out(shelf: Shelf) -> None:
    fillers = [f"Lead number {number} " + "is poured into moulds and sold again " * 3 + "." for number in range(5)]
    limited = a_provision("ore-code/15", "Lead is tested by its buyers.", *fillers, "Scrap of lead is exempt.")
    composition = composed(shelf.publish(*SHELVED, limited), "Who tests lead number 1 poured into moulds?")
    assert "Scrap of lead is exempt." in said(composition)
    assert not all(filler in said(composition) for filler in fillers)


PARTS = {"a": "tin", "b": "gold", "c": "zinc", "d": "lead", "e": "iron", "f": "copper"}


def test_of_a_named_place_the_part_with_the_best_sentence_goes_first(shelf: Shelf) -> None:
    parts = [a_provision(f"ore-code/16/{letter}", f"Part {letter} is about {what}.") for letter, what in PARTS.items()]
    index = shelf.publish(a_provision("ore-code/16", "Article sixteen has parts."), *parts)
    found = places_within(index, a_query("What about zinc?"), [Reference("ore-code", "16")])
    assert found[0].reference == Reference("ore-code", "16/c")
    assert len(found) == len(PARTS) + 1


def test_where_no_place_with_a_number_is_found_that_of_the_best_card_is_told(index: PassageIndex) -> None:
    query = a_query("Which article is about a silent smelter that stays silent?")
    cards = [hit for hit in search(index, query, 12) if hit.reference == CARD.reference]
    composition = composed_of(index, query, cards, question_kinds(query.text, query.language))
    assert said(composition)[0] == "Ore code 1 is about: Heading of 1."


def test_an_article_is_opened_in_the_official_words_of_its_paragraphs(shelf: Shelf) -> None:
    official = a_document("ore-code", text_kind=TextKind.OFFICIAL)
    ours = a_provision("ore-code/17", "Article seventeen is about salt, in our words.")
    paragraphs = [
        a_provision(f"ore-code/17/{number}", f"Paragraph {number} says salt.", document=official) for number in (1, 2)
    ]
    index = shelf.publish(ours, a_provision("ore-code/17/note", "A note of ours on salt."), *paragraphs)
    query = a_query("Ore code 17")
    place = Reference("ore-code", "17")
    assert said(opened_at(index, query, place)) == ["Paragraph 1 says salt.", "Paragraph 2 says salt."]
    assert {hit.reference.locator for hit in places_within(index, query, [place])} == {"17/1", "17/2"}


def test_our_summary_says_behind_official_words_what_they_say(shelf: Shelf) -> None:
    official = a_document("ore-code", text_kind=TextKind.OFFICIAL)
    words = a_provision("ore-code/3", "Buyers shall weigh all salt.", document=official)
    index = shelf.publish(words, a_provision("ore-code/3", "Sellers rest.", "Buyers weigh salt."))
    query = a_query("shall buyers weigh salt")
    found = composed_of(index, query, search(index, query, 5), frozenset())
    assert said(found) == ["Buyers shall weigh all salt.", "Buyers weigh salt."]


def test_official_words_of_the_other_language_are_quoted_beside_our_sentence(shelf: Shelf) -> None:
    official = a_document("ore-code", text_kind=TextKind.OFFICIAL)
    ours = a_provision("ore-code/3", "Kopers wegen zout.", language=Language.NL)
    index = shelf.publish(ours, a_provision("ore-code/3/1", "Buyers shall weigh salt.", document=official))
    query = a_query("kopers wegen zout", Language.NL)
    first = composed_of(index, query, search(index, query, 5), frozenset()).sentences[0]
    assert [(support.passage.language, str(support.passage.reference)) for support in first.support] == [
        (Language.NL, "ore-code/3"),
        (Language.EN, "ore-code/3/1"),
    ]


def test_a_place_that_only_announces_a_list_is_opened_as_it_is(shelf: Shelf) -> None:
    index = shelf.publish(a_provision("ore-code/8", "The zinc list has these items:"))
    assert said(composed(index, "zinc list items")) == ["The zinc list has these items:"]


def test_what_answers_a_part_neither_replaces_nor_splits_what_opens(shelf: Shelf) -> None:
    index = shelf.publish(ORIGIN, WATER)
    query = a_query("How long are records kept, and how often is waste water measured?")
    alone = composed_of(index, query, search(index, query, 12), question_kinds(query.text, query.language))
    parts = [a_part(index, a_query(query.text)), a_part(index, a_query("how often is waste water measured"))]
    both = composed_of(index, query, search(index, query, 12), question_kinds(query.text, query.language), parts)
    assert both.sentences[: alone.opening] == alone.sentences[: alone.opening]
    assert len(said(both)) == len(set(said(both)))
