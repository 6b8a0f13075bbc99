"""Finding aids outlive a trip through the store."""

from knowledge.finding_aids import NO_AIDS, Evidence, FindingAids, Term, Theme
from knowledge.language import Language
from knowledge.records import dump, load
from knowledge.references import Reference

AIDS = FindingAids(
    terms=(Term(Reference("guidance", "glossary/ore"), Language.NL, "erts", ("ertsen",), ("ers",)),),
    themes=(Theme("Zorg", "Care", (Reference("code", "1"),)),),
    evidence=(Evidence("E1", "A page", "https://example.org", "2020"),),
)


def test_what_was_written_is_read_back() -> None:
    assert load(FindingAids, dump(AIDS)) == AIDS
    assert load(FindingAids, dump(NO_AIDS)) == NO_AIDS


def test_a_theme_has_a_name_in_each_language() -> None:
    assert [AIDS.themes[0].name(language) for language in Language] == ["Zorg", "Care"]


def test_a_term_has_its_usual_name_first() -> None:
    assert AIDS.terms[0].names == ("erts", "ertsen")
