"""Which term of an agreement a text speaks of: people call that which ended and that which holds by the same name."""

import re
from collections.abc import Iterable

from knowledge.documents import Document
from knowledge.editions import holds, latest_year

# Who asks of what was asks of the term that ended.
_PAST = re.compile(
    r"\b(was|waren|werd|werden|had|hadden|deed|deden|moest|moesten|kon|konden|mocht|mochten|ging|gingen|kreeg|kregen"
    r"|kostte|bestond|zat|zaten|liep|hielp|were|did|took|came|got|went|used to)\b",
    re.IGNORECASE,
)


class AgreementTerms:
    """Knows the terms of all agreements."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._terms = {document.source: document for document in documents if document.term}

    def meant(self, sources: Iterable[str], text: str) -> dict[str, None]:
        """Of the terms of one agreement that which a text speaks of: by a year, or as of what is past; else all."""
        asked = dict.fromkeys(sources)
        if len(asked) < 2 or not asked.keys() <= self._terms.keys():
            return asked
        terms = [self._terms[source] for source in asked]
        year = latest_year(text)
        begun = [term for term in terms if term.issued.year <= year]
        if begun:
            return {max(begun, key=lambda term: term.issued).source: None}
        ended = dict.fromkeys(term.source for term in terms if not holds(term))
        return ended if ended and _PAST.search(text) else asked
