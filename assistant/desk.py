"""The counter behind every channel: recalls the conversation, asks, and logs once, whatever happened."""

import logging
import time
from collections.abc import Sequence
from uuid import uuid4

from assistant.answering import Assistant, Trace
from assistant.answers import Answer, CitedText, Mode, Outcome, Timing
from assistant.approved_answer import ApprovedAnswer
from assistant.conversations import Turn
from assistant.errors import LogUnavailable
from assistant.pauses import Pause
from assistant.questions import Channel, Question
from assistant.records import Erased, Records
from assistant.words import say
from knowledge.language import Language, detect_language

log = logging.getLogger(__name__)


class Desk:
    """Takes questions of conversations; safe to use from many threads."""

    def __init__(self, assistant: Assistant, records: Records, *, log_questions: bool = True) -> None:
        self._assistant = assistant
        self._records = records
        self._log_questions = log_questions

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
        machinery becomes an answer with the outcome `failed`. A channel that is paused answers `blocked` with the
        reason, which is neither kept nor logged.
        """
        earlier = tuple(turns) if turns is not None else tuple(turn.question for turn in self.turns(conversation_id))
        question = Question.from_text(
            text, channel=channel, conversation_id=conversation_id, turns=earlier, language=language
        )
        pause = self.pause(channel)
        if pause is not None:
            return paused_answer(question, pause)
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
        if self._log_questions and not self._records.question_log.record(question, answer, trace):
            log.warning("the question log cannot be written; lines wait on disk")
        try:
            self._records.conversations.append(question.text, answer, question.channel)
        except LogUnavailable:
            log.warning("the conversation could not be kept")

    def pause(self, channel: Channel) -> Pause | None:
        """What stops a channel from answering; None where it answers."""
        return self._records.pauses.current(channel)

    def turns(self, conversation_id: str) -> list[Turn]:
        """The turns of a conversation, oldest first; none while the database does not answer."""
        try:
            return self._records.conversations.turns(conversation_id)
        except LogUnavailable:
            log.warning("conversations cannot be read")
            return []

    def approved(self, answer_id: str) -> ApprovedAnswer:
        """What was last decided of an approved answer. Raises NoSuchAnswer, for mere drafts too, and LogUnavailable."""
        return self._records.approved.last_decision(answer_id)

    def erase(self, conversation_id: str) -> Erased:
        """Delete all that is kept of a conversation; returns how much. Raises LogUnavailable."""
        return self._records.erase_conversation(conversation_id)

    def erase_older_than(self, days: int) -> None:
        """Delete what is past the retention period, as soon as the database answers."""
        try:
            self._records.erase_older_than(days)
        except LogUnavailable:
            log.warning("what is past the retention period could not be deleted yet")


def failed_answer(question: Question, milliseconds: float) -> Answer:
    """What a person reads when the machinery broke."""
    return _fixed_answer(question, Outcome.FAILED, [say("error.failed", _language(question))], milliseconds)


def paused_answer(question: Question, pause: Pause) -> Answer:
    """What a person reads while the channel is paused."""
    return _fixed_answer(question, Outcome.BLOCKED, pause.sentences(_language(question)), milliseconds=0.0)


def _language(question: Question) -> Language:
    return question.language or detect_language(question.text).language


def _fixed_answer(question: Question, outcome: Outcome, sentences: Sequence[str], milliseconds: float) -> Answer:
    return Answer(
        answer_id=str(uuid4()),
        conversation_id=question.conversation_id,
        language=_language(question),
        outcome=outcome,
        mode=Mode.EXTRACTIVE,
        sentences=tuple(CitedText(sentence, (), opens_paragraph=False) for sentence in sentences),
        next_steps=(),
        citations=(),
        also_read=(),
        suggestions=(),
        interpreted_question=None,
        confidence=0.0,
        timing=Timing(0.0, 0.0, milliseconds),
    )
