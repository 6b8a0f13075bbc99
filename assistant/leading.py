"""Which sentence leads an answer: the one that fits best and tells what the question asks for."""

import re
from collections.abc import Sequence

from assistant.amounts import Comparison, asked_size, compared, covers
from assistant.askers import Asker
from assistant.question_kinds import FACTS, QuestionKind
from assistant.sentence_facts import counts_the_same, gives
from knowledge.documents import Passage, Sentence
from knowledge.editions import holds
from knowledge.labels import is_about, is_numbered
from knowledge.lexical_index import analyse, content_words
from knowledge.passage_index import PassageIndex
from knowledge.references import Reference
from knowledge.retrieval import Query
from knowledge.sentence_ranking import RankedSentence

_ROW_COVERAGE = 0.8  # of the question's words by their weight, that a row holds which answers it
_SHORT_WORD = 3  # letters up to which a word is no sign, nor the last part of a compound
_PLACE_BONUS = 0.25
_WHOLE_BONUS = 0.1
_ABOUT_MALUS = 0.5
_AMOUNTS = frozenset({QuestionKind.COST, QuestionKind.HOW_MUCH})
_NO_LIMITS = FACTS - {QuestionKind.HOW_MUCH}
# Who asks what "we" must do is not answered by what an authority must do.
_ASKER = re.compile(r"\b(wij|we|ons|onze|ik|we|us|our|i)\b", re.IGNORECASE)
# What a text says of the library itself is a remark beside what it tells.
_OF_THE_LIBRARY = re.compile(
    r"\b((deze|onze) bibliotheek|onze bronnen|(this|our) library|our sources)\b", re.IGNORECASE
)
_AUTHORITY = re.compile(
    r"(de |the |an? |een )?(europese |european )?(commissie|commission|lidsta(at|ten)|member states?|sta(at|ten)"
    r"|states?|regering\w*|governments?|minister\w*)\b",
    re.IGNORECASE,
)


