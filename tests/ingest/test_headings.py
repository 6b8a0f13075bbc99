import pytest

from ingest.headings import sentence_case


@pytest.mark.parametrize(
    ("heading", "written"),
    [
        ("FOUNDATIONAl PRINCIPlES", "Foundational principles"),
        ("B. OPERATIONAl PRINCIPlES", "B. Operational principles"),
        ("III. ACCESS TO REMEDY", "III. Access to remedy"),
        ("I. The State duty to protect", "I. The State duty to protect"),
        ("The State-business nexus", "The State-business nexus"),
    ],
)
def test_capitals_become_ordinary_letters(heading: str, written: str) -> None:
    assert sentence_case(heading) == written


def test_the_number_of_an_annex_stays_in_capitals() -> None:
    assert sentence_case("ANNEX IV: METALS") == "Annex IV: metals"
