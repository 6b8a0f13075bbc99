from pathlib import Path

import pytest

from tests.bots.terminal.ore_law import Desk, write_law_library


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A library that was never published, and an empty data folder."""
    write_law_library(tmp_path / "library")
    return Desk(tmp_path)