class LeadChoice:
    """Chooses for one question."""

    def __init__(self, index: PassageIndex, query: Query, kinds: frozenset[QuestionKind]) -> None:
        self._index = index
        self._query = query
        self._kinds = kinds
        # The row for a company's size is for who asks for amounts now, not for who told the size before.
        sized = kinds & _AMOUNTS or not query.own or asked_size(query.own) is not None
        self._size = asked_size(query.text) if sized else None
        # Who was told of a limit and asks when or at what cost has done with the limit.
        moves_on = bool(query.own) and not kinds.isdisjoint(_NO_LIMITS)
        self._measured = query.own if moves_on else query.text
        named = (index.documents.get((source, query.language)) for source in query.named_sources)
        self._asker = Asker.of(query.text)
        self._names_what_holds = any(document is not None and holds(document) for document in named)

    def has_ended(self, passage: Passage) -> bool:
        """Whether a passage is of a source that ended, where one that holds is named as well: "the covenant", today."""
        return self._names_what_holds and not holds(passage.document)

    def is_for_others(self, passage: Passage) -> bool:
        """Whether a card is for a trade that the asker is not in, as far as the question tells."""
        return self._asker.is_another_than(passage.topics)

    def leading(self, ranked: Sequence[RankedSentence]) -> RankedSentence:
        """The best sentence; where one thing is asked for which it does not tell, that of its provision which does."""
        first = ranked[0]

        def tells(ranked: RankedSentence) -> tuple[bool, bool, bool]:
            row = self._settles_amount(ranked.text) or self._is_row_with_figure(ranked)
            return row, self._counts(ranked), gives(self._kinds & FACTS, ranked.text, self._query.text)

        return max((each for each in ranked if each.passage is first.passage), key=tells)

    def comparisons(self, sentence: str) -> tuple[Comparison, ...]:
        """The amounts that the question names beside the limits that a sentence sets; none where there are none."""
        return compared(self._measured, sentence)

    def settles(self, ranked: RankedSentence) -> bool:
        """Whether a sentence settles an amount that the question names, or tells the figure that it asks for.

        That is the figure of its row of a table, or of the things that the question counts.
        """
        return self._settles_amount(ranked.text) or self._is_row_with_figure(ranked) or self._counts(ranked)

    def _counts(self, ranked: RankedSentence) -> bool:
        return counts_the_same(self._query.text, ranked.text, ranked.passage.language)

    def _is_row_with_figure(self, ranked: RankedSentence) -> bool:
        own = _row_words(ranked.passage, ranked.sentence, _SHORT_WORD)
        if not own or not gives(self._kinds & FACTS, ranked.text, self._query.text):
            return False
        language = ranked.passage.language
        told = set(analyse(ranked.text, language))
        lexical = self._index.lexical[language]
        asked = [analyse(word, language) for word in content_words(self._query.text, language)]
        held = [tokens for tokens in asked if _meets(tokens, told)]
        weight, whole = (sum(lexical.weight(tokens[-1]) for tokens in those if tokens) for those in (held, asked))
        return any(_meets(tokens, own) for tokens in held) and weight >= _ROW_COVERAGE * whole

    def _settles_amount(self, sentence: str) -> bool:
        """Whether a sentence is the row for the company's size, or sets the limit for what the question names."""
        return self._is_row_for_size(sentence) or bool(self.comparisons(sentence))

    def size_of(self, ranked: RankedSentence) -> float:
        """1 for the row of a table for the company's size, -1 for one that is for others, 0 for anything else.

        A threshold that a company does not reach is no row for others: it is the answer.
        """
        size = self._size
        if size is None or not any(covers(ranked.passage.sentence_text(s), size) for s in ranked.passage.sentences):
            return 0.0
        return {None: 0.0, True: 1.0, False: -1.0}[covers(ranked.text, size)]

    def asks_for_row(self, ranked: RankedSentence) -> bool | None:
        """Whether the question speaks of what sets a row of a table apart; None for a sentence that is no row."""
        own = _row_words(ranked.passage, ranked.sentence, _SHORT_WORD + 1)
        if own is None:
            return None
        asked = [word for word in analyse(self._query.text, ranked.passage.language) if len(word) > _SHORT_WORD]
        return any(word.endswith(part) for word in asked for part in own)

    def place_of(self, reference: Reference) -> float:
        """How much speaks for a place by what it is: where a number is asked for, numbered places go first.

        Elsewhere texts about a source go last.

        Where a list is asked for, a provision goes before its parts: it names them all.
        """
        if QuestionKind.WHERE in self._kinds:
            return _PLACE_BONUS if is_numbered(reference) else 0.0
        if QuestionKind.LIST in self._kinds and "/" not in reference.locator and reference in self._index.parts:
            return _WHOLE_BONUS
        if QuestionKind.DEFINITION in self._kinds:
            return 0.0
        return -_ABOUT_MALUS if is_about(reference) else 0.0

    def _is_row_for_size(self, sentence: str) -> bool:
        return self._size is not None and covers(sentence, self._size) is True


def announces(ranked: RankedSentence) -> bool:
    """Whether a sentence only opens a list: it says nothing by itself."""
    return ranked.text.endswith(":")


def of_library(ranked: RankedSentence) -> bool:
    """Whether a sentence tells of the library itself, where that is not all that its place tells."""
    return not ranked.passage.unknown and _OF_THE_LIBRARY.search(ranked.text) is not None


def of_authority(question: str, sentence: str) -> bool:
    """Whether a sentence says what an authority does, to somebody who asks what "we" must do."""
    return _ASKER.search(question) is not None and _AUTHORITY.match(sentence) is not None


def _meets(tokens: Sequence[str], words: set[str]) -> bool:
    """Whether a word, as it is written or by its stem, is among others, or is a compound that ends with one of them."""
    return any(
        token in words or any(len(part) > _SHORT_WORD and token.endswith(part) for part in words) for token in tokens
    )


def _row_words(passage: Passage, sentence: Sentence, shortest: int) -> set[str] | None:
    """The words of so many letters that few other rows of its table have; None for a sentence that is no row."""
    number = passage.sentences.index(sentence)
    for table in passage.tables:
        if table.first <= number < table.first + len(table.rows):
            rows = [set(analyse(" ".join(row), passage.language)) for row in table.rows]
            mine = rows[number - table.first]
            few = {word for word in mine if sum(word in row for row in rows) <= max(1, len(rows) // 3)}
            return {word for word in few if len(word) >= shortest or word.isdigit()}
    return None
