"""Is every part well, and do the catalogue and the store agree? And what can be mended."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from vectorbeats_desktop.engine.confinement import offered
from vectorbeats_desktop.engine.encoders.concepts import SPACE_PREFIX
from vectorbeats_desktop.engine.encoders.neural.client import CALLED
from vectorbeats_desktop.engine.encoders.neural.records import Role
from vectorbeats_desktop.engine.encoders.text_model import TextModel
from vectorbeats_desktop.engine.errors import DataFolderBroken, StoreUnavailable
from vectorbeats_desktop.engine.health_records import HealthReport, PartHealth, Remedy, State
from vectorbeats_desktop.engine.library import audit
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.model_towers import ModelTowers
from vectorbeats_desktop.engine.models.libraries import MISSING, can_run_models, models_hint
from vectorbeats_desktop.engine.models.shelf import CHOICE, OFF, ModelShelf
from vectorbeats_desktop.engine.paths import Paths, open_to_others
from vectorbeats_desktop.engine.store.client import VectorStore
from vectorbeats_desktop.engine.store.connection import StoreDamaged
from vectorbeats_desktop.engine.store.schema import AUDIO, MUSIC, point_id
from vectorbeats_desktop.engine.task import Progress, TaskContext

if TYPE_CHECKING:  # most starts have no use for it
    from vectorbeats_desktop.engine.remote.catalogue import RemoteCatalogue

logger = logging.getLogger(__name__)

GIB = 2**30
LITTLE_SPACE = 1 * GIB
NO_SPACE = GIB // 10
MEND = "Have it mended; what that takes away is made again by the next indexing run."
VERIFY = "Have it verified, and see whether a smaller model fits this computer better."
INDEX = "Index again; only what is missing is done."

COLLECTION_OF_STAGE = {"sound": AUDIO, "mood": MUSIC}
"""Where the point lies that a stage promises when it says that it is done."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Where catalogue and store differ.

    `missing`: for each stage the tracks that it is done for and whose point is not there.
    `stray`: for each collection the points of no track that the catalogue knows.
    """

    missing: dict[str, set[str]]
    stray: dict[str, set[str]]


class Melodies(Protocol):
    """What compares hums with the melodies of the library."""

    def problem(self, ctx: TaskContext) -> str:
        """Why it cannot; empty when it can."""
        ...


class Recordings(Protocol):
    """What recognises recordings of the library's tracks."""

    def problem(self, ctx: TaskContext) -> str:
        """Why it cannot; empty when it can."""
        ...

    def repair(self, ctx: TaskContext) -> None:
        """Mend what it cannot for."""
        ...


class Filling(Protocol):
    """What fills the store again out of the catalogue."""

    def run(self, ctx: TaskContext) -> int:
        """Put back what is missing; returns of how many tracks."""
        ...


class Parts(Protocol):
    """What is looked at; a Session has it all."""

    @property
    def paths(self) -> Paths: ...
    @property
    def catalog(self) -> Catalog: ...
    @property
    def store(self) -> VectorStore: ...
    @property
    def refilling(self) -> Filling: ...
    @property
    def text_model(self) -> TextModel | None: ...
    @property
    def models(self) -> ModelShelf: ...
    @property
    def model_towers(self) -> ModelTowers: ...
    @property
    def humming(self) -> Melodies: ...
    @property
    def recognition(self) -> Recordings: ...
    @property
    def remote(self) -> RemoteCatalogue: ...


def check(parts: Parts, ctx: TaskContext, more: Sequence[Callable[[], PartHealth]] = ()) -> HealthReport:
    """Look at the data folder, catalogue and store, whether the two agree, what hears and recognises, models, sharing.

    And at `more`. Changes nothing that is analysed, and may run while the library is indexed. Raises Cancelled.
    """
    looks: tuple[Callable[[], PartHealth], ...] = (
        lambda: _data_folder(parts.paths.data),
        lambda: _catalogue(parts.catalog),
        lambda: _store(parts.store),
        lambda: _agreement(parts.catalog, parts.store),
        lambda: _melodies(parts.catalog, parts.humming, ctx),
        lambda: _recordings(parts.catalog, parts.recognition, ctx),
        lambda: _text_model(parts.text_model),
        *(partial(_model, parts, role) for role in Role),
        _readers,
        lambda: _remote(parts),
        *more,
    )
    found = []
    for number, look in enumerate(looks):
        ctx.checkpoint()
        ctx.report(Progress("health", number, len(looks)))
        found.append(look())
    ctx.report(Progress("health", len(looks), len(looks)))
    return HealthReport(tuple(found))


