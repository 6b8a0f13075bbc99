from dataclasses import replace

import pytest

from ingest.errors import UnsupportedOriginal
from ingest.paragraphs import Paragraph
from ingest.shapes.articles import Articles
from ingest.shapes.headings import Headings
from ingest.shapes.principles import Principles
from ingest.shapes.profiles import named_shapes, shape_named, shape_of
from ingest.shapes.treaties import Treaties
from ingest.shapes.within import Within
from knowledge.documents import Passage, Status, Unit
from knowledge.language import Language
from knowledge.references import Reference
from tests.fakes import a_provision

PAGE = [Paragraph("Duties", (), 2), Paragraph("Buyers ask.", ())]


def library(source: str, unit: Unit, *locators: str, status: Status = Status.IN_FORCE) -> list[Passage]:
    made = a_provision(f"{source}/about", "Ore is ore.")
    document = replace(made.document, unit=unit)
    return [
        replace(made, document=document, reference=Reference(source, locator), status=status) for locator in locators
    ]


def test_a_source_has_the_shape_that_was_made_for_it() -> None:
    principles = library("ungp-2011", Unit.PRINCIPLE, "17")
    assert isinstance(shape_of("ungp-2011", "", Language.EN, principles, PAGE), Principles)
    with pytest.raises(UnsupportedOriginal) as caught:
        shape_of("ungp-2011", "", Language.NL, principles, PAGE)
    assert caught.value.key == "language"


def test_a_law_is_read_by_the_articles_that_we_name_and_may_lack_those_that_were_repealed() -> None:
    law = library("ore-law", Unit.ARTICLE, "art-2", status=Status.REPEALED)
    assert shape_of("ore-law", "", Language.EN, law, PAGE) == Articles(frozenset({"art-2"}), last=2)


def test_a_convention_is_read_below_its_place() -> None:
    conventions = library("ilo", Unit.CONVENTION, "about", "c029", "c029/2", "c138")
    shape = shape_of("ilo", "c138", Language.EN, conventions, PAGE)
    assert isinstance(shape, Within)
    assert isinstance(shape.shape, Treaties)
    with pytest.raises(UnsupportedOriginal) as caught:
        shape_of("ilo", "", Language.EN, conventions, PAGE)
    assert caught.value.slots["places"] == "c029, c138"


def test_a_place_of_a_law_is_read_by_headings() -> None:
    law = library("ore-law", Unit.ARTICLE, "annex-i")
    named = Within("annex-i", "Heading of about", Headings("annex-i"))
    assert shape_of("ore-law", "annex-i", Language.EN, law, PAGE) == named


def test_any_other_text_is_recognised() -> None:
    guide = library("ore-guide", Unit.TOPIC, "about")
    law = [Paragraph("Article 1", ()), Paragraph("Buyers of ore ask.", (), None, 10)]
    assert shape_of("ore-guide", "", Language.EN, guide, PAGE) == Headings()
    assert shape_of("ore-guide", "", Language.EN, guide, law) == Articles()


@pytest.mark.parametrize("language", Language)
def test_a_shape_can_be_chosen_by_name(language: Language) -> None:
    for name, shape in named_shapes(language).items():
        assert shape_named(name, "ore-law", "", language, []) == shape
    within = Within("annex-i", "Heading of about", Headings("annex-i"))
    law = library("ore-law", Unit.ARTICLE, "annex-i")
    assert shape_named("headings", "ore-law", "annex-i", language, law) == within
    with pytest.raises(UnsupportedOriginal) as caught:
        shape_named("poem", "ore-law", "", language, [])
    assert caught.value.key == "shape"
