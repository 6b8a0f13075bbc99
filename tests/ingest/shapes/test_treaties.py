"""Treaties as provisions: ours, and real ones where they are there."""

import re
from pathlib import Path

import pytest

from ingest.coverage import coverage
from ingest.paragraphs import Paragraph, placed
from ingest.provisions import Provision, missing_and_repeated
from ingest.readers.markdown_text import read_markdown
from ingest.shapes.treaties import Treaties

OFFICIAL = Path(__file__).parents[4] / "shared" / "data" / "official"
needs_official = pytest.mark.skipif(
    not OFFICIAL.exists(), reason="the official texts are not part of the project: ../shared is not there"
)
SHAPE = Treaties(preamble="Preamble", closing="Closing formula", paragraph="paragraph")
TREATY = """# Ore Convention (No. 7)
#### Convention on ore
The council has met.
### PART I
#### GENERAL POLICY.
### Article 1
#### Subject
1. Buyers ask:
(a) the smelter.
2. Smelters answer.
### Article 2
Supervisors look.The foregoing is the authentic text of the Convention.
IN FAITH WHEREOF we have signed.
### Recommendation 8
#### Recommendation on ore
The council has met again.
### I
#### Asking
1. Ask often.
2. (1) Ask in writing.
(2) Keep the answers.
The foregoing is the authentic text of the Recommendation.
### Annex II
1. Tin"""
PROTOCOL = """### Article 1
Buyers ask.
#### Protocol to the Convention
The states have met.
### Article 1
Smelters answer.
### Article 2
Supervisors look."""


def read(text: str) -> list[Provision]:
    lines = (line.partition(" ") if line.startswith("#") else ("", "", line) for line in text.splitlines())
    return SHAPE.provisions([Paragraph(words, (), len(marks) or None) for marks, _, words in lines])


def said(provision: Provision) -> list[str]:
    return [paragraph.text for paragraph in provision.paragraphs]


def test_an_article_is_one_provision_with_its_numbered_paragraphs() -> None:
    found = {provision.locator: provision for provision in read(TREATY)}
    assert said(found["1"]) == ["1. Buyers ask:", "(a) the smelter.", "2. Smelters answer."]
    assert (found["1"].heading, found["1"].headings) == ("Article 1: Subject", ("Part I: General policy",))


def test_preamble_closing_formula_recommendation_and_annex_are_places_of_their_own() -> None:
    assert [provision.locator for provision in read(TREATY)] == [
        *("preamble", "1", "2", "closing", "r8/preamble", "r8/1", "r8/2", "r8/closing", "r8/annex-ii"),
    ]


def test_the_closing_formula_is_cut_off_an_article_that_it_ran_into() -> None:
    found = {provision.locator: provision for provision in read(TREATY)}
    assert said(found["2"]) == ["Supervisors look."]
    assert said(found["closing"])[-1] == "IN FAITH WHEREOF we have signed."


def test_the_paragraphs_of_a_recommendation_stand_below_its_number() -> None:
    found = {provision.locator: provision for provision in read(TREATY)}
    assert said(found["r8/2"]) == ["(1) Ask in writing.", "(2) Keep the answers."]
    assert found["r8/2"].heading == "Recommendation 8, paragraph 2"
    assert found["r8/2"].headings == ("Recommendation 8: Recommendation on ore", "I: Asking")


def test_the_articles_of_a_protocol_are_not_those_of_the_treaty() -> None:
    assert [provision.locator for provision in read(PROTOCOL)] == ["1", "protocol/preamble", "protocol/1", "protocol/2"]


def test_headings_that_the_format_does_not_mark_are_told_by_their_words() -> None:
    text = "The council has met.\nPART I\nGeneral policy\nArticle 1\nSubject\nBuyers ask."
    article = read(text)[-1]
    assert (article.heading, article.headings, said(article)) == (
        "Article 1: Subject",
        ("Part I: General policy",),
        ["Buyers ask."],
    )


