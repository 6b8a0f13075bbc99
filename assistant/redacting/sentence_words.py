"""A text as words, with what tells a name from other words: capitals, neighbours, and whether a word is known."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from assistant.redacting.lexicon import WORD, Lexicon, lexicon
from knowledge.lexical_index import folded

_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_SPACE = frozenset((" ", "\u00a0", "  "))
_DOTTED = frozenset((".", ". ", ".\u00a0"))
_ABBREVIATIONS = frozenset(("th", "chr", "ph", "ij", "joh", "jac", "wm", "st", "jr", "sr"))
# Letters in a row with dots that are no initials: countries, legal forms, and words of Dutch letters.
_NO_INITIALS = re.compile(
    r"^(?:u\.?s|u\.?k|e\.?u|u\.?n|b\.?v|n\.?v|s\.?a|v\.?o\.?f|p\.?o|e\.?g|i\.?e|q|i{1,3}|i?v|vi+|x)$", re.IGNORECASE
)
_SHOUTED_LETTERS = 12
# How verbs end that may stand behind "onze leverancier" or "our supplier", where a name may stand too.
_VERB_ENDINGS = re.compile(r"(?:t|d|de|te|en|s|ed|ing)$")
_ADJECTIVE_ENDINGS = re.compile(r"(?:lijk|ig|isch|baar|loos|able|ible|ful|ous|ive|ical|ly)$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word without a possessive s, and where it stands; `key` is how it is looked up."""

    text: str
    start: int
    end: int
    key: str
    possessive: bool


class SentenceWords:
    """The words of a text by number; a text that is mostly in capitals is read as if it had none."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lexicon: Lexicon = lexicon()
        read = _lowered(text) if _is_shouted(text) else text
        self.read = read
        self.words = [_word(match) for match in WORD.finditer(read)]
        self._starts = [word.start for word in self.words]

    def __len__(self) -> int:
        return len(self.words)

    def __getitem__(self, number: int) -> Word:
        return self.words[number]

    @cached_property
    def starts(self) -> dict[int, int]:
        """The number of the word that begins at a place."""
        return {word.start: number for number, word in enumerate(self.words)}

    def between(self, start: int, end: int) -> range:
        """The numbers of the words that begin in a piece of the text."""
        return range(bisect_left(self._starts, start), bisect_left(self._starts, end))

    def gap(self, number: int) -> str:
        """What stands between a word and the next one; a line break where there is none."""
        if number < 0 or number + 1 >= len(self.words):
            return "\n"
        return self.read[self.words[number].end : self.words[number + 1].start]

    def joined(self, number: int) -> bool:
        """Whether a word and the next one may be parts of one name."""
        gap = self.gap(number)
        if self.words[number].possessive:
            return False
        return gap in _SPACE or (gap in _DOTTED and self.is_initial(number))

    def is_initial(self, number: int) -> bool:
        """Whether a word is an initial, or an abbreviation of a first name with its dot."""
        word = self.words[number]
        if len(word.text) == 1:
            return word.text.isupper() or word.key in self.lexicon.cues.particles
        return word.key in _ABBREVIATIONS and self.gap(number) in _DOTTED

    def is_dotted(self, number: int) -> bool:
        """Whether a word is a letter with a dot."""
        return len(self.words[number].text) == 1 and self.gap(number) in _DOTTED

    def is_capital(self, number: int) -> bool:
        """Whether a word begins with a capital and is no abbreviation in capitals."""
        text = self.words[number].text
        head = re.split(r"[-‑]", text)[0]
        return text[0].isupper() and len(text) > 1 and not (len(head) > 1 and head.isupper())

    def is_particle(self, number: int) -> bool:
        """Whether a word is a small one inside a name; "op den Akker" has two."""
        word = self.words[number]
        key = word.key
        if key in self.lexicon.cues.particles:
            return len(word.text) > 1 or word.text.islower()
        following = self.words[number + 1].key if number + 1 < len(self.words) else ""
        return key in ("op", "in", "uit") and following in ("den", "'t")

    def is_known(self, number: int) -> bool:
        """Whether a word is one of the language, a place or an organisation."""
        return self.lexicon.knows(self.words[number].key)

    def is_first_name(self, number: int) -> bool:
        """Whether a word, or the first part of one with a hyphen, is listed as a first name."""
        key = self.words[number].key
        return key in self.lexicon.first_names or key.split("-")[0] in self.lexicon.first_names

    def is_sure_first_name(self, number: int) -> bool:
        """Whether a word is a first name and nothing else that we know."""
        return self.is_first_name(number) and not self.is_known(number)

    def is_function_word(self, number: int) -> bool:
        """Whether a word is no part of a name wherever it stands."""
        return self.words[number].key in self.lexicon.cues.function_words

    def looks_like_verb(self, number: int) -> bool:
        """Whether a word ends as verbs do."""
        return _VERB_ENDINGS.search(self.words[number].key) is not None

    def looks_like_adjective(self, number: int) -> bool:
        """Whether a word ends as adjectives and adverbs do."""
        return _ADJECTIVE_ENDINGS.search(self.words[number].key) is not None

    def before_verb(self, number: int) -> bool:
        """Whether a verb follows that somebody is the subject of."""
        return (
            number + 1 < len(self.words)
            and self.gap(number) == " "
            and self.words[number + 1].key in self.lexicon.cues.verbs
        )

    def starts_sentence(self, number: int) -> bool:
        """Whether a word is the first of a sentence or a line."""
        if number == 0:
            return True
        gap = self.gap(number - 1)
        return "\n" in gap or (any(sign in gap for sign in ".?!:;") and not self.is_initial(number - 1))

    def phrase(self, first: int, end: int) -> str:
        """The words from one up to another as they are looked up together."""
        return folded(self.read[self.words[first].start : self.words[end - 1].end])

    def initials(self, first: int, end: int) -> str:
        """The letters of a row of initials, joined by dots."""
        return ".".join(self.words[number].text for number in range(first, end))

    def are_initials(self, first: int, end: int) -> bool:
        """Whether single letters are those of a person and of nothing else."""
        return end > first and _NO_INITIALS.match(self.initials(first, end)) is None


def _word(match: re.Match[str]) -> Word:
    text = match.group()
    base = _POSSESSIVE.sub("", text) or text
    possessive = base != text
    return Word(base, match.start(), match.start() + len(base), folded(base).replace("’", "'"), possessive)


def _is_shouted(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return len(letters) >= _SHOUTED_LETTERS and sum(map(str.isupper, letters)) > 0.7 * len(letters)


def _lowered(text: str) -> str:
    """In lower case, each character in its place."""
    return "".join(low if len(low := character.lower()) == 1 else character for character in text)
