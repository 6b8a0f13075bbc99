"""Whether a sentence tells what a question asks for: a date, an amount, a name."""

import re

from assistant.question_kinds import FACTS, QuestionKind
from knowledge.language import Language
from knowledge.lexical_index import content_words, stems, words

_MONTH = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    "|january|february|march|may|june|july|august|october"
)
_NUMBER_WORD = (
    "twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|veertien|zestien"
    "|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|sixteen"
)
_PERIOD = r"(jaar|jaren|maand\w*|week|weken|dag|dagen|years?|months?|weeks?|days?)"
_NAME = re.compile(r"\b[A-Z][a-zé]+ (?:(?:van|de|der|el) ){0,2}[A-Z][a-z]+|(?<=[a-z,] )[A-Z]{2,}")
_SIGNS: dict[QuestionKind, re.Pattern[str]] = {
    QuestionKind.WHEN: re.compile(rf"\b(1[89]|20)\d\d\b|\b({_MONTH})\b", re.I),
    QuestionKind.HOW_LONG: re.compile(
        rf"\b(\d[\d.,]*|een|één|one|a|{_NUMBER_WORD})\s+(\w+\s+)?{_PERIOD}\b|\b(van|from)\b.*\b(tot|to|until)\b", re.I
    ),
    QuestionKind.HOW_OFTEN: re.compile(
        r"\b(elke?|ieder\w*|jaarlijks\w*|maandelijks\w*|per (jaar|maand)|keer|regelmatig"
        r"|van tijd tot tijd|steeds (als|wanneer)|telkens|doorlopend|voortdurend|periodiek\w*"
        r"|every|each|yearly|annual\w*|monthly|once|twice|times|regularly|periodic\w*|whenever|continuous\w*|ongoing)\b",
        re.I,
    ),
    QuestionKind.HOW_MUCH: re.compile(rf"\b\d[\d.,]*\b|€|\bEUR\b|%|@|\b({_NUMBER_WORD})\b", re.I),
    QuestionKind.COST: re.compile(
        r"€|\b(EUR|euro|USD|dollars?|gratis|kosteloos|kosten vergoed|free( of charge)?|no (cost|charge|fee))\b|\d\s?%",
        re.I,
    ),
    QuestionKind.WHO: _NAME,
    QuestionKind.NAME: _NAME,
}

_NO_FACT = re.compile(
    r"\([^)]*\)"
    r"|\b(artikel|article|art\.?|stap|step|bijlage|annex|lid|paragra\w+|verdrag|convention|hoofdstuk"
    r"|chapter|beginsel|principle|jaar|year)\s+[\dIVX.]+",
    re.I,
)
_DATE = re.compile(rf"\b(\d{{1,2}}\s+)?({_MONTH})\s+(19|20)\d\d\b|\b(19|20)\d\d\b", re.I)
_COUNTED = re.compile(r"\b(?:hoeveel|how many|aantal|number of)\s+((?:[\w-]+\s*){1,3})", re.I)
_PERCENT = re.compile(r"\b(procent|percentage|per ?cent|percent)\b|%", re.I)
_NUMBER = re.compile(rf"\d[\d.,]*|{_NUMBER_WORD}", re.I)
_BETWEEN = 3  # words from a number to what it counts: "500 large member companies"


def gives(kinds: frozenset[QuestionKind], sentence: str, question: str) -> bool:
    """Whether a sentence holds the sort of thing that is asked for: a date, an amount, a name.

    A name that the question holds itself is no answer to it.
    """
    told = _NO_FACT.sub(" ", sentence)
    undated = _DATE.sub(" ", told)
    texts = {kind: undated if kind is QuestionKind.HOW_MUCH else told for kind in kinds & FACTS}
    asked = question.casefold()
    return any(
        kind not in (QuestionKind.WHO, QuestionKind.NAME) or match.group().casefold() not in asked
        for kind, text in texts.items()
        for match in _SIGNS[kind].finditer(text)
    )


def counts_the_same(question: str, sentence: str, language: Language) -> bool:
    """Whether a sentence holds a number of what a question asks how many there are of, or the percentage asked for."""
    asked = {
        stem for match in _COUNTED.finditer(question) for stem in stems(content_words(match[1], language)[:2], language)
    }
    if _PERCENT.search(question):
        return re.search(r"\d\s?%", sentence) is not None
    if not asked:
        return False
    said = words(_NO_FACT.sub(" ", sentence))
    stemmed = stems(said, language)
    return any(
        _NUMBER.fullmatch(word) and not asked.isdisjoint(stemmed[place + 1 : place + 1 + _BETWEEN])
        for place, word in enumerate(said)
    )
