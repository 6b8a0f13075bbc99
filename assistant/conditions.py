"""Sentences that limit what another says: a condition, an exception, whom it does not hold for.

An answer that leaves such a sentence out says more than its source. So those of the provision that opens
it need not be as likely to help as its other sentences, and places that hold exceptions go first under "also read".
"""

import re

from knowledge.language import Language

_LIMITS: dict[Language, re.Pattern[str]] = {
    Language.NL: re.compile(
        r"\b(tenzij|behalve|uitgezonderd|uitzondering\w*|zonder\w* .*uit|vrijgesteld\w*|alleen (als|voor|bij|waar|wie)"
        r"|pas (als|vanaf|bij)|mits|(geldt|gelden|valt|vallen|hoeft|hoeven) (\w+ ){0,5}(niet|buiten|geen)"
        r"|niet (van toepassing|verplicht|nodig)|geen plicht|is niet genoeg)\b",
        re.IGNORECASE,
    ),
    Language.EN: re.compile(
        r"\b(unless|except\w*|exempt\w*|only (if|for|where|when|from|those)|provided that|need not"
        r"|(does|do) not (apply|cover|have to|replace)|(is|are) not (covered|required|obliged|enough)|falls? outside"
        r"|not applicable|no duty)\b",
        re.IGNORECASE,
    ),
}


def limits(sentence: str, language: Language) -> bool:
    """Whether a sentence states a condition or an exception."""
    return _LIMITS[language].search(sentence) is not None
