from __future__ import annotations

import json
from pathlib import Path

import pytest

from vectorbeats_desktop.engine.errors import BadSetting
from vectorbeats_desktop.engine.settings import SETTINGS, Settings, declared


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


def test_every_setting_that_people_see_has_a_title_and_a_text_of_its_own() -> None:
    shown = [setting for setting in SETTINGS if not setting.hidden]
    titles = [(setting.group, setting.title) for setting in shown]
    assert all(title for _group, title in titles)
    assert len(set(titles)) == len(titles)
    assert all(len(setting.title) <= 40 for setting in shown), "a title is a few words"


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("search.keep_history", "off", False),
        ("search.keep_history", "Yes", True),
        ("search.limit", "20", 20),
        ("library.removal_share", "0.5", 0.5),
        ("library.removal_share", "1", 1.0),
        ("window.theme", "dark", "dark"),
    ],
)
def test_what_is_typed_is_read_in_the_settings_type(name: str, typed: str, value: object) -> None:
    read = declared(name).read(typed)
    assert (read, type(read)) == (value, type(value))


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("search.keep_history", "perhaps", "on or off"),
        ("search.limit", "many", "a whole number"),
        ("search.limit", "0", "from 1 to 1000"),
        ("library.removal_share", "half", "a number"),
        ("window.theme", "purple", "system, light, dark"),
    ],
)
def test_what_is_typed_wrongly_is_told(name: str, typed: str, said: str) -> None:
    with pytest.raises(BadSetting, match=said):
        declared(name).read(typed)


def test_whoever_watches_is_told_of_each_change_once(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    told: list[str] = []
    settings.watch(told.append)
    settings.set("search.limit", 20)
    settings.set("search.limit", 20)
    settings.reset("search.limit")
    settings.reset("search.limit")
    assert told == ["search.limit", "search.limit"]
    settings.unwatch(told.append)
    settings.set("search.limit", 30)
    assert len(told) == 2


def test_somebody_else_may_write_what_was_chosen(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    settings, asked = Settings(path), []
    settings.write_by(lambda: asked.append(settings.number("player.volume")))
    settings.set("player.volume", 0.25)
    settings.set("player.volume", 0.5)
    assert asked == [0.25, 0.5]
    assert not path.exists()
    assert settings.unsaved
    settings.save()
    assert not settings.unsaved
    assert Settings.load(path).number("player.volume") == 0.5


def test_a_choice_that_cannot_be_written_counts_and_is_written_later(tmp_path: Path) -> None:
    folder = tmp_path / "config"
    folder.write_text("a file where a folder should be")
    settings = Settings(folder / "settings.json")
    with pytest.raises(OSError, match="config"):
        settings.set("search.limit", 20)
    assert settings.whole("search.limit") == 20
    assert settings.unsaved
    folder.unlink()
    settings.save()
    assert Settings.load(folder / "settings.json").whole("search.limit") == 20
