"""The counter behind every channel: recalls the conversation, asks, and logs once, whatever happened."""

import logging
import time
from collections.abc import Sequence
from uuid import uuid4

from assistant.answering import Assistant, Trace
from assistant.answers import Answer, CitedText, Mode, Outcome, Timing
from assistant.conversations import Conversations, Turn
from assistant.errors import LogUnavailable
from assistant.question_log import QuestionLog
from assistant.questions import Channel, Question
from assistant.words import say
from knowledge.language import Language, detect_language

log = logging.getLogger(__name__)


class Desk:
    """Takes questions of conversations; safe to use from many threads."""

    def __init__(self, assistant: Assistant, conversations: Conversations, question_log: QuestionLog | None) -> None:
        self._assistant = assistant
        self._conversations = conversations
        self._question_log = question_log

    def ask(
        self,
        text: str,
        channel: Channel,
        conversation_id: str,
        language: Language | None = None,
        turns: Sequence[str] | None = None,
    ) -> Answer:
        """The answer to a question, kept with its conversation and logged.

        `turns` are earlier questions where the caller keeps them itself. Raises BadQuestion; a failure of the
        machinery becomes an answer with the outcome `failed`.
        """
        earlier = tuple(turns) if turns is not None else tuple(turn.question for turn in self.turns(conversation_id))
        question = Question.from_text(
            text, channel=channel, conversation_id=conversation_id, turns=earlier, language=language
        )
        started = time.perf_counter()
        try:
            answer, trace = self._assistant.ask(question)
        except Exception:
            # The one boundary: whatever broke, the person gets a sentence and the operator the trace.
            log.exception("a question was not answered")
            answer, trace = failed_answer(question, (time.perf_counter() - started) * 1e3), Trace((), "")
        self._keep(question, answer, trace)
        return answer

    def _keep(self, question: Question, answer: Answer, trace: Trace) -> None:
        if self._question_log is not None and not self._question_log.record(question, answer, trace):
            log.warning("the question log cannot be written; lines wait in memory")
        try:
            self._conversations.append(question.text, answer, question.channel)
        except LogUnavailable:
            log.warning("the conversation could not be kept")

    def erase_older_than(self, days: int) -> None:
        """Delete conversations and log lines past the retention period, as soon as the database answers."""
        try:
            self._conversations.erase_older_than(days)
            if self._question_log is not None:
                self._question_log.erase_older_than(days)
        except LogUnavailable:
            log.warning("what is past the retention period could not be deleted yet")

    def turns(self, conversation_id: str) -> list[Turn]:
        """The turns of a conversation, oldest first; none while the database does not answer."""
        try:
            return self._conversations.turns(conversation_id)
        except LogUnavailable:
            log.warning("conversations cannot be read")
            return []

    def erase(self, conversation_id: str) -> int:
        """Delete all that is kept of a conversation; returns the number of its turns. Raises LogUnavailable."""
        if self._question_log is not None:
            self._question_log.erase(conversation_id)
        return self._conversations.erase(conversation_id)


def failed_answer(question: Question, milliseconds: float) -> Answer:
    """What a person reads when the machinery broke."""
    language = question.language or detect_language(question.text).language
    return Answer(
        answer_id=str(uuid4()),
        conversation_id=question.conversation_id,
        language=language,
        outcome=Outcome.FAILED,
        mode=Mode.EXTRACTIVE,
        sentences=(CitedText(say("error.failed", language), (), opens_paragraph=False),),
        next_steps=(),
        citations=(),
        also_read=(),
        suggestions=(),
        interpreted_question=None,
        confidence=0.0,
        timing=Timing(0.0, 0.0, milliseconds),
    )
