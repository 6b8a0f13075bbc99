"""What a new answer starts from: a group of frequent questions, something that a person sent, or nothing."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from assistant.approved_answer import ApprovedDraft, ApprovedSentence, ApprovedText
from assistant.clusters import ClusteredQuestion
from assistant.inbox_items import ItemKind
from assistant.proposing import DAYS_VALID, Proposals
from assistant.records import Records
from bots.web.secretariat.answer_form import LONGEST_LIST, MOST_QUESTIONS
from bots.web.secretariat.same_words import distinct, words_of
from knowledge.language import Language
from knowledge.sentences import sentence_spans

_NOTHING = ApprovedText("", (), (), ())


class StartingPoints:
    """Makes drafts that nobody has written yet."""

    def __init__(self, proposals: Proposals, records: Records) -> None:
        self._proposals = proposals
        self._records = records

    def draft(self, cluster: str, item: str) -> ApprovedDraft:
        """The draft for a group of questions or an item of the inbox; an empty one where there is none by that id."""
        return self._of_cluster(cluster) or self._of_item(item) or _draft({})

    def _of_cluster(self, cluster_id: str) -> ApprovedDraft | None:
        """The assistant's own answers to what the group is called, with the group's questions as other ways to ask."""
        cluster = self._records.clusters.get(cluster_id) if cluster_id else None
        if cluster is None:
            return None
        draft = self._proposals.draft(cluster.label[Language.NL], cluster.label[Language.EN], cluster.id)
        asked = distinct(self._records.clusters.questions(cluster.id))
        nl, en = (
            _asked_too(text, asked, language) for language, text in zip(Language, (draft.nl, draft.en), strict=True)
        )
        return replace(draft, nl=nl, en=en)

    def _of_item(self, item_id: str) -> ApprovedDraft | None:
        """A question to the secretariat, with the last reply to it as sentences that have no places yet."""
        item = self._records.inbox.get(item_id) if item_id else None
        if item is None or item.kind is not ItemKind.QUESTION:
            return None
        replies = self._records.replies.to(item.id)[-1:]
        return _draft(
            {item.language: ApprovedText(item.text, (), (), ())}
            | {
                reply.language: _replied(
                    item.text if reply.language is item.language else "", reply.text, reply.language
                )
                for reply in replies
            }
        )


def _asked_too(text: ApprovedText, asked: Iterable[ClusteredQuestion], language: Language) -> ApprovedText:
    """A text with what was asked in its language, for the editor to strike what does not belong."""
    known = words_of(text.question)
    others = [each.text for each in asked if each.language is language and words_of(each.text) != known]
    kept: list[str] = []
    for other in others[:MOST_QUESTIONS]:
        if len("\n".join((*kept, other))) <= LONGEST_LIST:
            kept.append(other)
    return replace(text, other_questions=tuple(kept))


def _replied(question: str, reply: str, language: Language) -> ApprovedText:
    sentences = tuple(ApprovedSentence(span.of(reply), ()) for span in sentence_spans(reply, language))
    return ApprovedText(question, (), sentences, ())


def _draft(texts: dict[Language, ApprovedText]) -> ApprovedDraft:
    nl, en = (texts.get(language, _NOTHING) for language in (Language.NL, Language.EN))
    return ApprovedDraft(nl, en, date.today() + timedelta(days=DAYS_VALID), None)
