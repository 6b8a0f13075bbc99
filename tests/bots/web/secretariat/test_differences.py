"""What changed between two versions."""

from dataclasses import replace

from bots.web.secretariat.differences import Change, Difference, differences
from knowledge.language import Language
from tests.assistant.approvals import NEXT_MONTH, YESTERDAY
from tests.bots.web.secretariat.drafts import PLACE, a_draft


def test_versions_that_say_the_same_do_not_differ() -> None:
    assert differences(a_draft(), a_draft()) == ()


def test_a_changed_question_is_one_line_away_and_one_added() -> None:
    assert differences(a_draft(en="Who?"), a_draft(en="Why?")) == (
        Difference(Language.EN, Change.REMOVED, "Who?"),
        Difference(Language.EN, Change.ADDED, "Why?"),
    )


def test_a_sentence_that_rests_on_another_place_has_changed() -> None:
    found = differences(a_draft(), a_draft(place="pact/fees"))
    assert [(each.language, each.text) for each in found] == [
        (Language.NL, f"Haal kinderen weg. [{PLACE}]"),
        (Language.NL, "Haal kinderen weg. [pact/fees]"),
        (Language.EN, f"Take children away. [{PLACE}]"),
        (Language.EN, "Take children away. [pact/fees]"),
    ]


def test_the_last_day_is_in_no_language() -> None:
    found = differences(a_draft(), replace(a_draft(), valid_until=YESTERDAY))
    assert found == (
        Difference(None, Change.REMOVED, NEXT_MONTH.isoformat()),
        Difference(None, Change.ADDED, YESTERDAY.isoformat()),
    )
