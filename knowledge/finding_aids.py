"""What ties the library's passages together: its terms, the themes that run through it, what it was checked against."""

from dataclasses import dataclass

from knowledge.language import Language
from knowledge.references import Reference


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the glossary in one language; `reference` is where it is explained, the same in both languages."""

    reference: Reference
    language: Language
    name: str
    synonyms: tuple[str, ...]
    misspellings: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The usual name and all synonyms."""
        return (self.name, *self.synonyms)


@dataclass(frozen=True, slots=True)
class Theme:
    """A row of the cross-walk: the places in all sources that deal with the same thing."""

    nl: str
    en: str
    references: tuple[Reference, ...]

    def name(self, language: Language) -> str:
        """What the theme is called in a language."""
        return self.nl if language is Language.NL else self.en


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something that texts of the library were checked against; `date` as the page itself gives it, in words."""

    id: str
    what: str
    address: str
    date: str


@dataclass(frozen=True, slots=True)
class FindingAids:
    """All of them; empty where the library has none."""

    terms: tuple[Term, ...] = ()
    themes: tuple[Theme, ...] = ()
    evidence: tuple[Evidence, ...] = ()


NO_AIDS = FindingAids()
