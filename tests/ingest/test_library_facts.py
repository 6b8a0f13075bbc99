"""The library says what the sources say: figures, dates and numbers against a table of its own.

The table, `library_facts.jsonl`, was written from the facts and the official texts, not from the library. A line
names a fact, the words that any text on it needs, and the figures that then have to stand in the same sentence.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ingest.library import Library, read_library
from knowledge.documents import Passage, Status
from knowledge.figures import figures
from knowledge.language import Language
from knowledge.references import Reference

NUMBER_WORDS = {
    Language.NL: (
        *("nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"),
        *("dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien", "twintig"),
    ),
    Language.EN: (
        *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
        *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
    ),
}
FEES = {"500", "1500", "2000", "5000", "10000"}
MINERALS = "eu-conflict-minerals"
CODE = re.compile(r"\bCN (\d{4}(?: \d\d){0,2})$")
KILOS = re.compile(
    r"(\d[\d.,]*)\s*(?:kg|kilo)"
    r"|(?:kg|kilo(?:gram(?:me)?s?)?)(?: (?:per|a|each)(?: \w+)? (?:year|jaar))?\)?[:;,]? (\d[\d.,]*)",
    re.IGNORECASE,
)

LAW = re.compile(
    r"(?P<csddd>CSDDD|2024/1760)"
    r"|(?P<other>CSRD|Forced Labour|Dwangarbeid|Gedwongen arbeid|Batter|CRMA|Conflict ?minera|2025/794|WIVO)",
    re.IGNORECASE,
)
# What was true before Omnibus I: first use in 2027 or 2028, and a threshold of 1,000 employees.
OLD_START = {
    Language.NL: re.compile(
        r"(?:geld\w*|toepass\w+|voldoen|plicht\w*)[^.;]{0,40}?(?:vanaf|per|sinds|met ingang van) (?:\d+ \w+ )?202[78]\b"
        r"|(?:vanaf|per|met ingang van) (?:\d+ \w+ )?202[78][^.;]{0,40}?(?:geld\w*|toepass\w+|voldoen|verplicht)",
        re.IGNORECASE,
    ),
    Language.EN: re.compile(
        r"(?:appl\w+|compl\w+|binds?|dut(?:y|ies))[^.;]{0,40}?(?:from|since|as of|starting) (?:\d+ \w+ )?202[78]\b"
        r"|(?:from|as of|starting) (?:\d+ \w+ )?202[78][^.;]{0,40}?(?:appl\w+|compl\w+|binds?)",
        re.IGNORECASE,
    ),
}
OLD_SIZE = {
    Language.NL: re.compile(r"\b1[.,]?000 (?:of meer )?(?:werknemers|medewerkers|mensen|fte)", re.IGNORECASE),
    Language.EN: re.compile(r"\b1[.,]?000 (?:or more )?(?:employees|staff|people|FTE)", re.IGNORECASE),
}
# A sentence may tell the old rule as old, or as a threshold that the review of 2031 looks at.
NOT_NOW = {
    Language.NL: re.compile(
        r"niet meer|niet langer|niet onder|vervangen|achterhaald|verouderd|uitgesteld|verschoven|verhoogd?e|voorheen"
        r"|eerder|oorspronkelijk|evalu|herzie|toets|bekijk|onderzoek|opnieuw|2031",
        re.IGNORECASE,
    ),
    Language.EN: re.compile(
        r"no longer|not covered|replaced|superseded|outdated|postponed|moved|raised|formerly|used to"
        r"|earlier|original|evaluat|review|whether|2031",
        re.IGNORECASE,
    ),
}
PLACES = {
    "ungp-2011": [str(number) for number in range(1, 32)],
    "ilo": ["c029", "c087", "c098", "c100", "c105", "c111", "c138", "c155", "c182", "c187", "p029", "c169"],
    "eu-csddd": [f"art-{number}" for number in range(1, 40)],
    MINERALS: [f"art-{number}" for number in range(1, 21)],
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the table."""

    source: str
    what: str
    anchors: dict[str, list[list[str]]]
    figures: list[str]
    evidence: str

    def __str__(self) -> str:
        return f"{self.source}: {self.what}"


FACTS = [
    Fact(**json.loads(line))
    for line in Path(__file__).with_name("library_facts.jsonl").read_text(encoding="utf-8").splitlines()
]
THRESHOLDS = {found[1]: fact.figures[0] for fact in FACTS if (found := CODE.search(fact.what))}


@pytest.fixture(scope="module")
def library() -> Library:
    return read_library()


def sentences(passage: Passage) -> Iterator[str]:
    for sentence in passage.sentences:
        yield " ".join(passage.sentence_text(sentence).split())


def all_figures(text: str, language: Language) -> set[str]:
    """The figures in a text, those written in letters too."""
    words = re.findall(r"\w+", text.lower())
    in_letters = {str(number) for number, word in enumerate(NUMBER_WORDS[language]) if word in words}
    return in_letters | figures(text, language)


def says(fact: Fact, passage: Passage, sentence: str) -> bool:
    under_its_heading = f"{passage.heading}. {sentence}".lower()
    return all(
        any(anchor.lower() in under_its_heading for anchor in group) for group in fact.anchors[passage.language]
    ) and all_figures(sentence, passage.language).issuperset(fact.figures)


