"""Sentences that belong beside the one that opens an answer: they likely help, and say something else."""

import re
from collections.abc import Sequence

from assistant.conditions import limits
from assistant.leading import LeadChoice
from assistant.sentence_choice import JudgedSentence
from knowledge.documents import Role
from knowledge.retrieval import Hit
from knowledge.sentence_ranking import RankedSentence

# How likely a sentence must help to be told: of another place, of that which opens, and there of what limits it.
_ELSEWHERE = 0.25
_BESIDE = 0.15
_LIMITING = 0.08
_TOGETHER = 0.05  # and of the short answer of a card, which was written as one
_MOST_SENTENCES = 7
_DEFINED = 0.3  # how likely a sentence must help to be added to a definition
_SAME = 0.95  # cosine above which two sentences say the same
_SAME_WORDS = 0.6  # the share of the shorter one's words above which they do
_FIGURE = re.compile(r"\d[\d.,]*")
_NAME = "name"


def supporting(
    lead: RankedSentence, judged: Sequence[JudgedSentence], choice: LeadChoice, most_words: int
) -> list[RankedSentence]:
    """The sentences that likely help whoever got the lead, the likeliest first, as far as they fit beside it."""
    one_row = choice.asks_for_row(lead) is True  # then the other rows are for others
    told, words = [lead], len(lead.text.split())
    for each in sorted(judged, key=lambda each: -each.helps):
        ranked, length = each.ranked, len(each.ranked.text.split())
        beside = ranked.passage is lead.passage
        if (
            each.helps < _least(ranked, beside=beside)
            or len(told) == _MOST_SENTENCES
            or words + length > most_words
            or (ranked.passage.unknown or _is_name(ranked.hit) or choice.is_for_others(ranked.passage))
            or (one_row and beside and choice.asks_for_row(ranked) is False)
            or any(_says_the_same(ranked, other) for other in told)
        ):
            continue
        told.append(ranked)
        words += length
    return told[1:]


def added(judged: Sequence[JudgedSentence], told: Sequence[str], most_words: int) -> list[RankedSentence]:
    """The sentences that very likely help beside a definition, whose sentences are `told`, as far as they fit."""
    said, found = list(told), []
    words = sum(len(text.split()) for text in told)
    for each in sorted(judged, key=lambda each: -each.helps):
        ranked, length = each.ranked, len(each.ranked.text.split())
        repeats = any(_overlap(ranked.text, other) > _SAME_WORDS for other in said)
        if each.helps < _DEFINED or words + length > most_words or repeats or _is_name(ranked.hit):
            continue
        found.append(ranked)
        said.append(ranked.text)
        words += length
    return found


def _least(ranked: RankedSentence, *, beside: bool) -> float:
    if not beside:
        return _ELSEWHERE
    if ranked.hit.is_card and ranked.sentence.role is Role.STATEMENT:
        return _TOGETHER
    return _LIMITING if _limits(ranked) else _BESIDE


def _is_name(hit: Hit) -> bool:
    """Whether a place only tells what its source is called, which every question that names it finds."""
    return hit.reference.locator.split("/")[-1] == _NAME


def _says_the_same(one: RankedSentence, other: RankedSentence) -> bool:
    """Whether two sentences say the same, as they do not where one limits and where they differ in a figure."""
    if _limits(one) is not _limits(other) or _figures(one.text) != _figures(other.text):
        return False
    return float(one.vector @ other.vector) > _SAME or _overlap(one.text, other.text) > _SAME_WORDS


def _limits(ranked: RankedSentence) -> bool:
    return limits(ranked.text, ranked.passage.language)


def _figures(text: str) -> set[str]:
    return set(_FIGURE.findall(text))


def _overlap(one: str, other: str) -> float:
    """The share of the shorter sentence's words that the other holds too."""
    first, second = set(one.lower().split()), set(other.lower().split())
    return len(first & second) / max(1, min(len(first), len(second)))
