"""The terms that a text uses, explained on the spot; and the glossary as a whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bots.catalogue import Catalogue
from bots.web.text_blocks import TermSpan
from knowledge.documents import Passage
from knowledge.finding_aids import Term
from knowledge.labels import reader_url
from knowledge.language import Language
from knowledge.references import GLOSSARY, Reference


@dataclass(frozen=True, slots=True)
class TermNote:
    """A term with its definition; `id` names an element of the page."""

    id: str
    name: str
    definition: str
    url: str


@dataclass(frozen=True, slots=True)
class TermEntry:
    """An entry in the list of all terms: its other names, and what it is called in the other language."""

    note: TermNote
    synonyms: tuple[str, ...]
    translation: str


def explained(
    catalogue: Catalogue, passages: Sequence[Passage], part: str
) -> tuple[list[list[TermSpan]], tuple[TermNote, ...]]:
    """Where the passages first use each term, a list for each passage, and the notes that explain them.

    `part` is what the ids of the notes begin with, to keep the texts of a page apart.
    """
    notes: dict[Reference, TermNote] = {}
    spans: list[list[TermSpan]] = []
    for passage in passages:
        spans.append([])
        for mention in catalogue.glossary.mentions(passage.text, passage.language, strict=True):
            reference = mention.term.reference
            if reference == passage.reference or reference in notes:
                continue
            note = _note(catalogue, mention.term, part)
            if note is not None:
                notes[reference] = note
                spans[-1].append(TermSpan(mention.span, note.id))
    return spans, tuple(notes.values())


def glossary_entries(catalogue: Catalogue, language: Language) -> Iterator[TermEntry]:
    """All terms of a language in the order of the alphabet."""
    terms = [term for term in catalogue.glossary.terms if term.language is language]
    for term in sorted(terms, key=lambda term: term.name.casefold()):
        note = _note(catalogue, term, "term")
        other = catalogue.glossary.term(term.reference, language.other)
        if note is not None:
            yield TermEntry(note, term.synonyms, "" if other is None else other.name)


def _note(catalogue: Catalogue, term: Term, part: str) -> TermNote | None:
    passage = catalogue.passage(term.reference, term.language)
    if passage is None:
        return None
    definition = passage.sentence_text(passage.sentences[0])
    name = f"{part}-{term.reference.locator.removeprefix(GLOSSARY)}"
    return TermNote(name, term.name, definition, reader_url(term.reference, term.language))
