"""Lines with a name and a colon."""

import pytest

from ingest.readers.directives import Directive, read_directive, read_list


@pytest.mark.parametrize(
    ("line", "directive", "value"),
    [
        ("See also: ungp-2011/18", Directive.SEE_ALSO, "ungp-2011/18"),
        ("Zie ook: ungp-2011/18", Directive.SEE_ALSO, "ungp-2011/18"),
        ("Bewijs: L39, L40", Directive.EVIDENCE, "L39, L40"),
        ("geldt vanaf : 2030-01-01", Directive.APPLIES_FROM, "2030-01-01"),
        ("Fout gespeld: due dilligence", Directive.MISSPELT, "due dilligence"),
    ],
)
def test_a_directive_is_read_in_either_language(line: str, directive: Directive, value: str) -> None:
    assert read_directive(line) == (directive, value)


@pytest.mark.parametrize("line", ["Companies ask: where?", "The status: good", "See also", "Ook dit is een zin."])
def test_a_sentence_is_no_directive(line: str) -> None:
    assert read_directive(line) is None


def test_a_list_is_set_apart_by_commas_or_semicolons() -> None:
    assert read_list("a, b ;c,,") == ("a", "b", "c")
