from assistant.spelling import Spelling

SPELLING = Spelling(["supplier", "leverancier", "answer", "export"])


def mended(text: str, *known: str) -> str:
    return SPELLING.mend(text, lambda word: word in known)


def test_words_that_nobody_uses_are_mended() -> None:
    assert mended("our suplier gave no awnser") == "our supplier gave no answer"


def test_words_in_use_stay_as_they_are() -> None:
    assert mended("an expert", "expert") == "an expert"


def test_short_words_numbers_and_words_unlike_any_other_stay() -> None:
    assert mended("ede 2019 suppl13r quite different") == "ede 2019 suppl13r quite different"


def test_what_is_spelt_right_keeps_its_capitals() -> None:
    assert mended("Leverancier!") == "Leverancier!"
