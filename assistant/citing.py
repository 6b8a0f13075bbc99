"""Numbers the citations of a draft and takes their quotes from the stored passages; nothing else can make one."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.answers import Citation, CitedText, Verified
from assistant.drafts import DraftText, Support
from knowledge.documents import Passage, TextKind
from knowledge.labels import label, reader_url
from knowledge.references import Reference
from knowledge.sentences import Span

MOST_CITATIONS = 8
_OURS = frozenset({TextKind.GUIDANCE, TextKind.APPROVED})
"""Kinds of text whose sentences rest on places of other sources."""


@dataclass(frozen=True, slots=True)
class Cited:
    """The texts of a draft with their numbers, and the numbered citations."""

    sentences: tuple[CitedText, ...]
    steps: tuple[CitedText, ...]
    citations: tuple[Citation, ...]


def cite(sentences: Iterable[DraftText], steps: Iterable[DraftText]) -> Cited:
    """Number the support in order of first use.

    There are at most MOST_CITATIONS. A sentence from a card or an approved answer keeps that and one provision at
    least; a text that cannot be carried within the limit is left out.
    """
    register = _Register()
    cited_sentences = tuple(register.texts(sentences))
    cited_steps = tuple(register.texts(steps))
    return Cited(cited_sentences, cited_steps, tuple(register.citations()))


@dataclass(slots=True)
class _Entry:
    """A passage that is cited, the stretch quoted from it, and what its cited sentences rest on."""

    passage: Passage
    span: Span
    rests_on: dict[Reference, None] = field(default_factory=dict)

    def add(self, support: Support) -> None:
        self.span = Span(min(self.span.start, support.span.start), max(self.span.end, support.span.end))
        for sentence in self.passage.sentences:
            if sentence.span == support.span:
                self.rests_on |= dict.fromkeys(sentence.rests_on)


@dataclass(slots=True)
class _Register:
    """The citations given out so far, by the digest of their passage."""

    entries: dict[str, _Entry] = field(default_factory=dict)

    def texts(self, drafts: Iterable[DraftText]) -> Iterable[CitedText]:
        for draft in drafts:
            numbers = self._numbers(draft)
            if numbers or not draft.support:
                yield CitedText(draft.text, numbers, draft.opens_paragraph)

    def _numbers(self, draft: DraftText) -> tuple[int, ...]:
        chosen = self._affordable(draft.support)
        for support in chosen:
            entry = self.entries.setdefault(support.passage.digest, _Entry(support.passage, support.span))
            entry.add(support)
        order = list(self.entries)
        return tuple(sorted({order.index(support.passage.digest) + 1 for support in chosen}))

    def _affordable(self, wanted: tuple[Support, ...]) -> list[Support]:
        """As much of the support as there are numbers for; nothing where a card would stand without a provision.

        A card's sentence takes up one new provision at most, so that the steps after it can have theirs. An approved
        answer has all of its own: it never rests on more than there are numbers for.
        """
        chosen: list[Support] = []
        free = MOST_CITATIONS - len(self.entries)
        known_first = sorted(wanted, key=lambda support: support.passage.digest not in self.entries)
        is_card = any(support.passage.text_kind is TextKind.GUIDANCE for support in wanted)
        cards = [support for support in known_first if support.passage.text_kind in _OURS]
        provisions = [support for support in known_first if support.passage.text_kind not in _OURS]
        for support in [*cards, *provisions]:
            is_new = support.passage.digest not in self.entries
            if is_new and free == 0:
                continue
            chosen.append(support)
            free -= is_new
            if is_new and is_card and support in provisions:
                free = 0
        if cards and not any(support in provisions for support in chosen):
            return []
        return chosen

    def citations(self) -> Iterable[Citation]:
        for number, entry in enumerate(self.entries.values(), start=1):
            passage = entry.passage
            quote = entry.span.of(passage.text)
            yield Citation(
                number=number,
                reference=passage.reference,
                title=passage.heading,
                label=label(passage.document, passage.reference, passage.heading),
                quote=quote,
                quote_language=passage.language,
                text_kind=passage.text_kind,
                edition=passage.document.edition,
                status=passage.status,
                url=reader_url(passage.reference, passage.language),
                official_url=passage.document.official_url,
                page=passage.page,
                verified=Verified.VERIFIED if quote and quote in passage.text else Verified.NOT_VERIFIED,
                rests_on=tuple(entry.rests_on),
            )
