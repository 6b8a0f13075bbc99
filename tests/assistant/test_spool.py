import os
import signal
import stat
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.errors import LogUnavailable, SpoolFull
from assistant.log_lines import LogLine
from assistant.spool import Spool
from tests.assistant.log_lines import a_line

APPENDING = """
import os, signal, sys
from pathlib import Path
from assistant.spool import Spool
from tests.assistant.log_lines import a_line
Spool(Path(sys.argv[1])).append(a_line(question="Before the kill?"))
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "log.spool"


@pytest.fixture
def spool(file: Path) -> Spool:
    return Spool(file)


def drained(spool: Spool) -> list[LogLine]:
    found: list[LogLine] = []
    spool.drain(found.extend)
    return found


def test_lines_come_out_whole_and_in_order_and_once(spool: Spool) -> None:
    lines = [a_line(question=f"{n}?", vector=bytes(range(256)), hits=(("ungp-2011/17", 0.5),)) for n in range(3)]
    for line in lines:
        spool.append(line)
    assert drained(spool) == lines
    assert drained(spool) == []
    assert spool.is_empty


def test_lines_stay_where_they_cannot_be_written(spool: Spool) -> None:
    spool.append(a_line())

    def refuse(_lines: Sequence[LogLine]) -> None:
        raise LogUnavailable("gone")

    with pytest.raises(LogUnavailable):
        spool.drain(refuse)
    assert len(drained(spool)) == 1


def test_a_line_that_was_cut_off_spoils_no_other(spool: Spool, file: Path) -> None:
    spool.append(a_line(question="One?"))
    spool.append(a_line(question="Cut off?"))
    os.truncate(file, file.stat().st_size - 20)
    spool.append(a_line(question="Two?"))
    assert [line.question for line in drained(spool)] == ["One?", "Two?"]


def test_a_bound_keeps_the_disk_free(file: Path) -> None:
    spool = Spool(file, most_bytes=600)
    spool.append(a_line())
    with pytest.raises(SpoolFull):
        spool.append(a_line())
    assert file.stat().st_size <= 600


def test_a_disk_that_takes_no_more_is_named(tmp_path: Path) -> None:
    (tmp_path / "log.spool").mkdir()
    with pytest.raises(SpoolFull):
        Spool(tmp_path / "log.spool").append(a_line())


def test_erasing_takes_the_lines_of_some_names(spool: Spool) -> None:
    for pseudonym in ("a", "b", "a", "c"):
        spool.append(a_line(pseudonym=pseudonym))
    assert spool.erase(["a", "c"]) == 3
    assert spool.erase(["a", "c"]) == 0
    assert [line.pseudonym for line in drained(spool)] == ["b"]


def test_the_file_is_its_owners(spool: Spool, file: Path) -> None:
    spool.append(a_line(pseudonym="a"))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    spool.append(a_line(pseudonym="b"))
    spool.erase(["a"])
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_line_outlives_a_kill(spool: Spool, file: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", APPENDING, str(file)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert [line.question for line in drained(spool)] == ["Before the kill?"]
