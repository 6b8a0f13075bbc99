"""Sources and their places as rich text: the words, whose they are, and where they stand."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from bots.answer_records import edition_words
from bots.catalogue import Catalogue
from bots.telegram.markup import Block, Heading, Item, Line, Paragraph, RichText, bold, italic, link, plain
from bots.telegram.texts import DOT
from bots.words import say
from knowledge.documents import Document, NormKind, Passage, TextKind
from knowledge.editions import holds
from knowledge.labels import label
from knowledge.language import Language
from knowledge.references import Reference

_ITEM = "- "
_GUIDANCE = "guidance"
_KINDS = [TextKind.OFFICIAL, TextKind.APPROVED, TextKind.SUMMARY, TextKind.GUIDANCE]
_BETWEEN_FACTS = " · "


def source_documents(catalogue: Catalogue, language: Language) -> list[Document]:
    """All sources, agreements first and our own cards last."""

    def place(document: Document) -> tuple[bool, int, str]:
        return document.source == _GUIDANCE, list(NormKind).index(document.norm), document.short

    return sorted((catalogue.document(source, language) for source in catalogue.sources), key=place)


def source_line(document: Document, address: str) -> Line:
    """A source with its edition and status; the address is that of its page, or empty."""
    name = document.title if document.source == _GUIDANCE else document.short
    facts = () if document.source == _GUIDANCE else (plain(f": {_facts(document)}"),)
    return link(name, address), *facts


def _facts(document: Document) -> str:
    edition = document.term or edition_words(document.edition, document.language)
    return _BETWEEN_FACTS.join((edition, say(f"status.{document.status}", document.language)))


def place_message(catalogue: Catalogue, reference: Reference, language: Language) -> RichText:
    """The words of a place that the catalogue knows, of each kind there is: official ones before ours."""
    main = catalogue.passage(reference, language)
    if main is None:
        return ()
    name = label(main.document, reference, main.heading)
    title = name if main.heading in name else f"{name}: {main.heading}"
    texts = _texts(catalogue.passages(reference), language)
    return (Heading((bold(title),)), *(block for passages in texts for block in _words(passages, language)))


def _texts(passages: Iterable[Passage], language: Language) -> Iterator[list[Passage]]:
    """One text of each kind, in the reader's language where there is one, of the edition that holds."""

    def rank(passage: Passage) -> tuple[int, bool, bool, str, int]:
        document = passage.document
        kind = _KINDS.index(passage.text_kind)
        return kind, passage.language is not language, not holds(document), document.edition, passage.part

    for _, of_kind in groupby(sorted(passages, key=rank), key=lambda passage: passage.text_kind):
        first, *others = of_kind
        yield [first, *(passage for passage in others if passage.document == first.document)]


def _words(passages: Sequence[Passage], language: Language) -> Iterator[Block]:
    yield Paragraph((italic(_BETWEEN_FACTS.join(_text_facts(passages[0], language))),))
    for passage in passages:
        yield from _lines(passage.text)


def _text_facts(passage: Passage, language: Language) -> Iterator[str]:
    """Whose words they are, and how far they hold."""
    kind = say(f"text_kind.{passage.text_kind}", language)
    yield kind[:1].upper() + kind[1:]
    if passage.language is not language:
        yield say(f"in_language.{passage.language}", language)
    if passage.text_kind is not TextKind.GUIDANCE:
        yield passage.document.term or edition_words(passage.document.edition, language)
        yield say(f"status.{passage.status}", language)


def _lines(text: str) -> RichText:
    lines = (line.strip() for line in text.split("\n"))
    return tuple(
        Item(DOT, (plain(line.removeprefix(_ITEM)),)) if line.startswith(_ITEM) else Paragraph((plain(line),))
        for line in lines
        if line
    )
