"""Questions put to an index by hand, for tests of what follows the search."""

from collections.abc import Sequence
from typing import cast
from uuid import uuid4

from assistant.answers import Answer, CitedText, Mode, Outcome, Timing
from assistant.likeness import SpokenQuestion
from assistant.question_kinds import QuestionKind
from assistant.questions import Channel, Question
from assistant.sentence_choice import SIGN_NAMES, Judge, JudgedSentence, SentenceChoice, SentenceSigns
from assistant.sentence_likeness import SpokenSentences
from assistant.understanding import Understood
from knowledge.embedding import Matrix
from knowledge.language import Language
from knowledge.passage_index import PassageIndex
from knowledge.retrieval import Hit, Query
from knowledge.sentence_ranking import RankedSentence
from knowledge.source_names import Mentions
from knowledge.vectors import Vectors
from knowledge.views import Words
from tests.fakes import HashEmbedder


def a_query(text: str, language: Language = Language.EN) -> Query:
    return Query(text, text, language, HashEmbedder().embed_question(text), ())


class HashVectors:
    """Vectors without a store."""

    def of(self, texts: Sequence[Words]) -> Matrix:
        return HashEmbedder().embed_questions([words.text for words in texts])


def a_choice() -> SentenceChoice:
    return SentenceChoice.read(SpokenSentences(cast("Vectors", HashVectors())))


def a_judge(
    index: PassageIndex, query: Query, hits: Sequence[Hit], kinds: frozenset[QuestionKind] = frozenset()
) -> Judge:
    question = SpokenQuestion(HashEmbedder().embed_question(query.text), query.language)
    return a_choice().judge(index, query, kinds, question, hits)


def a_judged(ranked: RankedSentence, helps: float) -> JudgedSentence:
    return JudgedSentence(ranked, SentenceSigns(**dict.fromkeys(SIGN_NAMES, 0.0)), 0.1, helps)


def an_understood(text: str, language: Language = Language.EN) -> Understood:
    return Understood(text, text, text, language, False, None, Mentions((), (), (), (), ()), None, has_terms=False)


def a_question(text: str = "What must buyers do?", conversation_id: str = "c", *turns: str) -> Question:
    return Question.from_text(text, channel=Channel.WEB, conversation_id=conversation_id, turns=turns)


def an_answer(conversation_id: str = "c", interpreted: str | None = None) -> Answer:
    return Answer(
        answer_id=str(uuid4()),
        conversation_id=conversation_id,
        language=Language.EN,
        outcome=Outcome.ANSWERED,
        mode=Mode.EXTRACTIVE,
        sentences=(CitedText("Buyers ask.", (), opens_paragraph=False),),
        next_steps=(),
        citations=(),
        also_read=(),
        suggestions=(),
        interpreted_question=interpreted,
        confidence=0.5,
        timing=Timing(1.0, 2.0, 3.0),
    )


def spoken(index: PassageIndex) -> set[str]:
    """All sentences of an index."""
    return {passage.sentence_text(sentence) for passage in index.passages for sentence in passage.sentences}
