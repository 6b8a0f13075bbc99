"""What sort of answer a question wants, told from its form."""

import re
from enum import StrEnum

from knowledge.language import Language


class QuestionKind(StrEnum):
    """The sort of answer that fits."""

    WHEN = "when"
    HOW_MUCH = "how_much"
    WHO = "who"
    HOW_TO = "how_to"
    OTHER = "other"


_FORMS: dict[Language, tuple[tuple[QuestionKind, re.Pattern[str]], ...]] = {
    Language.NL: (
        (
            QuestionKind.WHEN,
            re.compile(r"\b(wanneer|sinds|per wanneer|vanaf|datum|deadline|welk jaar|hoe lang)\b", re.I),
        ),
        (
            QuestionKind.HOW_MUCH,
            re.compile(r"\b(hoeveel|kost\w*|prijs|tarief|bijdrage|hoe vaak|drempel\w*|percentage)\b", re.I),
        ),
        (
            QuestionKind.WHO,
            re.compile(r"\b(wie|welke (partij|bedrij|organisatie|voorzitter|fme)\w*|voorzitter)\b", re.I),
        ),
        (
            QuestionKind.HOW_TO,
            re.compile(
                r"\b(wat (moet|doe|kun|kan|te doen|nu)\w*"
                r"|hoe (pak|begin|zet|maak|doe|kan|kun|moet|ga|reageer|schrijf|bepaal|krijg)\w*"
                r"|waar (begin|moet)\w*|welke stappen|moeten (wij|we)|aanpak\w*|tips)\b",
                re.I,
            ),
        ),
    ),
    Language.EN: (
        (
            QuestionKind.WHEN,
            re.compile(r"\b(when|since|from which date|what date|deadline|which year|how long|until)\b", re.I),
        ),
        (
            QuestionKind.HOW_MUCH,
            re.compile(r"\b(how (much|many|often)|costs?|price|fees?|threshold\w*|percentage)\b", re.I),
        ),
        (QuestionKind.WHO, re.compile(r"\b(who|whom|which (part|compan|organi|chair)\w*|chair)\b", re.I)),
        (
            QuestionKind.HOW_TO,
            re.compile(
                r"\b(what (should|must|do|can|now|to do)|how (do|should|can|to|must)|where (do|should) (we|i)"
                r"|which (steps|checks)|(do|must|should) (we|i)|tips)\b",
                re.I,
            ),
        ),
    ),
}

_MONTH = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    "|january|february|march|may|june|july|august|october"
)
_SIGNS: dict[QuestionKind, re.Pattern[str]] = {
    QuestionKind.WHEN: re.compile(rf"\b(1[89]|20)\d\d\b|\b({_MONTH})\b|\b(jaar|years?|maand\w*|months?)\b", re.I),
    QuestionKind.HOW_MUCH: re.compile(
        r"\b\d[\d.,]*\b|€|\bEUR\b|%|\b(twee|drie|vier|vijf|zes|two|three|four|five|six)\b", re.I
    ),
    QuestionKind.WHO: re.compile(r"(?<=[a-z,] )[A-Z][a-z]+ [A-Z][a-z]+|(?<=[a-z,] )[A-Z]{2,}"),
}


def question_kinds(text: str, language: Language) -> frozenset[QuestionKind]:
    """The sorts of answer that a question may want; OTHER where its form does not tell."""
    found = frozenset(kind for kind, form in _FORMS[language] if form.search(text))
    return found or frozenset({QuestionKind.OTHER})


def gives(kinds: frozenset[QuestionKind], sentence: str) -> bool:
    """Whether a sentence holds the sort of thing that is asked for: a date, an amount, a name."""
    return any(kind in kinds and sign.search(sentence) for kind, sign in _SIGNS.items())
