"""Charts as shapes."""

from datetime import date, timedelta

from assistant.statistics import Count, Day
from bots.web.secretariat.charts import HEIGHT, REST, WIDTH, day_chart, shares

MONDAY = date(2026, 11, 23)


def a_day(number: int, questions: int | None, **channels: int) -> Day:
    counts = tuple(Count(name, count) for name, count in channels.items())
    return Day(MONDAY + timedelta(days=number), questions, counts)


def test_nothing_is_drawn_where_nothing_is_shown() -> None:
    assert day_chart([a_day(0, None), a_day(1, 0)]) is None


def test_the_highest_day_reaches_the_top_and_others_stand_in_proportion() -> None:
    chart = day_chart([a_day(0, 12, web=12), a_day(1, 6, web=6)])
    assert chart is not None
    assert (chart.top, chart.first, chart.last) == (12, MONDAY, MONDAY + timedelta(days=1))
    assert [(bar.y, bar.height) for bar in chart.bars] == [(0, HEIGHT), (HEIGHT / 2, HEIGHT / 2)]
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH for bar in chart.bars)


def test_channels_stand_upon_each_other_and_what_is_left_on_top() -> None:
    chart = day_chart([a_day(0, 9, web=3, api=3)])
    assert chart is not None
    assert [bar.kind for bar in chart.bars] == ["web", "api", REST] == list(chart.kinds)
    assert [bar.y for bar in chart.bars] == [120, 60, 0]


def test_rounded_channels_may_be_more_than_their_day() -> None:
    chart = day_chart([a_day(0, 6, web=6, api=3)])
    assert chart is not None
    assert (chart.top, chart.bars[-1].y) == (9, 0)


def test_shares_are_of_what_is_shown() -> None:
    found = shares([Count("web", 9), Count("api", 3)])
    assert [(each.name, each.share) for each in found] == [("web", 0.75), ("api", 0.25)]
    assert shares([]) == ()
