from itertools import combinations

from assistant.question_words import NUMBERS, NUMBERS_BESIDE_A_PLACE, Vocabulary


def test_the_vocabulary_can_be_read_and_finds_its_phrases() -> None:
    vocabulary = Vocabulary.read()
    assert [found.name for found in vocabulary.parties.find("een leverancier en een klant")] == ["supplier", "customer"]
    assert next(name for name, _ in vocabulary.focus) == "what-to-do"


def test_one_phrase_has_one_meaning() -> None:
    tables = Vocabulary.read()
    for phrase in tables.words:
        for one, other in combinations((tables.places, tables.parties, tables.field), 2):
            assert not (list(one.find(phrase)) and list(other.find(phrase))), phrase


def test_the_words_that_count_only_beside_a_place_are_numbers() -> None:
    assert NUMBERS.keys() >= NUMBERS_BESIDE_A_PLACE
