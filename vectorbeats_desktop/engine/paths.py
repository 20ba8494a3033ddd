"""Where things lie on this computer."""

from __future__ import annotations

import logging
import os
import re
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

APPLICATION = "VectorBeats"
DATA_DIR_VARIABLE = "VECTORBEATS_DATA_DIR"
_PLAIN = re.compile(r"[\w-]+", re.ASCII)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders of one user, or of one data folder given by VECTORBEATS_DATA_DIR."""

    data: Path
    config: Path
    cache: Path
    logs: Path

    @classmethod
    def default(cls) -> Paths:
        """The folders of this user; VECTORBEATS_DATA_DIR puts all of them under one."""
        if chosen := os.environ.get(DATA_DIR_VARIABLE):
            return cls.under(Path(chosen))
        dirs = platformdirs.PlatformDirs(APPLICATION, appauthor=False)
        return cls(dirs.user_data_path, dirs.user_config_path, dirs.user_cache_path, dirs.user_log_path)

    @classmethod
    def under(cls, root: Path) -> Paths:
        """All folders inside one, as tests and measurements use it."""
        root = root.expanduser().absolute()
        return cls(root, root / "config", root / "cache", root / "logs")

    def create(self) -> None:
        """Make the folders, for their owner only, also where they were there with wider rights. Raises OSError."""
        for folder in (self.data, self.config, self.cache, self.logs):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            _keep_to_oneself(folder)

    @property
    def catalog(self) -> Path:
        return self.data / "catalog.sqlite"

    @property
    def copies(self) -> Path:
        """Copies of the catalogue."""
        return self.data / "copies"

    @property
    def store(self) -> Path:
        return self.data / "store"

    @property
    def fingerprints(self) -> Path:
        return self.data / "fingerprints"

    @property
    def models(self) -> Path:
        """Models that were installed: large, and not to be downloaded again lightly."""
        return self.data / "models"

    @property
    def covers(self) -> Path:
        return self.cache / "covers"

    @property
    def waveforms(self) -> Path:
        return self.cache / "waveforms"

    @property
    def demo(self) -> Path:
        return self.data / "demo"

    @property
    def saved_parts(self) -> Path:
        """Files that saved searches look for with, and that had no lasting place of their own."""
        return self.data / "saved_parts"

    @property
    def settings(self) -> Path:
        return self.config / "settings.json"


def open_to_others(folder: Path) -> bool:
    """Whether other users may look into a folder; on Windows its rights are the profile's. Raises OSError."""
    return os.name != "nt" and bool(stat.S_IMODE(folder.stat().st_mode) & 0o077)


def _keep_to_oneself(folder: Path) -> None:
    """Take others' rights away; where that cannot be, as on a stick, health tells of it. Raises OSError."""
    if not open_to_others(folder):
        return
    try:
        folder.chmod(stat.S_IMODE(folder.stat().st_mode) & 0o700)  # what its owner may not do stays so
    except OSError as error:
        logger.warning("others may look into %s: %s", folder, error.strerror)


def resources() -> Path:
    """The folder of icons, styles and tables, in a source tree, a wheel or a frozen program."""
    if frozen := getattr(sys, "_MEIPASS", None):
        return Path(frozen) / "resources"
    package = Path(__file__).resolve().parent.parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"


def is_plain_name(text: str) -> bool:
    """Whether a file may be called so because somebody said so: letters, digits, “-” and “_”, and no way out."""
    return _PLAIN.fullmatch(text) is not None


def file_of_id(folder: Path, name: str, suffix: str) -> Path | None:
    """Where the file of an id lies, which others may have made up; None for one that could lead out of the folder."""
    return folder / f"{name}{suffix}" if is_plain_name(name) else None


def from_home(path: Path) -> Path:
    """The path with "~" filled in; as it stands where there is nobody of that name, or no path can be like that."""
    try:
        return path.expanduser()
    except (RuntimeError, ValueError):
        return path


def licences() -> Path | None:
    """The folder with the licences of what a frozen program is made of; None where packages brought their own."""
    if not hasattr(sys, "_MEIPASS"):
        return None
    beside = Path(sys.executable).resolve().parent
    places = (
        beside / "licences",
        beside.parent / "Resources" / "licences",
    )  # the latter within an application of macOS
    return next((place for place in places if place.is_dir()), None)
