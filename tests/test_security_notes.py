"""docs/SECURITY.md keeps its word: the tests that it names are there, and so is what it says of the sources."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NOTES = ROOT / "docs" / "SECURITY.md"
PACKAGE = ROOT / "vectorbeats_desktop"
NAMED = re.compile(r"`(tests/[\w/.]+\.py)(?:::(\w+))?`")
UNPICKLING = {"vectorbeats_desktop/engine/unpickling.py"}
"""Where pickle is named, to forbid what it may call."""


def test_each_test_that_is_named_is_there() -> None:
    named = NAMED.findall(NOTES.read_text(encoding="utf-8"))
    assert len(named) > 25
    for file, test in named:
        source = (ROOT / file).read_text(encoding="utf-8")
        functions = {node.name for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)}
        assert not test or test in functions, f"{file}::{test}"
        assert any(name.startswith("test_") for name in functions)


def test_each_row_names_a_test() -> None:
    rows = [line for line in NOTES.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    claims = [row for row in rows if not row.startswith("| threat")]
    assert len(claims) > 20
    assert not [row for row in claims if not NAMED.search(row.rsplit(" | ", 1)[-1])]


def _harms(tree: ast.AST) -> list[str]:
    """Calls that hand text to a shell or an interpreter, and modules that unpickle."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [each.name for each in node.names]
            found += [name for name in names if name in ("pickle", "marshal", "shelve", "dill", "joblib")]
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            shell = [each for each in node.keywords if each.arg == "shell" and ast.unparse(each.value) != "False"]
            if shell or called in ("eval", "exec", "os.system", "os.popen", "subprocess.getoutput"):
                found.append(called)
    return found


@pytest.mark.parametrize("said", ["import pickle", "os.system(name)", "run(name, shell=True)", "eval(text)"])
def test_the_look_sees_what_it_should(said: str) -> None:
    assert _harms(ast.parse(said))


def test_nothing_is_run_through_a_shell_or_unpickled() -> None:
    found = {
        str(path.relative_to(ROOT)): harms
        for path in sorted(PACKAGE.rglob("*.py"))
        if (harms := _harms(ast.parse(path.read_text(encoding="utf-8"))))
    }
    assert {file: harms for file, harms in found.items() if file not in UNPICKLING} == {}


def test_single_importers_are_checked() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    forbidden = {module for contract in contracts for module in contract.get("forbidden_modules", ())}
    assert {"keyring", "qdrant_client", "spotipy", "cryptography", "prometheus_client", "PySide6"} <= forbidden
