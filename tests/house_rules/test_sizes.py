"""Files and functions stay small enough to read in one go."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("assistant", "bots", "ingest", "knowledge")
MODULES = sorted(file for package in PACKAGES for file in (ROOT / package).rglob("*.py"))
LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
USUAL_FUNCTION = 8


def functions(module: Path) -> Iterator[tuple[str, int]]:
    """Each function of a module with the number of lines of its body, without its docstring."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            lines = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
            yield node.name, lines


def test_there_are_modules_to_look_at() -> None:
    assert {module.relative_to(ROOT).parts[0] for module in MODULES} == set(PACKAGES)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(ROOT)))
def test_no_module_is_too_long(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(ROOT)))
def test_no_function_is_too_long(module: Path) -> None:
    assert [(name, lines) for name, lines in functions(module) if lines > LONGEST_FUNCTION] == []


def test_most_functions_are_short() -> None:
    assert median(lines for module in MODULES for _, lines in functions(module)) <= USUAL_FUNCTION
