"""Stand-in until P2."""

from uuid import uuid4

from assistant.answers import Answer, Mode, Outcome, Timing
from assistant.approved import ApprovedAnswer
from assistant.drafts import DraftText, Support
from assistant.notes import cite_with_notes
from knowledge.language import Language
from knowledge.passage_index import PassageIndex


def composed(answer: ApprovedAnswer, language: Language, index: PassageIndex) -> Answer:
    text = answer.text(language)

    def drafts(parts):
        return [
            DraftText(
                p.text,
                tuple(Support(index.at(r)[0], index.at(r)[0].sentences[0].span) for r in p.references if index.at(r)),
            )
            for p in parts
        ]

    cited = cite_with_notes(index, drafts(text.sentences), drafts(text.next_steps), language)
    return Answer(
        str(uuid4()),
        "p",
        language,
        Outcome.ANSWERED,
        Mode.EXTRACTIVE,
        cited.sentences,
        cited.steps,
        cited.citations,
        (),
        (),
        None,
        1.0,
        Timing(0, 0, 0),
    )