def test_the_table_has_every_line_once() -> None:
    assert len({str(fact) for fact in FACTS}) == len(FACTS)
    lines = [fact for fact in FACTS if CODE.search(fact.what)]
    assert (len(lines), len(THRESHOLDS)) == (23, 22), "two lines of the annex are on gold and share a code"


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("fact", FACTS, ids=str)
def test_the_library_says_it(library: Library, fact: Fact, language: Language) -> None:
    texts = [p for p in library.passages if p.reference.source == fact.source and p.language is language]
    assert any(says(fact, passage, sentence) for passage in texts for sentence in sentences(passage)), (
        f"no sentence with {fact.anchors[language]} and {fact.figures}; see {fact.evidence}"
    )


@pytest.mark.parametrize("code", THRESHOLDS)
def test_no_sentence_gives_another_threshold(library: Library, code: str) -> None:
    wrong = []
    for passage in library.passages:
        for sentence in sentences(passage) if passage.reference.source == MINERALS else ():
            codes = {each for each in THRESHOLDS if each in sentence}
            allowed = {THRESHOLDS[each] for each in codes}
            if code in codes and not weights(sentence, codes, passage.language) <= allowed:
                wrong.append((str(passage.reference), passage.language.value, sentence))
    assert wrong == []


def weights(sentence: str, codes: set[str], language: Language) -> set[str]:
    """The figures in kilos of a sentence, its codes left out."""
    for code in sorted(codes, key=len, reverse=True):
        sentence = sentence.replace(code, "")
    found = (before or after for before, after in KILOS.findall(sentence))
    return {figure for number in found for figure in figures(number.rstrip(".,"), language)}


def test_no_text_gives_the_old_start_or_size_of_the_csddd_as_law(library: Library) -> None:
    outdated = [
        (str(passage.reference), passage.language.value, sentence)
        for passage in library.passages
        for sentence in sentences(passage)
        if is_outdated(passage, sentence)
    ]
    assert outdated == []


def is_outdated(passage: Passage, sentence: str) -> bool:
    if NOT_NOW[passage.language].search(sentence):
        return False
    claims = [claim for old in (OLD_START, OLD_SIZE) for claim in old[passage.language].finditer(sentence)]
    return any(law_of(passage, sentence[: claim.start()], sentence) == "csddd" for claim in claims)


def law_of(passage: Passage, before: str, sentence: str) -> str | None:
    """The law that a claim is about: the last one named before it, else the first after, else that of the text."""
    for named in ([*LAW.finditer(before)][-1:], [*LAW.finditer(sentence)][:1], [*LAW.finditer(passage.heading)][:1]):
        if named:
            return named[0].lastgroup
    return "csddd" if passage.reference.source == "eu-csddd" else None


@pytest.mark.parametrize(
    ("language", "sentence", "outdated"),
    [
        (Language.EN, "The CSDDD applies from 26 July 2028.", True),
        (Language.EN, "The CSDDD applies from 26 July 2029.", False),
        (Language.EN, "The CSDDD is for companies with more than 1,000 employees.", True),
        (Language.EN, "The CSRD is for more than 1,000 employees, the CSDDD for more than 5,000.", False),
        (Language.EN, "The CSDDD would have applied from 2027, a date that no longer holds.", False),
        (Language.NL, "De CSDDD geldt vanaf 2027.", True),
        (Language.NL, "Vanaf 26 juli 2028 moeten bedrijven aan de CSDDD voldoen.", True),
        (Language.NL, "De CSDDD geldt vanaf 2029, de dwangarbeidverordening geldt vanaf 14 december 2027.", False),
        (Language.NL, "De CSDDD is er voor bedrijven met meer dan 1.000 werknemers.", True),
    ],
)
def test_what_counts_as_outdated(library: Library, language: Language, sentence: str, outdated: bool) -> None:
    passage = next(p for p in library.passages if p.reference.source == "guidance" and p.language is language)
    assert is_outdated(passage, sentence) is outdated


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("source", PLACES)
def test_every_number_of_the_source_has_its_place(library: Library, source: str, language: Language) -> None:
    there = {passage.reference for passage in library.passages if passage.language is language}
    assert [locator for locator in PLACES[source] if Reference(source, locator) not in there] == []


@pytest.mark.parametrize("language", Language)
def test_the_article_that_omnibus_took_out_is_the_only_one_not_in_force(library: Library, language: Language) -> None:
    repealed = {
        passage.reference
        for passage in library.passages
        if passage.reference.source == "eu-csddd" and passage.language is language and passage.status is Status.REPEALED
    }
    assert repealed == {Reference("eu-csddd", "art-22")}


@pytest.mark.parametrize("language", Language)
def test_fees_of_the_first_term_stand_in_no_text_on_the_second(library: Library, language: Language) -> None:
    found = [
        (str(passage.reference), sorted(named))
        for passage in library.passages
        if passage.reference.source == "metals-agreement-2025" and passage.language is language
        if (named := FEES & figures(passage.text, language))
    ]
    assert found == []
