"""Indexing, from end to end: scan, identify, sound, mood, covers, fingerprints, melodies, and what models make."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import astuple, replace
from pathlib import Path

from vectorbeats_desktop.engine.analysis.cover_stage import CoverStage
from vectorbeats_desktop.engine.analysis.descriptors import SOUND_VERSION
from vectorbeats_desktop.engine.analysis.elsewhere import Elsewhere
from vectorbeats_desktop.engine.analysis.fingerprint_stage import FingerprintStage
from vectorbeats_desktop.engine.analysis.gain_stage import GainStage
from vectorbeats_desktop.engine.analysis.identify_stage import IdentifyStage
from vectorbeats_desktop.engine.analysis.melody_stage import MelodyStage
from vectorbeats_desktop.engine.analysis.model_stages import ModelStages
from vectorbeats_desktop.engine.analysis.mood_stage import MoodStage
from vectorbeats_desktop.engine.analysis.pool import WorkerPool
from vectorbeats_desktop.engine.analysis.sound_stage import SoundStage
from vectorbeats_desktop.engine.analysis.stage_times import StageTimes
from vectorbeats_desktop.engine.encoders.concepts import ConceptSpace, load_concepts
from vectorbeats_desktop.engine.encoders.music import MusicEncoder
from vectorbeats_desktop.engine.encoders.picture import PictureEncoder
from vectorbeats_desktop.engine.fingerprint.index import FingerprintIndex
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.library.merging import take_up_waiting
from vectorbeats_desktop.engine.library.reconcile import Changes, reconcile, tells_enough
from vectorbeats_desktop.engine.library.scan import Scan, scan
from vectorbeats_desktop.engine.records import Folder, IndexReport
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.store.client import VectorStore
from vectorbeats_desktop.engine.store.schema import AUDIO, MUSIC, point_id
from vectorbeats_desktop.engine.task import TaskContext
from vectorbeats_desktop.engine.understanding import Understanding

REQUIRED_STAGES = {"sound": SOUND_VERSION, "mood": 0}
"""What makes a file ready. A mood of any calibration will do: it is renewed while it is in use.

