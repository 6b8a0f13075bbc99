"""Which term of an agreement a question is about."""

from datetime import date

import pytest

from knowledge.agreement_terms import AgreementTerms
from knowledge.documents import Status
from tests.fakes import a_document

FIRST = a_document("ore-pact-2019", issued=date(2019, 5, 1), status=Status.ENDED, term="the first term")
SECOND = a_document("ore-pact-2025", issued=date(2025, 11, 1), term="the second term")
LAW = a_document("ore-law", issued=date(2021, 1, 1))
BOTH = (SECOND.source, FIRST.source)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("what does the ore pact cost", BOTH),
        ("what did the ore pact cost", (FIRST.source,)),
        ("wie waren partij bij het ertspact", (FIRST.source,)),
        ("the ore pact in 2022", (FIRST.source,)),
        ("the ore pact of 2019-2024", (FIRST.source,)),
        ("what was agreed in the ore pact of 2025", (SECOND.source,)),
        ("the ore pact of 2015", BOTH),
    ],
)
def test_a_year_or_the_past_tells_the_term(text: str, meant: tuple[str, ...]) -> None:
    assert tuple(AgreementTerms([FIRST, SECOND, LAW]).meant(BOTH, text)) == meant


def test_sources_that_are_no_terms_of_an_agreement_stay_as_they_are() -> None:
    sources = (FIRST.source, LAW.source)
    assert tuple(AgreementTerms([FIRST, SECOND, LAW]).meant(sources, "what was agreed in 2022")) == sources
