from pathlib import Path

import pytest
from pydantic import ValidationError

from bots.settings import Settings
from ingest.limits import LIMITS


def test_reading_is_bounded_as_the_operator_says(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings().ingest_limits == LIMITS
    for name, value in (("BYTES", "1000"), ("PAGES", "7"), ("SECONDS", "2.5")):
        monkeypatch.setenv(f"KETENWIJZER_INGEST_MAX_{name}", value)
    limits = Settings().ingest_limits
    assert (limits.file_bytes, limits.pages, limits.seconds) == (1000, 7, 2.5)


def test_what_is_kept_of_people_stands_in_the_data_folder_or_where_the_operator_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert Settings(data=tmp_path).log_address == f"sqlite:///{tmp_path / 'log.sqlite'}"
    monkeypatch.setenv("KETENWIJZER_LOG_DATABASE", "postgresql://user:secret@host/log")
    settings = Settings()
    assert settings.log_address == "postgresql://user:secret@host/log"
    assert "secret" not in repr(settings)


def test_a_wrong_address_is_refused_without_being_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KETENWIJZER_LOG_DATABASE", "mysql://user:secret@host/log")
    with pytest.raises(ValidationError, match="use sqlite or postgresql") as refused:
        Settings()
    assert "secret" not in str(refused.value)