The fingerprint and the melody are not among them: a track without them is found by everything but a recording of it
or a hum. That they could not be heard is listed among the problems all the same, since what was decoded once fails
at this only by a fault or a crash."""

FORGOTTEN = 1_000
"""Tracks that are forgotten at once, so that other writes come in between."""

LONGEST_TAIL = 20_000
"""Vectors without codes beyond which the store is optimised at the end of a run."""


class Indexer:
    """Brings catalogue and store up to date with the folders. One run at a time."""

    def __init__(
        self,
        catalog: Catalog,
        store: VectorStore,
        covers: Path,
        settings: Settings,
        *,
        music: MusicEncoder,
        pictures: PictureEncoder,
        space: ConceptSpace | None = None,
        prints: FingerprintIndex | None = None,
        understanding: Understanding | None = None,
        elsewhere: Elsewhere | None = None,
        before_melodies: Callable[[], object] = lambda: None,
    ) -> None:
        """`before_melodies` is called when all but melodies can be searched."""
        self._catalog = catalog
        self._store = store
        self._covers = covers
        self._settings = settings
        self._music = music
        self._pictures = pictures
        self._space = space or load_concepts()
        self._prints = prints
        self._understanding = understanding
        self._elsewhere = elsewhere
        self._before_melodies = before_melodies

    def run(
        self,
        ctx: TaskContext,
        folders: Sequence[int] | None = None,
        confirm_removals: bool = False,
        places: Collection[Path] | None = None,
    ) -> IndexReport:
        """Scan folders, all when None, and do every stage that is missing, of whatever folder.

        What was done stays done when the run is cancelled or killed, and the next one goes on
        from there. The library can be browsed once it is scanned, and each track be found as
        soon as its batch is written.

        Args:
            ctx: for progress, pause and cancel.
            folders: ids of the folders to scan.
            confirm_removals: the person's word that files gone in great number are really gone.
            places: files and folders that changed: of the folders, only what lies there is looked at. A
                folder of the library among them means all of it.

        Raises:
            Cancelled, StoreUnavailable, DataFolderBroken.
        """
        started = time.monotonic()
        times = StageTimes()
        self._catalog.require_stages(REQUIRED_STAGES)
        changes = self._scan(ctx, folders, confirm_removals, places)
        times.ended("scan")
        with self._pool() as pool:
            identified = IdentifyStage(self._catalog, self._store, self._covers).run(pool, ctx)
            take_up_waiting(self._catalog)
            self._forget_orphans()
            times.ended("identify")
            mood = MoodStage(self._catalog, self._store, self._music, self._space)
            sound = SoundStage(self._catalog, self._store, mood, self._elsewhere)
            sound.run(pool, ctx)
            times.ended("sound")
            mood.settle(ctx)
            times.ended("mood")
            CoverStage(self._catalog, self._store, self._covers, self._pictures, self._space).run(ctx)
            times.ended("cover")
            models = self._model_stages()
            if models is not None:
                models.see(ctx)
                times.ended("sight")
            self._tidy_store(ctx)
            times.ended("optimise")
            gain = GainStage(self._catalog)
            gain.run(pool, ctx)
            times.ended("gain")
            prints = FingerprintStage(self._catalog, self._elsewhere, sound.compared)
            prints.run(pool, ctx)
            self._refresh_prints(ctx)
            times.ended("fingerprint")
            self._before_melodies()
            melody = MelodyStage(self._catalog, self._elsewhere)
            melody.run(pool, ctx)
            times.ended("melody")
            if models is not None:
                models.hear(pool, ctx)
                models.settle(pool, ctx)
                times.ended("embedding")
        failed = (
            identified.failed
            + sound.failed
            + gain.failed
            + prints.failed
            + melody.failed
            + (models.failed if models else 0)
        )
        report = self._report(changes, identified.moved, sound.done, failed, time.monotonic() - started)
        heard = models.heard if models else 0
        reused = max(sound.reused, prints.reused, melody.reused, models.reused if models else 0)
        notices = (*(models.problems if models else ()), *(self._elsewhere.notices if self._elsewhere else ()))
        return replace(report, melodies=melody.done, heard=heard, reused=reused, notices=notices, stages=times.all())

    def _model_stages(self) -> ModelStages | None:
        if self._understanding is None:
            return None
        places = self._settings.whole("analysis.sound_windows")
        parts = (self._catalog, self._store, self._covers, self._understanding, self._space)
        return ModelStages(*parts, places, self._elsewhere)

    def _pool(self) -> WorkerPool:
        return WorkerPool(
            self._settings.whole("analysis.workers"),
            self._settings.number("analysis.file_timeout_s"),
            self._settings.number("analysis.worker_memory_mb"),
            (self._covers,),
        )

    def _scan(
        self,
        ctx: TaskContext,
        chosen: Sequence[int] | None,
        confirm_removals: bool,
        places: Collection[Path] | None,
    ) -> Changes:
        share = self._settings.number("library.removal_share")
        all_changes = [Changes()]
        for folder in self._catalog.folders():
            inside = None if places is None else [place for place in places if place.is_relative_to(folder.path)]
            if (chosen is None or folder.folder_id in chosen) and inside != []:
                seen = self._look(ctx, folder, None if confirm_removals else inside)
                all_changes.append(reconcile(self._catalog, folder, seen, share, confirm_removals))
        return Changes(*(sum(column) for column in zip(*map(astuple, all_changes), strict=True)))

    def _look(self, ctx: TaskContext, folder: Folder, places: Collection[Path] | None) -> Scan:
        """Scan a folder: at some places, if that tells enough. By links, one place may be seen through another."""
        if self._settings.flag("library.follow_symlinks"):
            return scan(folder.path, ctx, follow_symlinks=True)
        seen = scan(folder.path, ctx, places=places)
        return seen if tells_enough(self._catalog, folder, seen) else scan(folder.path, ctx)

    def _forget_orphans(self) -> None:
        """Forget tracks without a file: in the store first, so that none is found that is not there."""
        orphans = self._catalog.orphan_tracks()
        if not orphans:
            return
        ids = [point_id(track_id) for track_id in orphans]
        self._store.delete(MUSIC, ids)
        self._store.delete(AUDIO, ids)
        self._store.flush()
        for start in range(0, len(orphans), FORGOTTEN):
            self._catalog.forget_tracks(orphans[start : start + FORGOTTEN])

    def _refresh_prints(self, ctx: TaskContext) -> None:
        """Let the index of recordings take over what is new, rather than the first search."""
        if self._prints is not None:
            self._prints.refresh(ctx)

    def _tidy_store(self, ctx: TaskContext) -> None:
        """Build the codes of a long unindexed tail; a short one is searched as fast without."""
        for collection, info in self._store.info().items():
            if info.unoptimised > LONGEST_TAIL:
                self._store.optimise(collection, ctx)

    def _report(self, changes: Changes, moved: int, analysed: int, failed: int, seconds: float) -> IndexReport:
        return IndexReport(
            files=self._catalog.status().files,
            added=max(0, changes.added - moved),
            changed=changes.changed,
            moved=changes.moved + moved,
            removed=max(0, changes.removed - moved),
            unreachable=changes.unreachable,
            analysed=analysed,
            failed=failed,
            pending_removals=changes.pending_removals,
            seconds=round(seconds, 3),
            problems=tuple(self._catalog.problems()),
        )
