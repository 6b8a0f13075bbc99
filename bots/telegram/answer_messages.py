"""A stored answer as messages: the answer first, then what to do, then where it stands."""

from dataclasses import dataclass

from assistant.answers import Mode, Outcome
from bots.answer_records import Reading, Record, mode_words, paragraphs
from bots.catalogue import Catalogue
from bots.telegram.answer_buttons import Rows, answer_rows
from bots.telegram.citing import cited_items, cited_lines, place_items, short_quotes, whole_quotes
from bots.telegram.markup import Heading, Paragraph, RichText, bold, italic
from bots.telegram.words import say
from bots.words import say as say_shared
from knowledge.language import Language


@dataclass(frozen=True, slots=True)
class Message:
    """A text with the buttons under its last part."""

    text: RichText
    rows: Rows


def answer_message(record: Record, catalogue: Catalogue, reading: Reading, *, disclose: bool) -> Message:
    """An answer, framed in the reader's language; `disclose` says first that a machine answers (AI Act, article 50)."""
    language, citations = reading.language, record["citations"]
    text = (
        *(_disclosure(record, language) if disclose else ()),
        Heading((bold(_outcome_words(record, language)),)),
        *_interpreted(record, language),
        *(Paragraph(cited_lines(paragraph, citations, reading)) for paragraph in paragraphs(record)),
        *_titled("next_steps", language, cited_items(record["next_steps"], citations, reading)),
        *_titled("sources", language, short_quotes(citations, catalogue, reading)),
        *_titled("also_read", language, place_items(record["also_read"], catalogue, reading)),
    )
    return Message(text, answer_rows(record, language))


def sources_message(record: Record, catalogue: Catalogue, reading: Reading) -> RichText:
    """The sources of an answer whole, and how its words were chosen; for an answer that has citations."""
    language = reading.language
    return (
        *_titled("sources", language, whole_quotes(record["citations"], catalogue, reading)),
        Paragraph((italic(mode_words(record, language)),)),
    )


def _disclosure(record: Record, language: Language) -> RichText:
    """That a machine answers; a greeting says so itself."""
    if record["outcome"] == Outcome.GREETING:
        return ()
    return (Paragraph((italic(say("answer.disclosure", language)),)),)


def _outcome_words(record: Record, language: Language) -> str:
    """How it ended; and that a model chose the words or the secretariat approved them, where it is so."""
    outcome = say_shared(f"outcome.{record['outcome']}", language)
    words = mode_words(record, language)
    if not record["citations"] or words == say_shared(f"mode.{Mode.EXTRACTIVE}", language):
        return outcome
    return f"{outcome} · {words}"


def _interpreted(record: Record, language: Language) -> RichText:
    if record["interpreted_question"] is None:
        return ()
    said = f"{say_shared('turn.interpreted', language)} {record['interpreted_question']}"
    return (Paragraph((italic(said),)),)


def _titled(key: str, language: Language, blocks: RichText) -> RichText:
    """Blocks under a title; nothing where there are none."""
    return (Heading((bold(say_shared(f"turn.{key}", language)),)), *blocks) if blocks else ()
