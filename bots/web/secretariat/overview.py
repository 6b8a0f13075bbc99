"""The overview: how much is asked, of what kind, and how it ended."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from assistant.answers import Outcome
from assistant.counting import Filters
from assistant.questions import Channel
from assistant.statistics import Overview, Statistics
from assistant.topics import TOPICS
from bots.catalogue import Catalogues
from bots.web.languages import page_language
from bots.web.secretariat.charts import HEIGHT, WIDTH, Share, day_chart, shares
from bots.web.secretariat.layout import Layout
from bots.web.secretariat.period_filters import LONGEST_DAYS, read_filters
from bots.web.secretariat.roles import Reader
from bots.web.secretariat.words import say
from bots.words import say as say_shared
from knowledge.language import Language

PATH = "/secretariat/overview"
_MOST_SOURCES = 15

Option = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A list of groups with their shares in words; `withheld` says that groups were left out."""

    name: str
    rows: tuple[tuple[str, Share], ...]
    withheld: bool


class OverviewPage:
    """Figures and charts, for readers."""

    def __init__(self, layout: Layout, statistics: Statistics, catalogues: Catalogues, smallest: int) -> None:
        self._layout = layout
        self._statistics = statistics
        self._catalogues = catalogues
        self._smallest = smallest

    @property
    def router(self) -> APIRouter:
        """The route of the page."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route(PATH, self.show, methods=["GET"])
        return router

    def show(self, request: Request, user: Reader) -> Response:
        """The figures of the period and the filters in the address."""
        language = page_language(request)
        asked = read_filters(request.query_params)
        overview = self._statistics.overview(asked.filters)
        return self._layout.page(
            request,
            "overview.html",
            user,
            overview=overview,
            filters=asked.filters,
            problem=asked.problem,
            longest=LONGEST_DAYS,
            choices=list(_choices(asked.filters, language)),
            chart=day_chart(overview.days),
            size=(WIDTH, HEIGHT),
            channel_words=dict(_options("channel", Channel, language)),
            breakdowns=list(self._breakdowns(overview, language)),
            smallest=self._smallest,
        )

    def _breakdowns(self, overview: Overview, language: Language) -> Iterable[Breakdown]:
        words: dict[str, Callable[[str], str]] = {
            "outcomes": lambda name: say_shared(f"outcome.{name}", language),
            "channels": lambda name: say(f"channel.{name}", language),
            "languages": lambda name: say(f"in.{name}", language),
            "topics": lambda name: topic_words(name, language),
            "sources": lambda name: self._source(name, language),
        }
        for name, word in words.items():
            counts = shares(getattr(overview, name))
            rows = tuple((word(count.name), count) for count in counts[:_MOST_SOURCES])
            yield Breakdown(name, rows, name in overview.withheld)

    def _source(self, source: str, language: Language) -> str:
        """What a source is called; its id where it is not served any more."""
        try:
            return self._catalogues.current().document(source, language).short
        except KeyError:
            return source


def topic_words(name: str, language: Language) -> str:
    """A topic in words; what stands for none is said too."""
    return say(f"topic.{name or 'none'}", language)


def _choices(filters: Filters, language: Language) -> Iterable[tuple[str, Sequence[Option], str]]:
    """Each filter with its options and what is chosen; an empty option is no filter."""
    options = {
        "channel": _options("channel", Channel, language),
        "language": _options("in", Language, language),
        "outcome": [(outcome.value, say_shared(f"outcome.{outcome}", language)) for outcome in Outcome],
        "topic": [(topic, topic_words(topic, language)) for topic in TOPICS],
    }
    for name, found in options.items():
        chosen = getattr(filters, name)
        yield name, [("", say(f"overview.any_{name}", language)), *found], "" if chosen is None else str(chosen)


def _options(section: str, values: Iterable[str], language: Language) -> list[Option]:
    return [(str(value), say(f"{section}.{value}", language)) for value in values]
