"""Reads the two tables of the library: what it was checked against, and the cross-walk between its sources."""

from collections.abc import Iterable
from pathlib import Path

from ingest.library_files import CROSSWALK_FILE, EVIDENCE_FILE
from ingest.problems import Problem, problem
from ingest.readers.directives import read_list
from ingest.readers.library_file import parse_references
from ingest.readers.markdown import Block, BlockKind, read_blocks
from knowledge.finding_aids import Evidence, Theme

_EVIDENCE_COLUMNS = 4
_NAME_COLUMNS = ("nl", "en")


def read_evidence(folder: Path) -> tuple[tuple[Evidence, ...], list[Problem]]:
    """What stands in evidence.md, one entry a row."""
    table, problems = _table(folder, EVIDENCE_FILE)
    if table is None or len(table.rows[0]) != _EVIDENCE_COLUMNS:
        return (), problems
    return tuple(Evidence(*row) for row in table.rows[1:]), problems


def read_crosswalk(folder: Path, sources: Iterable[str]) -> tuple[tuple[Theme, ...], list[Problem]]:
    """The themes in crosswalk.md; `sources` are the ids of the library's sources, as which columns can be named."""
    table, problems = _table(folder, CROSSWALK_FILE)
    if table is None:
        return (), problems
    header = table.rows[0]
    if header[:2] != _NAME_COLUMNS or len(header) < len(_NAME_COLUMNS) + 2:
        return (), [problem(CROSSWALK_FILE, table.lines[0].number, "crosswalk_table")]
    unknown = sorted(set(header[2:]) - set(sources))
    problems += [problem(CROSSWALK_FILE, table.lines[0].number, "crosswalk_column", found=found) for found in unknown]
    themes = []
    for number, row in enumerate(table.rows[1:], start=1):
        theme, found = _theme(table.lines[number].number, header, row)
        themes.append(theme)
        problems += found
    return tuple(themes), problems


def _theme(line: int, header: tuple[str, ...], row: tuple[str, ...]) -> tuple[Theme, list[Problem]]:
    nl, en, *cells = row
    named = [f"{source}/{place}" for source, cell in zip(header[2:], cells, strict=True) for place in read_list(cell)]
    references, problems = parse_references(CROSSWALK_FILE, line, ",".join(named))
    if not nl or not en:
        problems.append(problem(CROSSWALK_FILE, line, "crosswalk_names"))
    return Theme(nl, en, references), problems


def _table(folder: Path, file: str) -> tuple[Block | None, list[Problem]]:
    """The only table of a file; other words in it are for the editor. A library may do without the file."""
    path = folder / file
    if not path.is_file():
        return None, []
    try:
        blocks = list(read_blocks(path.read_text(encoding="utf-8")))
    except UnicodeDecodeError:
        return None, [problem(file, 1, "not_utf8")]
    tables = [block for block in blocks if block.kind is BlockKind.TABLE]
    if len(tables) != 1:
        return None, [problem(file, 1, "one_table", count=len(tables))]
    return tables[0], []
