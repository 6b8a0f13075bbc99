import sys

import pytest

from ingest.errors import UnreadableOriginal, UnreadableReason
from ingest.limits import LIMITS
from ingest.readers.workers import result_of


def reason_of(code: str) -> UnreadableReason:
    with pytest.raises(UnreadableOriginal, match=r"text\.pdf") as caught:
        result_of([sys.executable, "-c", code], "text.pdf", b"ore", LIMITS)
    return caught.value.reason


def test_what_a_reader_prints_comes_back() -> None:
    code = "import sys; print('{\"read\": %d}' % len(sys.stdin.buffer.read()))"
    assert result_of([sys.executable, "-c", code], "text.pdf", b"ore", LIMITS) == {"read": 3}


def test_the_reason_that_a_reader_prints_is_the_reason() -> None:
    assert reason_of('print(\'{"unreadable": "scanned"}\')') is UnreadableReason.SCANNED


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import os; os.kill(os.getpid(), 9)", UnreadableReason.TOO_LARGE),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", UnreadableReason.TOO_LARGE),
        ("import os; os.abort()", UnreadableReason.DAMAGED),
        ("raise ValueError('no such page')", UnreadableReason.DAMAGED),
    ],
    ids=["killed", "out of time", "crashed", "failed"],
)
def test_a_reader_that_ends_before_its_time_is_told_as_what_the_file_is(code: str, reason: UnreadableReason) -> None:
    assert reason_of(code) is reason


def test_why_a_reader_failed_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    reason_of("raise ValueError('no such page')")
    assert "no such page" in caplog.text