def repair(parts: Parts, ctx: TaskContext, more: Sequence[Callable[[], PartHealth]] = ()) -> HealthReport:
    """Mend the store and what it and the catalogue disagree on, and look again.

    A store that does not open, or cannot be read to its end, is set aside (it is kept under another name) and begun
    anew; missing points are put back out of the catalogue, and where it does not know enough the stage is to be done
    again, which the next indexing does; points of no track are deleted; a damaged index of recordings is built anew.
    Raises Cancelled, DataFolderBroken, StoreUnavailable.
    """
    mend(parts, ctx)
    return check(parts, ctx, more)


def mend(parts: Parts, ctx: TaskContext) -> int:
    """As `repair`, without looking again; returns of how many tracks points were put back."""
    ctx.checkpoint()
    if not audit.count_anew(parts.catalog):
        logger.error("what the catalogue keeps count of was wrong")
    replace_damaged(parts.store)
    filled = parts.refilling.run(ctx)
    found = compare(parts.catalog, parts.store)
    for stage, tracks in found.missing.items():
        audit.do_again(parts.catalog, stage, tracks)
    for collection, points in found.stray.items():
        parts.store.delete(collection, points)
    parts.store.flush()
    parts.recognition.repair(ctx)
    return filled


def compare(catalog: Catalog, store: VectorStore) -> Agreement:
    """Where catalogue and store differ. Raises DataFolderBroken, StoreUnavailable.

    The order of reading matters while the library is indexed: what is done has been stored
    before, and what is stored belongs to a track that was known before.
    """
    done = {stage: audit.done_tracks(catalog, stage) for stage in COLLECTION_OF_STAGE}
    stored = {collection: store.ids(collection) for collection in COLLECTION_OF_STAGE.values()}
    known = audit.known_tracks(catalog)
    of_known = {point_id(track) for track in known}
    missing = {
        stage: {track for track in done[stage] & known if point_id(track) not in stored[collection]}
        for stage, collection in COLLECTION_OF_STAGE.items()
    }
    return Agreement(missing, {collection: points - of_known for collection, points in stored.items()})


def _data_folder(folder: Path) -> PartHealth:
    name = "data folder"
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".writable-"):
            free = shutil.disk_usage(folder).free
    except OSError as error:
        return PartHealth(
            name, State.UNHEALTHY, f"{folder} cannot be written: {error.strerror}.", "Check its permissions and disk."
        )
    text = f"{folder} can be written; {free / GIB:,.1f} GB are free."
    if free < NO_SPACE:
        return PartHealth(name, State.UNHEALTHY, text, "Free some space on this disk.")
    if free < LITTLE_SPACE:
        return PartHealth(name, State.DEGRADED, text, "Free some space on this disk before you index more music.")
    if open_to_others(folder):
        text = f"{text} Other users of this computer may look into it."
        return PartHealth(name, State.DEGRADED, text, "Keep it on a disk that knows rights, such as the system's own.")
    return PartHealth(name, State.HEALTHY, text)


def _catalogue(catalog: Catalog) -> PartHealth:
    name = "catalogue"
    try:
        damaged = audit.damage(catalog)
        status = catalog.status()
    except DataFolderBroken as error:
        return PartHealth(name, State.UNHEALTHY, error.message, error.hint)
    if damaged:
        return PartHealth(
            name,
            State.UNHEALTHY,
            f"The catalogue is damaged: {damaged}.",
            "Go back to a copy of it.",
            Remedy.COPIES,
        )
    text = (
        f"{status.files:,} files: {status.ready:,} ready, {status.pending:,} waiting, "
        f"{status.failed:,} failed, {status.unreachable:,} unreachable; {status.tracks:,} recordings."
    )
    return PartHealth(name, State.HEALTHY, text)


