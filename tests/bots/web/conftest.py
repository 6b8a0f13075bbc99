"""A small site and a client that reads it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.bots.web.small_site import Site, an_app, open_site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The objects behind the small site."""
    return open_site(tmp_path)


@pytest.fixture
def client(site: Site) -> Iterator[TestClient]:
    """A browser without scripts that asks for Dutch and follows redirects."""
    app = an_app(site)
    with TestClient(app, raise_server_exceptions=False, headers={"accept-language": "nl"}) as client:
        yield client
