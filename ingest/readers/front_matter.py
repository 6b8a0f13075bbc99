"""The front matter of library files: YAML between two lines of ---, checked field by field. The only door to PyYAML."""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, TypeVar

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
    applies_from: datetime.date | None = None
    checked: datetime.date
    evidence: tuple[str, ...] = ()
    official_url: str = Field(pattern=r"^https?://\S+$")
    text_url: str | None = Field(default=None, pattern=r"^https://\S+$")
    licence: str = Field(min_length=1)


class Actor(StrEnum):
    """For whom a card is."""

    SMELTER = "smelter"
    TRADER = "trader"
    RECYCLER = "recycler"
    MANUFACTURER = "manufacturer"
    IMPORTER = "importer"
    SME = "sme"
    BOARD = "board"
    BUYER = "buyer"
    HR = "hr"
    WORKS_COUNCIL = "works-council"


class Issue(StrEnum):
    """What a card is about."""

    CHILD_LABOUR = "child-labour"
    FORCED_LABOUR = "forced-labour"
    HEALTH_SAFETY = "health-safety"
    LIVING_WAGE = "living-wage"
    FREEDOM_OF_ASSOCIATION = "freedom-of-association"
    DISCRIMINATION = "discrimination"
    INDIGENOUS_PEOPLES = "indigenous-peoples"
    LAND_RIGHTS = "land-rights"
    BIODIVERSITY = "biodiversity"
    DEFORESTATION = "deforestation"
    WATER = "water"
    TAILINGS = "tailings"
    POLLUTION = "pollution"
    ENERGY_CLIMATE = "energy-climate"
    CORRUPTION = "corruption"
    CONFLICT = "conflict"
    TAX = "tax"
    SECURITY = "security"
    SECONDARY_MATERIALS = "secondary-materials"
    ARTISANAL_MINING = "artisanal-mining"
    MIGRANT_WORKERS = "migrant-workers"
    GENDER = "gender"
    COMPLAINTS = "complaints"
    COMMUNICATION = "communication"
    TRANSPARENCY = "transparency"
    WHISTLEBLOWING = "whistleblowing"
    PRIVACY = "privacy"
    COMPETITION_LAW = "competition-law"
    CONTRACTS = "contracts"
    REPORTING = "reporting"
    LEGISLATION = "legislation"


class CardFields(_Closed):
    """The front matter of a guidance card."""

    title: str = Field(min_length=1)
    questions: tuple[str, ...] = Field(min_length=1)
    steps: tuple[Annotated[int, Field(ge=1, le=6)], ...]
    actors: tuple[Actor, ...]
    issues: tuple[Issue, ...]
    checked: datetime.date


class GlossaryFields(_Closed):
    """The front matter of a file of the glossary."""

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
