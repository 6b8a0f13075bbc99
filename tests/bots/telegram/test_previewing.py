"""An answer as the bot would send it."""

from bots.catalogue import Catalogue
from bots.telegram.previewing import preview_in_chat
from tests.bots.telegram.records import DUTCH, a_record


def test_a_preview_holds_the_messages_and_the_words_of_the_buttons(catalogue: Catalogue) -> None:
    preview = preview_in_chat(a_record(), catalogue, DUTCH)
    assert preview.messages[0].startswith("<b>Beantwoord uit de bronnen</b>")
    assert "Bronnen" in preview.buttons[0]


def test_what_an_answer_says_is_escaped(catalogue: Catalogue) -> None:
    record = a_record()
    record["sentences"][0]["text"] = "<script>x</script>"
    assert "<script>" not in "".join(preview_in_chat(record, catalogue, DUTCH).messages)
