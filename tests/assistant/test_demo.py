from datetime import UTC, datetime, timedelta

import pytest

from assistant.demo import DAYS, Rated, demo_log, read_subjects
from assistant.log_lines import LogLine, Origin
from knowledge.language import Language
from tests.assistant.log_lines import a_line

NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)


class Answering:
    """Answers every question, and counts."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, text: str, language: Language) -> LogLine:
        self.asked += 1
        return a_line(question=text, language=language.value)


@pytest.fixture(scope="module")
def rated() -> list[Rated]:
    return demo_log(read_subjects(), Answering(), NOW)


def test_every_line_is_marked_and_has_an_id_of_its_own(rated: list[Rated]) -> None:
    assert {each.line.origin for each in rated} == {Origin.DEMO}
    ids = {each.line.answer_id for each in rated}
    assert len(ids) == len(rated) > 1000
    assert max(map(len, ids)) <= 36


def test_it_goes_back_sixty_days_and_never_into_the_future(rated: list[Rated]) -> None:
    moments = [each.line.asked_at for each in rated]
    assert moments == sorted(moments)
    assert moments[-1] <= NOW
    assert NOW - timedelta(days=DAYS) <= moments[0] <= NOW - timedelta(days=DAYS - 5)


def test_it_holds_both_languages_three_channels_and_ratings(rated: list[Rated]) -> None:
    assert {each.line.language for each in rated} == {"nl", "en"}
    assert {each.line.channel for each in rated} == {"web", "telegram", "api"}
    assert len({each.rating for each in rated}) == 3


def test_each_text_is_answered_once() -> None:
    answering = Answering()
    subjects = read_subjects()
    demo_log(subjects, answering, NOW)
    assert answering.asked <= sum(len(texts) for subject in subjects for texts in subject.texts.values())


def test_the_same_moment_gives_the_same_log(rated: list[Rated]) -> None:
    again = demo_log(read_subjects(), Answering(), NOW)
    assert [each.line.question for each in again] == [each.line.question for each in rated]


def test_subjects_hold_both_languages() -> None:
    for subject in read_subjects():
        assert all(subject.texts[language] for language in Language)
