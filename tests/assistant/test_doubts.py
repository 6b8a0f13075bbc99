"""What an approver should look at."""

from dataclasses import replace

import pytest

from assistant.approved_answer import ApprovedDraft
from assistant.doubts import DoubtKind, Part, doubts_about, looked_at
from knowledge.documents import NormKind, Passage, Unit
from knowledge.language import Language
from knowledge.passage_index import PassageIndex
from tests.assistant.approvals import NEXT_MONTH, a_text
from tests.fakes import Shelf, a_document, a_provision

NL, EN = Language.NL, Language.EN
_LAW = {"unit": Unit.ARTICLE, "norm": NormKind.LAW}


def _agreement(source: str, text: str, language: Language) -> Passage:
    names = {
        "covenant-2019": {"short": "Convenant", "aliases": ("covenant",), "term": "2019-2024"},
        "agreement-2025": {"short": "Overeenkomst", "aliases": ("second term", "tweede termijn"), "term": "vanaf 2025"},
    }
    document = a_document(source, language, title=source, norm=NormKind.AGREEMENT, unit=Unit.TOPIC, **names[source])
    return a_provision(f"{source}/parties", text, language=language, document=document)


@pytest.fixture
def index(shelf: Shelf) -> PassageIndex:
    law = a_document("ore-law", EN, short="Ore Law", title="Ore Law", **_LAW)
    return shelf.publish(
        a_provision("ore-law/art-8", "Buyers of 5,000 tonnes report by 17 November 2025.", document=law),
        a_provision("ore-law/art-8/2", "They keep it for two years, as article 10 says.", document=law),
        a_provision("ore-law/art-9", "A fine is 3%.", document=law),
        a_provision("ore-law/art-10", "Records.", document=law),
        _agreement("covenant-2019", "Five parties signed.", EN),
        _agreement("agreement-2025", "Many parties signed.", EN),
        _agreement("covenant-2019", "Vijf partijen tekenden.", NL),
        _agreement("agreement-2025", "Veel partijen tekenden.", NL),
    )


def a_draft(nl: str, en: str, place: str = "ore-law/art-8") -> ApprovedDraft:
    return ApprovedDraft(a_text("Wat?", nl, places=[place]), a_text("What?", en, places=[place]), NEXT_MONTH, None)


def doubts(index: PassageIndex, nl: str, en: str, place: str = "ore-law/art-8") -> list[tuple[object, ...]]:
    found = doubts_about(a_draft(nl, en, place), index)
    return [(doubt.kind, doubt.language, doubt.found, doubt.beside) for doubt in found]


def test_what_its_place_and_the_parts_of_that_tell_is_not_doubted(index: PassageIndex) -> None:
    dutch = "Volgens artikel 8 meldt wie 5.000 ton koopt dat tot 17 november 2025 en bewaart het 2 jaar."
    english = "Under Article 8 who buys 5,000 tonnes reports by November 17, 2025 and keeps it two years."
    assert doubts(index, dutch, english) == []


def test_a_deadline_that_stands_nowhere_is_doubted_in_both_languages(index: PassageIndex) -> None:
    assert doubts(index, "Meld het voor 30 november 2025.", "Report it before 30 November 2025.") == [
        (DoubtKind.FIGURES, NL, ("30 november 2025",), ()),
        (DoubtKind.FIGURES, EN, ("30 November 2025",), ()),
    ]


def test_a_percentage_of_another_place_is_doubted(index: PassageIndex) -> None:
    assert doubts(index, "De boete is 3%.", "The fine is 3%.")[0] == (DoubtKind.FIGURES, NL, ("3%",), ())
    assert doubts(index, "De boete is 3%.", "The fine is 3%.", "ore-law/art-9") == []


def test_an_article_that_it_does_not_rest_on_is_doubted_unless_its_place_names_it(index: PassageIndex) -> None:
    other = doubts(index, "Zie artikel 9 Ore Law.", "See article 9 Ore Law.")
    assert other == [(DoubtKind.PLACES, language, ("Ore Law article 9",), ()) for language in (NL, EN)]
    assert doubts(index, "Zie artikel 10 Ore Law.", "See article 10 Ore Law.") == []


def test_an_article_that_is_not_there_is_doubted(index: PassageIndex) -> None:
    assert doubts(index, "Zie artikel 99 Ore Law.", "See article 99 Ore Law.") == [
        (DoubtKind.PLACES, NL, ("artikel 99",), ()),
        (DoubtKind.PLACES, EN, ("article 99",), ()),
    ]


@pytest.mark.parametrize(
    ("nl", "en", "place", "found", "beside"),
    [
        ("Het convenant kent partijen.", "The covenant has parties.", "agreement-2025", "Convenant", "Overeenkomst"),
        ("De tweede termijn ook.", "So has the second term.", "covenant-2019", "Overeenkomst", "Convenant"),
    ],
)
def test_the_term_of_another_agreement_is_doubted(
    index: PassageIndex, nl: str, en: str, place: str, found: str, beside: str
) -> None:
    told = doubts(index, nl, en, f"{place}/parties")
    assert told == [(DoubtKind.TERM, language, (found,), (beside,)) for language in (NL, EN)]


def test_terms_beside_each_other_are_not_doubted(index: PassageIndex) -> None:
    dutch, english = "Na het convenant kwam de tweede termijn.", "The second term came after the covenant."
    assert doubts(index, dutch, english, "agreement-2025/parties") == []


def test_languages_that_tell_different_figures_are_doubted(index: PassageIndex) -> None:
    told = doubts(index, "Meld 5.000 ton, en bewaar het.", "Report it, and keep it for two years.")
    assert told == [(DoubtKind.LANGUAGES, None, ("5.000",), ("two",))]


def test_a_doubt_tells_where_its_text_stands(index: PassageIndex) -> None:
    draft = a_draft("Meld het.", "Report it.")
    steps = a_text("", "Wacht 7 dagen.", places=["ore-law/art-8"]).sentences
    [doubt] = doubts_about(replace(draft, nl=replace(draft.nl, next_steps=steps)), index)
    assert (doubt.part, doubt.number, doubt.text) == (Part.STEP, 1, "Wacht 7 dagen.")


def test_what_was_looked_at_is_named_by_what_it_was(index: PassageIndex) -> None:
    one, other = (doubts_about(a_draft(f"Wacht {n} dagen.", f"Wait {n} days."), index) for n in (6, 7))
    assert looked_at(one) == looked_at(one) != looked_at(other)
    assert looked_at(()) == ""
