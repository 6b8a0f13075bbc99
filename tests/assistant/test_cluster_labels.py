import numpy as np

from assistant.cluster_labels import Labels, Spoken, labels_for
from knowledge.embedding import Matrix
from knowledge.language import Language
from knowledge.references import Reference
from tests.assistant.clustering_fakes import a_space, near

NL, EN = Language.NL, Language.EN
SPACE = a_space()


def labels(best: str | None, *asked: tuple[Language, Matrix]) -> Labels:
    place = None if best is None else Reference("ore-code", best)
    spoken = [Spoken(f"answer-{number}", language, place) for number, (language, _) in enumerate(asked)]
    return labels_for(SPACE, spoken, np.stack([placed for _, placed in asked]))


def test_a_cluster_is_called_as_the_library_asks_it_in_both_languages() -> None:
    found = labels("fees", (NL, near("fees")), (EN, near("fees", seed=1)), (EN, near("fees", seed=2)))
    assert found == Labels({NL: "Nl: fees?", EN: "En: fees?"}, {NL: None, EN: None})


def test_what_was_found_by_a_few_of_its_questions_names_no_cluster() -> None:
    spoken = [Spoken(str(n), EN, Reference("ore-code", "scrap" if n == 0 else "fees")) for n in range(6)]
    placed = np.stack([near("fees", seed=n) for n in range(6)])
    assert labels_for(SPACE, spoken, placed).texts[EN] == "En: fees?"


def test_what_the_library_does_not_ask_is_called_in_the_words_of_the_one_in_the_middle() -> None:
    found = labels("fees", (NL, near("gold", "fees")), (NL, near("gold")), (EN, near("gold", seed=3)))
    assert found.central == {NL: "answer-1", EN: "answer-2"}
    assert found.texts[NL] == "Nl: fees?"


def test_a_language_in_which_nobody_asked_keeps_the_librarys_words() -> None:
    found = labels(None, (EN, near("gold")), (EN, near("gold", seed=1)))
    assert found.central[NL] is None
    assert found.central[EN] is not None
    assert found.texts[NL].startswith("Nl: ")