def test_a_gap_in_the_numbers_of_any_instrument_is_missed() -> None:
    found = read(TREATY.replace("### Article 2", "### Article 3").replace("2. (1)", "3. (1)"))
    assert missing_and_repeated(found, SHAPE.expected(found)) == (("2", "r8/2"), ())


def test_a_text_without_articles_is_no_treaty() -> None:
    assert read("Buyers ask.\nSmelters answer.") == []


COUNTS = {
    "ilo-c029-forced-labour-1930": 33,
    "ilo-c087-freedom-of-association-1948": 21,
    "ilo-c098-collective-bargaining-1949": 16,
    "ilo-c100-equal-remuneration-1951": 14,
    "ilo-c105-abolition-forced-labour-1957": 10,
    "ilo-c111-discrimination-1958": 14,
    "ilo-c138-minimum-age-1973": 18,
    "ilo-c155-osh-1981": 30,
    "ilo-c169-indigenous-peoples-1989": 44,
    "ilo-c182-worst-forms-child-labour-1999": 16,
    "un-iccpr-1966": 53,
    "un-icescr-1966": 31,
    "oecd-anti-bribery-convention-1997": 17,
}
REAL = [(f"{name}-{language}.md", count) for name, count in COUNTS.items() for language in ("en", "nl")]
REAL.append(("ilo-p029-forced-labour-protocol-2014-en.md", 12))


def of_file(name: str) -> list[Paragraph]:
    return placed(read_markdown(name, (OFFICIAL / name).read_bytes()))


def real(name: str) -> dict[str, Provision]:
    return {provision.locator: provision for provision in SHAPE.provisions(of_file(name))}


@needs_official
@pytest.mark.parametrize(("name", "count"), REAL)
def test_a_real_treaty_has_all_its_articles_and_loses_no_sentence(name: str, count: int) -> None:
    paragraphs = of_file(name)
    provisions = SHAPE.provisions(paragraphs)
    assert missing_and_repeated(provisions, SHAPE.expected(provisions)) == ((), ())
    assert [p.locator for p in provisions if p.locator.isdigit()] == [str(number) for number in range(1, count + 1)]
    titles = {paragraph.text for paragraph in paragraphs if paragraph.level is not None}
    assert set(coverage(paragraphs, provisions).left_out) <= titles


@needs_official
@pytest.mark.parametrize(
    ("name", "locator", "first", "last"),
    [
        ("ilo-c029-forced-labour-1930-nl.md", "33", "Zoowel de Fransche", "is authentiek."),
        ("ilo-c138-minimum-age-1973-en.md", "1", "Each Member for which", "of young persons."),
        ("ilo-c138-minimum-age-1973-nl.md", "2", "1. Elk Lid", "lid van dit artikel."),
        ("ilo-c138-minimum-age-1973-nl.md", "r146/6", "De minimumleeftijd dient", "te zijn."),
        ("ilo-c182-worst-forms-child-labour-1999-en.md", "2", "For the purposes", "under the age of 18."),
        ("un-iccpr-1966-nl.md", "53", "1. Dit Verdrag", "van dit Verdrag toekomen."),
        ("un-iccpr-1966-en.md", "protocol/1", "A State Party", "to the present Protocol."),
        ("oecd-anti-bribery-convention-1997-en.md", "17", "A Party may withdraw", "which remain pending."),
    ],
)
def test_a_real_provision_begins_and_ends_with_its_own_words(name: str, locator: str, first: str, last: str) -> None:
    words = said(real(name)[locator])
    assert words[0].startswith(first)
    assert words[-1].endswith(last)


@needs_official
@pytest.mark.parametrize("language", ["en", "nl"])
def test_what_follows_a_real_treaty_is_kept_apart(language: str) -> None:
    minimum_age, covenant = real(f"ilo-c138-minimum-age-1973-{language}.md"), real(f"un-iccpr-1966-{language}.md")
    assert [locator for locator in minimum_age if re.fullmatch(r"r146/\d+", locator)] == [
        f"r146/{number}" for number in range(1, 17)
    ]
    assert [locator for locator in covenant if re.fullmatch(r"protocol/\d+", locator)] == [
        f"protocol/{number}" for number in range(1, 15)
    ]
