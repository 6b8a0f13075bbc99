"""An approved answer as a passage that can be quoted, and as the sentences of an answer."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from assistant.answers import Outcome
from assistant.approved_answer import SOURCE, ApprovedAnswer
from assistant.drafting import Draft
from assistant.drafts import DraftText, Support
from assistant.passage_texts import PassageTexts
from assistant.words import say, spoken_date
from knowledge.documents import Document, NormKind, Passage, Role, Sentence, Status, TextKind, Unit
from knowledge.embedding import Matrix, Vector
from knowledge.language import Language
from knowledge.passage_index import PassageIndex
from knowledge.sentence_ranking import closest_sentence
from knowledge.sentences import Span
from knowledge.views import Words

Embed = Callable[[Sequence[Words]], Matrix]
"""Gives a row for each text, as `Vectors.of` does."""


def approved_passage(answer: ApprovedAnswer, language: Language) -> Passage:
    """What the secretariat approved, as a passage; the answer must have been approved once."""
    text, sentences = "", []
    written = answer.text(language)
    roles = ((Role.STATEMENT, written.sentences), (Role.STEP, written.next_steps))
    for role, said in ((role, said) for role, parts in roles for said in parts):
        start = len(text) + (1 if text else 0)
        text = f"{text} {said.text}" if text else said.text
        sentences.append(Sentence(Span(start, start + len(said.text)), role, said.references))
    document = _document(answer, language)
    return Passage(
        document=document,
        reference=answer.reference,
        part=1,
        heading=written.question,
        headings=(),
        text=text,
        sentences=tuple(sentences),
        page=None,
        span=None,
        questions=written.questions,
        see_also=(),
        topics=(),
        unknown=False,
        status=document.status,
        applies_from=None,
        checked=document.checked,
        evidence=(),
        tables=(),
    )


def approved_draft(index: PassageIndex, answer: ApprovedAnswer, language: Language, embed: Embed) -> Draft:
    """The sentences with the words that carry them in the places they rest on, all of which the index must have.

    A fixed sentence tells when it was approved.
    """
    passage = approved_passage(answer, language)
    rows = embed([Words(passage.sentence_text(sentence), as_question=False) for sentence in passage.sentences])
    texts = PassageTexts(index, language)
    drafts: dict[Role, list[DraftText]] = {Role.STATEMENT: [], Role.STEP: []}
    for sentence, row in zip(passage.sentences, rows, strict=True):
        support = tuple(_support(index, texts, passage, sentence, row))
        drafts[sentence.role].append(DraftText(passage.sentence_text(sentence), support))
    note = say("note.approved", language, date=spoken_date(approval_day(answer), language))
    sentences = (*drafts[Role.STATEMENT], DraftText(note, (), opens_paragraph=True))
    return Draft(Outcome.ANSWERED, sentences, tuple(drafts[Role.STEP]), ())


def approval_day(answer: ApprovedAnswer) -> date:
    """The day on which it was approved, or last written where it was not yet."""
    return (answer.approved_at or answer.changed_at).date()


def _support(
    index: PassageIndex, texts: PassageTexts, passage: Passage, sentence: Sentence, vector: Vector
) -> Iterator[Support]:
    """The approved sentence itself, and the nearest words of each place that it rests on."""
    yield Support(passage, sentence.span)
    for hit in map(texts.hit_of, sentence.rests_on):
        place, position = hit.passages[0], hit.positions[0]
        yield Support(place, closest_sentence(index, place, position, vector).span)


def _document(answer: ApprovedAnswer, language: Language) -> Document:
    day = approval_day(answer)
    return Document(
        source=SOURCE,
        language=language,
        text_kind=TextKind.APPROVED,
        title=say("approved.title", language),
        short=say("approved.short", language),
        aliases=(),
        unit=Unit.TOPIC,
        issuer=say("approved.issuer", language),
        edition=say("approved.edition", language, date=spoken_date(day, language)),
        issued=day,
        status=Status.IN_FORCE,
        norm=NormKind.ADVICE,
        term="",
        applies_from=None,
        checked=day,
        official_url="",
        licence="",
    )
