import pytest

from assistant.amounts import asked_size, compared, covers, without_amounts


@pytest.mark.parametrize(
    ("question", "size"),
    [
        ("Wij hebben 40 werknemers", 40),
        ("We employ 1,200 people", 1200),
        ("bedrijf met 1.200 fte", 1200),
        ("a firm of 12 persons", 12),
        ("a 100-FTE firm", 100),
        ("We buy 40 tonnes", None),
        ("What does UNGP 17 say?", None),
    ],
)
def test_the_asked_size_is_a_number_of_people(question: str, size: int | None) -> None:
    assert asked_size(question) == size


@pytest.mark.parametrize(
    ("sentence", "size", "covered"),
    [
        ("50 tot 250 werknemers: 900 euro.", 50, True),
        ("50 tot 250 werknemers: 900 euro.", 250, True),
        ("50 tot 250 werknemers: 900 euro.", 251, False),
        ("From 10-49 employees the fee is 300.", 9, False),
        ("1 t/m 9 fte betaalt 100.", 4, True),
        ("Between 1,000 and 5,000 employees", 1200, True),
        ("Meer dan 250 medewerkers: 2000 euro.", 250, False),
        ("More than 250 employees: 2000.", 251, True),
        ("Everyone pays.", 40, None),
    ],
)
def test_a_range_of_sizes_covers_its_ends(sentence: str, size: int, covered: bool | None) -> None:
    assert covers(sentence, size) is covered


@pytest.mark.parametrize(
    ("question", "sentence", "told"),
    [
        (
            "We have 300 employees",
            "Companies with more than 5,000 employees.",
            ("300 employees", "5,000 employees", "below"),
        ),
        ("Wij zijn met 6.000 man", "Meer dan 5.000 werknemers.", ("6.000 man", "5.000 werknemers", "above")),
        ("We import 3 tonnes", "The threshold for wire is 250 kg a year.", ("3 tonnes", "250 kg", "above")),
        ("wij voeren 0,2 ton in", "De drempel is 250 kg.", ("0,2 ton", "250 kg", "below")),
        ("250 kilo per jaar", "De invoerdrempel is 250 kg.", ("250 kilo", "250 kg", "at")),
    ],
)
def test_an_amount_is_set_beside_the_limit(question: str, sentence: str, told: tuple[str, str, str]) -> None:
    (found,) = compared(question, sentence)
    assert (found.asked, found.limit, found.key) == told


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("We have 300 employees", "Everybody pays."),
        ("We have 300 employees", "From 26 to 250 employees the fee is 2,000."),
        ("We have 300 employees", "More than 250 employees in 2019, more than 500 employees now."),
        ("How many employees?", "More than 250 employees."),
        ("We import 3 tonnes", "A lot of 250 kg was weighed."),
        ("We import 3 tonnes", "The threshold is 250 kg for wire and 1,000 kg for bars."),
    ],
)
def test_without_one_amount_and_one_limit_nothing_is_compared(question: str, sentence: str) -> None:
    assert compared(question, sentence) == ()


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("6,200 people and EUR 1.1 bn turnover", [("6,200 people", "above"), ("EUR 1.1 bn", "below")]),
        ("5.100 man en 1,6 miljard omzet", [("5.100 man", "above"), ("1,6 miljard", "above")]),
        ("omzet 1.500 mln", [("1.500 mln", "at")]),
        ("We have 300 employees and paid EUR 2 million in tax", [("300 employees", "below")]),
    ],
)
def test_people_and_turnover_are_each_set_beside_their_limit(question: str, sides: list[tuple[str, str]]) -> None:
    limits = "Companies with more than 5,000 employees and more than EUR 1.5 billion net turnover."
    assert [(found.asked, found.key) for found in compared(question, limits)] == sides


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("ook als we maar 40 man zijn?", "ook als we maar man zijn?"),
        ("bij 12 ton en EUR 40 miljoen omzet", "bij ton en EUR miljoen omzet"),
        ("een bedrijf met 20 leveranciers", "een bedrijf met leveranciers"),
        ("a customer of 20 years", "a customer of years"),
        ("What does step 2 ask?", "What does step 2 ask?"),
        ("Must we keep it for 5 years?", "Must we keep it for 5 years?"),
    ],
)
def test_the_numbers_of_amounts_are_left_out_of_what_is_looked_for(question: str, words: str) -> None:
    assert without_amounts(question).split() == words.split()


def test_at_most_sets_a_limit_for_a_weight() -> None:
    told = compared("we import 30 tonnes a year", "An importer of at most 50 tonnes is exempt.")
    assert [(each.key, each.limit) for each in told] == [("below", "50 tonnes")]
