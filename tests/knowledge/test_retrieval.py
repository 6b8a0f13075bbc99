"""Which texts of a provision speak for it, in editions and languages side by side."""

from dataclasses import replace

from knowledge.documents import Passage, Status, TextKind
from knowledge.language import Language
from knowledge.passage_index import PassageIndex
from knowledge.references import Reference
from knowledge.retrieval import Query, search, speaking
from tests.fakes import HashEmbedder, Shelf, a_document, a_provision

NL, EN = Language.NL, Language.EN
HELD = a_document("ore-law", text_kind=TextKind.OFFICIAL, edition="of 2024")
FORMER = replace(HELD, edition="of 2020", status=Status.ENDED)
PLACE = Reference("ore-law", "art-1")


def summary(language: Language = EN) -> Passage:
    text = {NL: "Kopers horen te vragen.", EN: "Buyers should ask."}[language]
    return a_provision(str(PLACE), text, language=language, document=a_document("ore-law", language))


def texts(index: PassageIndex, language: Language, edition: str = "") -> list[str]:
    return [index.passages[position].text for position in speaking(index, language, PLACE, {}, edition)]


def found(index: PassageIndex, question: str, language: Language, edition: str = "") -> list[str]:
    query = Query(question, question, language, HashEmbedder().embed_question(question), (), edition)
    return [str(hit.reference) for hit in search(index, query, 5)]


def test_the_edition_that_holds_speaks_and_another_where_it_is_asked_for(shelf: Shelf) -> None:
    former = [replace(a_provision(str(PLACE), f"Old words {part}.", document=FORMER), part=part) for part in (1, 2)]
    index = shelf.publish(summary(), *former, a_provision(str(PLACE), "New words.", document=HELD))
    assert texts(index, EN) == ["New words."]
    assert texts(index, EN, "of 2020") == ["Old words 1.", "Old words 2."]


def test_of_two_editions_that_hold_the_newer_speaks(shelf: Shelf) -> None:
    older = replace(HELD, edition="of 2011")
    index = shelf.publish(
        a_provision(str(PLACE), "New words.", document=HELD), a_provision(str(PLACE), "Old words.", document=older)
    )
    assert texts(index, EN) == ["New words."]


def test_our_summary_goes_before_words_that_were_superseded_or_are_of_the_other_language(shelf: Shelf) -> None:
    index = shelf.publish(summary(EN), summary(NL), a_provision(str(PLACE), "Old words.", document=FORMER))
    assert texts(index, EN) == ["Buyers should ask."]
    assert texts(index, NL) == ["Kopers horen te vragen."]


def test_what_was_superseded_is_found_where_its_edition_is_asked_for(shelf: Shelf) -> None:
    index = shelf.publish(summary(), a_provision("ore-law/art-9", "Diggers dig.", document=FORMER))
    assert "ore-law/art-9" not in found(index, "Diggers dig.", EN)
    assert "ore-law/art-9" in found(index, "Diggers dig.", EN, "of 2020")


def test_words_in_the_other_language_count_for_the_place_they_lie_in(shelf: Shelf) -> None:
    index = shelf.publish(summary(EN), summary(NL), a_provision("ore-law/art-1/2", "Diggers dig.", document=HELD))
    assert found(index, "Diggers dig.", NL) == ["ore-law/art-1"]
    assert "ore-law/art-1/2" in found(index, "Diggers dig.", EN)


def test_what_a_follow_up_says_itself_counts_more_than_what_it_leans_on(shelf: Shelf) -> None:
    index = shelf.publish(a_provision("ore-code/1", "Ore is dug."), a_provision("ore-code/2", "Fines are paid."))
    query = Query("ore fines", "ore fines", EN, HashEmbedder().embed_question("ore"), (), own="fines")
    first, second = (search(index, asked, 2) for asked in (replace(query, own=""), query))
    shares = [{str(hit.reference): hit.coverage for hit in hits} for hits in (first, second)]
    before, after = (share["ore-code/2"] / share["ore-code/1"] for share in shares)
    assert after > before
