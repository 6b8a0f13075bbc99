"""What is told beside the sentence that opens an answer, over sentences judged by hand."""

from assistant.leading import LeadChoice
from assistant.supporting import added, supporting
from knowledge.documents import Passage
from knowledge.retrieval import search
from knowledge.sentence_ranking import RankedSentence, rank_sentences
from tests.assistant.asking import a_judged, a_query
from tests.fakes import Shelf, a_card, a_provision

ORIGIN = a_provision("ore-code/1", "Buyers ask every smelter where the cobalt was mined.", "Records are kept.")
AGAIN = a_provision("ore-code/2", "Buyers ask every smelter where the cobalt was mined each year.")
DUST = a_provision("ore-code/3", "A smelter of cobalt keeps dust low.")
LIMIT = a_provision("ore-code/4", "Traders weigh cobalt.", "Traders need not weigh cobalt unless it is pure.")
NAME = a_provision("ore-code/about/name", "The name is Code on where a smelter says the cobalt was mined.")
UNKNOWN = a_provision("ore-code/5", "What cobalt weighs is not known.", unknown=True)
QUESTION = a_query("Where does a smelter say the cobalt was mined?")


def ranked(shelf: Shelf, *passages: Passage) -> dict[str, RankedSentence]:
    index = shelf.publish(*passages)
    return {each.text: each for each in rank_sentences(index, QUESTION, search(index, QUESTION, 9))}


def beside(shelf: Shelf, lead: str, chances: dict[str, float], *passages: Passage, most_words: int = 99) -> list[str]:
    found = ranked(shelf, *passages)
    choice = LeadChoice(shelf.generations.open_exact(), QUESTION, frozenset())
    judged = [a_judged(found[text], chance) for text, chance in chances.items()]
    return [each.text for each in supporting(found[lead], judged, choice, most_words)]


def test_what_likely_helps_is_told_the_likeliest_first_and_nothing_else(shelf: Shelf) -> None:
    chances = {"Records are kept.": 0.17, DUST.text: 0.6, "Traders weigh cobalt.": 0.17}
    lead = "Buyers ask every smelter where the cobalt was mined."
    assert beside(shelf, lead, chances, ORIGIN, DUST, LIMIT) == [DUST.text, "Records are kept."]


def test_what_was_said_already_is_not_told_again(shelf: Shelf) -> None:
    lead = "Buyers ask every smelter where the cobalt was mined."
    assert beside(shelf, lead, {AGAIN.text: 0.9, lead: 0.9}, ORIGIN, AGAIN) == []


def test_a_condition_of_what_opens_need_not_be_as_likely(shelf: Shelf) -> None:
    limit = "Traders need not weigh cobalt unless it is pure."
    assert beside(shelf, "Traders weigh cobalt.", {limit: 0.1}, LIMIT, DUST) == [limit]
    assert beside(shelf, DUST.text, {limit: 0.1}, LIMIT, DUST) == []


def test_the_short_answer_of_a_card_that_opens_is_kept_together(shelf: Shelf) -> None:
    card = a_card("weigh", "How do we weigh?", ["Weigh the cobalt.", "Note the date."], ["Buy scales."], ["ore-code/1"])
    chances = {"Note the date.": 0.1}
    assert beside(shelf, "Weigh the cobalt.", chances, ORIGIN, card) == ["Note the date."]


def test_no_more_is_told_than_fits(shelf: Shelf) -> None:
    lead = "Buyers ask every smelter where the cobalt was mined."
    assert beside(shelf, lead, {DUST.text: 0.6, "Records are kept.": 0.5}, ORIGIN, DUST, most_words=13) == [
        "Records are kept."
    ]


def test_neither_what_a_source_is_called_nor_what_is_not_known_is_told_beside(shelf: Shelf) -> None:
    chances = {NAME.text: 0.9, UNKNOWN.text: 0.9}
    assert beside(shelf, DUST.text, chances, DUST, NAME, UNKNOWN) == []


def test_a_definition_is_added_to_only_where_that_very_likely_helps(shelf: Shelf) -> None:
    found = ranked(shelf, ORIGIN, DUST)
    judged = [a_judged(found[DUST.text], 0.4), a_judged(found["Records are kept."], 0.2)]
    assert [each.text for each in added(judged, ["Cobalt is a metal."], 99)] == [DUST.text]
    assert added(judged, [DUST.text], 99) == []
