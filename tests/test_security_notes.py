"""docs/SECURITY.md keeps its word: the tests that it names are there, and each claim names one."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[1]
NOTES = ROOT / "docs" / "SECURITY.md"
NAMED = re.compile(r"`(tests/[\w/.]+\.py)(?:::(\w+))?`")


def test_each_test_that_is_named_is_there() -> None:
    named = NAMED.findall(NOTES.read_text(encoding="utf-8"))
    assert len(named) > 25
    for file, test in named:
        source = (ROOT / file).read_text(encoding="utf-8")
        functions = {node.name for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)}
        assert not test or test in functions, f"{file}::{test}"
        assert any(name.startswith("test_") for name in functions)


def _claims() -> Iterator[str]:
    """The rows of the tables whose last column names tests."""
    tested = False
    for line, after in pairwise([*NOTES.read_text(encoding="utf-8").splitlines(), ""]):
        if after.startswith("|---"):
            tested = line.endswith("| test |")
        elif line.startswith("| ") and tested:
            yield line


def test_each_row_names_a_test() -> None:
    claims = list(_claims())
    assert len(claims) > 40
    assert not [row for row in claims if not NAMED.search(row.rsplit(" | ", 1)[-1]) and "as above" not in row]


def test_single_importers_are_checked() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    forbidden = {module for contract in contracts for module in contract.get("forbidden_modules", ())}
    assert {"keyring", "qdrant_client", "spotipy", "cryptography", "prometheus_client", "PySide6"} <= forbidden
