"""What a change touches: which provisions differ from what is served, and what rests on them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from knowledge.documents import Passage, TextKind
from knowledge.finding_aids import Theme
from knowledge.language import Language
from knowledge.references import Reference


class ChangeKind(StrEnum):
    """What happened to a place."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """A place that differs in one language and kind of text.

    `before` and `after` are the sentences that only one of the two holds, in their order; both are empty where
    something else about the place changed: its heading, its questions, its status, what it points to.
    """

    kind: ChangeKind
    reference: Reference
    language: Language
    text_kind: TextKind
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Touched:
    """What leans on a changed place: `resting` are cards and terms, `pointing` see it as related, by `themes`."""

    reference: Reference
    resting: tuple[Reference, ...]
    pointing: tuple[Reference, ...]
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LibraryDiff:
    """All changes in the order of their references, and what they touch; places that nothing leans on are left out."""

    changes: tuple[Change, ...]
    touched: tuple[Touched, ...]


Key = tuple[Reference, Language, TextKind]


def diff_library(
    before: Sequence[Passage], after: Sequence[Passage], themes: Iterable[Theme], language: Language
) -> LibraryDiff:
    """How the passages of the library differ from those that are served; themes are named in the language."""
    changes = _changes(before, after, lambda passage: passage.digest)
    return LibraryDiff(changes, _touched(changes, [*before, *after], themes, language))


def diff_texts(
    before: Sequence[Passage],
    after: Sequence[Passage],
    leaning: Iterable[Passage],
    themes: Iterable[Theme],
    language: Language,
) -> LibraryDiff:
    """How what an official text says differs from an earlier one, whatever their editions are called.

    `leaning` are the passages that may rest on it.
    """
    changes = _changes(before, after, lambda passage: (passage.headings, passage.heading, passage.text))
    return LibraryDiff(changes, _touched(changes, leaning, themes, language))


def _changes(
    before: Iterable[Passage], after: Iterable[Passage], said: Callable[[Passage], object]
) -> tuple[Change, ...]:
    old, new = _by_place(before), _by_place(after)
    return tuple(
        _change(key, old.get(key, []), new.get(key, []))
        for key in sorted(old.keys() | new.keys())
        if list(map(said, old.get(key, []))) != list(map(said, new.get(key, [])))
    )


def _touched(
    changes: Iterable[Change], passages: Iterable[Passage], themes: Iterable[Theme], language: Language
) -> tuple[Touched, ...]:
    themes = list(themes)
    resting, pointing = _leaning(passages)
    places: dict[Reference, set[Reference]] = {}
    for change in changes:
        if change.kind is not ChangeKind.ADDED:
            places.setdefault(change.reference, set()).update(_named(change))
    found = (
        Touched(
            place,
            tuple(sorted(set().union(*(resting[name] for name in names)))),
            tuple(sorted(set().union(*(pointing[name] for name in names)))),
            tuple(theme.name(language) for theme in themes if names.intersection(theme.references)),
        )
        for place, names in places.items()
    )
    return tuple(touched for touched in found if touched.resting or touched.pointing or touched.themes)


def _named(change: Change) -> set[Reference]:
    """The places that others name when they mean the changed one.

    An official text is cut finer than people refer to it: who names an article rests on each of its paragraphs.
    """
    names, above = {change.reference}, change.reference.above
    while above is not None and change.text_kind is TextKind.OFFICIAL:
        names.add(above)
        above = above.above
    return names


def _by_place(passages: Iterable[Passage]) -> dict[Key, list[Passage]]:
    places: dict[Key, list[Passage]] = {}
    for passage in passages:
        places.setdefault((passage.reference, passage.language, passage.text_kind), []).append(passage)
    return places


def _change(key: Key, old: Sequence[Passage], new: Sequence[Passage]) -> Change:
    kind = ChangeKind.ADDED if not old else ChangeKind.REMOVED if not new else ChangeKind.CHANGED
    before, after = _sentences(old), _sentences(new)
    only_before = tuple(sentence for sentence in before if sentence not in after)
    only_after = tuple(sentence for sentence in after if sentence not in before)
    return Change(kind, *key, only_before, only_after)


def _sentences(passages: Iterable[Passage]) -> tuple[str, ...]:
    return tuple(passage.sentence_text(sentence) for passage in passages for sentence in passage.sentences)


def _leaning(passages: Iterable[Passage]) -> tuple[dict[Reference, set[Reference]], dict[Reference, set[Reference]]]:
    """The places whose sentences rest on each place, and those that only see it as related."""
    resting: dict[Reference, set[Reference]] = defaultdict(set)
    pointing: dict[Reference, set[Reference]] = defaultdict(set)
    for passage in passages:
        rests_on = set(passage.rests_on)
        for place in rests_on:
            resting[place].add(passage.reference)
        for place in set(passage.see_also) - rests_on:
            pointing[place].add(passage.reference)
    return resting, pointing
