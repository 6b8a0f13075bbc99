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
    LIST = "list"
    WHERE = "where"
    DEFINITION = "definition"
    CURRENT = "current"
    OTHER = "other"


_FORMS: dict[Language, tuple[tuple[QuestionKind, re.Pattern[str]], ...]] = {
    Language.NL: (
        (
            QuestionKind.WHEN,
            re.compile(r"\b(wanneer|sinds|per wanneer|vanaf|datum|deadline|welk jaar|hoe lang)\b", re.I),
        ),
        (
            QuestionKind.HOW_MUCH,
            re.compile(
                r"\b(hoeveel|(ge)?kost\w*|prijs|\w*tarief|bijdrage|contributie|boetes?|budget|premie|hoe vaak"
                r"|drempel\w*|percentage|procent|aantal|score|telefoon\w*|e-?mail\w*|mailadres)\b",
                re.I,
            ),
        ),
        (
            QuestionKind.WHO,
            re.compile(
                r"\b(wie|hoe heet|naam|namen|voorzitter|directeur|welke (\w+ ){0,2}"
                r"(partij|bedrij|organisatie|voorzitter|fme|land|toezichthouder|merk|led|instantie|autoriteit|minister)"
                r"\w*)\b",
                re.I,
            ),
        ),
        (
            QuestionKind.DEFINITION,
            re.compile(r"^(en )?(wat (is|zijn|betekent|houdt)|wat wordt bedoeld)\b|\b(betekenis|definitie)\b", re.I),
        ),
        (
            QuestionKind.WHERE,
            re.compile(
                r"\b(waar (in|staat|vind|lees)\b|(welk|paragraaf|artikel|hoofdstuk|beginsel)[- ]?nummer\b|vindplaats"
                r"|welk(e)? (\w+[ -])?(beginsel|principe|artikel|hoofdstuk|paragraaf|stap|bepaling|bijlage))",
                re.I,
            ),
        ),
        (
            QuestionKind.LIST,
            re.compile(
                r"\b(som|lijst\w*|opsomming|verschil\w*|criteria|onderdelen|soorten|vormen|niveaus"
                r"|welke (?!stap\b)\w+ (zijn|kent|noemt|heeft|hebben|staan|gelden|vallen)|wat zijn (de|het))\b",
                re.I,
            ),
        ),
        (
            QuestionKind.HOW_TO,
            re.compile(
                r"\b(wat (moet|moeten|doe|doen|kun|kunnen|kan|te doen|nu)\b"
                r"|hoe (pak|begin|zet|maak|doe|kan|kun|moet|ga|reageer|schrijf|bepaal|krijg)\w*"
                r"|waar (begin|moet)\w*|welke stappen|moeten (wij|we)|aanpak\w*|tips)\b",
                re.I,
            ),
        ),
        (
            QuestionKind.CURRENT,
            re.compile(
                r"\b((?<!wat )nu|momenteel|vandaag|huidige?|thans|op dit moment|inmiddels|actuele?"
                r"|(vorig|dit|laatste) jaar)\b",
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
            re.compile(
                r"\b(how (much|many|often|big|high|large)|costs?|price|fees?|fines?|penalt\w+|premium|budget"
                r"|threshold\w*|percentage|per ?cent|number of (?!the\b)|score|amounts?|phone|e-?mail)\b",
                re.I,
            ),
        ),
        (
            QuestionKind.WHO,
            re.compile(
                r"\b(who|whom|names?|chair|director|which (\w+ ){0,2}"
                r"(part|compan|organi|chair|countr|authorit|regulator|supervisor|brand|member|minist)\w*)\b",
                re.I,
            ),
        ),
        (
            QuestionKind.DEFINITION,
            re.compile(r"^(and )?what (is|are|does|do you mean)\b|\b(meaning|definition|mean|counts as)\b", re.I),
        ),
        (
            QuestionKind.WHERE,
            re.compile(
                r"\b(where (in|does it say|do the|does the|is it written)\b|exact (paragraph|place)"
                r"|(paragraph|article|chapter|principle) number\b"
                r"|number of the (\w+ )?(ungp|principle|article|paragraph)"
                r"|(which|what) (\w+ ){0,2}(principle|article|chapter|paragraph|step|provision|annex))",
                re.I,
            ),
        ),
        (
            QuestionKind.LIST,
            re.compile(
                r"\b(list|lists|name the|differences?|criteria|elements|kinds of|types of|forms of|levels"
                r"|which \w+ (are|does|do|has|have)|what are the)\b",
                re.I,
            ),
        ),
        (
            QuestionKind.HOW_TO,
            re.compile(
                r"\b(what (should|must|do|can|now|to do)|how (do|should|can|to|must)|where (do|should) (we|i)"
                r"|which (steps|checks)|(do|must|should) (we|i)|tips)\b",
                re.I,
            ),
        ),
        (
            QuestionKind.CURRENT,
            re.compile(
                r"\b((?<!what )now|today|currently|current|at the moment|latest|(last|this) year)\b",
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
        r"\b\d[\d.,]*\b|€|\bEUR\b|%|@|\b(twee|drie|vier|vijf|zes|two|three|four|five|six)\b", re.I
    ),
    QuestionKind.WHO: re.compile(r"\b[A-Z][a-zé]+ (?:(?:van|de|der|el) ){0,2}[A-Z][a-z]+|(?<=[a-z,] )[A-Z]{2,}"),
}


def question_kinds(text: str, language: Language) -> frozenset[QuestionKind]:
    """The sorts of answer that a question may want, with CURRENT for the state of today; OTHER where no form tells."""
    found = frozenset(kind for kind, form in _FORMS[language] if form.search(text))
    return found or frozenset({QuestionKind.OTHER})


_UNIT = r"(fte|werknemers|medewerkers|man|mensen|personen|employees|people|workers|staff|persons)"
_ASKED_SIZE = re.compile(rf"\b(\d[\d.,]*)\s*{_UNIT}\b", re.I)
_RANGE = re.compile(rf"\b(\d[\d.,]*)\s*(?:-|–|tot en met|tot|t/m|to|and)\s*(\d[\d.,]*)\s*{_UNIT}\b", re.I)
_ABOVE = re.compile(rf"\b(?:meer dan|boven de|boven|over|more than|above)\s+(\d[\d.,]*)\s*{_UNIT}\b", re.I)


def asked_size(question: str) -> int | None:
    """The number of people that a question speaks of, the last where a follow-up names another; None without one."""
    sizes = [match.group(1) for match in _ASKED_SIZE.finditer(question)]
    return _number(sizes[-1]) if sizes else None


def covers(sentence: str, size: int) -> bool | None:
    """Whether a sentence is about companies of this size; None where it names no range of sizes."""
    between = _RANGE.search(sentence)
    if between is not None:
        return _number(between.group(1)) <= size <= _number(between.group(2))
    above = _ABOVE.search(sentence)
    return None if above is None else size > _number(above.group(1))


def _number(text: str) -> int:
    return int("".join(character for character in text if character.isdigit()))


def gives(kinds: frozenset[QuestionKind], sentence: str) -> bool:
    """Whether a sentence holds the sort of thing that is asked for: a date, an amount, a name."""
    return any(kind in kinds and sign.search(sentence) for kind, sign in _SIGNS.items())
