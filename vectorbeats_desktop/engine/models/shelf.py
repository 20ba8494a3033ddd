"""The models on this computer: which are there, which are used, and what the manifest offers besides.

A model is a folder by its id below the models' folder, with the hub's files by their own names and `installed.json`.
What is still being downloaded lies in `.partial`, so that a folder by a model's id is always whole.
"""

from __future__ import annotations

import json
import shutil
import threading
import time
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from vectorbeats_desktop.engine.encoders.neural.records import NeuralModel, Role
from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.models.digest import Digest
from vectorbeats_desktop.engine.models.errors import ModelTrouble, WrongContent
from vectorbeats_desktop.engine.models.manifest import ModelEntry, read_manifest
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.task import TaskContext
from vectorbeats_desktop.engine.untrusted_json import loads

if TYPE_CHECKING:
    from collections.abc import Iterator

PARTIAL = ".partial"
NOTE = "installed.json"
CHOICE = {Role.PICTURES: "models.pictures", Role.SOUNDS: "models.sounds"}
OFF = "none"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of an installed model."""

    name: str
    size: int
    digest: Digest


@dataclass(frozen=True, slots=True)
class Installed:
    """A model that is there: `how` it came ("downloaded" or "imported") and when, in seconds since 1970.

    `revision` is the hub's, "" of what was imported; the weights are the last of `files`.
    """

    entry: ModelEntry
    folder: Path
    revision: str
    how: str
    at: float
    files: tuple[KeptFile, ...]

    @property
    def size(self) -> int:
        """Bytes on the disk."""
        return sum(file.size for file in self.files)

    def as_model(self) -> NeuralModel:
        """As the encoders take it."""
        return as_model(self.entry, self.folder, self.files)


@dataclass(frozen=True, slots=True)
class State:
    """How far a model is: what is there of it, or how many bytes of a download; `used` when searches use it."""

    entry: ModelEntry
    installed: Installed | None = None
    partial_bytes: int = 0
    used: bool = False


class ModelShelf:
    """Tells and changes what models there are. Safe to use from several threads, and beside other processes."""

    def __init__(self, folder: Path, settings: Settings, manifest: Sequence[ModelEntry] | None = None) -> None:
        self.folder = folder
        self.settings = settings
        self.entries = tuple(manifest if manifest is not None else read_manifest())
        self._lock = threading.Lock()
        self._known: dict[str, tuple[int, Installed | None]] = {}

    def entry(self, model_id: str) -> ModelEntry:
        """The manifest's entry. Raises BadQuery."""
        for entry in self.entries:
            if entry.model_id == model_id:
                return entry
        known = ", ".join(entry.model_id for entry in self.entries)
        raise BadQuery(f"There is no model “{model_id}”.", f"There are: {known}.")

    def states(self) -> tuple[State, ...]:
        """Every model of the manifest, in its order."""
        return tuple(self.state(entry.model_id) for entry in self.entries)

    def state(self, model_id: str) -> State:
        """How far one model is. Raises BadQuery."""
        entry = self.entry(model_id)
        chosen = self.chosen(entry.role)
        used = chosen is not None and chosen.entry == entry
        return State(entry, self.installed(model_id), self._partial_bytes(model_id), used)

    def installed(self, model_id: str) -> Installed | None:
        """What is there of a model; None when it is not installed. Read again only when its note has changed."""
        entry = self.entry(model_id)
        note = self.folder / model_id / NOTE
        try:
            changed = note.stat().st_mtime_ns
        except OSError:
            return None
        with self._lock:
            known = self._known.get(model_id)
            if known is None or known[0] != changed:
                known = self._known[model_id] = (changed, _noted(entry, note))
            return known[1]

    def chosen(self, role: Role) -> Installed | None:
        """The model that is used: the one that was chosen, else the default, else any that is there."""
        wanted = self.settings.text(CHOICE[role])
        if wanted == OFF:
            return None
        there = [found for entry in self.entries if entry.role is role and (found := self.installed(entry.model_id))]
        order = sorted(there, key=lambda found: (found.entry.model_id != wanted, not found.entry.default))
        return order[0] if order else None

    def choose(self, role: Role, model_id: str) -> None:
        """Use a model that is installed, or none for OFF. Raises BadQuery, OSError."""
        if model_id != OFF and (self.entry(model_id).role is not role or self.installed(model_id) is None):
            raise BadQuery(f"{model_id} is not installed as a model for {role}.", "Install it first.")
        self.settings.set(CHOICE[role], model_id)

    def remove(self, model_id: str) -> None:
        """Take a model and what was downloaded of it off the disk. Raises BadQuery, ModelTrouble."""
        self.entry(model_id)
        with self.alone(model_id):
            try:
                for folder in (self.folder / model_id, self.partial(model_id)):
                    if folder.exists():
                        # Under another name first: a folder by a model's id is whole, or not there.
                        going = folder.with_name(f"{folder.name}.going-{time.time_ns()}")
                        folder.rename(going)
                        shutil.rmtree(going)
            except OSError as error:
                raise ModelTrouble(
                    f"{model_id} cannot be removed: {error.strerror or error}.", "Close what uses it."
                ) from error

    def verify(self, model_id: str, ctx: TaskContext) -> Installed:
        """Compare every file with the hash it came with. Raises BadQuery, ModelTrouble, WrongContent, Cancelled."""
        found = self.installed(model_id)
        if found is None:
            self.entry(model_id)
            raise ModelTrouble(f"{model_id} is not installed.", "Install or import it first.")
        for file in found.files:
            path = found.folder / file.name
            try:
                same = path.stat().st_size == file.size and file.digest.fits(path, ctx)
            except OSError:
                same = False
            if not same:
                raise WrongContent(
                    f"{file.name} of {model_id} is not as it was installed.", "Remove the model and install it anew."
                )
        return found

    def partial(self, model_id: str) -> Path:
        """Where a model is put together."""
        return self.folder / PARTIAL / model_id

    def place(self, entry: ModelEntry, revision: str, how: str, files: Sequence[KeptFile]) -> Installed:
        """Put a model that is whole in its place. Raises OSError."""
        making, final = self.partial(entry.model_id), self.folder / entry.model_id
        kept = {file.name for file in files}
        for path in making.iterdir():
            if path.name not in kept:
                path.unlink()
        note = {"revision": revision, "how": how, "at": time.time(), "files": [asdict(file) for file in files]}
        (making / NOTE).write_text(json.dumps(note, indent=1), encoding="utf-8")
        old = final.with_name(f"{final.name}.going-{time.time_ns()}")
        if final.exists():
            final.rename(old)
        making.rename(final)
        shutil.rmtree(old, ignore_errors=True)
        found = self.installed(entry.model_id)
        assert found is not None, "it was put there just now"
        return found

    @contextmanager
    def alone(self, model_id: str) -> Iterator[None]:
        """Hold a model, so that nobody else changes it. Raises ModelTrouble when somebody does."""
        (self.folder / PARTIAL).mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.folder / PARTIAL / f"{model_id}.lock", timeout=0)
        try:
            lock.acquire()
        except Timeout as error:
            raise ModelTrouble(f"{model_id} is being changed already.", "Wait until that has ended.") from error
        try:
            yield
        finally:
            lock.release()

    def _partial_bytes(self, model_id: str) -> int:
        folder = self.partial(model_id)
        return sum(path.stat().st_size for path in folder.iterdir()) if folder.is_dir() else 0


def as_model(entry: ModelEntry, folder: Path, files: Sequence[KeptFile]) -> NeuralModel:
    """A model as the encoders take it, named by the hash of its weights, the last of its files.

    Two copies of the same weights make the same vectors, wherever they came from.
    """
    weights = files[-1].digest.value
    return NeuralModel(entry.role, entry.model_id, weights, folder, entry.dimension, entry.architecture, entry.trained)


def _noted(entry: ModelEntry, note: Path) -> Installed | None:
    """None for a note that is damaged: the model then counts as not installed."""
    try:
        told: dict[str, Any] = loads(note.read_text(encoding="utf-8"))
        files = tuple(map(_kept_file, told["files"]))
        return Installed(entry, note.parent, str(told["revision"]), str(told["how"]), float(told["at"]), files)
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return None


def _kept_file(told: dict[str, Any]) -> KeptFile:
    """Raises KeyError, TypeError, ValueError, OverflowError."""
    name, digest = told["name"], Digest(**told["digest"])
    if not all(isinstance(text, str) for text in (name, digest.kind, digest.value)):
        raise TypeError("no names")
    return KeptFile(name, int(told["size"]), digest)
