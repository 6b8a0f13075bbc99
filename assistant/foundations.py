"""What an approved answer stands on: the places that it cites, as they read on the day it was approved."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.documents import Passage
from knowledge.passage_index import PassageIndex
from knowledge.references import Reference


@dataclass(frozen=True, slots=True)
class Foundation:
    """A place and a name for the words that stood there, in all languages and kinds of text."""

    reference: Reference
    digest: str


def foundations(index: PassageIndex, references: Iterable[Reference]) -> tuple[Foundation, ...]:
    """The places as they read in an index, each once and in their order; those that it does not have are left out."""
    known = (reference for reference in dict.fromkeys(references) if index.at(reference))
    return tuple(Foundation(reference, place_digest(index.at(reference))) for reference in known)


def shifted(index: PassageIndex, rests_on: Iterable[Foundation]) -> tuple[Reference, ...]:
    """The places that read otherwise in an index than they did, or are gone from it."""
    return tuple(
        foundation.reference
        for foundation in rests_on
        if place_digest(index.at(foundation.reference)) != foundation.digest
    )


def place_digest(passages: Iterable[Passage]) -> str:
    """A name for what stands at a place, 32 hexadecimal digits.

    Words, headings, edition, status and the day from which it applies are part of it. The day on which our text was
    last checked is not: nothing changes for an answer when a place is found to be as it was.
    """
    told = sorted(
        "\n".join((p.language, p.text_kind, p.document.edition, p.status, str(p.applies_from), p.heading, p.text))
        for p in passages
    )
    return hashlib.sha256("\0".join(told).encode()).hexdigest()[:32]
