"""The commands `pause` and `resume`."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant.database import open_database
from assistant.pauses import Pauses
from assistant.questions import Channel
from bots.terminal.app import app

REASONS = ("--nl", "We werken  de bronnen bij.", "--en", "We are updating\nthe sources.")


class Terminal:
    """Where an operator types commands, in one of the two languages."""

    def __init__(self, data: Path) -> None:
        self.data = data

    def run(self, *arguments: str, language: str = "C", **settings: str) -> Result:
        environment = {"KETENWIJZER_DATA": str(self.data), "LANG": language, "LC_ALL": "", "LC_MESSAGES": ""}
        return CliRunner().invoke(app, arguments, env=environment | settings)

    def stopped(self) -> set[Channel]:
        """The channels that do not answer."""
        engine = open_database(f"sqlite:///{self.data / 'log.sqlite'}")
        pauses = Pauses(engine)
        stopped = {channel for channel in Channel if pauses.current(channel)}
        engine.dispose()
        return stopped


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """A terminal over a data folder that is not there yet."""
    return Terminal(tmp_path / "data")


def test_a_pause_stops_all_channels_until_they_resume(terminal: Terminal) -> None:
    paused = terminal.run("pause", *REASONS)
    assert (paused.exit_code, paused.stderr) == (
        0,
        "Paused: all channels. People now read your reason, until `ketenwijzer resume`.\n",
    )
    assert terminal.stopped() == {Channel.WEB, Channel.API, Channel.TELEGRAM}
    assert terminal.run("resume").stderr == "Resumed: all channels.\n"
    assert terminal.stopped() == set()


def test_one_channel_can_be_stopped(terminal: Terminal) -> None:
    assert terminal.run("pause", "--channel", "telegram", *REASONS).exit_code == 0
    assert terminal.stopped() == {Channel.TELEGRAM}
    assert terminal.run("resume", "--channel", "telegram").exit_code == 0
    assert terminal.stopped() == set()


def test_what_was_not_paused_is_said_not_to_be(terminal: Terminal) -> None:
    resumed = terminal.run("resume", language="nl_NL.UTF-8")
    assert (resumed.exit_code, resumed.stderr) == (1, "Er was geen pauze voor: alle kanalen.\n")


def test_one_channel_that_a_pause_of_all_stops_is_said_to_stay_paused(terminal: Terminal) -> None:
    terminal.run("pause", *REASONS)
    resumed = terminal.run("resume", "--channel", "web")
    assert resumed.exit_code == 1
    assert "web stays paused" in resumed.stderr
    assert Channel.WEB in terminal.stopped()


@pytest.mark.parametrize("given", [(), REASONS[:2], REASONS[2:], ("--nl", " ", "--en", "Closed.")])
def test_a_reason_is_needed_in_both_languages(terminal: Terminal, given: tuple[str, ...]) -> None:
    refused = terminal.run("pause", *given)
    assert refused.exit_code == 2
    assert "Give the reason in both languages" in refused.stderr


@pytest.mark.parametrize("name", ["post", "terminal"])
def test_a_channel_that_cannot_be_stopped_is_refused_with_those_that_can(terminal: Terminal, name: str) -> None:
    refused = terminal.run("pause", "--channel", name, *REASONS)
    assert refused.exit_code == 2
    assert f"There is no channel {name}; use one of these: web, api, telegram." in refused.stderr


def test_the_list_shows_when_and_why(terminal: Terminal) -> None:
    terminal.run("pause", "--channel", "web", *REASONS)
    terminal.run("resume")
    terminal.run("pause", "--nl", "Nog eens.", "--en", "Again.")
    lines = terminal.run("pause", "--list").stdout.splitlines()
    assert [line.split("  ")[-1] for line in lines] == [
        "all channels", "Nog eens.", "Again.", "web", "We werken de bronnen bij.", "We are updating the sources.",
    ]  # fmt: skip
    assert " - now  " in lines[0]
    assert " - now  " not in lines[3]


def test_an_empty_list_is_said_to_be(terminal: Terminal) -> None:
    listed = terminal.run("pause", "--list")
    assert (listed.exit_code, listed.stdout, listed.stderr) == (0, "", "There has never been a pause.\n")


def test_a_database_that_does_not_answer_is_named_without_its_password(terminal: Terminal) -> None:
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    address = "postgresql://user:secret@127.0.0.1:1/log"
    refused = terminal.run("pause", *REASONS, KETENWIJZER_LOG_DATABASE=address)
    assert refused.exit_code == 3
    assert "The database postgresql+psycopg://127.0.0.1:1/log cannot be used" in refused.stderr
    assert "secret" not in refused.output


def test_a_wrong_address_is_told_without_being_repeated(terminal: Terminal) -> None:
    refused = terminal.run("resume", KETENWIJZER_LOG_DATABASE="postgresql://user:secret")
    assert refused.exit_code == 2
    assert "The setting KETENWIJZER_LOG_DATABASE is wrong" in refused.stderr
    assert "secret" not in refused.output


def test_a_data_folder_that_cannot_be_made_is_told(terminal: Terminal, tmp_path: Path) -> None:
    terminal.data.write_text("a file")
    refused = terminal.run("pause", *REASONS)
    assert refused.exit_code == 3
    assert "cannot be used" in refused.stderr
