"""What the assistant offers to somebody who writes an approved answer; none of it is kept or logged."""

from collections.abc import Iterable
from datetime import date, timedelta

from assistant.answering import Assistant
from assistant.answers import Answer, CitedText, Outcome
from assistant.approved import MOST_PLACES, SOURCE, ApprovedSentence, ApprovedText, Draft
from assistant.questions import Channel, Question
from knowledge.language import Language
from knowledge.references import Reference

DAYS_VALID = 365
"""How long an answer holds unless somebody decides otherwise."""
_HOLDS_ANSWER = frozenset({Outcome.ANSWERED, Outcome.PARTIAL, Outcome.LEGAL_ADVICE})
_NOBODY = "proposal"


class Proposals:
    """Drafts and places from the assistant that answers everybody."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def draft(self, nl: str, en: str, cluster: str | None) -> Draft:
        """The assistant's own answers to a question in both languages, to start from; without sentences where it has none.

        Raises BadQuestion.
        """
        return Draft(
            nl=self._text(nl, Language.NL),
            en=self._text(en, Language.EN),
            valid_until=date.today() + timedelta(days=DAYS_VALID),
            cluster=cluster,
        )

    def places(self, text: str, language: Language) -> tuple[Reference, ...]:
        """Places that may carry a sentence, the best first; raises BadQuestion."""
        found = (hit.reference for hit in self._assistant.hits(_question(text, language)))
        return tuple(reference for reference in dict.fromkeys(found) if _is_place(reference))

    def _text(self, question: str, language: Language) -> ApprovedText:
        answer, _ = self._assistant.ask(_question(question, language))
        if answer.outcome not in _HOLDS_ANSWER:
            return ApprovedText(question, (), (), ())
        kept = _first_places(answer)
        sentences, steps = (tuple(_carried(texts, answer, kept)) for texts in (answer.sentences, answer.next_steps))
        return ApprovedText(question, (), sentences, steps)


def _question(text: str, language: Language) -> Question:
    return Question.from_text(text, channel=Channel.WEB, conversation_id=_NOBODY, language=language)


def _is_place(reference: Reference) -> bool:
    """An approved answer rests on the sources, not on another approved answer."""
    return reference.source != SOURCE


def _first_places(answer: Answer) -> frozenset[Reference]:
    """As many of the places of an answer as an approved one may have."""
    found = dict.fromkeys(citation.reference for citation in answer.citations if _is_place(citation.reference))
    return frozenset(list(found)[:MOST_PLACES])


def _carried(texts: Iterable[CitedText], answer: Answer, kept: frozenset[Reference]) -> Iterable[ApprovedSentence]:
    """The texts that rest on a place that is kept; a fixed sentence rests on none."""
    places = {citation.number: citation.reference for citation in answer.citations}
    for text in texts:
        behind = (places[number] for number in text.citations)
        references = tuple(dict.fromkeys(reference for reference in behind if reference in kept))
        if references:
            yield ApprovedSentence(text.text, references)
