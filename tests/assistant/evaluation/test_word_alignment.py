from assistant.evaluation.word_alignment import align, sentence_pairs
from knowledge.language import Language
from tests.fakes import Shelf, a_provision

NL, EN = Language.NL, Language.EN
SAID = [
    ("Kopers vragen erts.", "Buyers ask ore."),
    ("Kopers melden misstanden.", "Buyers report abuses."),
    ("Mijnen melden erts.", "Mines report ore."),
    ("Mijnen vragen water.", "Mines ask water."),
]


def test_words_that_stand_for_each_other_are_learnt_from_sentences_side_by_side(shelf: Shelf) -> None:
    passages = [
        a_provision(f"ore-code/{number}", sentence, language=language, heading="")
        for number, pair in enumerate(SAID)
        for language, sentence in zip((NL, EN), pair, strict=True)
    ]
    words = align(shelf.publish(*passages))
    for dutch, english in (("koper", "buyer"), ("mijn", "mine"), ("erts", "ore"), ("mel", "report")):
        assert words.likeness(dutch, NL, english, EN) == 1.0, dutch
    assert words.likeness("koper", NL, "mine", EN) == 0.0


def test_what_does_not_go_by_twos_is_one_pair(shelf: Shelf) -> None:
    index = shelf.publish(
        a_provision("ore-code/1", "Een.", "Twee.", language=NL, heading="Kop"),
        a_provision("ore-code/1", "One and two.", heading="Head"),
        a_provision("ore-code/2", "Only English."),
    )
    assert list(sentence_pairs(index)) == [("Kop", "Head"), ("Een. Twee.", "One and two.")]
