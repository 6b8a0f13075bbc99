"""What a reader page shows of one place: its texts, what is known of the source, and what lies around it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from assistant.words import spoken_date
from bots.answer_records import edition_words
from bots.catalogue import Catalogue, Place
from bots.web.listings import GUIDANCE
from bots.web.terms import TermNote, explained
from bots.web.text_blocks import Block, Piece, TableBlock, TermSpan, find_marked, passage_blocks, pieces
from bots.web.words import say
from bots.words import say as say_shared
from knowledge.documents import Passage, Role, Status, TextKind
from knowledge.editions import holds, latest_year
from knowledge.finding_aids import Evidence
from knowledge.labels import label
from knowledge.language import Language
from knowledge.references import Reference
from knowledge.sentences import Span

_KIND_ORDER = [TextKind.OFFICIAL, TextKind.APPROVED, TextKind.SUMMARY, TextKind.GUIDANCE]
_LISTED = {Role.STEP: "ol", Role.STATEMENT: "p"}


@dataclass(frozen=True, slots=True)
class CardLine:
    """A sentence of a card with the places that it rests on."""

    pieces: tuple[Piece, ...]
    rests_on: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class CardPart:
    """One part of a card under its heading: short answer, steps, whom to involve, what to record, pitfalls."""

    heading: str
    tag: str
    lines: tuple[CardLine, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A place in one language and kind of text.

    A card has `parts`, all others have `blocks`; `marked` tells that the quote is in it; `terms` explain words in it.
    `anchor` names it within its page; `superseded` tells that its edition no longer holds while the source does.
    """

    anchor: str
    superseded: bool
    language: Language
    kind: TextKind
    kind_words: str
    origin: str
    heading: str
    unknown: bool
    marked: bool
    blocks: tuple[Block | TableBlock, ...]
    parts: tuple[CardPart, ...]
    terms: tuple[TermNote, ...]


@dataclass(frozen=True, slots=True)
class ThemeLinks:
    """A theme of the cross-walk with the places in other sources that belong to it."""

    name: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Provision:
    """A reader page. `first` are the texts to read, one of each kind; `others` are the same in the other language.

    `editions` are the official texts where they are of more than one edition, that which holds first. `official_url`
    is empty for our own cards; `mark_found` is None where no quote was asked for.
    """

    reference: Reference
    label: str
    heading: str
    source_name: str
    trail: tuple[Place | str, ...]
    first: tuple[Text, ...]
    others: tuple[Text, ...]
    editions: tuple[Text, ...]
    facts: tuple[tuple[str, str], ...]
    official_url: str
    notices: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    themes: tuple[ThemeLinks, ...]
    previous: Place | None
    following: Place | None
    below: tuple[Place, ...]
    see_also: tuple[Place, ...]
    citing: tuple[Place, ...]
    mark_found: bool | None


def provision(catalogue: Catalogue, reference: Reference, language: Language, mark: str) -> Provision:
    """The page of a place that the catalogue knows, with the quote of that mark marked."""
    passages = catalogue.passages(reference)
    main = catalogue.passage(reference, language) or passages[0]
    texts = list(_texts(catalogue, passages, language, mark))
    first = tuple({text.kind: text for text in reversed(texts)}.values())[::-1]
    previous, following = catalogue.neighbours(reference)
    below = catalogue.below(reference)
    name = label(main.document, reference, main.heading)
    return Provision(
        reference=reference,
        label=main.document.short if main.heading in name else name,
        heading=main.heading,
        source_name=main.document.short,
        trail=_trail(catalogue, main, language),
        first=first,
        others=tuple(text for text in texts if text not in first),
        editions=_editions(texts),
        facts=tuple(_facts(main, language)),
        official_url="" if main.text_kind is TextKind.GUIDANCE else main.document.official_url,
        notices=tuple(_notices(catalogue, main, language)),
        evidence=catalogue.evidence(main.evidence),
        themes=tuple(_themes(catalogue, reference, language)),
        previous=None if previous is None else catalogue.place(previous, language),
        following=None if following is None else catalogue.place(following, language),
        below=catalogue.places(below, language),
        see_also=catalogue.places([other for other in _see_also(passages) if other not in below], language),
        citing=catalogue.places(_citing(catalogue, reference, passages), language),
        mark_found=any(text.marked for text in texts) if mark else None,
    )


def _trail(catalogue: Catalogue, main: Passage, language: Language) -> tuple[Place | str, ...]:
    """The headings above a place: words for those that only group, links for places."""
    places = catalogue.places(catalogue.above(main.reference), language)
    headings = {place.heading or place.label for place in places}
    grouping = [heading for heading in main.headings if not any(heading in known for known in headings)]
    return (*grouping, *places)


