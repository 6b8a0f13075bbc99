"""The questions that one message asks: "from when does it apply, and for how many years?" asks two."""

import re

from assistant.question_kinds import QuestionKind, question_kinds
from knowledge.language import Language

_ASKING = {
    Language.NL: (
        r"wie|wat|wanneer|waar(?:in|om|over|uit)?|hoe(?:veel|lang|vaak)?|welke?|(?:per|tot|vanaf|sinds) wanneer"
        r"|(?:voor|bij|aan|van|met|door|op|in|uit|om|over|naar)\s(?:wie|welke?|hoeveel|wat)"
        r"|kan|kunnen|kun|mag|mogen|moet|moeten|hoeft?|hoeven|geldt|gelden|valt|vallen|(?:is|zijn) er"
    ),
    Language.EN: (
        r"who|whom|what|when|where|why|how|which|(?:from|since|until|by) when"
        r"|(?:for|to|by|with|of|on|in|from|at) (?:whom|which|what|how)"
        r"|can|could|do|does|did|must|should|may|will|(?:is|are) (?:there|it|they|we)"
    ),
}
_JOINS = {Language.NL: r"en|of|maar|plus", Language.EN: r"and|or|but|plus"}
_BORDERS = {
    language: re.compile(
        rf"[?!.;:]\s+|\s+[-–—]\s+|(?:\s*,\s*|\s+)(?:{_JOINS[language]})\s+(?=(?:{_ASKING[language]})\b)"
        rf"|\s*,\s*(?=(?:{_ASKING[language]})\b)",
        re.IGNORECASE,
    )
    for language in Language
}
_OPENS = {
    language: re.compile(rf"(?:(?:{_JOINS[language]})\s+)?(?:{_ASKING[language]})\b", re.IGNORECASE)
    for language in Language
}
_MOST = 3


def clauses(text: str, language: Language) -> tuple[str, ...]:
    """The asking parts of a message in their order; none where it asks one thing only.

    What opens with a question word asks, and what opens as a yes-or-no question does.
    """
    parts = [part.strip(" ?!.,;") for part in _BORDERS[language].split(text)]
    asking = [part for part in parts if _asks(part, language)]
    return tuple(asking[:_MOST]) if len(asking) > 1 else ()


def _asks(part: str, language: Language) -> bool:
    return _OPENS[language].match(part) is not None or QuestionKind.YES_NO in question_kinds(part, language)