def _store(store: VectorStore) -> PartHealth:
    try:
        counts = {collection: info.points for collection, info in store.info().items()}
    except StoreUnavailable as error:
        return PartHealth("store", State.UNHEALTHY, error.message, error.hint, Remedy.REPAIR)
    told = ", ".join(f"{collection} {points:,}" for collection, points in sorted(counts.items()))
    return PartHealth("store", State.HEALTHY, f"It opens. Points: {told}.")


def _agreement(catalog: Catalog, store: VectorStore) -> PartHealth:
    name = "agreement"
    try:
        found = compare(catalog, store)
        outdated = _outdated(store)
    except (DataFolderBroken, StoreUnavailable) as error:
        return PartHealth(name, State.UNHEALTHY, f"It cannot be checked: {error.message}", error.hint)
    if lost := set[str]().union(*found.missing.values()):
        text = f"{len(lost):,} recordings are said to be analysed and are not in the store."
        return PartHealth(name, State.UNHEALTHY, text, MEND, Remedy.REPAIR)
    if strays := sum(map(len, found.stray.values())):
        text = f"{strays:,} points of the store belong to no recording of the catalogue."
        return PartHealth(name, State.DEGRADED, text, MEND, Remedy.REPAIR)
    if outdated:
        text = f"{outdated:,} recordings are placed by an older table of concepts, and cannot be found by mood."
        return PartHealth(name, State.DEGRADED, text, INDEX, Remedy.INDEX)
    return PartHealth(name, State.HEALTHY, "Catalogue and store agree on every recording.")


def _outdated(store: VectorStore) -> int:
    """How many points of music_embeddings lack the current concept space's vector; a model may be hearing them yet."""
    total = store.count(MUSIC)
    spaces = [space for space in store.spaces[MUSIC] if space.startswith(SPACE_PREFIX)]
    return max((total - store.count(MUSIC, using=space) for space in spaces), default=0)


def _melodies(catalog: Catalog, humming: Melodies, ctx: TaskContext) -> PartHealth:
    name = "melodies"
    try:
        status = catalog.status()
    except DataFolderBroken as error:
        return PartHealth(name, State.UNHEALTHY, f"They cannot be counted: {error.message}", error.hint)
    known = f"The melodies of {status.melodies:,} of {status.tracks:,} recordings are known"
    if status.melodies and (problem := humming.problem(ctx)):
        return PartHealth(name, State.DEGRADED, f"{known}, and hums cannot be compared with them: {problem}")
    if status.melodies < status.tracks:
        return PartHealth(name, State.DEGRADED, f"{known}; a hum cannot find the others.", INDEX, Remedy.INDEX)
    return PartHealth(name, State.HEALTHY, f"{known}." if status.tracks else "There is nothing to hear yet.")


def _recordings(catalog: Catalog, recognition: Recordings, ctx: TaskContext) -> PartHealth:
    name = "recordings"
    try:
        status = catalog.status()
    except DataFolderBroken as error:
        return PartHealth(name, State.UNHEALTHY, f"They cannot be counted: {error.message}", error.hint)
    known = f"{status.fingerprints:,} of {status.tracks:,} recordings can be recognised"
    if problem := recognition.problem(ctx):
        text = f"{known}, but the index of them is damaged: {problem}"
        return PartHealth(name, State.DEGRADED, text, MEND, Remedy.REPAIR)
    if status.fingerprints < status.tracks:
        return PartHealth(name, State.DEGRADED, f"{known}.", INDEX, Remedy.INDEX)
    return PartHealth(name, State.HEALTHY, f"{known}." if status.tracks else "There is nothing to recognise yet.")


def _text_model(model: TextModel | None) -> PartHealth:
    name = "text model"
    if model is None:
        text = "Words are understood by the word list: the text model is not installed, or is switched off."
        if not can_run_models():
            return PartHealth(name, State.DEGRADED, text, models_hint())
        return PartHealth(name, State.DEGRADED, text, "See the setting “Understand sentences”.", Remedy.SETTINGS)
    if model.problem:
        return PartHealth(name, State.DEGRADED, f"Words are understood by the word list: {model.problem}")
    return PartHealth(
        name, State.HEALTHY, "It is loaded." if model.ready else "It is installed, and loaded when needed."
    )


