"""What the assistant offers to who writes an approved answer."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from assistant.answering import Assistant
from assistant.approved import ApprovedAnswers
from assistant.approved_answer import MOST_PLACES, ApprovedDraft, ApprovedSentence
from assistant.errors import BadQuestion
from assistant.proposing import DAYS_VALID, Proposals
from bots.wiring import Knowledge
from knowledge.language import Language
from knowledge.references import Reference
from tests.assistant.approvals import a_draft
from tests.bots.web.small_site import ScriptedAssistant, SmallProposals, small_index


@pytest.fixture
def proposals() -> Proposals:
    return SmallProposals(ScriptedAssistant(small_index()))


@pytest.fixture
def real_proposals(real_knowledge: Knowledge, real_assistant: Assistant) -> Proposals:
    return Proposals(real_assistant, real_knowledge.vectors.of)


def test_a_draft_holds_the_assistants_own_answers_in_both_languages(proposals: Proposals) -> None:
    draft = proposals.draft("Wat doen wij?", "What do we do?", "k1")
    assert (draft.nl.question, draft.en.question, draft.cluster) == ("Wat doen wij?", "What do we do?", "k1")
    assert [sentence.text for sentence in draft.nl.sentences] == ["Blijf en help eerst de kinderen."]
    assert [step.text for step in draft.en.next_steps] == ["Establish the facts.", "Agree on a plan."]
    assert draft.valid_until == date.today() + timedelta(days=DAYS_VALID)


def test_sentences_keep_their_places_and_fixed_ones_are_left_out(proposals: Proposals) -> None:
    sentences = proposals.draft("Wat doen wij?", "What do we do?", None).en.sentences
    assert [sentence.references for sentence in sentences] == [
        (Reference("guidance", "child-labour"), Reference("principles", "17"))
    ]


def test_places_are_found_once_each(proposals: Proposals) -> None:
    assert proposals.places("help", Language.EN) == (Reference("guidance", "child-labour"),)


def test_what_is_no_question_is_refused(proposals: Proposals) -> None:
    with pytest.raises(BadQuestion):
        proposals.places("?!", Language.EN)


def test_a_real_draft_fits_into_an_approved_answer(real_proposals: Proposals) -> None:
    draft = real_proposals.draft(
        "Wat moeten wij doen als een leverancier kinderarbeid gebruikt?",
        "What must we do when a supplier uses child labour?",
        None,
    )
    assert [s.references for s in draft.nl.sentences] == [s.references for s in draft.en.sentences]
    assert sum(bool(dutch.text and english.text) for dutch, english in _pairs(draft)) >= len(draft.nl.sentences) / 2
    assert 0 < len(draft.references) <= MOST_PLACES


def _pairs(draft: ApprovedDraft) -> Iterator[tuple[ApprovedSentence, ApprovedSentence]]:
    return zip(draft.nl.sentences, draft.en.sentences, strict=True)


def test_a_question_without_an_answer_gives_a_draft_without_sentences(real_proposals: Proposals) -> None:
    draft = real_proposals.draft("Hoe bak ik een taart?", "How do I bake a cake?", None)
    assert (draft.nl.sentences, draft.en.sentences) == ((), ())


def test_a_reference_is_found_by_its_name(real_proposals: Proposals) -> None:
    assert real_proposals.places("UNGP 17", Language.EN)[0] == Reference("ungp-2011", "17")


def test_a_preview_is_marked_as_approved_and_quotes_what_it_rests_on(real_proposals: Proposals, engine: Engine) -> None:
    written = ApprovedAnswers(engine).add(a_draft(places=["ungp-2011/17", "ungp-2011/999"]), "ed")
    preview = real_proposals.preview(written, Language.NL)
    assert [str(citation.reference) for citation in preview.citations] == [f"approved/{written.id}", "ungp-2011/17"]
    assert preview.sentences[0].text == "Kopers vragen ernaar."
