from dataclasses import replace

import pytest

from assistant.answers import Outcome
from assistant.deciding import Decision, Opening, decide
from assistant.intents import Intent
from assistant.question_kinds import QuestionKind
from assistant.understanding import Understood
from knowledge.language import Language
from knowledge.references import Reference
from knowledge.retrieval import Hit
from knowledge.source_names import Mentions
from tests.fakes import a_provision

NO_MENTIONS = Mentions((), (), (), (), ())
NEAR, MIDDLE, FAR, NOWHERE = 0.2, 0.1, 0.06, 0.01
TEXT = "What must we buyers do?"
ASKED = Understood(TEXT, TEXT, "buyers", Language.EN, False, None, NO_MENTIONS, None, has_terms=False)


def wanting(intent: Intent, share: float = 0.9) -> dict[Intent, float]:
    rest = (1 - share) / (len(Intent) - 1)
    return {each: share if each is intent else rest for each in Intent}


def a_hit(similarity: float, score: float = 0.8, unknown: bool = False) -> Hit:
    passage = a_provision("ore-code/1", "Buyers ask where ore is from.", unknown=unknown)
    return Hit(passage.reference, (passage,), (0,), score, similarity, 1.0)


def decided(
    intent: Intent = Intent.IN_SCOPE,
    *hits: Hit,
    share: float = 0.9,
    asked: Understood = ASKED,
    kinds: frozenset[QuestionKind] = frozenset(),
    held: float = 0.9,
    fit: float = 0.2,
) -> Decision:
    return decide(asked, wanting(intent, share), hits, kinds, held, fit)


@pytest.mark.parametrize(
    ("intent", "similarity", "outcome"),
    [
        (Intent.IN_SCOPE, NEAR, Outcome.ANSWERED),
        (Intent.IN_SCOPE, FAR, Outcome.ANSWERED),
        (Intent.GREETING, NEAR, Outcome.GREETING),
        (Intent.BLOCKED, MIDDLE, Outcome.BLOCKED),
        (Intent.BLOCKED, NEAR, Outcome.ANSWERED),
        (Intent.OUT_OF_SCOPE, MIDDLE, Outcome.OUT_OF_SCOPE),
        (Intent.OUT_OF_SCOPE, NEAR, Outcome.ANSWERED),
        (Intent.LEGAL_ADVICE, NEAR, Outcome.LEGAL_ADVICE),
        (Intent.UNCLEAR, NEAR, Outcome.NEEDS_DETAIL),
    ],
)
def test_the_outcome_follows_from_intent_and_nearness(intent: Intent, similarity: float, outcome: Outcome) -> None:
    assert decided(intent, a_hit(similarity)).outcome is outcome


@pytest.mark.parametrize(
    ("held", "outcome"), [(0.9, Outcome.ANSWERED), (0.5, Outcome.PARTIAL), (0.1, Outcome.NOT_IN_SOURCES)]
)
def test_the_outcome_follows_from_how_likely_the_sources_hold_it(held: float, outcome: Outcome) -> None:
    assert decided(Intent.IN_SCOPE, a_hit(NEAR), held=held).outcome is outcome


def test_without_hits_the_answer_is_not_in_the_sources() -> None:
    assert decided(held=0.0).outcome is Outcome.NOT_IN_SOURCES


def test_far_from_the_sources_a_slight_sign_puts_a_question_out_of_scope() -> None:
    assert decided(Intent.OUT_OF_SCOPE, a_hit(FAR), share=0.45).outcome is Outcome.OUT_OF_SCOPE
    assert decided(Intent.OUT_OF_SCOPE, a_hit(MIDDLE), share=0.3).outcome is Outcome.ANSWERED


def test_what_is_about_something_else_for_certain_is_outside_though_a_passage_is_near() -> None:
    assert decided(Intent.OUT_OF_SCOPE, a_hit(0.13), share=0.95).outcome is Outcome.OUT_OF_SCOPE
    assert decided(Intent.OUT_OF_SCOPE, a_hit(0.13), share=0.8).outcome is Outcome.ANSWERED


def test_what_a_sentence_fits_well_is_never_outside_the_subject() -> None:
    assert decided(Intent.OUT_OF_SCOPE, a_hit(MIDDLE), fit=0.6).outcome is Outcome.ANSWERED


