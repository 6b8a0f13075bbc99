"""Tells of several sources what each of them is, for a question that asks how they differ."""

from dataclasses import replace

from assistant.drafts import DraftText
from assistant.passage_texts import PassageTexts
from assistant.question_kinds import QuestionKind, question_kinds
from knowledge.labels import ABOUT
from knowledge.lexical_index import content_words
from knowledge.passage_index import PassageIndex
from knowledge.references import Reference
from knowledge.retrieval import Hit, Query

_BETWEEN = frozenset({"tussen", "between"})


def side_by_side(index: PassageIndex, query: Query, texts: PassageTexts, best: Hit, most_words: int) -> list[DraftText]:
    """The opening of each named source, a paragraph each, in `most_words` together.

    Empty where fewer than two are named, where the question asks for something besides, or where the best hit tells of
    all of them.
    """
    opening = [Reference(source, ABOUT) for source in query.named_sources]
    if len(opening) < 2 or not all(place in index.positions for place in opening):
        return []
    if best.passages[0].sources.issuperset(query.named_sources) or _subjects(index, query):
        return []
    told = (texts.in_order(texts.hit_of(place).passages[:1], most_words // len(opening)) for place in opening)
    return [replace(text, opens_paragraph=number == 0) for one in told for number, text in enumerate(one)]


def _subjects(index: PassageIndex, query: Query) -> list[str]:
    """The words of a question besides the names of sources and those that ask to compare."""
    told = content_words(" ".join(index.names.mentions(query.keywords).rest), query.language)
    return [
        word
        for word in told
        if word not in _BETWEEN and QuestionKind.DIFFERENCE not in question_kinds(word, query.language)
    ]
