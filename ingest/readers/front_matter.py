"""The front matter of library files: YAML between two lines of ---, checked field by field. The only door to PyYAML."""

import datetime
from dataclasses import dataclass
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from ingest.problems import Problem, problem
from ingest.readers.markdown import Block
from knowledge.documents import NormKind, Status, Unit
from knowledge.language import Language


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class SourceFields(_Closed):
    """The front matter of a source; see knowledge/library/README.md."""

    source: str
    language: Language
    title: str = Field(min_length=1)
    short: str = Field(min_length=1)
    aliases: tuple[str, ...] = ()
    unit: Unit
    issuer: str = Field(min_length=1)
    edition: str = Field(min_length=1)
    date: datetime.date
    status: Status
    kind: NormKind
    term: str | None
    checked: datetime.date
    official_url: str = Field(pattern=r"^https?://\S+$")
    licence: str = Field(min_length=1)


class CardFields(_Closed):
    """The front matter of a guidance card."""

    title: str = Field(min_length=1)
    questions: tuple[str, ...] = Field(min_length=1)
    steps: tuple[int, ...]
    actors: tuple[str, ...]
    issues: tuple[str, ...]
    checked: datetime.date


Fields = TypeVar("Fields", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Unreadable(Exception):
    """The front matter cannot be used; holds what to tell the editor."""

    problems: tuple[Problem, ...]


def read_front_matter(file: str, block: Block, fields: type[Fields]) -> Fields:
    """The fields of a front matter block; raises Unreadable with one problem per faulty field."""
    first = block.lines[0].number
    try:
        record = yaml.safe_load("\n".join(line.text for line in block.lines))
    except yaml.YAMLError as error:
        detail = " ".join(str(error).split())
        raise Unreadable((problem(file, first, "front_matter_yaml", detail=detail),)) from error
    try:
        return fields.model_validate(record)
    except ValidationError as error:
        raise Unreadable(tuple(_field_problem(file, block, item) for item in error.errors())) from error


def _field_problem(file: str, block: Block, error: ErrorDetails) -> Problem:
    field = ".".join(str(part) for part in error["loc"]) or "-"
    name = field.partition(".")[0]
    line = next((line.number for line in block.lines if line.text.startswith(f"{name}:")), block.lines[0].number)
    return problem(file, line, "front_matter_field", field=field, detail=error["msg"])
