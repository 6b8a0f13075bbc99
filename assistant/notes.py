"""What an answer says about its sources: the term of an agreement, the date on which the law was looked up."""

from collections.abc import Iterable, Sequence

from assistant.answers import Citation
from assistant.citing import Cited, cite
from assistant.drafts import DraftText
from assistant.words import say, spoken_date
from knowledge.documents import Document, NormKind
from knowledge.generations import PassageIndex
from knowledge.language import Language


def cite_with_notes(
    index: PassageIndex, sentences: Sequence[DraftText], steps: Sequence[DraftText], language: Language
) -> Cited:
    """A draft with its citations numbered, and at its end the notes that these citations call for."""
    cited = cite(sentences, steps)
    return cite([*sentences, *_notes(index, cited.citations, language)], steps)


def _notes(index: PassageIndex, citations: Iterable[Citation], language: Language) -> list[DraftText]:
    """Which term an agreement's answer is about, and as of when what is said of the law holds."""
    documents: dict[str, Document] = {}
    for citation in citations:
        for passage in index.at(citation.reference)[:1]:
            documents.setdefault(passage.document.source, passage.document)
    key = "note.term" if len(documents.keys() - {"guidance"}) == 1 else "note.term_partly"
    notes = []
    for document in documents.values():
        spoken = in_language(index, document, language)
        if spoken.term:
            notes.append(say(key, language, short=spoken.short, term=spoken.term))
    laws = [document.checked for document in documents.values() if document.norm is NormKind.LAW]
    if laws:
        notes.append(say("note.checked", language, date=spoken_date(min(laws), language)))
    return [DraftText(note, (), opens_paragraph=number == 0) for number, note in enumerate(notes)]


def in_language(index: PassageIndex, document: Document, language: Language) -> Document:
    """The same source as described in the asker's language, where it is."""
    found = (p.document for p in index.passages if p.document.source == document.source and p.language is language)
    return next(found, document)
