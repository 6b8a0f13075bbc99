"""A Bot API, a small site behind a bot, and a person with a phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.answering_bot import Behind, Phone
from tests.bot_api.server import BotApi
from tests.bots.web.small_site import Site, open_site


@pytest.fixture
def api() -> Iterator[BotApi]:
    """A Bot API that serves."""
    with BotApi() as api:
        yield api


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The objects behind the small site."""
    return open_site(tmp_path)


@pytest.fixture
def behind(site: Site) -> Behind:
    """A bot over the small site, open to all."""
    return Behind(site.desk, site.records, lambda: site.index)


@pytest.fixture
def jan(api: BotApi) -> Phone:
    """Somebody with a Dutch phone."""
    return Phone(api, api.people.user("Jan"))


@pytest.fixture
def mary(api: BotApi) -> Phone:
    """Somebody with an English phone."""
    return Phone(api, api.people.user("Mary", "en"))
