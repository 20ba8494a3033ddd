"""The declared table of settings, and the file that keeps what the person chose."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

from vectorbeats_desktop.engine.errors import BadSetting
from vectorbeats_desktop.engine.setting import Effect, Setting, Value
from vectorbeats_desktop.engine.untrusted_json import loads

NEXT_RUN, RESTART = Effect.NEXT_RUN, Effect.RESTART

# A line is: name, type, default, what it does, limits; then its title, unit, choices, and when it takes effect.
# fmt: off
SETTINGS: tuple[Setting, ...] = (
    Setting("library.follow_symlinks", bool, False, "Follow links to other folders while scanning",
            title="Links to other folders", effect=NEXT_RUN),
    Setting("library.details", bool, True, "Show what is known of the chosen track beside the table",
            title="Details beside the table", hidden=True),
    Setting("library.poll_interval_s", int, 60, "Folders on a network share do not tell of changes", 5, 86_400,
            title="Look at network folders every", unit="s", effect=RESTART),
    Setting("library.removal_share", float, 0.3, "Ask before removing, when a larger share of a folder is gone", 0, 1,
            title="Ask when files are gone", unit="%", effect=NEXT_RUN),
    Setting("analysis.workers", int, 0, "Processes that analyse music; 0 means one for each core", 0, 64,
            title="Cores for analysing", effect=NEXT_RUN),
    Setting("analysis.pause_on_battery", bool, False, "Pause while the computer runs on its battery",
            title="Pause on battery"),
    Setting("analysis.pause_while_playing", bool, False, "Pause while music plays in this window",
            title="Pause while music plays"),
    Setting("analysis.pause_on_busy", bool, False, "Pause while other programs need more than half of the processor",
            title="Pause while the computer is busy"),
    Setting("analysis.night_only", bool, False, "Analyse only in the hours below", title="Only at night"),
    Setting("analysis.night_from", int, 22, "When the hours for analysing begin", 0, 23,
            title="The night begins at", unit="o'clock"),
    Setting("analysis.night_to", int, 7, "When they end", 0, 23, title="The night ends at", unit="o'clock"),
    Setting("analysis.file_timeout_s", int, 120, "Processor time after which a file is given up", 5, 3_600,
            title="Give a file up after", unit="s", effect=RESTART),
    Setting("analysis.worker_memory_mb", int, 700, "Memory that one analysing process may take", 200, 16_384,
            title="Memory of a process", unit="MB", effect=RESTART),
    Setting("analysis.sound_windows", int, 3, "Places of a track, ten seconds each, that the sound model hears", 1, 90,
            title="Places heard in a track", effect=RESTART),
    Setting("search.limit", int, 50, "Most results of a search", 1, 1_000, title="Results"),
    Setting("search.per_artist", int, 3, "Results by one artist in each twenty", 1, 20, title="Results by one artist"),
    Setting("search.per_album", int, 3, "Results of one album in each twenty", 1, 20, title="Results of one album"),
    Setting("search.results_as", str, "list", "Whether results are shown as a list or as a grid of covers",
            choices=("list", "covers"), title="Results as", hidden=True),
    Setting("search.learn_from_verdicts", bool, False, "Let “not this one” and “that's it” count for other queries too",
            title="Learn from what you say"),
    Setting("search.text_model", bool, True, "Understand sentences with the text model, when it is installed",
            title="Understand sentences", effect=RESTART),
    Setting("search.keep_history", bool, True, "Remember what was searched for", title="Remember searches"),
    Setting("models.idle_s", int, 600, "After so long without work, models and the vector store give their memory back",
            10, 86_400, title="Give memory back after", unit="s", effect=RESTART),
    Setting("models.pictures", str, "", "Which model sees pictures; empty means the default one, “none” no model",
            title="Model for pictures", hidden=True),
    Setting("models.sounds", str, "", "Which model hears music; empty means the default one, “none” no model",
            title="Model for music", hidden=True),
    Setting("models.device", str, "auto", "Where models run; auto takes the graphics card where it can",
            choices=("auto", "cuda", "mps", "cpu"), title="Device", effect=RESTART),
    Setting("models.threads", int, 0, "Processor threads of a model; 0 lets it choose", 0, 256,
            title="Threads", effect=RESTART),
    Setting("models.mirror", str, "", "Address of a mirror of the models' hub; empty means the hub itself",
            title="Mirror", secret=True),
    Setting("models.proxy", str, "", "Address of a proxy for downloads; empty means the system's",
            title="Proxy", secret=True),
    Setting("network.models", bool, True, "Models may be downloaded, each after you said so", title="Download models"),
    Setting("network.remote", bool, False, "What was computed may be shared with others, after you said so",
            title="Remote catalogue"),
    Setting("network.spotify", bool, False, "Spotify may be asked for tracks of yours, as you say so", title="Spotify"),
    Setting("remote.address", str, "", "Address of a Qdrant server, like https://music.example:6333", title="Server",
            secret=True),
    Setting("remote.protocol", str, "http", "How the server is spoken to; what lies between may let only HTTP through",
            choices=("http", "grpc"), title="Protocol"),
    Setting("remote.grpc_port", int, 6334, "Where the server listens for gRPC", 1, 65_535, title="Port for gRPC"),
    Setting("remote.prefix", str, "vectorbeats_", "What the names of the server's collections begin with",
            title="Prefix of collections", secret=True),
    Setting("remote.authority", str, "", "File (PEM) with the certificate of an authority of your own; empty means the "
            "system's", title="Own certificate authority", unit="file", secret=True),
    Setting("remote.allow_plain", bool, False, "Allow http to other computers: anybody on the way can read all of it",
            title="Without encryption"),
    Setting("remote.share_vectors", bool, True, "Share what music sounds like, as numbers", title="Share sounds"),
    Setting("remote.share_melodies", bool, True, "Share melodies and fingerprints, by which music is recognised",
            title="Share melodies"),
    Setting("remote.share_names", bool, True, "Share artist, album, title and genre, as your files tell them",
            title="Share names"),
    Setting("remote.share_edits", bool, True, "Share stars, and the moods and tempos that you put right",
            title="Share what you say"),
    Setting("remote.by_itself", bool, True, "Sync soon after changes and every so often, with a server you agreed to",
            title="Sync by itself"),
    Setting("remote.every_min", int, 15, "How often to look for what others say, while it syncs by itself", 1, 1_440,
            title="Look for news every", unit="min"),
    Setting("remote.search", bool, False, "Ask the remote catalogue as well when you search: what is looked for leaves "
            "as numbers, never as words, pictures or recordings", title="Search the remote catalogue"),
    Setting("privacy.encrypt", bool, False, "Encrypt searches, hums, what you said of results, and files of saved "
            "searches; the key is in the system's keyring", title="Encrypt what is kept of you"),
    Setting("spotify.client_id", str, "", "Client ID of an app of your own: developer.spotify.com/dashboard",
            title="Client ID", secret=True),
    Setting("spotify.port", int, 8917, "Where on this computer Spotify's page comes back to after signing in; the "
            "app's redirect URI has it too", 1_024, 65_535, title="Port for signing in"),
    Setting("backup.daily", bool, True, "Keep a copy of the catalogue of each day on which something changed",
            title="Copies by themselves"),
    Setting("backup.days", int, 7, "Of so many days the copy of each day is kept", 1, 60, title="Days", unit="days"),
    Setting("backup.weeks", int, 4, "Of so many weeks before, one copy a week is kept", 0, 52, title="Weeks",
            unit="weeks"),
    Setting("monitoring.file", str, "", "Where to write figures for a monitor, such as Prometheus' textfile collector, "
            "which reads names that end in .prom; empty means nowhere", title="File of figures", unit="file"),
    Setting("monitoring.every_s", int, 60, "How often the figures are written", 5, 3_600, title="Write figures every",
            unit="s"),
    Setting("player.volume", float, 0.8, "Volume of the player", 0, 1, title="Volume", unit="%", hidden=True),
    Setting("player.continue", bool, False, "Keep playing alike music when the queue ends", title="Keep playing"),
    Setting("player.levelling", str, "off", "Play loud tracks, or albums, more quietly, so that all are about as loud; "
            "quiet ones cannot be made louder", choices=("off", "track", "album"), title="Even loudness"),
    Setting("player.levelling_by", str, "tags", "What tells how loud music is: its ReplayGain tags, where it has some, "
            "or only what was measured here", choices=("tags", "measured"), title="Loudness taken from"),
    Setting("player.notify", bool, False, "Tell of each track that begins while the window is not in front",
            title="Tell what plays"),
    Setting("player.output", str, "", "Where music is played; empty means the system's output", title="Output",
            hidden=True),
    Setting("player.order", str, "listed", "In which order the queue plays", choices=("listed", "shuffled", "alike"),
            title="Order of the queue", hidden=True),
    Setting("player.repeat", str, "off", "Whether the queue, or one track, is played again and again",
            choices=("off", "all", "one"), title="Repeat", hidden=True),
    Setting("recorder.device", str, "", "Where hums are recorded from; empty means the system's default microphone",
            title="Microphone", hidden=True),
    Setting("window.theme", str, "system", "Light, dark, or as the system has it",
            choices=("system", "light", "dark"), title="Theme"),
    Setting("window.language", str, "system", "What the window speaks", choices=("system", "en", "de"),
            title="Language", effect=RESTART),
    Setting("window.scale", float, 1.0, "How large letters, buttons and pictures are", 0.75, 3.0,
            title="Size of everything", unit="%", effect=RESTART),
    Setting("window.reduce_motion", bool, False, "Nothing moves by itself in the window", title="Reduce motion"),
    Setting("window.tray", bool, False, "Stay in the tray, where the desktop has one, when the window is closed",
            title="Stay in the tray"),
    Setting("window.tray_told", bool, False, "That the program stays in the tray has been told", hidden=True),
    Setting("window.welcomed", bool, False, "The first start's steps have been gone through, or skipped", hidden=True),
    Setting("window.tips_seen", str, "", "Pages whose hint has been told", hidden=True),
    Setting("window.geometry", str, "", "Place and size of the window", hidden=True),
    Setting("window.map_colour", str, "mood", "What the points of the map are coloured by",
            choices=("mood", "valence", "energy", "tempo", "genre", "year"), hidden=True),
    Setting("window.state", str, "", "Layout of the window", hidden=True),
)
# fmt: on
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
        self._writing = threading.Lock()  # nobody who reads a setting waits for the disk
        self._listeners: list[Callable[[str], None]] = []
        self._later: Callable[[], None] | None = None
        self._choices = self._saved = 0  # how often something was chosen, in all and until what is on disk
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
            stored = loads(text)
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
        """Choose a value and write it to disk, or leave the writing to `write_by`. Raises BadSetting, OSError."""
        checked = declared(name).check(value)
        with self._lock:
            if self._chosen.get(name, _BY_NAME[name].default) == checked:
                return
            self._chosen[name] = checked
        self._on_changed(name)

    def reset(self, name: str) -> None:
        """Go back to the default value. Raises BadSetting, OSError."""
        declared(name)
        with self._lock:
            if self._chosen.pop(name, None) is None:
                return
        self._on_changed(name)

    def is_default(self, name: str) -> bool:
        """Whether the value is the table's own. Raises BadSetting."""
        return self.get(name) == declared(name).default

    def watch(self, listener: Callable[[str], None]) -> None:
        """Call `listener` with the name of each setting that changes, in the thread that changes it."""
        with self._lock:
            self._listeners.append(listener)

    def unwatch(self, listener: Callable[[str], None]) -> None:
        """Call it no more."""
        with self._lock:
            self._listeners.remove(listener)

    def write_by(self, later: Callable[[], None] | None) -> None:
        """Have `later` called after each choice instead of writing it; whoever gave it calls `save`. None undoes it."""
        with self._lock:
            self._later = later

    @property
    def unsaved(self) -> bool:
        """Whether something was chosen that is not on the disk."""
        with self._lock:
            return self._saved != self._choices

    def save(self) -> None:
        """Write what was chosen to disk, whole or not at all. Raises OSError; it is then still to be saved."""
        with self._writing:
            with self._lock:
                chosen, choices = dict(self._chosen), self._choices
            self._write(chosen)
            with self._lock:
                self._saved = choices

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

    def _on_changed(self, name: str) -> None:
        with self._lock:
            self._choices += 1
            later, listeners = self._later, tuple(self._listeners)
        for listener in listeners:
            listener(name)
        if later is None:
            self.save()
        else:
            later()

    def _write(self, chosen: dict[str, Value]) -> None:
        if self._path is None:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = self._path.with_suffix(".part")
        part.unlink(missing_ok=True)  # left by a crash, perhaps with wider rights
        with open(part, "w", encoding="utf-8", opener=_for_oneself) as file:
            json.dump(chosen, file, indent=1, sort_keys=True)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self._path)


def _for_oneself(path: str, flags: int) -> int:
    """Open a file that nobody else may read: an address may have a password in it."""
    return os.open(path, flags, 0o600)
