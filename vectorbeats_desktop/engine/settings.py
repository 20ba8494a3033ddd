"""The declared table of settings, and the file that keeps what the person chose."""

from __future__ import annotations

import json
import os
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from vectorbeats_desktop.engine.errors import BadSetting

Value = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of the table. `text` says what it does; `choices` are all that a text may be."""

    name: str
    type: type[str] | type[int] | type[float] | type[bool]
    default: Value
    text: str
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()

    def check(self, value: object) -> Value:
        """Return the value in this setting's type. Raises BadSetting."""
        if self.type is float and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if not isinstance(value, self.type) or (isinstance(value, bool) and self.type is not bool):
            raise BadSetting(f"{self.name} takes a value of type {self.type.__name__}, not {value!r}.")
        if isinstance(value, int | float) and not isinstance(value, bool):
            low, high = self.minimum, self.maximum
            # A negated comparison, so that NaN is refused as well.
            if not ((low is None or value >= low) and (high is None or value <= high)):
                raise BadSetting(f"{self.name} takes a number from {low} to {high}, not {value}.")
        if self.choices and value not in self.choices:
            raise BadSetting(f"{self.name} takes one of {', '.join(self.choices)}, not {value!r}.")
        return value


SETTINGS: tuple[Setting, ...] = (
    Setting("library.follow_symlinks", bool, False, "Follow links to other folders while scanning"),
    Setting("library.poll_interval_s", int, 60, "Seconds between looks at folders on a network share", 5, 86_400),
    Setting("library.removal_share", float, 0.3, "Ask before removing, when a larger share of a folder is gone", 0, 1),
    Setting("analysis.workers", int, 0, "Processes that analyse music; 0 means one for each core", 0, 64),
    Setting("analysis.file_timeout_s", int, 120, "Seconds after which a file is given up", 5, 3_600),
    Setting("analysis.worker_memory_mb", int, 700, "Memory one analysis process may take, in MB", 200, 16_384),
    Setting("analysis.sound_windows", int, 3, "Places of a track, ten seconds each, that the sound model hears", 1, 90),
    Setting("search.limit", int, 50, "Results of a search", 1, 1_000),
    Setting("search.per_artist", int, 3, "Results by one artist in each twenty", 1, 20),
    Setting("search.per_album", int, 3, "Results of one album in each twenty", 1, 20),
    Setting(
        "search.learn_from_verdicts", bool, False, "Let “not this one” and “that's it” count for other queries too"
    ),
    Setting("search.text_model", bool, True, "Understand sentences with the text model, when it is installed"),
    Setting("search.keep_history", bool, True, "Remember what was searched for"),
    Setting("models.idle_s", int, 600, "Seconds after which an idle model gives its memory back", 10, 86_400),
    Setting("models.pictures", str, "", "Which model sees pictures; empty means the default one, “none” no model"),
    Setting("models.sounds", str, "", "Which model hears music; empty means the default one, “none” no model"),
    Setting("models.device", str, "auto", "Where models run", choices=("auto", "cuda", "mps", "cpu")),
    Setting("models.threads", int, 0, "Processor threads of a model; 0 lets it choose", 0, 256),
    Setting("models.mirror", str, "", "Address of a mirror of the models' hub; empty means the hub itself"),
    Setting("models.proxy", str, "", "Address of a proxy for downloads; empty means the system's"),
    Setting("player.volume", float, 0.8, "Volume of the player", 0, 1),
    Setting("player.continue", bool, False, "Keep playing alike music when the queue ends"),
    Setting("recorder.device", str, "", "Where hums are recorded from; empty means the system's default microphone"),
    Setting("window.theme", str, "system", "Light, dark, or as the system has it", choices=("system", "light", "dark")),
    Setting("window.geometry", str, "", "Place and size of the window"),
    Setting("window.state", str, "", "Layout of the window"),
)
_BY_NAME = {setting.name: setting for setting in SETTINGS}


def declared(name: str) -> Setting:
    """The table's line of that name. Raises BadSetting."""
    try:
        return _BY_NAME[name]
    except KeyError:
        raise BadSetting(f"There is no setting named {name!r}.") from None


class Settings:
    """What the person chose, over the table's defaults. Safe to use from several threads.

    `problem` says in plain words what was wrong with the file that was read, or is empty: a
    broken file is set aside, and a value that the table refuses falls back to its default.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._chosen: dict[str, Value] = {}
        self._lock = threading.Lock()
        self.problem = ""

    @classmethod
    def load(cls, path: Path) -> Settings:
        """Read the settings file; a missing one means all defaults."""
        settings = cls(path)
        try:
            text = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return settings
        except (OSError, UnicodeDecodeError) as error:
            settings._set_aside(path, str(error))
            return settings
        try:
            stored = json.loads(text)
        except ValueError as error:
            settings._set_aside(path, str(error))
            return settings
        if not isinstance(stored, dict):
            settings._set_aside(path, "it holds no table")
            return settings
        settings._take(stored)
        return settings

    def get(self, name: str) -> Value:
        """The chosen or the default value. Raises BadSetting for an unknown name."""
        setting = declared(name)
        with self._lock:
            return self._chosen.get(name, setting.default)

    def number(self, name: str) -> float:
        """The value of a numeric setting."""
        value = self.get(name)
        if isinstance(value, str):
            raise BadSetting(f"{name} is not a number.")
        return value

    def whole(self, name: str) -> int:
        """The value of a setting that is a whole number."""
        return int(self.number(name))

    def flag(self, name: str) -> bool:
        """The value of a setting that is on or off."""
        return self.get(name) is True

    def text(self, name: str) -> str:
        """The value of a setting that is text."""
        return str(self.get(name))

    def set(self, name: str, value: object) -> None:
        """Choose a value and write it to disk. Raises BadSetting, OSError."""
        checked = declared(name).check(value)
        with self._lock:
            if self._chosen.get(name, _BY_NAME[name].default) == checked:
                return
            self._chosen[name] = checked
            self._write()

    def reset(self, name: str) -> None:
        """Go back to the default value. Raises BadSetting, OSError."""
        declared(name)
        with self._lock:
            if self._chosen.pop(name, None) is not None:
                self._write()

    def as_dict(self) -> dict[str, Value]:
        """Every setting's value, by name."""
        with self._lock:
            return {setting.name: self._chosen.get(setting.name, setting.default) for setting in SETTINGS}

    def _take(self, stored: dict[str, object]) -> None:
        refused = []
        for name, value in stored.items():
            try:
                self._chosen[name] = declared(name).check(value)
            except BadSetting as error:
                refused.append(error.message)
        self.problem = " ".join(refused)

    def _set_aside(self, path: Path, reason: str) -> None:
        kept = path.with_name(f"{path.name}.broken-{int(time.time())}")
        self.problem = f"The settings file could not be read ({reason}); the defaults are used"
        try:
            path.replace(kept)
        except OSError:
            self.problem += "."
        else:
            self.problem += f", and the file is kept as {kept.name}."

    def _write(self) -> None:
        if self._path is None:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = self._path.with_suffix(".part")
        with part.open("w", encoding="utf-8") as file:
            json.dump(self._chosen, file, indent=1, sort_keys=True)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self._path)
