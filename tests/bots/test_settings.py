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
    monkeypatch.setenv("KETENWIJZER_LOG_DATABASE", "postgresql://user:hidden@host/log")
    settings = Settings()
    assert settings.log_address == "postgresql://user:hidden@host/log"
    assert "hidden" not in repr(settings)


def test_a_wrong_address_is_refused_without_being_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KETENWIJZER_LOG_DATABASE", "mysql://user:secret@host/log")
    with pytest.raises(ValidationError, match="use sqlite or postgresql") as refused:
        Settings()
    assert "secret" not in str(refused.value)


def set_all(monkeypatch: pytest.MonkeyPatch, **values: str) -> Settings:
    for name, value in values.items():
        monkeypatch.setenv(f"KETENWIJZER_{name}", value)
    return Settings()


WEBHOOK = {
    "PUBLIC_URL": "https://chat.example.org/",
    "TELEGRAM_TOKEN": "1:token",
    "TELEGRAM_SECRET": "secret_-9",
    "TELEGRAM_WEBHOOK": "true",
}


def test_without_a_token_there_is_no_bot() -> None:
    assert Settings().telegram_token.get_secret_value() == ""
    assert not Settings().telegram_webhook


def test_a_webhook_has_a_token_a_secret_and_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = set_all(monkeypatch, **WEBHOOK)
    assert settings.telegram_webhook
    assert settings.public_url == "https://chat.example.org"


@pytest.mark.parametrize("left_out", ["PUBLIC_URL", "TELEGRAM_TOKEN", "TELEGRAM_SECRET"])
def test_a_webhook_that_lacks_one_of_them_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, left_out: str) -> None:
    with pytest.raises(ValidationError, match=left_out):
        set_all(monkeypatch, **{name: value for name, value in WEBHOOK.items() if name != left_out})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_TOKEN", "no token"),
        ("TELEGRAM_SECRET", "with space"),
        ("TELEGRAM_SECRET", "x" * 257),
        ("TELEGRAM_INVITATIONS", "short"),
        ("TELEGRAM_INVITATIONS", "goed-genoeg,c_begint-verkeerd"),
        ("TELEGRAM_API", "api.example.org"),
        ("PUBLIC_URL", "https://a b"),
        ("TELEGRAM_NAME", "https://t.me/bot"),
    ],
)
def test_what_telegram_could_not_use_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    with pytest.raises(ValidationError):
        set_all(monkeypatch, **{name: value})


def test_invitations_stand_between_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = set_all(monkeypatch, TELEGRAM_INVITATIONS=" koper-2026, zink_2026 ,")
    assert settings.telegram_invitations == ("koper-2026", "zink_2026")


def test_secrets_are_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = set_all(monkeypatch, **WEBHOOK, REDIS="redis://user:password@host/0")
    assert not {"1:token", "secret_-9", "password"} & set(repr(settings).split("'"))
    assert "password" not in repr(settings)


PROVIDER = {
    "OIDC_ISSUER": "https://idp.example.org/realms/imvo",
    "OIDC_CLIENT_ID": "ketenwijzer",
    "OIDC_CLIENT_SECRET": "hush-hush",
    "OIDC_ROLES": "groups: imvo-approvers=approver",
    "PUBLIC_URL": "https://chat.example.org",
}


def test_without_an_issuer_people_sign_in_with_a_password_alone() -> None:
    settings = Settings()
    assert (settings.oidc_issuer, settings.session_hours, settings.audit_days) == ("", 10, 365)


def test_a_provider_is_set_with_a_secret_that_is_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = set_all(monkeypatch, **PROVIDER)
    assert settings.oidc_issuer == PROVIDER["OIDC_ISSUER"]
    assert "hush-hush" not in repr(settings)


@pytest.mark.parametrize("left_out", ["OIDC_CLIENT_ID", "OIDC_ROLES", "PUBLIC_URL"])
def test_a_provider_that_could_let_nobody_in_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, left_out: str) -> None:
    with pytest.raises(ValidationError, match=left_out):
        set_all(monkeypatch, **{name: value for name, value in PROVIDER.items() if name != left_out})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OIDC_ISSUER", "http://idp.example.org"),
        ("OIDC_ROLES", "groups: imvo=king"),
        ("SESSION_HOURS", "0"),
        ("SESSION_HOURS", "169"),
        ("AUDIT_DAYS", "0"),
    ],
)
def test_what_would_not_be_safe_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    with pytest.raises(ValidationError):
        set_all(monkeypatch, **(PROVIDER | {name: value}))
