"""People who are away to sign in at a provider."""

import pytest
from sqlalchemy import Engine, func, select

from assistant.errors import LogUnavailable
from assistant.provider_visits import ProviderVisits
from assistant.tables_accounts import PROVIDER_VISITS
from tests.assistant.databases import age, gone


@pytest.fixture
def visits(engine: Engine) -> ProviderVisits:
    return ProviderVisits(engine)


def test_who_comes_back_is_recognised_once(visits: ProviderVisits) -> None:
    visit, other = visits.begin("/secretariat/audit"), visits.begin("/secretariat")
    assert visits.end(visit.state) == visit
    assert visits.end(visit.state) is None
    assert visits.end(other.state) == other


def test_no_two_visits_share_anything_secret(visits: ProviderVisits) -> None:
    secrets = [
        part for _ in range(5) for visit in [visits.begin("/")] for part in (visit.state, visit.nonce, visit.verifier)
    ]
    assert len(set(secrets)) == 15
    assert all(len(part) >= 32 for part in secrets)


@pytest.mark.parametrize("state", ["", "unknown", "é" * 5000])
def test_an_unknown_state_is_nobodys(visits: ProviderVisits, state: str) -> None:
    visits.begin("/")
    assert visits.end(state) is None


def test_who_stays_away_too_long_is_forgotten(visits: ProviderVisits, engine: Engine) -> None:
    late = visits.begin("/")
    age(engine, "provider_visits", "expires_at", days=0)
    assert visits.end(late.state) is None
    visits.begin("/")
    visits.erase_expired()
    with engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(PROVIDER_VISITS)).scalar_one() == 1


def test_the_database_does_not_hold_the_state(visits: ProviderVisits, engine: Engine) -> None:
    visit = visits.begin("/")
    with engine.connect() as connection:
        assert visit.state not in str(connection.execute(select(PROVIDER_VISITS)).all())


def test_a_database_that_is_gone_is_an_error_of_ours(visits: ProviderVisits, engine: Engine) -> None:
    with gone(engine, "provider_visits"):
        for attempt in (lambda: visits.begin("/"), lambda: visits.end("state"), visits.erase_expired):
            with pytest.raises(LogUnavailable):
                attempt()
