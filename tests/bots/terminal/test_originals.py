"""`ketenwijzer ingest add | fetch | remove | diff FILE`, as an operator types them."""

import pytest

from knowledge.locks import immediate_lock
from tests.bots.terminal.ore_law import CHANGED, DUTY, Desk, write_law
from tests.ingest.small_library import change


def test_an_added_text_is_listed_with_its_edition_digest_and_counts(desk: Desk) -> None:
    added = desk.add()
    assert (added.exit_code, "3 provisions in 3 passages" in added.stderr) == (0, True)
    listed = desk.run("list").stdout
    assert "ore-code                         en  2020 (in force)" in listed
    assert "law.html, added 2" in listed
    assert "3 provisions in 3 passages, SHA-256 " in listed
    assert "not published" not in listed


def test_how_much_of_the_text_can_be_quoted_is_told_with_the_lines_that_cannot(desk: Desk) -> None:
    title = "<body><p>The Ore Code</p>"
    file = write_law(desk.folder)
    file.write_text(file.read_text(encoding="utf-8").replace("<body>", title), encoding="utf-8")
    for command in ("diff", "add"):
        said = desk.run(command, str(file), "--source", "ore-code", "--language", "en").stderr
        assert "stand in no provision: 1." in said
        assert "    The Ore Code\n" in said


def test_a_list_of_nothing_says_so(desk: Desk) -> None:
    listed = desk.run("list")
    assert (listed.exit_code, listed.stdout, "Nothing is served yet" in listed.stderr) == (0, "", True)


def test_it_is_said_in_dutch_where_the_terminal_is_dutch(desk: Desk) -> None:
    file = write_law(desk.folder)
    added = desk.run("add", str(file), "--source", "ore-code", "--language", "en", language="nl_NL.UTF-8")
    assert "3 bepalingen in 3 passages" in added.stderr


def test_a_diff_of_a_file_without_its_source_asks_for_it_in_the_language_of_the_terminal(desk: Desk) -> None:
    file = str(write_law(desk.folder))
    asked = desk.run("diff", file, language="nl_NL.UTF-8")
    assert (asked.exit_code, "Zeg met --source" in asked.stderr) == (2, True)


def test_a_dry_run_and_diff_show_the_same_and_write_nothing(desk: Desk) -> None:
    file = str(write_law(desk.folder))
    dry = desk.run("add", file, "--source", "ore-code", "--language", "en", "--dry-run")
    diff = desk.run("diff", file, "--source", "ore-code", "--language", "en")
    assert (dry.exit_code, dry.output) == (0, diff.output)
    assert "+ ore-code/art-1/1 en (official text)" in dry.stdout
    assert "would add 3, change 0 and remove 0" in dry.stderr
    assert "`ketenwijzer ingest add` adds it" in dry.stderr
    assert "law.html" not in desk.run("list").stdout


def test_a_diff_names_gaps_and_fails(desk: Desk) -> None:
    file = desk.folder / "gap.html"
    file.write_text(write_law(desk.folder).read_text(encoding="utf-8").replace("Article 2", "Article 3"))
    found = desk.run("diff", str(file), "--source", "ore-code", "--language", "en")
    assert (found.exit_code, "! missing: art-2" in found.stdout) == (1, True)
    assert "would refuse it" in found.stderr
    refused = desk.run("add", str(file), "--source", "ore-code", "--language", "en")
    assert (refused.exit_code, "art-2" in refused.stderr) == (1, True)


def test_a_changed_text_shows_the_words_and_the_cards_that_rest_on_them(desk: Desk) -> None:
    desk.add()
    found = desk.add(CHANGED)
    assert "~ ore-code/art-1/1 en (official text)" in found.stdout
    assert "+ Buyers ask the smelter and the mine where the ore is from." in found.stdout
    assert "rests on it: guidance/ask-ore, guidance/glossary/ore" in found.stdout


def test_cards_on_a_changed_text_stay_flagged_until_they_are_edited(desk: Desk) -> None:
    desk.add()
    desk.add(CHANGED)
    flag = "! guidance/ask-ore rests on a changed text: ore-code/art-1/1 (changed)"
    assert flag in desk.run("list").stdout
    assert flag in desk.run("check").stdout
    change(desk.folder / "library", "guidance/ask-ore.en.md", "Write the answer down.", "Write every answer down.")
    assert flag not in desk.run("check").stdout
    assert "guidance/glossary/ore" in desk.run("check").stdout


