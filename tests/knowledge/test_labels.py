import pytest

from knowledge.labels import is_numbered, label, reader_url
from knowledge.language import Language
from knowledge.references import Reference
from tests.fakes import a_document


@pytest.mark.parametrize(
    ("locator", "language", "shown"),
    [
        ("17", Language.EN, "UNGP 17"),
        ("17/commentary", Language.EN, "UNGP 17 (commentary)"),
        ("17/commentary", Language.NL, "UNGP 17 (toelichting)"),
        ("II.A.11", Language.EN, "UNGP II.A.11"),
        ("art-8", Language.NL, "UNGP artikel 8"),
        ("art-8/2", Language.EN, "UNGP article 8(2)"),
        ("art-8/2", Language.NL, "UNGP artikel 8, lid 2"),
        ("annex-ii/3", Language.EN, "UNGP annex II(3)"),
        ("step-2", Language.NL, "UNGP stap 2"),
        ("annex-1", Language.NL, "UNGP bijlage 1"),
        ("recital-12", Language.EN, "UNGP recital 12"),
        ("c029", Language.EN, "UNGP C029"),
    ],
)
def test_a_numbered_place_is_shown_by_its_number(locator: str, language: Language, shown: str) -> None:
    assert label(a_document(short="UNGP", language=language), Reference("ungp-2011", locator), "Heading") == shown


@pytest.mark.parametrize("locator", ["fees", "intro/severity", "II/leverage", "confidentiality"])
def test_a_topic_is_shown_by_its_heading(locator: str) -> None:
    assert label(a_document(short="Covenant"), Reference("ore-code", locator), "Fees") == "Covenant: Fees"


def test_a_card_is_shown_by_its_title_whatever_its_slug() -> None:
    reference = Reference("guidance", "5-whys")
    assert label(a_document("guidance", short="Card"), reference, "Why?") == "Card: Why?"
    assert not is_numbered(reference)


def test_a_link_names_the_place_and_the_language() -> None:
    assert reader_url(Reference("eu-csddd", "art-8/2"), Language.NL) == "/bron/eu-csddd/art-8/2?lang=nl"
