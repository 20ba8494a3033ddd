"""`vectorbeats settings`: what can be chosen, and what was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from vectorbeats_desktop.commands.command import Workplace
from vectorbeats_desktop.commands.output import FOUND, NOTHING_FOUND
from vectorbeats_desktop.engine.errors import DataFolderBroken
from vectorbeats_desktop.engine.sealing import SETTING as ENCRYPT
from vectorbeats_desktop.engine.setting import Effect, Setting, Value
from vectorbeats_desktop.engine.settings import SETTINGS, Settings, declared

WHEN = {
    Effect.NOW: "",
    Effect.NEXT_RUN: "It counts for the next indexing run.",
    Effect.RESTART: "It counts after VectorBeats was started again.",
}


@dataclass(frozen=True, slots=True)
class ListSettings:
    """List the settings whose names, titles or texts have all the words; all of them without words."""

    words: tuple[str, ...] = ()
    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Print name, value and what it does; what is not the default is marked."""
        settings = place.session.settings
        found = [setting for setting in SETTINGS if not setting.hidden and _has(setting, self.words)]
        if self.as_json:
            place.out.json([_json(setting, settings) for setting in found])
        else:
            for setting in found:
                mark = " " if settings.is_default(setting.name) else "*"
                place.out.say(f"{mark} {setting.name} = {_typed(settings.get(setting.name))}")
                place.out.say(f"      {setting.text}{_limits(setting)}")
        return FOUND if found else NOTHING_FOUND


@dataclass(frozen=True, slots=True)
class GetSetting:
    """Tell one setting's value."""

    name: str
    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Print the value alone, as `set` takes it."""
        setting = declared(self.name)
        if self.as_json:
            place.out.json(_json(setting, place.session.settings))
        else:
            place.out.say(_typed(place.session.settings.get(self.name)))
        return FOUND


@dataclass(frozen=True, slots=True)
class SetSetting:
    """Choose a value, or with None go back to the default one."""

    name: str
    value: str | None
    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Choose it, write it, and tell when it counts."""
        setting, settings = declared(self.name), place.session.settings
        try:
            if setting.name == ENCRYPT:
                return _encrypt(place, setting, self.value, as_json=self.as_json)
            if self.value is None:
                settings.reset(self.name)
            else:
                settings.set(self.name, setting.read(self.value))
            settings.save()  # an open window writes in its own time, and a command that has ended has been done
        except OSError as error:
            raise DataFolderBroken(
                f"The setting could not be written: {error.strerror or error}.",
                "Make room on the disk, and see that the folder of the settings can be written.",
            ) from error
        if self.as_json:
            place.out.json(_json(setting, settings))
        else:
            place.out.say(f"{self.name} = {_typed(settings.get(self.name))}")
            if WHEN[setting.effect]:
                place.out.note(WHEN[setting.effect])
        return FOUND


def _has(setting: Setting, words: tuple[str, ...]) -> bool:
    told = f"{setting.name} {setting.title} {setting.text}".casefold()
    return all(word.casefold() in told for word in words)


def _encrypt(place: Workplace, setting: Setting, value: str | None, *, as_json: bool) -> int:
    """Switch encryption of what is kept: more than a choice is changed."""
    switched = place.session.sealing.switch(bool(setting.read(value)) if value else False, place.ctx)
    if switched.unreadable:
        place.out.note(
            f"{switched.unreadable:,} things could not be opened, as their key is lost; they stay as they are."
        )
    if switched.set_aside:
        place.out.note(f"{switched.set_aside:,} damaged catalogues that were set aside are as they were.")
    if as_json:
        place.out.json(_json(setting, place.session.settings))
    else:
        place.out.say(f"{setting.name} = {_typed(place.session.settings.get(setting.name))}")
    return FOUND


def _typed(value: Value) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return str(value)


def _limits(setting: Setting) -> str:
    if setting.choices:
        return f" ({', '.join(setting.choices)})"
    if setting.minimum is None and setting.maximum is None:
        return ""
    unit = f" {setting.unit}" if setting.unit not in ("", "%") else ""
    return f" ({setting.minimum} to {setting.maximum}{unit})"


def _json(setting: Setting, settings: Settings) -> dict[str, Any]:
    return {
        "name": setting.name,
        "value": settings.get(setting.name),
        "default": setting.default,
        "title": setting.title,
        "text": setting.text,
        "unit": setting.unit,
        "minimum": setting.minimum,
        "maximum": setting.maximum,
        "choices": list(setting.choices),
        "effect": setting.effect,
    }
