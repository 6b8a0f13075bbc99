import pytest

from bots.settings import Settings
from ingest.limits import LIMITS


def test_reading_is_bounded_as_the_operator_says(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings().ingest_limits == LIMITS
    for name, value in (("BYTES", "1000"), ("PAGES", "7"), ("SECONDS", "2.5")):
        monkeypatch.setenv(f"KETENWIJZER_INGEST_MAX_{name}", value)
    limits = Settings().ingest_limits
    assert (limits.file_bytes, limits.pages, limits.seconds) == (1000, 7, 2.5)