def _texts(catalogue: Catalogue, passages: Sequence[Passage], language: Language, mark: str) -> Iterator[Text]:
    """Official words first, the reader's language first, and of editions that which holds; the quote is marked once."""

    def place(passage: Passage) -> tuple[int, bool, bool, int, str, int]:
        document = passage.document
        is_other = passage.language is not language
        rank, newest = _KIND_ORDER.index(passage.text_kind), -latest_year(document.edition)
        return rank, is_other, not holds(document), newest, document.edition, passage.part

    ordered = groupby(sorted(passages, key=place), key=lambda p: (p.text_kind, p.language, p.document.edition))
    anchors: Counter[str] = Counter()
    for (kind, spoken, _), group in ordered:
        parts = list(group)
        marked = [find_marked(part, mark) if mark else None for part in parts]
        mark = "" if any(marked) else mark
        anchor = f"{kind}-{spoken}" + f"-{anchors[f'{kind}-{spoken}']}".removesuffix("-0")
        anchors[f"{kind}-{spoken}"] += 1
        terms, notes = explained(catalogue, parts, anchor)
        is_card = kind is TextKind.GUIDANCE
        yield Text(
            anchor=anchor,
            superseded=_is_superseded(catalogue, parts[0]),
            language=spoken,
            kind=kind,
            kind_words=say_shared(f"text_kind.{kind}", language),
            origin=_origin(parts, language),
            heading=parts[0].heading,
            unknown=any(part.unknown for part in parts),
            marked=any(marked),
            blocks=() if is_card else tuple(_blocks(parts, marked, terms)),
            parts=tuple(card_parts(catalogue, parts[0], marked[0], terms[0])) if is_card else (),
            terms=notes,
        )


def _origin(parts: Sequence[Passage], language: Language) -> str:
    """Edition, and the page where there are pages."""
    edition = edition_words(parts[0].document.edition, language)
    pages = sorted({part.page for part in parts if part.page is not None})
    if not pages:
        return edition
    shown = str(pages[0]) if len(pages) == 1 else f"{pages[0]}–{pages[-1]}"
    return f"{edition}, {say_shared('source.page', language, page=shown)}"


def _blocks(
    parts: Iterable[Passage], marked: Iterable[Span | None], terms: Iterable[Sequence[TermSpan]]
) -> Iterator[Block | TableBlock]:
    for part, span, mentions in zip(parts, marked, terms, strict=True):
        yield from passage_blocks(part, span, mentions)


def card_parts(
    catalogue: Catalogue, card: Passage, marked: Span | None, terms: Sequence[TermSpan]
) -> Iterator[CardPart]:
    """The parts of a card under their headings; an entry of the glossary is a definition alone."""
    for role, sentences in groupby(card.sentences, key=lambda sentence: sentence.role):
        lines = tuple(
            CardLine(
                pieces(card.text, sentence.span, marked, terms), catalogue.places(sentence.rests_on, card.language)
            )
            for sentence in sentences
        )
        heading = say("card.definition" if card.is_term else f"card.{role}", card.language)
        yield CardPart(heading, _LISTED.get(role, "ul"), lines)


def _editions(texts: Sequence[Text]) -> tuple[Text, ...]:
    official = tuple(text for text in texts if text.kind is TextKind.OFFICIAL)
    return official if any(text.superseded for text in official) else ()


def _is_superseded(catalogue: Catalogue, passage: Passage) -> bool:
    """Whether a text is of an edition that no longer holds, of a source that does."""
    document = passage.document
    if document.text_kind is not TextKind.OFFICIAL or holds(document):
        return False
    return holds(catalogue.document(document.source, document.language))


def _notices(catalogue: Catalogue, main: Passage, language: Language) -> Iterator[str]:
    """What a reader must know before reading on: that a text does not hold today, or not yet."""
    if _is_superseded(catalogue, main):
        yield say("notice.superseded", language, edition=main.document.edition)
    elif main.status is not Status.IN_FORCE:
        yield say(f"notice.{main.status}", language)
    elif main.applies_from is not None and main.applies_from > date.today():
        yield say("notice.applies_from", language, date=spoken_date(main.applies_from, language))


def _themes(catalogue: Catalogue, reference: Reference, language: Language) -> Iterator[ThemeLinks]:
    for theme in catalogue.crosswalk.themes_of(reference):
        elsewhere = [other for other in theme.references if other.source != reference.source]
        yield ThemeLinks(theme.name(language), catalogue.places(elsewhere, language))


def _facts(main: Passage, language: Language) -> Iterator[tuple[str, str]]:
    """What is known of a source and of this place in it, as pairs of a name and a value."""
    document = main.document
    yield say("facts.title", language), document.title
    yield say("facts.issuer", language), document.issuer
    yield say("facts.checked", language), spoken_date(main.checked, language)
    if document.source == GUIDANCE:
        return
    yield say("facts.norm", language), say(f"norm.{document.norm}", language)
    yield say("facts.edition", language), document.edition
    if document.term:
        yield say("facts.term", language), document.term[0].upper() + document.term[1:]
    yield say("facts.issued", language), spoken_date(document.issued, language)
    yield say("facts.status", language), say_shared(f"status.{main.status}", language)
    if main.applies_from is not None:
        yield say("facts.applies_from", language), spoken_date(main.applies_from, language)
    yield say("facts.licence", language), document.licence


def _see_also(passages: Sequence[Passage]) -> tuple[Reference, ...]:
    return tuple(dict.fromkeys(reference for passage in passages for reference in passage.see_also))


def _citing(catalogue: Catalogue, reference: Reference, passages: Sequence[Passage]) -> tuple[Reference, ...]:
    """What rests on a place, without what it points to itself."""
    shown = set(_see_also(passages))
    return tuple(other for other in catalogue.citing(reference) if other not in shown)
