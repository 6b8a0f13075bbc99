"""What a question is about: a step of due diligence or an issue, told from the places that answer it.

Cards say which steps and issues they belong to. A provision belongs to the steps and issues of the cards that rest on
it, as far as these agree, and to the step that its locator or its theme in the cross-walk names.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from knowledge.documents import NormKind, TextKind
from knowledge.passage_index import PassageIndex
from knowledge.references import Reference

STEPS = tuple(f"step-{number}" for number in range(1, 7))
_ISSUE = "issue-"
_ISSUES = (
    *("child-labour", "forced-labour", "health-safety", "living-wage", "freedom-of-association", "discrimination"),
    *("indigenous-peoples", "land-rights", "biodiversity", "deforestation", "water", "tailings", "pollution"),
    *("energy-climate", "corruption", "conflict", "tax", "security", "secondary-materials", "artisanal-mining"),
    *("migrant-workers", "gender", "complaints", "communication", "transparency", "whistleblowing", "privacy"),
    *("competition-law", "contracts", "reporting", "legislation"),
)
ISSUES = tuple(f"{_ISSUE}{issue}" for issue in _ISSUES)
TOPICS = (*STEPS, *ISSUES)
"""All topics; the library's cards are held to them."""
LEGISLATION = f"{_ISSUE}legislation"

# The first steps of both guidances carry the same numbers; in the OECD Guidance a bare locator is that of a step.
_LOCATORS = {
    "oecd-ddg-2018": re.compile(r"([1-6])(?:[./]|$)"),
    "oecd-minerals-2016": re.compile(r"step-([1-5])(?:/|$)"),
}
_THEME = re.compile(r"Step ([1-6]):")
_CONSIDERED = 4  # places: the first say what the answer is about, the rest what belongs to it
_LEAST = 0.3  # of the weight of the places, under which no topic stands out
_FEWEST_CARDS = 2  # that rest on a place, from which they tell what it is about
_ISSUE_SHARE = 0.5
_OF_LAW = 0.6  # how far a provision of a law is about legislation


class Topics:
    """Tells the topic of places in one index. Immutable."""

    def __init__(self, index: PassageIndex) -> None:
        self.index = index
        self._cards = {
            passage.reference: _shares(passage.topics)
            for passage in index.passages
            if passage.text_kind is TextKind.GUIDANCE and not passage.is_term
        }
        self._resting = _resting(index, self._cards)

    def of(self, places: Sequence[Reference]) -> str:
        """The topic of places, the most telling first; empty where none stands out."""
        scores: dict[str, float] = defaultdict(float)
        weights = [1 / rank for rank in range(1, len(places[:_CONSIDERED]) + 1)]
        for weight, place in zip(weights, places, strict=False):
            for topic, share in self._topics(place).items():
                scores[topic] += weight * share
        step, issue = (_best(scores, topics) for topics in (STEPS, ISSUES))
        # An issue says more than a step, and cards have more than one of each.
        best = issue if scores[issue] >= _ISSUE_SHARE * scores[step] else step
        return best if scores[best] >= _LEAST * sum(weights) else ""

    def _topics(self, place: Reference) -> Mapping[str, float]:
        if place in self._cards:
            return self._cards[place]
        shares = dict(self._resting.get(place, {}))
        if any(passage.document.norm is NormKind.LAW for passage in self.index.at(place)):
            shares[LEGISLATION] = _OF_LAW
        return shares | dict.fromkeys(self._steps(place), 1.0)

    def _steps(self, place: Reference) -> Iterator[str]:
        pattern = _LOCATORS.get(place.source)
        themes = (theme.en for theme in self.index.crosswalk.themes_of(place))
        named = (_THEME.match(theme) for theme in themes)
        found = (pattern.match(place.locator),) if pattern else named
        return (f"step-{match[1]}" for match in found if match)


def _best(scores: Mapping[str, float], topics: Sequence[str]) -> str:
    """The topic that scores most; of equals the first."""
    return max(topics, key=lambda topic: scores[topic])


def _shares(topics: Iterable[str]) -> Mapping[str, float]:
    """How far a card is about each of its topics: one is divided among its steps and one among its issues."""
    known = [topic for topic in topics if topic in TOPICS]
    issues = [topic for topic in known if topic.startswith(_ISSUE)]
    steps = [topic for topic in known if not topic.startswith(_ISSUE)]
    return {topic: 1 / len(group) for group in (steps, issues) for topic in group}


def _resting(
    index: PassageIndex, cards: Mapping[Reference, Mapping[str, float]]
) -> Mapping[Reference, Mapping[str, float]]:
    """The topics of the cards that rest on a place, each by its mean over those cards."""
    found: dict[Reference, dict[Reference, Mapping[str, float]]] = defaultdict(dict)
    for card, topics in cards.items():
        for passage in index.at(card):
            for place in passage.rests_on:
                found[place][card] = topics
    return {place: _mean(resting.values()) for place, resting in found.items() if len(resting) >= _FEWEST_CARDS}


def _mean(cards: Iterable[Mapping[str, float]]) -> Mapping[str, float]:
    every = list(cards)
    sums: dict[str, float] = defaultdict(float)
    for topics in every:
        for topic, share in topics.items():
            sums[topic] += share / len(every)
    return sums
