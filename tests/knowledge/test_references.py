import pytest

from knowledge.errors import InvalidReference, KnowledgeError
from knowledge.references import Reference


@pytest.mark.parametrize(
    "text",
    ["ungp-2011/17", "oecd-guidelines-2023/II.A.11", "ungp-2011/17/commentary", "eu-csddd/art-8/2", "ilo/c029"],
)
def test_a_reference_is_written_as_it_is_read(text: str) -> None:
    assert str(Reference.parse(text)) == text


def test_the_source_is_read_in_any_case_and_the_locator_keeps_its_own() -> None:
    assert Reference.parse(" OECD-Guidelines-2023/IV.5 ") == Reference("oecd-guidelines-2023", "IV.5")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/",
        "ungp-2011",
        "ungp-2011/",
        "/17",
        "2011/17",
        "ungp 2011/17",
        "ungp/17/",
        "ungp/1 7",
        "ungp/../x",
        "a/b?c",
    ],
)
def test_what_is_no_reference_is_refused(text: str) -> None:
    with pytest.raises(InvalidReference, match="ungp-2011/17"):
        Reference.parse(text)


def test_a_refusal_is_one_of_our_errors_and_a_value_error() -> None:
    assert issubclass(InvalidReference, KnowledgeError)
    assert issubclass(InvalidReference, ValueError)


def test_references_are_compared_without_regard_to_case_by_their_folded_form() -> None:
    assert Reference.parse("ilo/C029").folded == Reference.parse("ilo/c029").folded


def test_references_sort_by_source_and_then_by_locator() -> None:
    texts = ["ungp-2011/2", "ilo/c029", "ungp-2011/17"]
    assert [str(reference) for reference in sorted(map(Reference.parse, texts))] == [
        "ilo/c029",
        "ungp-2011/17",
        "ungp-2011/2",
    ]


@pytest.mark.parametrize(
    ("text", "provision"),
    [
        ("ungp-2011/17/commentary", "ungp-2011/17"),
        ("ungp-2011/17", "ungp-2011/17"),
        ("oecd-guidelines-2023/II/leverage", "oecd-guidelines-2023/II/leverage"),
        ("ungp-2011/commentary", "ungp-2011/commentary"),
    ],
)
def test_only_commentary_belongs_to_the_provision_above_it(text: str, provision: str) -> None:
    assert str(Reference.parse(text).provision) == provision


@pytest.mark.parametrize(
    ("text", "other", "below"),
    [
        ("ungp-2011/17/commentary", "ungp-2011/17", True),
        ("oecd-ddg-2018/2.3", "oecd-ddg-2018/2", True),
        ("oecd-ddg-2018/2", "oecd-ddg-2018/2", False),
        ("ungp-2011/17", "ungp-2011/1", False),
        ("oecd-ddg-2018/2.3", "metals-covenant-2019/2", False),
    ],
)
def test_a_place_is_below_another_when_it_lies_inside_it(text: str, other: str, below: bool) -> None:
    assert Reference.parse(text).is_below(Reference.parse(other)) is below
