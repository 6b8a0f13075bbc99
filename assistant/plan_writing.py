"""Writes the entries of a plan: the sentences of the library, word for word, with their citations."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from assistant.answers import Citation, CitedText
from assistant.citing import cite
from assistant.drafts import DraftText
from assistant.passage_texts import PassageTexts
from assistant.plan_guide import Entry
from knowledge.documents import Passage, Role, Sentence, TextKind
from knowledge.language import Language
from knowledge.passage_index import PassageIndex


@dataclass(slots=True)
class PlanWriter:
    """Writes one plan from one index; citations are numbered through the plan in order of first use.

    An answer joins what it quotes of a passage into one citation. A plan cites a card in several of its steps, and
    quotes each sentence by itself.
    """

    index: PassageIndex
    language: Language
    _numbers: dict[Citation, int] = field(default_factory=dict)

    def can_write(self, entry: Entry) -> bool:
        """Whether the index holds the sentence of an entry, resting on the provision that the entry names."""
        return any(self._found(entry))

    def write(self, entry: Entry) -> CitedText:
        """The sentence of an entry that can be written; the same quote keeps its number."""
        cited = cite([self._draft(entry)], [])
        unnumbered = [replace(citation, number=0) for citation in cited.citations]
        numbers = {self._numbers.setdefault(citation, len(self._numbers) + 1) for citation in unnumbered}
        return replace(cited.sentences[0], citations=tuple(sorted(numbers)))

    def citations(self) -> tuple[Citation, ...]:
        """What was cited so far, by number."""
        return tuple(replace(citation, number=number) for citation, number in self._numbers.items())

    def _draft(self, entry: Entry) -> DraftText:
        """The sentence with the card and the one provision that it is cited for, or with its own provision."""
        passage, sentence = next(self._found(entry))
        texts = PassageTexts(self.index, self.language)
        if passage.text_kind is not TextKind.GUIDANCE:
            return texts.of(passage, sentence)
        draft = texts.of_card(passage, sentence)
        cited = tuple(support for support in draft.support if support.passage.reference in (entry.place, entry.on))
        return replace(draft, support=cited)

    def _found(self, entry: Entry) -> Iterator[tuple[Passage, Sentence]]:
        """The passage and the sentence of an entry; nothing where the library has moved or dropped it."""
        for passage in self._ours(entry):
            role = Role.STEP if passage.text_kind is TextKind.GUIDANCE else Role.STATEMENT
            numbered = [sentence for sentence in passage.sentences if sentence.role is role]
            for sentence in numbered[entry.number - 1 : entry.number]:
                if entry.on in (passage.reference, *sentence.rests_on):
                    yield passage, sentence

    def _ours(self, entry: Entry) -> list[Passage]:
        """What our own texts say in the language at the place of an entry."""
        at = self.index.at(entry.place)
        return [p for p in at if p.language is self.language and p.text_kind is not TextKind.OFFICIAL]
