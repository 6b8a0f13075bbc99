from pathlib import Path

import numpy as np
import pytest

from knowledge.errors import IndexDamaged
from knowledge.language import Language
from knowledge.lexical_index import LexicalIndex, analyse, content_words, words

TEXTS = [
    "A supplier answers the questions of a buyer.",
    "Mines keep their water clean.",
    "The annual report says what was found at suppliers and at mines.",
    "Step 2.3 of the guidance is about the covenant's members.",
]


@pytest.fixture
def index() -> LexicalIndex:
    return LexicalIndex.build(Language.EN, TEXTS)


def best(index: LexicalIndex, question: str) -> int:
    return int(np.argmax(index.scores(question)))


@pytest.mark.parametrize(
    ("question", "position"),
    [("clean water", 1), ("annual report", 2), ("step 2.3", 3), ("WATER", 1)],
)
def test_the_text_that_holds_the_words_scores_best(index: LexicalIndex, question: str, position: int) -> None:
    assert best(index, question) == position


def test_another_form_of_a_word_is_found_by_its_stem(index: LexicalIndex) -> None:
    assert best(index, "reporting annually") == 2


def test_the_form_that_is_written_beats_one_with_the_same_stem(index: LexicalIndex) -> None:
    scores = index.scores("supplier")
    assert scores[0] > scores[2] > 0


def test_dutch_words_are_found_by_dutch_stems() -> None:
    index = LexicalIndex.build(Language.NL, ["Leveranciers geven antwoord.", "Mijnen houden water schoon."])
    assert best(index, "leverancier") == 0


def test_texts_without_a_word_of_the_question_score_nothing(index: LexicalIndex) -> None:
    assert index.scores("tungsten").tolist() == [0, 0, 0, 0]


def test_a_word_that_is_said_twice_counts_once(index: LexicalIndex) -> None:
    np.testing.assert_array_equal(index.scores("water water"), index.scores("water"))


def test_no_text_scores_higher_than_the_ceiling(index: LexicalIndex) -> None:
    question = "clean water mines"
    assert 0 < index.scores(question).max() <= index.ceiling(question)


def test_a_rare_word_tells_more_than_a_common_one(index: LexicalIndex) -> None:
    assert index.weight("water") > index.weight("mines") > 0


def test_an_index_without_texts_scores_nothing() -> None:
    index = LexicalIndex.build(Language.EN, [])
    assert index.scores("water").tolist() == []


def test_texts_of_stop_words_alone_can_be_indexed(tmp_path: Path) -> None:
    LexicalIndex.build(Language.EN, ["the of and"]).save(tmp_path / "index")
    assert LexicalIndex.load(Language.EN, tmp_path / "index").scores("water").tolist() == [0]


def test_a_saved_index_scores_as_before(index: LexicalIndex, tmp_path: Path) -> None:
    index.save(tmp_path / "index")
    loaded = LexicalIndex.load(Language.EN, tmp_path / "index")
    np.testing.assert_array_equal(loaded.scores("annual water"), index.scores("annual water"))
    assert loaded.ceiling("annual water") == index.ceiling("annual water")


def test_an_index_that_is_not_there_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged):
        LexicalIndex.load(Language.EN, tmp_path)


@pytest.mark.parametrize("content", ["", "{", "{}", '{"size": 4}'])
def test_an_index_whose_frequencies_cannot_be_read_is_damaged(
    index: LexicalIndex, tmp_path: Path, content: str
) -> None:
    index.save(tmp_path / "index")
    (tmp_path / "index" / "frequencies.json").write_text(content, encoding="utf-8")
    with pytest.raises(IndexDamaged):
        LexicalIndex.load(Language.EN, tmp_path / "index")


def test_an_index_that_misses_its_scores_is_damaged(index: LexicalIndex, tmp_path: Path) -> None:
    index.save(tmp_path / "index")
    for file in (tmp_path / "index").glob("*.npy"):
        file.unlink()
    with pytest.raises(IndexDamaged):
        LexicalIndex.load(Language.EN, tmp_path / "index")


def test_words_are_folded_and_keep_numbers_and_codes_whole() -> None:
    assert words("Coöperatie, stap 2.3 & artikel-8!") == ["cooperatie", "stap", "2.3", "artikel-8"]


def test_words_that_say_nothing_are_left_out_of_what_a_text_is_about() -> None:
    assert content_words("What is the fee of the covenant?", Language.EN) == ["fee", "covenant"]


def test_analysis_gives_words_and_then_their_stems() -> None:
    assert analyse("mines reported", Language.EN) == ["mines", "reported", "~mine", "~report"]
