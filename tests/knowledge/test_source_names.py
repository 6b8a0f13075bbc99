"""Which sources and places a question names."""

import pytest

from knowledge.documents import Unit
from knowledge.language import Language
from knowledge.references import Reference
from knowledge.source_names import SourceNames
from tests.fakes import a_document

DOCUMENTS = [
    a_document("ungp-2011", short="UNGP", aliases=("UNGPs", "guiding principles"), unit=Unit.PRINCIPLE),
    a_document("oecd-guidelines-2023", short="OECD Guidelines", aliases=("OECD",), unit=Unit.CHAPTER),
    a_document("oecd-ddg-2018", short="guidance", aliases=("OECD", "handreiking"), unit=Unit.STEP),
    a_document("metals-covenant-2019", Language.NL, short="Metaalconvenant", aliases=("convenant",), unit=Unit.CHAPTER),
    a_document("metals-2025", Language.NL, short="Sectorovereenkomst", aliases=("tweede termijn", "tweede convenant")),
    a_document("eu-csddd", short="CSDDD", unit=Unit.ARTICLE),
    a_document("eu-minerals", short="Minerals Regulation", unit=Unit.ARTICLE),
    a_document("ilo", short="ILO", unit=Unit.CONVENTION),
    a_document("minerals", short="Minerals guidance", unit=Unit.TOPIC),
]
PLACES = [
    "ungp-2011/17", "ungp-2011/19", "oecd-guidelines-2023/VI", "oecd-guidelines-2023/II.A.11",
    "oecd-guidelines-2023/V.1.c", "oecd-guidelines-2023/V.2", "oecd-ddg-2018/2", "oecd-ddg-2018/2.3",
    "metals-covenant-2019/2",
    "metals-covenant-2019/step-2", "metals-covenant-2019/annex-2", "eu-csddd/art-8", "eu-csddd/art-8/2",
    "eu-minerals/art-8", "ilo/c029", "ilo/c138", "ilo/c138/3", "ilo/c138/7", "eu-csddd/art-8/3",
    "minerals/step-3", "minerals/supplement-gold", "minerals/supplement-gold/step-3", "minerals/annex-i",
    "minerals/annex-i/part-a", "minerals/annex-ii", "minerals/annex-ii/3",
]  # fmt: skip


@pytest.fixture(scope="module")
def names() -> SourceNames:
    return SourceNames(DOCUMENTS, map(Reference.parse, PLACES))


@pytest.mark.parametrize(
    ("question", "sources"),
    [
        ("wie doet er mee aan het convenant?", ["metals-covenant-2019"]),
        ("wie doet er in de tweede termijn mee aan het convenant?", ["metals-2025"]),
        ("wat is het verschil tussen het metaalconvenant en de CSDDD?", ["metals-covenant-2019", "eu-csddd"]),
    ],
)
def test_a_name_that_is_part_of_what_another_named_source_is_called_means_that_one(
    names: SourceNames, question: str, sources: list[str]
) -> None:
    assert list(names.mentions(question).sources) == sources


