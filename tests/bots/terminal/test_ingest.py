"""`ketenwijzer ingest publish | sync | rollback`, as an operator types them."""

import errno
from unittest.mock import patch

from tests.bots.terminal.ore_law import CHANGED, Desk


def test_a_rollback_holds_until_somebody_publishes(desk: Desk) -> None:
    desk.add()
    desk.add(CHANGED)
    back = desk.run("rollback")
    assert (back.exit_code, "serves again" in back.stderr) == (0, True)
    listed = desk.run("list")
    assert "not published" in listed.stdout
    assert "was restored" in listed.stderr
    held = desk.run("sync")
    assert (held.exit_code, "Not published, because an earlier index was restored" in held.stderr) == (0, True)
    assert "Published: " in desk.run("publish").stderr
    assert "not published" not in desk.run("list").stdout


def test_without_an_earlier_index_a_rollback_is_refused(desk: Desk) -> None:
    desk.run("publish")
    found = desk.run("rollback")
    assert (found.exit_code, "nothing to go back to" in found.stderr) == (1, True)


def test_a_second_publish_has_nothing_to_do(desk: Desk) -> None:
    assert "Published" in desk.run("publish").stderr
    assert "Nothing to do" in desk.run("publish").stderr


def test_a_full_disk_is_said_and_what_was_served_is_served(desk: Desk) -> None:
    desk.add()
    before = desk.run("list").stdout
    with patch("knowledge.generations.np.savez", side_effect=OSError(errno.ENOSPC, "No space left on device")):
        full = desk.run("remove", "ore-code")
    assert (full.exit_code, "is full" in full.stderr) == (1, True)
    assert desk.run("list").stdout.startswith(before.split("\n\n")[0])
    assert "Published" in desk.run("publish").stderr


def test_checking_a_library_makes_no_data_folder(desk: Desk) -> None:
    assert desk.run("check").exit_code == 0
    assert not desk.data.exists()
