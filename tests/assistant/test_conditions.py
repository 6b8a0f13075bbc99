import pytest

from assistant.conditions import limits
from knowledge.language import Language

NL, EN = Language.NL, Language.EN


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Dit geldt voor kleine bedrijven niet.", NL),
        ("Een importeur onder de drempel is vrijgesteld.", NL),
        ("Een audit is niet nodig, tenzij de smelterij onbekend is.", NL),
        ("Companies below the threshold are not covered.", EN),
        ("The duty holds only if both limits are passed.", EN),
        ("An importer need not report, unless asked.", EN),
    ],
)
def test_a_condition_or_an_exception_limits(sentence: str, language: Language) -> None:
    assert limits(sentence, language)


@pytest.mark.parametrize(
    ("sentence", "language"),
    [("Een bedrijf vraagt de smelterij naar de herkomst.", NL), ("A company asks the smelter where ore is from.", EN)],
)
def test_a_plain_statement_does_not(sentence: str, language: Language) -> None:
    assert not limits(sentence, language)
