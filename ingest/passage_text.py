"""Puts the text of one passage together and remembers where each sentence stands in it."""

from collections.abc import Iterable

from knowledge.documents import Role, Sentence
from knowledge.language import Language
from knowledge.references import Reference
from knowledge.sentences import Span, sentence_spans


class PassageText:
    """Grows block by block: paragraphs stand apart by a blank line, list items by a line break and a mark."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._text = ""
        self._in_list = False
        self._sentences: list[Sentence] = []

    @property
    def text(self) -> str:
        """The text so far."""
        return self._text

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences so far, in the order of the text."""
        return tuple(self._sentences)

    def add_paragraph(self, paragraph: str) -> None:
        """Add running text; each of its sentences can be cited by itself."""
        self._in_list = False
        self._add_spans(self._append("\n\n", paragraph), sentence_spans(paragraph, self._language))

    def add_numbered_paragraph(self, paragraph: str) -> None:
        """Add running text that begins with its number and a space; the number belongs to its first sentence."""
        self._in_list = False
        self._add_spans(self._append("\n\n", paragraph), self._spans_after_mark(paragraph, keeps_mark=True))

    def add_marked_item(self, item: str) -> None:
        """Add an item that brings its own mark, such as (a) or a bullet; each of its sentences can be cited."""
        start = self._append("\n" if self._in_list else "\n\n", item)
        self._in_list = True
        is_letter = item[0] == "(" or item[0].isalpha()  # people refer to it, so that it belongs to the sentence
        self._add_spans(start, self._spans_after_mark(item, keeps_mark=is_letter))

    def _spans_after_mark(self, text: str, *, keeps_mark: bool) -> list[Span]:
        mark = text.index(" ") + 1
        spans = [Span(span.start + mark, span.end + mark) for span in sentence_spans(text[mark:], self._language)]
        if keeps_mark:
            spans[0] = Span(0, spans[0].end)
        return spans

    def _add_spans(self, start: int, spans: Iterable[Span]) -> None:
        for span in spans:
            self._sentences.append(Sentence(Span(start + span.start, start + span.end), Role.STATEMENT, ()))

    def add_items(self, items: Iterable[str], role: Role) -> None:
        """Add a list; each item is cited as a whole."""
        for number, item in enumerate(items):
            start = self._append("\n\n- " if number == 0 else "\n- ", item)
            self._sentences.append(Sentence(Span(start, start + len(item)), role, ()))

    def add_sentence(self, sentence: str, role: Role, rests_on: tuple[Reference, ...]) -> None:
        """Add a sentence of a card on a line of its own."""
        start = self._append("\n", sentence)
        self._sentences.append(Sentence(Span(start, start + len(sentence)), role, rests_on))

    def _append(self, separator: str, words: str) -> int:
        if not self._text:
            separator = separator.lstrip("\n")
        start = len(self._text) + len(separator)
        self._text += separator + words
        return start
