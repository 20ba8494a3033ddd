"""`vectorbeats settings`: what is listed, told, chosen and refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.typed_commands import Run, runner
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.settings import SETTINGS, Settings


@pytest.fixture
def run(paths: Paths, tmp_path: Path) -> Iterator[Run]:
    paths.create()
    settings = Settings.load(paths.settings)
    settings.set("search.text_model", False)
    with Session.open(paths, settings) as session:
        yield runner(session, tmp_path)


def test_all_are_listed_but_what_the_window_keeps_for_itself(run: Run) -> None:
    code, out, _ = run("settings", "list")
    assert code == 0
    for setting in SETTINGS:
        assert (f" {setting.name} = " in out) is not setting.hidden
    assert "* search.text_model = off" in out
    assert "  search.limit = 50" in out


def test_words_choose_what_is_listed(run: Run) -> None:
    code, out, _ = run("settings", "list", "BATTERY")
    assert (code, out.count(" = ")) == (0, 1)
    assert run("settings", "list", "no such thing")[:2] == (1, "")
    told = json.loads(run("settings", "list", "theme", "--json")[1])
    assert [(one["name"], one["value"], one["choices"]) for one in told] == [
        ("window.theme", "system", ["system", "light", "dark"])
    ]


def test_one_is_chosen_told_and_reset(run: Run, paths: Paths) -> None:
    assert run("settings", "set", "search.limit", "20") == (0, "search.limit = 20\n", "")
    assert run("settings", "get", "search.limit")[1] == "20\n"
    assert Settings.load(paths.settings).whole("search.limit") == 20
    code, out, err = run("settings", "set", "models.threads", "2")
    assert (code, out) == (0, "models.threads = 2\n")
    assert "started again" in err
    assert run("settings", "reset", "search.limit")[1] == "search.limit = 50\n"
    assert Settings.load(paths.settings).whole("search.limit") == 50


@pytest.mark.parametrize("argv", [("get", "no.such"), ("set", "search.limit", "many"), ("reset", "no.such")])
def test_wrong_use_is_told(run: Run, argv: tuple[str, ...]) -> None:
    code, out, err = run("settings", *argv)
    assert (code, out) == (2, "")
    assert err.strip()


def test_what_cannot_be_written_is_told(run: Run, paths: Paths) -> None:
    paths.settings.unlink()
    paths.config.rmdir()
    paths.config.write_text("a file where a folder should be")
    code, _, err = run("settings", "set", "search.limit", "20")
    assert code == 3
    assert "could not be written" in err
