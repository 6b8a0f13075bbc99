"""Fitting to sentences that readers chose, over made-up signs."""

import tomllib
from dataclasses import asdict
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from assistant.errors import UnreadableGold
from assistant.evaluation.gold import GoldQuestion
from assistant.evaluation.sentence_fitting import ReadQuestion, choice_text, fit_sentences, read_sentences
from assistant.sentence_choice import SIGN_NAMES, SentenceSigns


def a_sentence(number: int, place: int) -> Any:
    """The sentence at a place for a question: the later, the less it fits."""
    values = dict.fromkeys(SIGN_NAMES, 0.0) | {"rank": float(place), "likeness": 0.1 * (number % 3)}
    hit = SimpleNamespace(reference=f"ore-code/{place}")
    ranked = SimpleNamespace(hit=hit, text=f"Sentence {place}.")
    return SimpleNamespace(ranked=ranked, signs=SentenceSigns(**values))


def fitted(*more: ReadQuestion) -> Any:
    questions = [SimpleNamespace(id=f"q{number}") for number in range(12)]
    first, second = ("ore-code/0", "Sentence 0."), ("ore-code/1", "Sentence 1.")
    read = [ReadQuestion(question.id, frozenset({first}), frozenset({second})) for question in questions]
    return fit_sentences(
        [*read, *more],
        cast("list[GoldQuestion]", questions),
        lambda question: [a_sentence(int(question.id[1:]), place) for place in range(5)],
    )


def test_what_readers_chose_gets_the_higher_chance() -> None:
    found = fitted()
    signs = [asdict(a_sentence(0, place).signs) for place in range(5)]
    chances = [found.opens.chance(each) for each in signs]
    assert chances == sorted(chances, reverse=True)
    assert found.helps.chance(signs[1]) > found.opens.chance(signs[1])
    assert found.first == 1.0
    assert found.questions == 12


def test_a_sentence_that_is_no_candidate_is_counted_and_an_unknown_question_passed_over() -> None:
    gone = ReadQuestion("q0", frozenset({("ore-code/9", "Gone.")}), frozenset())
    elsewhere = ReadQuestion("elsewhere", frozenset({("ore-code/0", "Sentence 0.")}), frozenset())
    assert fitted(gone, elsewhere).lost == 1


def test_the_weights_are_written_as_they_are_read() -> None:
    found = fitted()
    record = tomllib.loads(choice_text(found))
    assert record["opens"]["weights"].keys() == set(SIGN_NAMES)
    assert record["helps"]["intercept"] == pytest.approx(found.helps.intercept, abs=1e-4)


def test_what_readers_said_is_read_from_lines(tmp_path: Path) -> None:
    file = tmp_path / "sentences.jsonl"
    file.write_text('{"id": "q1", "opens": [["ore-code/1", "Yes."]], "helps": []}\n', encoding="utf-8")
    assert read_sentences(file) == [ReadQuestion("q1", frozenset({("ore-code/1", "Yes.")}), frozenset())]
    file.write_text('{"id": "q1", "opens": 3}\n', encoding="utf-8")
    with pytest.raises(UnreadableGold, match=r"sentences.jsonl:1"):
        read_sentences(file)
