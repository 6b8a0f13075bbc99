from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant.question_space import QuestionSpace, Spaces
from knowledge.embedding import unit
from knowledge.language import Language
from tests.fakes import HashEmbedder, Shelf, a_document, a_provision, open_shelf

NL, EN = Language.NL, Language.EN
SUBJECTS = ("gold", "scrap", "wages", "audit", "fees", "mines", "water", "tax")
ASKED = {NL: ("mag ik {}", "wat moet met {}", "hoe zit {}"), EN: ("may we {}", "what must with {}", "how is {}")}


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    with open_shelf(tmp_path, HashEmbedder()) as opened:
        yield opened


def publish(shelf: Shelf, *subjects: str) -> None:
    shelf.publish(
        *(
            a_provision(
                f"ore-code/{subject}",
                "Text.",
                language=language,
                document=a_document("ore-code", language),
                heading=f"About {subject}",
                questions=tuple(asked.format(subject) for asked in ASKED[language]),
            )
            for subject in subjects
            for language in Language
        )
    )


def placed(space: QuestionSpace, embedder: HashEmbedder, text: str, language: Language) -> np.ndarray:
    return space.place(space.centred(embedder.embed_question(text)[None, :], [language]))[0]


def test_questions_about_the_same_are_nearer_than_questions_put_the_same_way(shelf: Shelf) -> None:
    publish(shelf, *SUBJECTS)
    space = QuestionSpace.fit(shelf.generations.open_exact(), shelf.vectors)
    embedder = HashEmbedder()
    dutch, english, other = (
        placed(space, embedder, text, language)
        for text, language in (("hoe gaat gold", NL), ("is gold good", EN), ("hoe gaat scrap", NL))
    )
    assert dutch @ english > dutch @ other
    assert np.allclose(np.linalg.norm(space.placed, axis=1), 1, atol=1e-5)


def test_the_questions_of_a_place_are_found_in_both_languages(shelf: Shelf) -> None:
    publish(shelf, *SUBJECTS)
    space = QuestionSpace.fit(shelf.generations.open_exact(), shelf.vectors)
    [gold] = [place for place in space.rows if place.locator == "gold"]
    assert {space.questions[row].language for row in space.rows[gold]} == set(Language)
    assert len(space.rows[gold]) == 6


def test_a_library_with_one_place_has_a_space_too(shelf: Shelf) -> None:
    publish(shelf, "gold")
    assert QuestionSpace.fit(shelf.generations.open_exact(), shelf.vectors).placed.shape == (6, 1)


def test_a_library_without_questions_has_none(shelf: Shelf) -> None:
    shelf.publish(a_provision("ore-code/1", "Text."))
    with pytest.raises(ValueError, match="no questions"):
        QuestionSpace.fit(shelf.generations.open_exact(), shelf.vectors)


def test_a_space_is_fitted_once_for_each_index(shelf: Shelf) -> None:
    publish(shelf, "gold", "scrap")
    spaces = Spaces(shelf.generations.open_exact, shelf.vectors)
    first = spaces.current()
    assert spaces.current() is first
    publish(shelf, "gold", "scrap", "wages")
    assert len(spaces.current().questions) == 18


def test_what_has_no_length_stays_as_it_is() -> None:
    assert list(unit(np.zeros(2, dtype=np.float32))) == [0, 0]
    assert np.allclose(unit(np.array([3, 4], dtype=np.float32)), [0.6, 0.8])
