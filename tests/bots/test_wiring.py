"""What an office starts with where the library of today cannot be indexed."""

from unittest.mock import Mock, patch

import pytest

from assistant.answering import Assistant
from bots.wiring import build_assistant
from ingest.errors import LibraryHasProblems
from knowledge.errors import IndexDamaged

FAULTS = [LibraryHasProblems(()), IndexDamaged("vector 1 does not find itself")]


def started(fault: Exception, *, served: bool) -> Assistant:
    knowledge = Mock()
    knowledge.generations.serving.return_value = Mock() if served else None
    with (
        patch("bots.wiring.is_synced", return_value=False),
        patch("bots.wiring.sync_library", side_effect=fault),
        patch("bots.wiring.IntentClassifier.fit"),
    ):
        return build_assistant(Mock(), knowledge)


@pytest.mark.parametrize("fault", FAULTS)
def test_the_last_good_index_is_served(fault: Exception) -> None:
    assert isinstance(started(fault, served=True), Assistant)


@pytest.mark.parametrize("fault", FAULTS)
def test_without_one_there_is_nothing_to_start_with(fault: Exception) -> None:
    with pytest.raises(type(fault)):
        started(fault, served=False)
