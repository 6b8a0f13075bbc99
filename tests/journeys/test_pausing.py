"""An operator stops a service that runs: its page and its API tell why within three seconds, until it resumes."""

import re
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from tests.assistant.databases import a_database_url
from tests.benchmarks.processes import serving
from tests.journeys.terminal import ketenwijzer

REASONS = ("--nl", "We werken de bronnen bij.", "--en", "We are updating the sources.")
QUESTION = "Do we still have to do due diligence if our supplier is certified?"


def ask(address: str) -> tuple[str, str]:
    """The outcome and the text of an answer of the API."""
    answer = httpx.post(f"{address}/api/v1/ask", json={"question": QUESTION}, timeout=30).json()
    return answer["outcome"], answer["text"]


def within_three_seconds(is_so: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 3
    while time.monotonic() < deadline:
        if is_so():
            return True
        time.sleep(0.1)
    return is_so()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_running_service_stops_and_resumes(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "data"
    data.mkdir()
    with a_database_url(kind, data) as url:
        monkeypatch.setenv("KETENWIJZER_LOG_DATABASE", url)
        with serving(data) as served:
            assert ask(served.address)[0] == "answered"
            assert ketenwijzer(data, "pause", *REASONS).status == 0
            assert within_three_seconds(lambda: ask(served.address)[0] == "blocked")
            assert ask(served.address)[1].endswith("We are updating the sources.")
            assert "We werken de bronnen bij." in httpx.get(served.address, params={"lang": "nl"}).text
            assert ketenwijzer(data, "ask", "--json", QUESTION).records[0]["outcome"] == "answered"
            assert ketenwijzer(data, "resume").status == 0
            assert within_three_seconds(lambda: ask(served.address)[0] == "answered")
        examined = ketenwijzer(data, "doctor")
    assert re.search(r"ok  The question log in \S+ can be used \([1-9]\d* lines\)", examined.out)
