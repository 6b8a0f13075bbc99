"""Cards and terms to be read again, because the official text of a place that they rest on was changed or removed."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime

from ingest.diff import Change, ChangeKind, Touched
from knowledge.documents import Passage
from knowledge.original_store import Flag, OriginalStore
from knowledge.references import Reference


def flags_for(touched: Iterable[Touched], changes: Iterable[Change], library: Iterable[Passage]) -> list[Flag]:
    """A flag for each card or term and each changed place that it rests on."""
    removed = {change.reference for change in changes if change.kind is ChangeKind.REMOVED}
    digests, now = _card_digests(library), datetime.now(UTC)
    return [
        Flag(card, place.reference, place.reference in removed, digests[card], now)
        for place in touched
        for card in place.resting
        if card in digests
    ]


def live_flags(store: OriginalStore, library: Iterable[Passage]) -> list[Flag]:
    """The flags of cards that were not edited since; the library is that of today."""
    flags = store.flags()
    digests = _card_digests(library) if flags else {}
    return [flag for flag in flags if digests.get(flag.card) == flag.card_digest]


def forget_settled_flags(store: OriginalStore, library: Iterable[Passage]) -> None:
    """Take the flags away of cards that were edited."""
    live = set(live_flags(store, library))
    settled = [flag for flag in store.flags() if flag not in live]
    if settled:
        store.forget_flags(settled)


def forget_flags_without_text(store: OriginalStore) -> None:
    """Take the flags away of places that no official text is kept of any more, so that our summary answers again."""
    texts = [f"{original.key.text_of}/" for original in store.all()]
    gone = [flag for flag in store.flags() if not f"{flag.place}/".lower().startswith(tuple(texts))]
    store.forget_flags(gone)


def _card_digests(library: Iterable[Passage]) -> dict[Reference, str]:
    """What each card and term says, in both languages, under a short name."""
    texts: dict[Reference, list[str]] = {}
    for passage in library:
        if passage.rests_on:
            texts.setdefault(passage.reference, []).append(f"{passage.language} {passage.text}")
    return {card: hashlib.sha256("\n".join(sorted(said)).encode()).hexdigest()[:32] for card, said in texts.items()}
