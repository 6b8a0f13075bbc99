"""What the tests of several doors share."""

import pytest

from bots.catalogue import Catalogue
from tests.bots.web.small_site import small_index


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue of the small index."""
    return Catalogue(small_index())
