from ingest.passage_text import PassageText
from knowledge.language import Language


def test_marked_items_follow_each_other_line_by_line() -> None:
    body = PassageText(Language.EN)
    body.add_paragraph("Every buyer should:")
    body.add_marked_item("(a) Ask where ore is from;")
    body.add_marked_item("(b) Write the answer down.")
    body.add_paragraph("The rest is up to you.")
    assert body.text == (
        "Every buyer should:\n\n(a) Ask where ore is from;\n(b) Write the answer down.\n\nThe rest is up to you."
    )


def test_the_letter_belongs_to_the_first_sentence_of_an_item_and_a_bullet_to_none() -> None:
    body = PassageText(Language.EN)
    body.add_marked_item("(a) Ask where ore is from. Do so in time;")
    body.add_marked_item("• Listen.")
    sentences = [sentence.span.of(body.text) for sentence in body.sentences]
    assert sentences == ["(a) Ask where ore is from.", "Do so in time;", "Listen."]


def test_the_number_of_a_paragraph_belongs_to_its_first_sentence() -> None:
    body = PassageText(Language.EN)
    body.add_numbered_paragraph("1. Ask where ore is from. Do so in time.")
    body.add_numbered_paragraph("2. Listen.")
    assert body.text == "1. Ask where ore is from. Do so in time.\n\n2. Listen."
    sentences = [sentence.span.of(body.text) for sentence in body.sentences]
    assert sentences == ["1. Ask where ore is from.", "Do so in time.", "2. Listen."]
