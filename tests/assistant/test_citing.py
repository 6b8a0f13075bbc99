from dataclasses import replace

from assistant.answers import Verified
from assistant.citing import MOST_CITATIONS, Cited, cite
from assistant.drafts import DraftText, Support
from knowledge.documents import Passage, TextKind
from knowledge.references import Reference
from tests.fakes import a_card, a_provision

CARD = a_card("plan", "How do we plan?", ["Plan it."], ["List.", "Ask.", "Check."], ["ore-code/1", "ore-code/2"])


def provision(number: int) -> Passage:
    return a_provision(f"ore-code/{number}", f"First of {number}.", f"Middle of {number}.", f"Last of {number}.")


def drafted(*support: tuple[Passage, int]) -> DraftText:
    passage, number = support[0]
    spans = tuple(Support(passage, passage.sentences[number].span) for passage, number in support)
    return DraftText(passage.sentence_text(passage.sentences[number]), spans)


def kinds_cited(cited: Cited, numbers: tuple[int, ...]) -> set[TextKind]:
    return {cited.citations[number - 1].text_kind for number in numbers}


def test_numbers_count_up_in_order_of_first_use() -> None:
    cited = cite([drafted((provision(5), 0)), drafted((provision(2), 0)), drafted((provision(5), 1))], [])
    assert [sentence.citations for sentence in cited.sentences] == [(1,), (2,), (1,)]
    assert [str(citation.reference) for citation in cited.citations] == ["ore-code/5", "ore-code/2"]
    assert [citation.number for citation in cited.citations] == [1, 2]


def test_steps_go_on_counting_where_sentences_stop() -> None:
    cited = cite([drafted((provision(1), 0))], [drafted((provision(2), 0)), drafted((provision(1), 1))])
    assert [step.citations for step in cited.steps] == [(2,), (1,)]


def test_a_quote_stands_byte_for_byte_in_its_passage() -> None:
    passage = provision(1)
    [citation] = cite([drafted((passage, 1))], []).citations
    assert citation.quote == "Middle of 1."
    assert citation.quote in passage.text
    assert citation.verified is Verified.VERIFIED


def test_two_sentences_of_a_passage_make_one_citation_whose_quote_spans_both() -> None:
    passage = provision(1)
    [citation] = cite([drafted((passage, 2)), drafted((passage, 0))], []).citations
    assert citation.quote == passage.text


def test_a_citation_shows_what_is_known_of_its_place() -> None:
    [citation] = cite([drafted((provision(1), 0))], []).citations
    assert citation.title == "Heading of 1"
    assert citation.label == "Ore code 1"
    assert citation.url == "/bron/ore-code/1?lang=en"
    assert citation.edition == "2020"
    assert citation.page is None
    assert citation.rests_on == ()


def test_a_fixed_sentence_stays_without_numbers() -> None:
    cited = cite([DraftText("As of today.", (), opens_paragraph=True)], [])
    [sentence] = cited.sentences
    assert (sentence.text, sentence.citations, sentence.opens_paragraph) == ("As of today.", (), True)
    assert cited.citations == ()


def test_there_are_at_most_eight_citations_and_what_they_cannot_carry_is_left_out() -> None:
    cited = cite([drafted((provision(number), 0)) for number in range(1, 12)], [])
    assert len(cited.citations) == len(cited.sentences) == MOST_CITATIONS


def test_a_sentence_with_some_support_within_the_limit_stays() -> None:
    full = [drafted((provision(number), 0)) for number in range(1, MOST_CITATIONS + 1)]
    cited = cite([*full, drafted((provision(9), 0), (provision(3), 1))], [])
    assert cited.sentences[-1].citations == (3,)


def test_a_card_comes_with_a_provision_of_its_own() -> None:
    cited = cite([drafted((CARD, 0), (provision(1), 0), (provision(2), 0))], [])
    [sentence] = cited.sentences
    assert kinds_cited(cited, sentence.citations) == {TextKind.GUIDANCE, TextKind.SUMMARY}
    assert cited.citations[0].rests_on == (Reference("ore-code", "1"), Reference("ore-code", "2"))


def test_a_card_sentence_takes_one_new_provision_at_most() -> None:
    cited = cite([drafted((CARD, 0), *((provision(number), 0) for number in range(1, 7)))], [])
    assert len(cited.citations) == 2


def test_a_card_sentence_prefers_provisions_that_are_cited_already() -> None:
    cited = cite([drafted((provision(2), 0))], [drafted((CARD, 1), (provision(1), 0), (provision(2), 1))])
    assert 1 in cited.steps[0].citations


def test_a_step_that_cannot_be_carried_is_left_out() -> None:
    full = [drafted((provision(number), 0)) for number in range(1, MOST_CITATIONS)]
    cited = cite(full, [drafted((CARD, 1), (provision(9), 0)), drafted((CARD, 2), (provision(3), 0))])
    assert [step.text for step in cited.steps] == ["Ask."]
    assert kinds_cited(cited, cited.steps[0].citations) == {TextKind.GUIDANCE, TextKind.SUMMARY}
    assert len(cited.citations) == MOST_CITATIONS


def test_a_card_without_a_provision_is_not_cited() -> None:
    assert cite([drafted((CARD, 0))], []) == Cited((), (), ())


def test_a_sentence_of_an_approved_answer_cites_every_place_it_rests_on() -> None:
    approved = replace(CARD, document=replace(CARD.document, text_kind=TextKind.APPROVED))
    cited = cite(
        [drafted((approved, 0), (provision(1), 0), (provision(2), 0))], [drafted((approved, 1), (provision(3), 0))]
    )
    assert [text.citations for text in (*cited.sentences, *cited.steps)] == [(1, 2, 3), (1, 4)]


def test_an_approved_sentence_without_a_place_is_left_out() -> None:
    approved = replace(CARD, document=replace(CARD.document, text_kind=TextKind.APPROVED))
    assert cite([drafted((approved, 0))], []).sentences == ()
