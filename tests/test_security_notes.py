"""docs/SECURITY.md and docs/DEFECTS.md keep their word: the tests they name are there, and each claim names one."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = ("SECURITY.md", "DEFECTS.md")
NAMED = re.compile(r"`(tests/[\w/.]+\.py)(?:::(\w+))?`")


def _read(page: str) -> str:
    return (ROOT / "docs" / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_each_test_that_is_named_is_there(page: str) -> None:
    named = NAMED.findall(_read(page))
    assert len(named) > 25
    for file, test in named:
        source = (ROOT / file).read_text(encoding="utf-8")
        functions = {node.name for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)}
        assert not test or test in functions, f"{file}::{test}"
        assert any(name.startswith("test_") for name in functions)


def _claims(page: str) -> Iterator[str]:
    """The rows of the tables whose last column names tests."""
    tested = False
    for line, after in pairwise([*_read(page).splitlines(), ""]):
        if after.startswith("|---"):
            tested = line.endswith("| test |")
        elif line.startswith("| ") and tested:
            yield line


@pytest.mark.parametrize("page", PAGES)
def test_each_row_names_a_test(page: str) -> None:
    claims = list(_claims(page))
    assert len(claims) > 25
    assert not [row for row in claims if not NAMED.search(row.rsplit(" | ", 1)[-1]) and "as above" not in row]


def test_single_importers_are_checked() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    forbidden = {module for contract in contracts for module in contract.get("forbidden_modules", ())}
    assert {"keyring", "qdrant_client", "spotipy", "cryptography", "prometheus_client", "PySide6"} <= forbidden
