"""What to read and ask next: conditions and related provisions, and questions that the sources can answer."""

from collections.abc import Sequence

from assistant.answers import Citation
from assistant.conditions import limits
from assistant.understanding import Understood
from assistant.words import say
from knowledge.documents import Passage
from knowledge.language import Language
from knowledge.passage_index import PassageIndex
from knowledge.references import Reference
from knowledge.retrieval import Hit

_MOST_REFERENCES = 5
_MOST_MATCHING = 2
_MOST_SUGGESTIONS = 3
_STARTERS = ("one", "two", "three", "four")


def starters(language: Language) -> tuple[str, ...]:
    """Questions to begin with; a test asks each of them."""
    return tuple(say(f"starters.{name}", language) for name in _STARTERS)


def also_read(index: PassageIndex, citations: Sequence[Citation], hits: Sequence[Hit]) -> tuple[Reference, ...]:
    """What cited provisions point to, what deals with the same in other sources, and the nearest that were not cited.

    Conditions and exceptions go first, but leave room for the matching provision of another source.
    """
    cited = {citation.reference for citation in citations}
    pointed: dict[Reference, None] = {}
    for citation in citations:
        pointed |= dict.fromkeys(part for part in index.parts.get(citation.reference, ()) if _is_limit(index, part))
        for passage in index.at(citation.reference)[:1]:
            pointed |= dict.fromkeys(passage.see_also)
        commentary = Reference(citation.reference.source, f"{citation.reference.locator}/commentary")
        if commentary in index.positions:
            pointed[commentary] = None
    pointed = dict.fromkeys(sorted(pointed, key=lambda reference: not _is_limit(index, reference)))
    first = [reference for reference in pointed if reference not in cited][: _MOST_REFERENCES - _MOST_MATCHING]
    near = [hit.reference for hit in hits[:_MOST_REFERENCES]]
    found = dict.fromkeys([*first, *_elsewhere(index, citations)[:_MOST_MATCHING], *pointed, *near])
    return tuple(reference for reference in found if reference not in cited)[:_MOST_REFERENCES]


def _is_limit(index: PassageIndex, reference: Reference) -> bool:
    """Whether a place says in its heading or its first sentence for whom or when something does not hold."""
    passage = next(iter(index.at(reference)), None)
    if passage is None:
        return False
    return any(
        limits(text, passage.language) for text in (passage.heading, passage.sentence_text(passage.sentences[0]))
    )


def _elsewhere(index: PassageIndex, citations: Sequence[Citation]) -> list[Reference]:
    """Places in sources that are not cited which deal with the same as those that are."""
    sources = {citation.reference.source for citation in citations}
    found = dict.fromkeys(other for citation in citations for other in index.crosswalk.matching(citation.reference))
    return [other for other in found if other.source not in sources and other in index.positions]


def suggestions(understood: Understood, hits: Sequence[Hit], about: bool) -> tuple[str, ...]:
    """Questions that passages near the answer were written for; the starters where there is no answer to be near to."""
    if not about:
        return starters(understood.language)[:_MOST_SUGGESTIONS]
    return nearest_questions(hits[1:], understood)


def nearest_questions(hits: Sequence[Hit], understood: Understood) -> tuple[str, ...]:
    """The questions that the best of these passages were written for, but for the question itself."""
    asked = understood.text.casefold().strip(" ?")
    found: dict[str, None] = {}
    for hit in hits:
        question = _question_of(hit.passages[0], understood.language)
        if question and question.casefold().strip(" ?") != asked:
            found[question] = None
    return tuple(found)[:_MOST_SUGGESTIONS]


def _question_of(passage: Passage, language: Language) -> str:
    """The question that a passage answers, written as a sentence; empty where it has none in the language."""
    if passage.language is not language or passage.unknown:
        return ""
    if passage.heading.endswith("?"):
        return passage.heading
    if not passage.questions:
        return ""
    question = passage.questions[0].strip()
    return question[0].upper() + question[1:].rstrip("?.! ") + "?"
