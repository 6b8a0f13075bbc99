"""Reads questions with the shipped vocabulary, over the sources and terms that a test names."""

from functools import cache

from assistant.question_reading import QuestionReader, Reading
from assistant.question_words import Vocabulary
from assistant.word_pairs import WordPairs
from knowledge.glossary import Glossary
from knowledge.language import Language, detect_language
from knowledge.references import Reference
from knowledge.source_names import SourceNames
from tests.fakes import a_document, an_entry

DOCUMENTS = (
    a_document("csddd", short="CSDDD", title="Due diligence directive"),
    a_document("ore-code", short="Ore code 2020", title="Code for buyers of ore"),
)


@cache
def reader() -> QuestionReader:
    terms = (
        an_entry("heat-map", "heat map", "A map of risks.", ["csddd/1"])[1],
        an_entry("heat-map", "risicokaart", "Een kaart.", ["csddd/1"], language=Language.NL)[1],
    )
    names = SourceNames(DOCUMENTS, [Reference("csddd", "1")])
    return QuestionReader(Vocabulary.read(), WordPairs.read(), names, Glossary(terms))


def read(question: str, language: Language | None = None) -> Reading:
    """A question taken apart, in the language that it seems to be in."""
    return reader().read(question, language or detect_language(question).language)
