"""An approved answer as the answer to its own question, with the words of the places that it rests on."""

from collections.abc import Iterable, Iterator

from assistant.answers import Answer, Mode, Outcome, Timing
from assistant.approved import ApprovedAnswer, ApprovedSentence
from assistant.drafts import DraftText, Support
from assistant.notes import cite_with_notes
from knowledge.documents import Passage, TextKind
from knowledge.language import Language
from knowledge.lexical_index import words
from knowledge.passage_index import PassageIndex
from knowledge.references import Reference
from knowledge.sentences import Span


def composed(approved: ApprovedAnswer, language: Language, index: PassageIndex) -> Answer:
    """The answer in a language, without places that the index does not have and what rests on them alone."""
    text = approved.text(language)
    sentences, steps = (list(_drafts(parts, language, index)) for parts in (text.sentences, text.next_steps))
    cited = cite_with_notes(index, sentences, steps, language)
    return Answer(
        answer_id=f"{approved.id}-{approved.version}-{language}",
        conversation_id=approved.id,
        language=language,
        outcome=Outcome.ANSWERED,
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


def _drafts(parts: Iterable[ApprovedSentence], language: Language, index: PassageIndex) -> Iterator[DraftText]:
    for part in parts:
        supports = (_support(part.text, reference, language, index) for reference in part.references)
        known = tuple(support for support in supports if support is not None)
        if known:
            yield DraftText(part.text, known)


def _support(text: str, reference: Reference, language: Language, index: PassageIndex) -> Support | None:
    """The sentence at a place that shares most words with a text; the official text before ours where it is there."""
    passages = index.at(reference)
    if not passages:
        return None
    passage = min(passages, key=lambda p: (p.language is not language, p.text_kind is not TextKind.OFFICIAL))
    return Support(passage, _nearest(text, passage))


def _nearest(text: str, passage: Passage) -> Span:
    """The span of the sentence that shares most words with a text; of all of it where it has no sentences."""
    wanted = set(words(text))
    spans = [sentence.span for sentence in passage.sentences]
    shared = [len(wanted & set(words(span.of(passage.text)))) for span in spans]
    return spans[shared.index(max(shared))] if spans else Span(0, len(passage.text))
