import pytest

from ingest.readers.marks import begins_with_mark, is_mark, spaced


@pytest.mark.parametrize("mark", ["(a)", "2.", "2a.", "(iv)", "iv.", "•", "–", "‘(vii)"])
def test_marks_stand_alone_and_open_a_text(mark: str) -> None:
    assert is_mark(mark)
    assert begins_with_mark(f"{mark} Buyers ask.")


@pytest.mark.parametrize("text", ["a) Ask.", "1.2 Ask.", "3) Ask.", "- Ask."])
def test_a_text_may_open_with_a_mark_that_no_cell_has(text: str) -> None:
    assert begins_with_mark(text)


@pytest.mark.parametrize("text", ["Article 2", "tin", "2 kg", "(see above) more"])
def test_words_are_no_marks(text: str) -> None:
    assert not is_mark(text)
    assert not begins_with_mark(text)


@pytest.mark.parametrize(
    ("glued", "apart"),
    [("(a)any work", "(a) any work"), ("5. (1)Where", "5. (1) Where"), ("1.5 kg of tin", "1.5 kg of tin"), ("", "")],
)
def test_a_mark_stands_apart_from_what_it_counts(glued: str, apart: str) -> None:
    assert spaced(glued) == apart
