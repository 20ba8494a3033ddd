from __future__ import annotations

import json
from pathlib import Path

import pytest

from vectorbeats_desktop.engine.errors import BadSetting
from vectorbeats_desktop.engine.settings import SETTINGS, Settings


def test_every_default_is_a_value_its_own_line_takes() -> None:
    for setting in SETTINGS:
        assert setting.check(setting.default) == setting.default
        assert setting.text
    assert len({setting.name for setting in SETTINGS}) == len(SETTINGS)


def test_a_choice_survives_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "config" / "settings.json"
    Settings.load(path).set("player.volume", 0.25)
    assert Settings.load(path).number("player.volume") == 0.25
    Settings.load(path).reset("player.volume")
    assert Settings.load(path).number("player.volume") == 0.8


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("player.volume", 1.5),
        ("player.volume", float("nan")),
        ("player.volume", "loud"),
        ("search.limit", 0),
        ("search.limit", True),
        ("search.limit", 2.5),
        ("window.theme", "purple"),
        ("library.follow_symlinks", 1),
        ("no.such", 1),
    ],
)
def test_a_value_the_table_refuses_is_never_written(tmp_path: Path, name: str, value: object) -> None:
    path = tmp_path / "settings.json"
    with pytest.raises(BadSetting):
        Settings.load(path).set(name, value)
    assert not path.exists()


def test_a_broken_file_is_kept_aside_and_said(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"player.volume": 0.')
    settings = Settings.load(path)
    assert settings.number("player.volume") == 0.8
    assert "could not be read" in settings.problem
    assert [kept.read_text() for kept in tmp_path.glob("settings.json.broken-*")] == ['{"player.volume": 0.']


def test_one_refused_value_does_not_lose_the_others(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"player.volume": 7, "window.theme": "dark", "from.the.future": 1}))
    settings = Settings.load(path)
    assert settings.text("window.theme") == "dark"
    assert settings.number("player.volume") == 0.8
    assert "player.volume" in settings.problem
    assert "from.the.future" in settings.problem
