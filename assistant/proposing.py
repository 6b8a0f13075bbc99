"""What the assistant offers to somebody who writes an approved answer; none of it is kept or logged."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from difflib import SequenceMatcher

from assistant.answering import Assistant
from assistant.answers import Answer, CitedText, Mode, Outcome, Timing
from assistant.approved_answer import (
    MOST_PLACES,
    SOURCE,
    ApprovedAnswer,
    ApprovedDraft,
    ApprovedSentence,
    ApprovedText,
)
from assistant.approved_texts import Embed, approved_draft
from assistant.notes import cite_with_notes
from assistant.questions import Channel, Question
from knowledge.language import Language
from knowledge.passage_index import PassageIndex
from knowledge.references import Reference

DAYS_VALID = 365
"""How long an answer holds unless somebody decides otherwise."""
_HOLDS_ANSWER = frozenset({Outcome.ANSWERED, Outcome.PARTIAL, Outcome.LEGAL_ADVICE})
_NOBODY = "proposal"
_Texts = tuple[ApprovedSentence, ...]


class Proposals:
    """Drafts and places from the assistant that answers everybody."""

    def __init__(self, assistant: Assistant, embed: Embed) -> None:
        self._assistant = assistant
        self._embed = embed

    def preview(self, written: ApprovedAnswer, language: Language) -> Answer:
        """The answer as it will be given, as the sources read now; without places that they do not have."""
        index = self._assistant.index()
        draft = approved_draft(index, _standing(written, index), language, self._embed)
        cited = cite_with_notes(index, draft.sentences, draft.steps, language)
        return Answer(
            answer_id=f"{written.id}-{written.version}-{language}",
            conversation_id=_NOBODY,
            language=language,
            outcome=draft.outcome,
            mode=Mode.EXTRACTIVE,
            sentences=cited.sentences,
            next_steps=cited.steps,
            citations=cited.citations,
            also_read=(),
            suggestions=(),
            interpreted_question=None,
            confidence=1.0,
            timing=Timing(0.0, 0.0, 0.0),
        )

    def draft(self, nl: str, en: str, cluster: str | None) -> ApprovedDraft:
        """The assistant's own answers to a question, to start from; without sentences where it has none.

        What one language says alone stands beside an empty sentence in the other. Raises BadQuestion.
        """
        answers = self._answer(nl, Language.NL), self._answer(en, Language.EN)
        kept = _first_places(answers)
        dutch, english = _text(nl, answers[0], kept), _text(en, answers[1], kept)
        sentences = _aligned(dutch.sentences, english.sentences)
        steps = _aligned(dutch.next_steps, english.next_steps)
        return ApprovedDraft(
            nl=replace(dutch, sentences=sentences[0], next_steps=steps[0]),
            en=replace(english, sentences=sentences[1], next_steps=steps[1]),
            valid_until=date.today() + timedelta(days=DAYS_VALID),
            cluster=cluster,
        )

    def places(self, text: str, language: Language) -> tuple[Reference, ...]:
        """Places that may carry a sentence, those that the text names first; raises BadQuestion."""
        named = self._assistant.index().names.mentions(text).references
        found = (hit.reference for hit in self._assistant.hits(_question(text, language)))
        return tuple(reference for reference in dict.fromkeys((*named, *found)) if _is_place(reference))

    def _answer(self, question: str, language: Language) -> Answer:
        answer, _ = self._assistant.ask(_question(question, language))
        return answer


def _standing(written: ApprovedAnswer, index: PassageIndex) -> ApprovedAnswer:
    """An answer without the places that an index does not have."""

    def standing(texts: Iterable[ApprovedSentence]) -> _Texts:
        return tuple(replace(text, references=tuple(filter(index.at, text.references))) for text in texts)

    nl, en = (
        replace(text, sentences=standing(text.sentences), next_steps=standing(text.next_steps))
        for text in (written.nl, written.en)
    )
    return replace(written, nl=nl, en=en)


def _question(text: str, language: Language) -> Question:
    return Question.from_text(text, channel=Channel.WEB, conversation_id=_NOBODY, language=language)


def _is_place(reference: Reference) -> bool:
    """An approved answer rests on the sources, not on another approved answer."""
    return reference.source != SOURCE


def _first_places(answers: Sequence[Answer]) -> frozenset[Reference]:
    """As many of the places of answers as an approved one may have; those that all of them cite come first."""
    cited = [dict.fromkeys(c.reference for c in answer.citations if _is_place(c.reference)) for answer in answers]
    places = dict.fromkeys(place for each in cited for place in each)
    return frozenset(sorted(places, key=lambda place: -sum(place in each for each in cited))[:MOST_PLACES])


def _text(question: str, answer: Answer, kept: frozenset[Reference]) -> ApprovedText:
    if answer.outcome not in _HOLDS_ANSWER:
        return ApprovedText(question, (), (), ())
    sentences, steps = (tuple(_carried(texts, answer, kept)) for texts in (answer.sentences, answer.next_steps))
    return ApprovedText(question, (), sentences, steps)


def _carried(texts: Iterable[CitedText], answer: Answer, kept: frozenset[Reference]) -> Iterable[ApprovedSentence]:
    """The texts that rest on a place that is kept; a fixed sentence rests on none."""
    places = {citation.number: citation.reference for citation in answer.citations}
    for text in texts:
        behind = (places[number] for number in text.citations)
        references = tuple(dict.fromkeys(reference for reference in behind if reference in kept))
        if references:
            yield ApprovedSentence(text.text, references)


def _aligned(nl: Sequence[ApprovedSentence], en: Sequence[ApprovedSentence]) -> tuple[_Texts, _Texts]:
    """As many texts in both languages, those that rest on the same places side by side."""
    pairs: list[tuple[ApprovedSentence, ApprovedSentence]] = []
    places = [[text.references for text in texts] for texts in (nl, en)]
    matcher = SequenceMatcher(None, places[0], places[1], autojunk=False)
    for operation, nl_start, nl_end, en_start, en_end in matcher.get_opcodes():
        dutch, english = nl[nl_start:nl_end], en[en_start:en_end]
        if operation == "equal":
            pairs += zip(dutch, english, strict=True)
        else:
            pairs += [(text, replace(text, text="")) for text in dutch]
            pairs += [(replace(text, text=""), text) for text in english]
    return tuple(pair[0] for pair in pairs), tuple(pair[1] for pair in pairs)