def test_what_a_sentence_fits_somewhat_is_outside_the_subject_only_for_certain() -> None:
    assert decided(Intent.OUT_OF_SCOPE, a_hit(MIDDLE), fit=0.35, share=0.8).outcome is Outcome.ANSWERED
    assert decided(Intent.OUT_OF_SCOPE, a_hit(MIDDLE), fit=0.35, share=0.95).outcome is Outcome.OUT_OF_SCOPE


def test_a_follow_up_needs_more_than_a_slight_sign_to_be_out_of_scope() -> None:
    asked = replace(ASKED, interpreted="What must buyers do? And for ore?")
    assert decided(Intent.OUT_OF_SCOPE, a_hit(FAR), share=0.3, asked=asked).outcome is Outcome.ANSWERED


def test_what_uses_our_terms_is_outside_the_subject_only_where_that_is_likely() -> None:
    asked = replace(ASKED, has_terms=True)
    assert decided(Intent.OUT_OF_SCOPE, a_hit(MIDDLE), share=0.6, asked=asked).outcome is Outcome.ANSWERED
    assert decided(Intent.OUT_OF_SCOPE, a_hit(MIDDLE), share=0.8, asked=asked).outcome is Outcome.OUT_OF_SCOPE


def test_a_named_source_is_in_scope() -> None:
    asked = replace(ASKED, mentions=Mentions(("ore-code",), (), (), (), ()))
    assert decided(Intent.OUT_OF_SCOPE, a_hit(MIDDLE), asked=asked).outcome is Outcome.ANSWERED


@pytest.mark.parametrize("intent", Intent)
def test_a_named_place_is_opened_whatever_else_a_question_seems_to_want(intent: Intent) -> None:
    asked = replace(ASKED, mentions=Mentions(("ore-code",), (Reference("ore-code", "1"),), (), (), ()))
    assert decided(intent, asked=asked) == Decision(Outcome.ANSWERED, 1.0)


def test_a_place_without_its_source_is_asked_back() -> None:
    asked = replace(ASKED, mentions=Mentions((), (), ("article 7",), (), ()))
    assert decided(Intent.IN_SCOPE, a_hit(NEAR), asked=asked).outcome is Outcome.NEEDS_DETAIL


def test_a_foreign_language_is_out_of_scope_even_where_passages_are_near() -> None:
    assert decided(Intent.IN_SCOPE, a_hit(NEAR), asked=replace(ASKED, foreign=True)).outcome is Outcome.OUT_OF_SCOPE


def test_a_long_message_that_opens_with_a_greeting_is_a_question() -> None:
    text = "Hello there, what must we do when a supplier of ore does not answer?"
    assert decided(Intent.GREETING, a_hit(NEAR), asked=replace(ASKED, text=text)).outcome is Outcome.ANSWERED


def test_an_unclear_follow_up_is_answered_from_what_it_leans_on() -> None:
    asked = replace(ASKED, interpreted="What must buyers do? And then?")
    assert decided(Intent.UNCLEAR, a_hit(NEAR), asked=asked).outcome is Outcome.ANSWERED


def test_who_asks_what_to_do_wants_steps_and_no_verdict() -> None:
    how_to = frozenset({QuestionKind.HOW_TO})
    assert decided(Intent.LEGAL_ADVICE, a_hit(NEAR), kinds=how_to).outcome is Outcome.ANSWERED


def test_who_asks_for_a_verdict_for_certain_gets_none_whatever_the_form() -> None:
    how_to = frozenset({QuestionKind.HOW_TO})
    asked = decided(Intent.LEGAL_ADVICE, a_hit(NEAR), kinds=how_to, share=0.95)
    assert asked.outcome is Outcome.LEGAL_ADVICE


@pytest.mark.parametrize(("unknown_score", "outcome"), [(0.97, Outcome.NOT_IN_SOURCES), (0.9, Outcome.PARTIAL)])
def test_a_passage_that_says_what_is_not_known_leads_to_no_full_answer(unknown_score: float, outcome: Outcome) -> None:
    hits = (a_hit(NEAR, unknown_score, unknown=True), a_hit(NEAR, 0.8))
    assert decided(Intent.IN_SCOPE, *hits).outcome is outcome


