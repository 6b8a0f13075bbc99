from ingest.readers.pdf import Line, Page
from ingest.running_heads import without_running_heads


def page(number: int, *lines: tuple[str, float]) -> Page:
    return Page(
        number, tuple(Line(text, 72, 72 + 5 * len(text), height, 10, bold=False, mixed=False) for text, height in lines)
    )


def texts(pages: tuple[Page, ...]) -> list[list[str]]:
    return [[line.text for line in found.lines] for found in pages]


def test_heads_and_page_numbers_of_two_pages_go() -> None:
    pages = [
        page(1, ("Guidance on ore 1", 800), ("Buy with care.", 700), ("i", 30)),
        page(2, ("Guidance on ore 2", 800), ("Sell with care.", 700), ("ii", 30)),
    ]
    assert texts(without_running_heads(pages)) == [["Buy with care."], ["Sell with care."]]


def test_heads_of_left_and_right_pages_differ() -> None:
    heads = ["Guidance on ore", "Chapter one"] * 2
    pages = [page(n, (head, 800), (f"Text {'abcd'[n]}.", 700)) for n, head in enumerate(heads)]
    assert texts(without_running_heads(pages)) == [["Text a."], ["Text b."], ["Text c."], ["Text d."]]


def test_a_heading_that_opens_several_pages_stays() -> None:
    pages = [
        page(1, ("1", 800), ("Commentary", 700), ("One thing.", 680)),
        page(2, ("2", 800), ("Some text of its own.", 700), ("Another thing.", 680)),
        page(3, ("3", 800), ("Commentary", 700), ("A third thing.", 680)),
    ]
    assert texts(without_running_heads(pages))[0] == ["Commentary", "One thing."]
    assert texts(without_running_heads(pages))[2] == ["Commentary", "A third thing."]


def test_a_numbered_heading_that_opens_a_few_pages_lower_than_others_begin_stays() -> None:
    pages = [
        page(1, ("Ore law 1", 800), ("Some text of its own.", 760), ("More of it.", 740)),
        page(2, ("Ore law 2", 800), ("Other text of its own.", 760), ("And more of it.", 740)),
        page(3, ("Ore law 3", 800), ("ANNEX I", 753), ("Tin", 740)),
        page(4, ("Ore law 4", 800), ("ANNEX II", 753), ("Gold", 740)),
    ]
    assert texts(without_running_heads(pages))[2:] == [["ANNEX I", "Tin"], ["ANNEX II", "Gold"]]


def test_headings_that_differ_only_in_a_number_that_does_not_count_pages_stay() -> None:
    heads = [("Chapter 1: ore", 1), ("Chapter 2: ore", 3), ("Chapter 3: ore", 5)]
    pages = [page(number, (head, 740), (f"Text {number}.", 700)) for head, number in heads]
    assert [lines[0] for lines in texts(without_running_heads(pages))] == [head for head, _ in heads]


def test_a_page_number_within_other_numbers_goes() -> None:
    pages = [page(number, (f"L 130/{number} 19.5.2017", 800), (f"Text {'ab'[number]}.", 700)) for number in (0, 1)]
    assert texts(without_running_heads(pages)) == [["Text a."], ["Text b."]]


def test_a_foot_counts_wherever_it_stands_in_the_file() -> None:
    pages = [
        page(1, ("The foot, page 1", 30), ("Line one.", 700), ("Line two.", 680), ("Line three.", 660), ("End.", 640)),
        page(2, ("The foot, page 2", 30), ("Other one.", 700), ("Other two.", 680), ("Other end.", 660)),
    ]
    assert [lines[0] for lines in texts(without_running_heads(pages))] == ["Line one.", "Other one."]


def test_a_single_page_has_no_running_head() -> None:
    pages = [page(1, ("A title", 800), ("Text.", 700))]
    assert texts(without_running_heads(pages)) == [["A title", "Text."]]
