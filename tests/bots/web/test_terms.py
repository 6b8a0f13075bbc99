"""Terms explained in a text, and the glossary as a list."""

from bots.catalogue import Catalogue
from bots.web.terms import explained, glossary_entries
from knowledge.language import Language
from tests.fakes import a_provision

EN = Language.EN


def test_only_the_first_use_of_a_term_is_explained(catalogue: Catalogue) -> None:
    passage = a_provision("ore-code/1", "Danger is near.", "The danger grows.")
    spans, notes = explained(catalogue, [passage], "text")
    assert [span.span.of(passage.text) for span in spans[0]] == ["Danger"]
    assert [note.id for note in notes] == ["text-danger"]


def test_a_synonym_is_explained_by_the_usual_name(catalogue: Catalogue) -> None:
    _, notes = explained(catalogue, [a_provision("ore-code/1", "Peril is near.")], "text")
    assert [note.name for note in notes] == ["danger"]


def test_a_text_is_explained_in_its_own_language(catalogue: Catalogue) -> None:
    _, notes = explained(catalogue, [a_provision("ore-code/1", "Er is gevaar.", language=Language.NL)], "text")
    assert [note.name for note in notes] == ["gevaar"]


def test_the_list_gives_other_names_and_the_translation(catalogue: Catalogue) -> None:
    (entry,) = glossary_entries(catalogue, EN)
    assert (entry.note.name, entry.synonyms, entry.translation) == ("danger", ("peril",), "gevaar")
