"""The secretariat's pages over the small site, and browsers of people with a role."""

from collections.abc import Callable, Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.accounts import Role
from tests.bots.web.secretariat.people import with_session
from tests.bots.web.small_site import Site, an_app, secretariat_of
from tests.cheap_hashes import cheap_hashes


@pytest.fixture(autouse=True)
def _cheap() -> Iterator[None]:
    with cheap_hashes():
        yield


@pytest.fixture
def app(site: Site) -> FastAPI:
    """The application without a provider."""
    return an_app(site, secretariat=secretariat_of(site))


@pytest.fixture
def browser(app: FastAPI) -> TestClient:
    """A browser in which nobody is signed in; it asks for Dutch and follows redirects."""
    return TestClient(app, raise_server_exceptions=False, headers={"accept-language": "nl"})


@pytest.fixture
def browser_of(app: FastAPI, site: Site) -> Callable[[Role], TestClient]:
    """A browser in which somebody with a role is signed in; their name is that of the role."""
    return lambda role: with_session(app, site.records, role)
