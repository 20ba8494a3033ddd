"""What the program's source does not do: nothing that would run or write what a file says."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import vectorbeats_desktop
from vectorbeats_desktop.engine.paths import is_plain_name

ROOT = Path(vectorbeats_desktop.__file__).parent
PICKLES = {"engine/children.py", "engine/analysis/answers.py", "engine/analysis/worker.py", "engine/analysis/pool.py"}
"""Where the program's own processes speak to each other."""

NEVER_CALLED = {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "os.startfile", "os.posix_spawn"}
NEVER_ASKED = {
    "extractall",
    "unpack_archive",
    "popen",
    "startCommand",
    "setProgram",
    "setNativeArguments",
}  # of anything
BY_QT = {"ui/reveal.py": {"explorer", "open"}, "ui/sound_link.py": {"self._watch[0]"}}
"""Where Qt starts a program, and which: the system's file manager, with a file's place as a word of its own where a
person asks to be shown it; and what watches the sound server, whose words are all ours."""

NEVER_IMPORTED = {"pickle", "marshal", "shelve", "dill", "joblib", "yaml", "xml.etree", "xml.dom", "xml.sax"}
Calls = dict[str, list[tuple[ast.Call, str]]]
WORDS = {"_SUBSCRIBE"}  # a list of words that are all ours
HARMLESS_XML = {"xml.sax.saxutils"}  # quotes what is written


def sources() -> list[Path]:
    return sorted(ROOT.rglob("*.py"))


@pytest.fixture(scope="module")
def trees() -> dict[str, ast.Module]:
    return {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in sources()}


@pytest.fixture(scope="module")
def calls(trees: dict[str, ast.Module]) -> Calls:
    """Every call of each source, and what it calls."""
    return {
        name: [(node, ast.unparse(node.func)) for node in ast.walk(tree) if isinstance(node, ast.Call)]
        for name, tree in trees.items()
    }


def test_nothing_is_run_that_a_file_says(calls: Calls) -> None:
    found = [
        f"{name}:{call.lineno} {called}"
        for name, made in calls.items()
        for call, called in made
        if called in NEVER_CALLED or called.split(".")[-1] in NEVER_ASKED
    ]
    assert found == []


def test_no_program_is_run_by_a_shell(calls: Calls) -> None:
    for name, made in calls.items():
        for call, called in made:
            words = {word.arg for word in call.keywords}
            assert "shell" not in words, f"{name}:{call.lineno}"
            if called.startswith("subprocess."):
                listed = isinstance(call.args[0], ast.List) or ast.unparse(call.args[0]) in WORDS
                assert listed, f"{name}:{call.lineno} runs what is no list of words"


def test_qt_starts_no_other_programs_and_none_by_a_line_of_text(trees: dict[str, ast.Module], calls: Calls) -> None:
    using = {name for name, tree in trees.items() if any(_names(node) == "QProcess" for node in ast.walk(tree))}
    assert using == set(BY_QT)
    for name, programs in BY_QT.items():
        started = [
            call for call, called in calls[name] if called.split(".")[-1] in ("start", "startDetached", "execute")
        ]
        for call in started:
            assert len(call.args) == 2, f"{name}:{call.lineno} leaves it to Qt where a word ends"
        assert {ast.unparse(call.args[0]).strip("'") for call in started} == programs


def _names(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def test_nothing_is_unpickled_but_what_own_processes_say(trees: dict[str, ast.Module], calls: Calls) -> None:
    for name, tree in trees.items():
        for node in ast.walk(tree):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            modules += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for module in set(modules) - HARMLESS_XML:
                assert not module.startswith(tuple(NEVER_IMPORTED - {"pickle"})), f"{name}: {module}"
                assert module != "pickle" or name in PICKLES, name
        for call, called in calls[name]:
            told = {word.arg: ast.unparse(word.value) for word in call.keywords}
            if called == "np.load":
                assert told.get("allow_pickle") == "False", f"{name}:{call.lineno}"
            if called == "torch.load":
                assert told.get("weights_only") == "True", f"{name}:{call.lineno}"


@pytest.mark.parametrize("name", ["", ".", "..", "../x", "a/b", "a\\b", "C:", "a.b", "nul\0", "é", "a b", "a\n"])
def test_an_id_that_is_no_name_leads_to_no_file(name: str) -> None:
    assert not is_plain_name(name)
    assert is_plain_name("a1-0123456789abcdef")
