"""What counts as found, kept and left alone."""

from pathlib import Path

import pytest

from assistant.errors import UnreadableGold
from assistant.evaluation.redaction_figures import Line, Mask, is_found, read_lines, redaction_figures
from knowledge.language import Language


def line(text: str, *masks: Mask, keep: tuple[str, ...] = (), language: Language = Language.NL) -> Line:
    return Line(language, text, masks, keep, "tuning")


@pytest.mark.parametrize(
    ("kind", "mask", "redacted", "found"),
    [
        ("name", "Jan van Erts", "[name] belt", True),
        ("name", "Jan van Erts", "[name] van belt", True),
        ("name", "Jan van Erts", "[name] Erts belt", False),
        ("company", "Quistal B.V.", "[company] B.V. belt", True),
        ("company", "Quistal B.V.", "quistal belt", False),
        ("phone", "06-12345678", "06-[phone] belt", False),
    ],
)
def test_a_mask_is_found_when_nothing_of_its_core_is_left(kind: str, mask: str, redacted: str, found: bool) -> None:
    assert is_found(line(f"{mask} belt", Mask(kind, mask)), Mask(kind, mask), redacted) is found


def test_a_word_that_stands_outside_the_masks_too_may_be_left_as_often() -> None:
    marked = line("Tin Erts koopt tin", Mask("name", "Tin Erts"))
    assert is_found(marked, marked.masks[0], "[name] koopt tin")
    assert not is_found(marked, marked.masks[0], "tin [name] koopt tin")


def test_shares_are_told_by_kind_and_language() -> None:
    lines = [
        line("bel 1", Mask("phone", "1")),
        line("call 2", Mask("phone", "2"), language=Language.EN),
        line("ik ben Jan", Mask("name", "Jan")),
    ]

    figures = redaction_figures(lines, lambda text: text.replace("1", "").replace("Jan", ""))

    assert figures["structured"].value == 0.5
    assert figures["phone_nl"].value == 1.0
    assert figures["phone_en"].value == 0.0
    assert figures["name"].value == 1.0
    assert figures["name"].count == 1


def test_what_must_stay_is_counted_over_all_lines_and_look_alikes_as_a_whole() -> None:
    lines = [
        line("tin van Jan over tin", Mask("name", "Jan"), keep=("tin",)),
        line("stap 2", keep=("stap",)),
        line("stap 3", keep=("stap", "3")),
    ]

    figures = redaction_figures(lines, lambda text: text.replace("over tin", "").replace("3", ""))

    assert figures["kept"].value == 0.5
    assert figures["left_alone"].value == 0.5
    assert figures["left_alone"].count == 2


def test_a_faulty_line_is_told_with_its_number(tmp_path: Path) -> None:
    file = tmp_path / "set.jsonl"
    file.write_text('{"language": "nl", "text": "x", "mask": [], "keep": [], "half": "test"}\n{}\n', encoding="utf-8")
    with pytest.raises(UnreadableGold, match=r"set\.jsonl:2"):
        read_lines(file)


def test_a_set_that_is_not_there_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(UnreadableGold):
        read_lines(tmp_path / "nothing.jsonl")