def test_a_card_that_was_read_again_is_no_longer_flagged(desk: Desk) -> None:
    desk.add()
    desk.add(CHANGED)
    assert desk.run("acknowledge", "guidance/ask-ore").exit_code == 0
    assert "guidance/ask-ore" not in desk.run("check").stdout
    assert desk.run("acknowledge", "guidance/ask-ore").exit_code == 1
    assert desk.run("acknowledge").exit_code == 2
    assert desk.run("acknowledge", "--all").exit_code == 0
    assert "!" not in desk.run("check").stdout


def test_another_edition_that_holds_as_well_is_pointed_out(desk: Desk) -> None:
    desk.add()
    assert "The edition '2020' of the same text holds as well" in desk.add(CHANGED, "--edition", "2030").stderr
    assert "holds as well" not in desk.add(CHANGED, "--edition", "2010", "--superseded").stderr


def test_one_of_more_texts_is_removed_by_its_edition(desk: Desk) -> None:
    desk.add()
    desk.add(CHANGED, "--edition", "2030")
    unclear = desk.run("remove", "ore-code")
    assert (unclear.exit_code, '--edition "2030"' in unclear.stderr) == (2, True)
    assert desk.run("remove", "ore-code", "--edition", "2030").exit_code == 0
    assert "2030" not in desk.run("list").stdout
    assert desk.run("remove", "tin-code").exit_code == 1


def test_blanks_and_slashes_around_a_source_and_an_edition_make_no_other_text(desk: Desk) -> None:
    file = str(write_law(desk.folder))
    desk.run("add", file, "--source", " ore-code/", "--language", "en", "--edition", " ")
    desk.add(DUTY, "--edition", " 2020 ")
    (named,) = (line for line in desk.run("list").stdout.splitlines() if "(in force)" in line)
    assert named == "ore-code                         en  2020 (in force)"


def test_flags_go_with_the_last_official_text_of_their_place(desk: Desk) -> None:
    desk.add()
    desk.add(CHANGED, "--edition", "2030")
    desk.run("remove", "ore-code", "--edition", "2030")
    assert "! guidance/ask-ore" in desk.run("list").stdout
    desk.run("remove", "ore-code")
    assert "!" not in desk.run("list").stdout


def test_a_second_ingest_at_once_is_sent_away(desk: Desk) -> None:
    with immediate_lock(desk.data / "ingest.lock"):
        busy = desk.add()
    assert (busy.exit_code, "Another `ketenwijzer ingest` is working" in busy.stderr) == (1, True)
    assert desk.add().exit_code == 0


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("no-such-file.pdf", "cannot be opened"),
        ("http://example.org/law.html", "only https"),
        ("https://127.0.0.1/law.html", "inside this network"),
        ("https://no-such-host.invalid/law.html", "no network"),
    ],
)
def test_what_cannot_be_had_is_said(desk: Desk, target: str, said: str) -> None:
    found = desk.run("add", target, "--source", "ore-code", "--language", "en")
    assert (found.exit_code, said in found.stderr) == (1, True)


def test_fetch_says_that_there_is_no_network_and_goes_on(desk: Desk) -> None:
    for language in ("en", "nl"):
        url = f"text_url: https://no-such-host.invalid/law.{language}.html\n"
        change(desk.folder / "library", f"sources/ore-code.{language}.md", "licence: free", f"{url}licence: free")
    found = desk.run("fetch")
    assert found.exit_code == 1
    assert found.stderr.count("There is no network here, or no such host") == 2


def test_fetch_of_a_source_without_an_address_is_refused(desk: Desk) -> None:
    found = desk.run("fetch", "ore-code")
    assert (found.exit_code, "names no address" in found.stderr) == (2, True)


def test_how_a_text_is_built_up_can_be_said_by_hand_and_is_remembered(desk: Desk) -> None:
    said = desk.add(DUTY, "--shape", "headings")
    assert (said.exit_code, "articles, treaty, headings" in said.stderr) in {(0, False), (1, True)}
    unknown = desk.add(DUTY, "--shape", "poem")
    assert (unknown.exit_code, "poem" in unknown.stderr) == (1, True)


def test_the_text_of_a_place_is_kept_beside_that_of_its_source(desk: Desk) -> None:
    desk.add()
    place = desk.folder / "article.md"
    place.write_text("# Article 1\n\nBuyers ask by telephone.\n", encoding="utf-8")
    added = desk.run("add", str(place), "--source", "ore-code/art-1", "--language", "en", "--shape", "headings")
    assert (added.exit_code, added.stderr.count("ore-code/art-1")) == (0, 1)
    listed = desk.run("list").stdout
    assert "ore-code/art-1 " in listed
    assert "law.html" in listed
    assert desk.run("remove", "ore-code/art-1").exit_code == 0
    assert "article.md" not in desk.run("list").stdout
