"""What a new answer starts from."""

from datetime import date, timedelta

from assistant.proposing import DAYS_VALID
from bots.web.secretariat.answer_form import MOST_QUESTIONS
from bots.web.secretariat.starting_points import StartingPoints
from knowledge.language import Language
from tests.assistant.inbox_items import an_item
from tests.bots.web.secretariat.groups import SAME, a_group
from tests.bots.web.small_site import Site, SmallProposals


def points(site: Site) -> StartingPoints:
    return StartingPoints(SmallProposals(site.assistant), site.records)


def test_nothing_known_gives_an_empty_draft_that_holds_a_year(site: Site) -> None:
    draft = points(site).draft("gone", "gone")
    assert (draft.nl.question, draft.en.sentences, draft.cluster) == ("", (), None)
    assert draft.valid_until == date.today() + timedelta(days=DAYS_VALID)


def test_a_question_to_the_secretariat_gives_its_words_and_the_reply(site: Site) -> None:
    item = an_item(text="Wat kost het?", language=Language.NL)
    site.records.inbox.add(item)
    kept = site.records.inbox.items()[0]
    site.records.replies.send(
        kept.id, "Dat is niet bekend. Vraag het na.", Language.NL, by="ed", version=kept.handling.version
    )
    draft = points(site).draft("", kept.id)
    assert draft.nl.question == "Wat kost het?"
    assert [sentence.text for sentence in draft.nl.sentences] == ["Dat is niet bekend.", "Vraag het na."]
    assert draft.nl.references == ()
    assert draft.en.question == ""


def test_the_questions_of_a_group_are_other_ways_to_ask_each_once(site: Site) -> None:
    a_group(site, questions=(*SAME, "hoe duur is meedoen!", "What, does joining cost?"))
    draft = points(site).draft("k1", "")
    assert [question.casefold().rstrip("?!") for question in draft.nl.other_questions] == [
        "hoe duur is meedoen",
        "wat kost meedoen",
    ]
    assert len(draft.en.other_questions) == 1


def test_a_group_of_a_few_conversations_gives_none_of_its_questions(site: Site) -> None:
    a_group(site)
    site.records.erase_conversation("conversation-k1-0")
    draft = points(site).draft("k1", "")
    assert (draft.cluster, draft.nl.other_questions, draft.en.other_questions) == (None, (), ())


def test_no_more_questions_are_filled_in_than_an_answer_has(site: Site) -> None:
    a_group(site, questions=[*SAME, *(f"Wat kost meedoen in jaar {number}?" for number in range(MOST_QUESTIONS))])
    assert len(points(site).draft("k1", "").nl.other_questions) == MOST_QUESTIONS
