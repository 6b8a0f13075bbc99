"""What an answer says about its sources: the term of an agreement, the date on which the law was looked up."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from assistant.answers import Citation
from assistant.citing import Cited, cite
from assistant.drafts import DraftText
from assistant.words import say, spoken_date
from knowledge.documents import Document, NormKind, Passage, Status
from knowledge.labels import label
from knowledge.language import Language
from knowledge.passage_index import PassageIndex
from knowledge.retrieval import is_superseded


def cite_with_notes(
    index: PassageIndex, sentences: Sequence[DraftText], steps: Sequence[DraftText], language: Language
) -> Cited:
    """A draft with its citations numbered, and at its end the notes that these citations call for."""
    cited = cite(sentences, steps)
    notes = list(notes_on(index, cited.citations, language))
    drafts = [DraftText(note, (), opens_paragraph=number == 0) for number, note in enumerate(notes)]
    return cite([*sentences, *drafts], steps)


def notes_on(index: PassageIndex, citations: Iterable[Citation], language: Language) -> Iterator[str]:
    """Which term an agreement's answer is about, what does not hold today, and as of when the law was looked up."""
    passages = [passage for citation in citations for passage in _cited(index, citation)[:1]]
    documents = {passage.document.source: passage.document for passage in passages}
    key = "note.term" if len(documents.keys() - {"guidance"}) == 1 else "note.term_partly"
    for document in documents.values():
        spoken = in_language(index, document, language)
        if spoken.term:
            yield say(key, language, short=spoken.short, term=spoken.term)
    yield from dict.fromkeys(filter(None, (_validity(index, passage, language) for passage in passages)))
    laws = [passage.checked for passage in passages if passage.document.norm is NormKind.LAW]
    if laws:
        yield say("note.checked", language, date=spoken_date(min(laws), language))


def _cited(index: PassageIndex, citation: Citation) -> list[Passage]:
    """The passages of the document that a citation quotes."""
    return [
        passage
        for passage in index.at(citation.reference)
        if (passage.language, passage.text_kind) == (citation.quote_language, citation.text_kind)
        and passage.document.edition == citation.edition
    ]


def _validity(index: PassageIndex, passage: Passage, language: Language) -> str:
    """What to say of a provision that does not bind companies today; empty where it does, or was never meant to."""
    document = in_language(index, passage.document, language)
    if is_superseded(index, passage, ""):
        return say("note.superseded", language, short=document.short, edition=passage.document.edition)
    if passage.document.norm is not NormKind.LAW:
        return ""
    if passage.status is not Status.IN_FORCE and passage.status is document.status:
        return say(f"note_source.{passage.status}", language, short=document.short)
    if passage.status is not Status.IN_FORCE:
        spoken = next((p for p in index.at(passage.reference) if p.language is language), passage)
        place = label(document, passage.reference, spoken.heading)
        return say(f"note.{passage.status}", language, place=place)
    if passage.applies_from is not None and passage.applies_from > date.today():
        day = spoken_date(passage.applies_from, language)
        return say("note.applies_from", language, short=document.short, date=day)
    return ""


def in_language(index: PassageIndex, document: Document, language: Language) -> Document:
    """The same source as described in the asker's language, where it is."""
    return index.documents.get((document.source, language), document)