def test_a_name_of_several_sources_means_the_one_that_another_name_means() -> None:
    first = a_document("ore-pact-2019", aliases=("pact", "first term"), term="the first term")
    second = a_document("ore-pact-2025", aliases=("pact", "second term"), term="the second term")
    names = SourceNames([first, second], [])
    assert set(names.mentions("who pays in the pact?").sources) == {"ore-pact-2019", "ore-pact-2025"}
    assert names.mentions("who pays in the second term of the pact?").sources == ("ore-pact-2025",)


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("UNGP 17", "ungp-2011/17"),
        ("wat zegt beginsel 19?", "ungp-2011/19"),
        ("principle 17(a) of the UNGPs", "ungp-2011/17"),
        ("OECD chapter VI", "oecd-guidelines-2023/VI"),
        ("hoofdstuk 6 OECD guidelines", "oecd-guidelines-2023/VI"),
        ("II.A.11", "oecd-guidelines-2023/II.A.11"),
        ("OECD V.1.c child labour", "oecd-guidelines-2023/V.1.c"),
        ("stap 2.3 van de handreiking", "oecd-ddg-2018/2.3"),
        ("step 2", "oecd-ddg-2018/2"),
        ("hoofdstuk 2 van het convenant", "metals-covenant-2019/2"),
        ("covenant? no: metaalconvenant stap 2", "metals-covenant-2019/step-2"),
        ("bijlage 2 metaalconvenant", "metals-covenant-2019/annex-2"),
        ("artikel 8 CSDDD", "eu-csddd/art-8"),
        ("csddd art. 8 lid 2", "eu-csddd/art-8/2"),
        ("OECD guidelines hoofdstuk V paragraaf 2", "oecd-guidelines-2023/V.2"),
        ("CSDDD 8", "eu-csddd/art-8"),
        ("ILO convention 29", "ilo/c029"),
        ("ILO c138", "ilo/c138"),
        ("Wat zegt artikel 3 van ILO-verdrag 138?", "ilo/c138/3"),
        ("ILO C138 article 7", "ilo/c138/7"),
        ("convention 138 art. 3", "ilo/c138/3"),
        ("what does ilo/c138/3 say", "ilo/c138/3"),
        ("paragraph 3 of article 8 CSDDD", "eu-csddd/art-8/3"),
        ("step 3 of the gold supplement", "minerals/supplement-gold/step-3"),
        ("minerals guidance, goudsupplement stap 3", "minerals/supplement-gold/step-3"),
        ("annex II paragraph 3 of the minerals guidance", "minerals/annex-ii/3"),
        ("bijlage I deel A minerals guidance", "minerals/annex-i/part-a"),
    ],
)
def test_a_place_is_recognised(names: SourceNames, question: str, place: str) -> None:
    assert [str(reference) for reference in names.mentions(question).references] == [place]


@pytest.mark.parametrize(
    "question",
    [
        "som de 2 stappen van de handreiking op",
        "we have 17 people and read the UNGPs",
        "UNGP 99",
        "what is due diligence",
    ],
)
def test_a_number_that_is_no_place_is_not_taken_for_one(names: SourceNames, question: str) -> None:
    assert names.mentions(question).references == ()


@pytest.mark.parametrize(
    ("question", "missing"),
    [("UNGP 45", "45"), ("CSDDD artikel 99", "artikel 99"), ("beginsel 32 van de UNGPs", "beginsel 32")],
)
def test_a_place_that_the_named_source_has_not_is_told(names: SourceNames, question: str, missing: str) -> None:
    assert names.mentions(question).missing == (missing,)


@pytest.mark.parametrize(
    "question",
    [
        "OECD Guidelines 2023 child labour",
        "CSDDD 2024/1760",
        "metaalconvenant 2019",
        "what is the CSDDD",
        "UNGP 17",
        "CSDDD van maart 2026",
    ],
)
def test_years_and_numbers_of_acts_are_no_missing_places(names: SourceNames, question: str) -> None:
    assert names.mentions(question).missing == ()


def test_several_places_are_recognised_in_order(names: SourceNames) -> None:
    found = names.mentions("UNGP 19 and 17").references
    assert [reference.locator for reference in found] == ["19", "17"]


def test_places_beside_each_other_are_not_taken_for_one_inside_the_other(names: SourceNames) -> None:
    found = names.mentions("CSDDD artikel 8 en stap 2 van de handreiking").references
    assert [str(reference) for reference in found] == ["eu-csddd/art-8", "oecd-ddg-2018/2"]


def test_a_place_in_two_sources_is_asked_about(names: SourceNames) -> None:
    mentions = names.mentions("artikel 8")
    assert mentions.references == ()
    assert mentions.places == ("artikel 8",)
    assert [str(reference) for reference in names.having("artikel 8")] == ["eu-csddd/art-8", "eu-minerals/art-8"]


def test_a_place_is_read_in_the_source_that_is_spoken_of(names: SourceNames) -> None:
    found = names.mentions("and step 2?", context=["metals-covenant-2019"]).references
    assert [str(reference) for reference in found] == ["metals-covenant-2019/step-2"]


def test_what_is_said_besides_names_is_kept(names: SourceNames) -> None:
    assert names.mentions("Does CSDDD article 8 bind traders?").rest == ("does", "bind", "traders")


def test_a_name_inside_a_word_is_no_name(names: SourceNames) -> None:
    assert names.mentions("silos and oecdx").sources == ()