def _readers() -> PartHealth:
    """What keeps the processes that read music and pictures from doing harm, should a file take one over."""
    held = offered()
    kept = [told for holds, told in ((held.network, "no network"), (held.programs, "no other programs")) if holds]
    kept += ["nothing written but covers"] * held.writing + ["a bound on their memory"] * held.swelling
    if held.complete:
        return PartHealth("readers", State.HEALTHY, f"Files are read by processes with {_listed(kept)}.")
    text = (
        f"Files are read by processes of their own, with {_listed(kept)}"
        if kept
        else ("Files are read by processes of their own, which this system does not confine further")
    )
    return PartHealth("readers", State.HEALTHY, f"{text}.", "Linux from 5.13 on confines them most.")


def _listed(told: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(told[:-1]), told[-1])))


def _model(parts: Parts, role: Role) -> PartHealth:
    """How the model of a role is. Its files are looked at, not read: `vectorbeats models verify` compares them."""
    name = CALLED[role]
    used = parts.models.chosen(role)
    if used is None:
        off = parts.models.settings.text(CHOICE[role]) == OFF
        text = "None is used, as was chosen." if off else "None is installed. What is built in serves instead."
        if off or can_run_models():
            hint = "" if off else "The page Models tells what one would bring."
            return PartHealth(name, State.HEALTHY, text, hint, Remedy.MODELS)
        return PartHealth(name, State.HEALTHY, text, models_hint())
    title = used.entry.title
    if not can_run_models():
        return PartHealth(name, State.DEGRADED, f"{title} is installed and is not used. {MISSING}", models_hint())
    if lost := [file.name for file in used.files if not _is_whole(used.folder / file.name, file.size)]:
        text = f"{title} is damaged: {', '.join(lost)} is not as it was installed."
        return PartHealth(name, State.UNHEALTHY, text, "Install it again.", Remedy.MODELS)
    if problem := parts.model_towers.chosen.problem(role):
        return PartHealth(
            name, State.DEGRADED, f"{title} is installed, and last failed: {problem}", VERIFY, Remedy.MODELS
        )
    loaded = parts.model_towers.chosen.loaded(role)
    how = f"runs now ({loaded.device}, {loaded.precision})" if loaded else "is loaded when needed"
    return PartHealth(name, State.HEALTHY, f"{title} is installed, and {how}.")


def _remote(parts: Parts) -> PartHealth:
    """How the remote catalogue was when it was last asked: looking at health asks nobody."""
    name = "remote catalogue"
    if not parts.models.settings.flag("network.remote"):
        return PartHealth(name, State.HEALTHY, "It is switched off.")
    status = parts.remote.status()
    waiting = f"{status.waiting:,} records wait to be sent."
    if problem := status.link.problem:
        return PartHealth(name, State.DEGRADED, f"{problem.message} {waiting}", problem.hint, Remedy.SYNC)
    if status.problem:
        return PartHealth(name, State.DEGRADED, status.problem, status.hint, Remedy.SYNC)
    if not status.agreed:
        return PartHealth(
            name, State.DEGRADED, "It has not been agreed what is shared.", "Look at it, and agree.", Remedy.SYNC
        )
    if status.refused:
        return PartHealth(
            name, State.DEGRADED, f"The server refused {status.refused:,} records. {waiting}", "", Remedy.SYNC
        )
    return PartHealth(name, State.HEALTHY, f"It works. {waiting}" if status.synced_at else f"It is set up. {waiting}")


def _is_whole(path: Path, size: int) -> bool:
    try:
        return path.stat().st_size == size
    except OSError:
        return False


def replace_damaged(store: VectorStore) -> bool:
    """Set a store aside that cannot be read to its end, and begin a new one; returns whether that was necessary.

    Raises StoreUnavailable where it is not the store's files that are at fault.
    """
    try:
        store.read_through()
    except StoreDamaged:
        if shutil.disk_usage(store.path.parent).free < NO_SPACE:
            raise  # it is the disk that is at fault, and a new store would not open either
        store.set_aside()
        store.info()
        return True
    return False
