"""An approved answer as employees will see it: on the web in both languages, and in Telegram."""

from dataclasses import dataclass
from datetime import UTC, datetime

from markupsafe import Markup

from assistant.answers import answer_record
from assistant.approved_answer import ApprovedAnswer
from assistant.proposing import Proposals
from bots.answer_records import Reading
from bots.catalogue import Catalogues
from bots.chat_preview import ChatPreview, ChatPreviewer
from bots.web.pages import Pages
from bots.web.presenting import present_turn
from knowledge.language import Language


@dataclass(frozen=True, slots=True)
class Preview:
    """The answer in a language: as a turn of the chat page and as messages of a chat, both as safe HTML."""

    language: Language
    turn: Markup
    messages: tuple[Markup, ...]
    buttons: tuple[tuple[str, ...], ...]


class Previewer:
    """Shows answers in the words of the index that is served now."""

    def __init__(
        self,
        pages: Pages,
        proposals: Proposals,
        catalogues: Catalogues,
        preview_in_chat: ChatPreviewer,
        address: str,
    ) -> None:
        self._pages = pages
        self._proposals = proposals
        self._catalogues = catalogues
        self._preview_in_chat = preview_in_chat
        self._address = address

    def previews(self, answer: ApprovedAnswer, base_url: str) -> tuple[Preview, ...]:
        """The answer in both languages; `base_url` is that of the pages where no other address is set."""
        return tuple(self._preview(answer, language, self._address or base_url) for language in Language)

    def _preview(self, answer: ApprovedAnswer, language: Language, base_url: str) -> Preview:
        catalogue = self._catalogues.current()
        reading = Reading(language, base_url, datetime.now(UTC).date())
        record = answer_record(self._proposals.preview(answer, language))
        turn = present_turn(answer.text(language).question, record, catalogue, reading)
        shown: ChatPreview = self._preview_in_chat(record, catalogue, reading)
        return Preview(
            language=language,
            turn=Markup(self._pages.part("turn.html", language, turn=turn, feedback=None)),  # noqa: S704 - a template's
            messages=tuple(Markup(message) for message in shown.messages),  # noqa: S704 - escaped by the chat's markup
            buttons=shown.buttons,
        )