@pytest.mark.parametrize("intent", Intent)
@pytest.mark.parametrize("similarity", [NEAR, MIDDLE, FAR, NOWHERE, 0.0, 0.9])
def test_confidence_is_a_share(intent: Intent, similarity: float) -> None:
    assert 0 <= decided(intent, a_hit(similarity)).confidence <= 1


def test_a_place_that_the_named_source_has_not_ends_as_not_in_the_sources() -> None:
    asked = replace(ASKED, mentions=Mentions(("ore-code",), (), (), ("principle 45",), ()))
    assert decided(Intent.IN_SCOPE, a_hit(NEAR), asked=asked) == Decision(Outcome.NOT_IN_SOURCES, 1.0)


@pytest.mark.parametrize("own", ["Is Demir Metaal liable?", "are we liable", "is deze leverancier schuldig"])
def test_a_verdict_on_somebody_is_not_given(own: str) -> None:
    assert decided(Intent.LEGAL_ADVICE, a_hit(NEAR), asked=replace(ASKED, own=own)).outcome is Outcome.LEGAL_ADVICE


@pytest.mark.parametrize(
    "own",
    [
        "Voldoen wij aan de richtlijn als we een code hebben?",
        "kun je verklaren dat ons bedrijf voldoet",
        "Do we comply if we audit every mine?",
        "this is our code. is it good enough, yes or no?",
        "Is Demir Metaal een verantwoord bedrijf",
        "Is Demir Metaal a responsible company, should we lend to them?",
    ],
)
def test_who_asks_to_be_judged_gets_no_verdict_whatever_the_message_seems_to_want(own: str) -> None:
    assert decided(Intent.IN_SCOPE, a_hit(NEAR), asked=replace(ASKED, own=own)).outcome is Outcome.LEGAL_ADVICE


@pytest.mark.parametrize(
    "own", ["Hoe voldoen wij aan de richtlijn?", "What must our policy comply with?", "Is a signed code good enough?"]
)
def test_who_asks_what_it_takes_is_told(own: str) -> None:
    assert decided(Intent.IN_SCOPE, a_hit(NEAR), asked=replace(ASKED, own=own)).outcome is Outcome.ANSWERED


def test_work_that_is_asked_for_is_answered_in_part() -> None:
    decision = decided(Intent.TASK, a_hit(NEAR))
    assert (decision.outcome, decision.opening) == (Outcome.PARTIAL, Opening.TASK)


@pytest.mark.parametrize(("held", "opening"), [(0.7, Opening.UNSURE), (0.4, Opening.OTHER)])
def test_an_answer_in_part_opens_with_less_of_a_denial_the_likelier_it_is_held(held: float, opening: Opening) -> None:
    decision = decided(Intent.IN_SCOPE, a_hit(NEAR), held=held)
    assert (decision.outcome, decision.opening) == (Outcome.PARTIAL, opening)


def test_of_two_questions_that_of_which_something_is_known_is_answered() -> None:
    unknown = a_hit(NEAR, unknown=True)
    wants = wanting(Intent.IN_SCOPE)
    outcomes = [decide(ASKED, wants, [unknown], frozenset(), 0.9, 0.2, partly=one).outcome for one in (False, True)]
    assert outcomes == [Outcome.NOT_IN_SOURCES, Outcome.PARTIAL]


def test_what_the_law_says_of_nobody_in_particular_is_told() -> None:
    asked = replace(ASKED, own="is its final statement enforceable")
    assert decided(Intent.LEGAL_ADVICE, a_hit(NEAR), asked=asked).outcome is Outcome.ANSWERED


@pytest.mark.parametrize(
    ("asked", "outcome"),
    [
        ("What is in annex II?", Outcome.NEEDS_DETAIL),
        ("How much time may a supplier take to end illegal taxes on a route under annex II?", Outcome.ANSWERED),
    ],
)
def test_a_place_without_its_source_is_asked_back_where_little_else_is_said(asked: str, outcome: Outcome) -> None:
    mentions = Mentions((), (), ("annex ii",), (), ())
    question = replace(ASKED, own=asked, text=asked, keywords=asked, mentions=mentions)
    assert decided(Intent.IN_SCOPE, a_hit(NEAR), asked=question).outcome is outcome
