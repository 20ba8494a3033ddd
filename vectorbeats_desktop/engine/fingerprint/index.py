"""The index of all landmarks: immutable files and a manifest that names those that count.

The manifest is replaced in one step after the files it names are durable, so a kill at any time leaves the index as it
was before or after a change; files that no manifest names are deleted when the index is opened. The catalogue is the
truth: what has come or gone there is taken over by `refresh`, and an index that is damaged is built anew out of it.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import threading
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from vectorbeats_desktop.engine.errors import DataFolderBroken
from vectorbeats_desktop.engine.fingerprint.landmarks import FINGERPRINT_VERSION, Landmarks
from vectorbeats_desktop.engine.fingerprint.merging import Living, write_merged, write_new
from vectorbeats_desktop.engine.fingerprint.segment import LARGEST, Damaged, Segment
from vectorbeats_desktop.engine.task import Progress, TaskContext
from vectorbeats_desktop.engine.untrusted_json import loads

MANIFEST = "manifest.json"
SUFFIX = ".segment"
FORMAT = 1
AT_ONCE = 1_000  # tracks that a new segment takes at most
MERGE = 4  # segments of about the same size become one
MOST_GONE = 0.25  # of a segment's tracks, before it is written anew without them

logger = logging.getLogger(__name__)


class FingerprintSource(Protocol):
    """Where fingerprints are kept: the catalogue."""

    def fingerprint_stamp(self, version: int) -> tuple[int, int]:
        """The number of the last write, and how many fingerprints there are."""
        ...

    def fingerprints_since(self, version: int, changed: int) -> list[tuple[str, int]]:
        """Tracks whose fingerprints came after a write, and with which, in that order."""
        ...

    def fingerprint_ids(self, version: int) -> set[str]:
        """All tracks with a fingerprint."""
        ...

    def fingerprints_gone(self, version: int) -> set[str]:
        """Tracks whose fingerprint was deleted since it was last said that such were taken out."""
        ...

    def fingerprints_taken_out(self, track_ids: Iterable[str]) -> None:
        """Hear that the index does not hold these any more."""
        ...

    def fingerprints_of(self, track_ids: Iterable[str]) -> dict[str, bytes]:
        """The fingerprints of tracks, as Landmarks keeps them."""
        ...

    def fingerprints_indexed(self) -> None:
        """Hear that the index has taken over what was new."""
        ...


@dataclass(frozen=True, slots=True)
class _State:
    """What the manifest says: the last write of the catalogue that is in, and the segments."""

    changed: int = 0
    segments: tuple[Living, ...] = ()

    @property
    def tracks(self) -> int:
        return sum(int(each.alive.sum()) for each in self.segments)


class FingerprintIndex:
    """The landmarks of the library, to be asked which tracks hold some pairs of peaks, and where.

    Safe to use from several threads: `segments` is what was there at one moment, and stays valid.
    """

    def __init__(self, folder: Path, source: FingerprintSource) -> None:
        self._folder, self._source = folder, source
        self._changing = threading.Lock()
        self._state: _State | None = None
        self._stamp: tuple[int, int] | None = None

    @property
    def segments(self) -> tuple[Living, ...]:
        """All segments, as they are now."""
        return self._state.segments if self._state is not None else ()

    @property
    def tracks(self) -> int:
        """How many tracks it holds."""
        return self._state.tracks if self._state is not None else 0

    @property
    def size_bytes(self) -> int:
        """Of its files."""
        return sum(each.segment.size_bytes for each in self.segments)

    def refresh(self, ctx: TaskContext, *, wait: bool = True) -> None:
        """Take over what has changed in the catalogue.

        With `wait` False, what there is will do while another thread is doing so. What was taken over stays when this
        is cancelled. Raises DataFolderBroken, Cancelled.
        """
        if not self._changing.acquire(blocking=wait or self._state is None):
            return
        try:
            self._opened()
            stamp = self._source.fingerprint_stamp(FINGERPRINT_VERSION)
            if stamp != self._stamp:
                self._catch_up(stamp, ctx)
                self._stamp = stamp
                self._source.fingerprints_indexed()  # what others looked for meanwhile, they looked for in the old one
        except OSError as error:
            raise DataFolderBroken(
                f"The index of recordings cannot be written: {error.strerror} ({self._folder}).",
                "Check that the disk is there and has some space left.",
            ) from error
        finally:
            self._changing.release()

    def check(self) -> str:
        """Read all of it, and say what is damaged; empty when nothing is."""
        with self._changing:
            try:
                for living in self._opened().segments:
                    living.segment.check()
            except (Damaged, OSError) as error:
                return str(error)
        return ""

    def rebuild(self, ctx: TaskContext) -> None:
        """Throw it away and build it anew out of the catalogue. Raises DataFolderBroken, Cancelled."""
        with self._changing:
            self._state, self._stamp = _State(), None
            with contextlib.suppress(OSError):  # what cannot be deleted cannot be written either, which `refresh` tells
                (self._folder / MANIFEST).unlink(missing_ok=True)
        self.refresh(ctx)

    def close(self) -> None:
        """Let go of the files; what was handed out as `segments` stays valid until it is let go of."""
        with self._changing:
            self._state, self._stamp = None, None

    def _opened(self) -> _State:
        """What is there, opened when that was not done yet; nothing, when it is damaged or of an older version."""
        if self._state is None:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            try:
                self._state = self._read()
            except (Damaged, ValueError, KeyError, TypeError, IndexError, OverflowError) as error:
                logger.warning("the index of recordings is built anew: %r", error)
                self._state = _State()
            self._delete_others()
        return self._state

    def _read(self) -> _State:
        """Raises Damaged, and ValueError, KeyError, TypeError, IndexError or OverflowError for what is none."""
        try:
            told = loads((self._folder / MANIFEST).read_bytes())
        except FileNotFoundError:
            return _State()
        if (told["format"], told["version"]) != (FORMAT, FINGERPRINT_VERSION):
            return _State()
        segments = []
        for entry in told["segments"]:
            try:
                segment = Segment(self._folder / entry["name"])
            except OSError as error:
                raise Damaged(str(error)) from error
            alive = np.ones(len(segment.tracks.ids), bool)
            alive[entry["gone"]] = False
            segments.append(Living(segment, alive))
        return _State(int(told["changed"]), tuple(segments))

    def _catch_up(self, stamp: tuple[int, int], ctx: TaskContext) -> None:
        state = self._opened()
        last, count = stamp
        if last < state.changed:  # another catalogue, or an older copy of it
            state = _State()
        gone = self._source.fingerprints_gone(FINGERPRINT_VERSION)
        state = self._dropped(state, gone)
        new = self._source.fingerprints_since(FINGERPRINT_VERSION, state.changed)
        state = self._added(state, new, ctx)
        if state.tracks != count:
            there = self._source.fingerprint_ids(FINGERPRINT_VERSION)
            held = set[str]().union(*(living.ids() for living in state.segments))
            state = self._dropped(state, held - there)
            state = self._added(state, [(track_id, last) for track_id in sorted(there - held)], ctx)
        self._write(self._tidied(_State(last, state.segments), ctx))
        if gone:
            self._source.fingerprints_taken_out(gone)  # not before the manifest is durable: a kill between repeats it

    def _added(self, state: _State, new: Sequence[tuple[str, int]], ctx: TaskContext) -> _State:
        """The state with further tracks, of which some may have been there in another form."""
        for start in range(0, len(new), AT_ONCE):
            ctx.checkpoint()
            ctx.report(Progress("recognition", start, len(new)))
            part = new[start : start + AT_ONCE]
            kept = self._source.fingerprints_of(track_id for track_id, _ in part)
            tracks = [(track_id, Landmarks.from_bytes(kept[track_id])) for track_id, _ in part if track_id in kept]
            state = self._dropped(state, set(kept))
            if tracks:
                path = self._new_name()
                write_new(path, tracks)
                # The last write may have brought more than this part: it counts as read when all of it has been.
                changed = max(state.changed, part[-1][1] - 1)
                state = _State(changed, (*state.segments, _whole(Segment(path))))
                state = self._tidied(state, ctx)
                self._write(state)
        return state

    def _dropped(self, state: _State, gone: set[str]) -> _State:
        if not gone:
            return state
        return _State(state.changed, tuple(living.without(gone) for living in state.segments))

    def _tidied(self, state: _State, ctx: TaskContext) -> _State:
        """Merge segments of about one size, and write anew those that have lost much."""
        segments = [living for living in state.segments if living.alive.any()]
        for living in [each for each in segments if 1 - each.alive.mean() > MOST_GONE]:
            segments = self._merged(segments, [living])
        while group := _to_merge(segments):
            ctx.checkpoint()
            segments = self._merged(segments, group)
        return _State(state.changed, tuple(segments))

    def _merged(self, segments: Sequence[Living], group: Sequence[Living]) -> list[Living]:
        path = self._new_name()
        write_merged(path, group)
        return [each for each in segments if each not in group] + [_whole(Segment(path))]

    def _write(self, state: _State) -> None:
        """Make a state the one that counts. Raises OSError."""
        entries = [
            {"name": each.segment.path.name, "gone": np.nonzero(~each.alive)[0].tolist()} for each in state.segments
        ]
        told = {"format": FORMAT, "version": FINGERPRINT_VERSION, "changed": state.changed, "segments": entries}
        written = self._folder / f"{MANIFEST}.new"
        with written.open("w") as file:
            json.dump(told, file)
            file.flush()
            os.fsync(file.fileno())
        written.replace(self._folder / MANIFEST)
        _make_durable(self._folder)
        self._state = state
        self._delete_others()

    def _new_name(self) -> Path:
        return self._folder / f"{uuid.uuid4().hex}{SUFFIX}"

    def _delete_others(self) -> None:
        """Delete what no manifest names: left by a kill, or merged into another file since."""
        kept = {MANIFEST, *(living.segment.path.name for living in self.segments)}
        for path in self._folder.iterdir():
            if path.name not in kept and path.is_file():
                with contextlib.suppress(PermissionError):  # on Windows one that a search still reads; the next time
                    path.unlink()


def _whole(segment: Segment) -> Living:
    return Living(segment, np.ones(len(segment.tracks.ids), bool))


def _to_merge(segments: Sequence[Living]) -> list[Living]:
    """The smallest segments of about one size, when there are enough of them; none when there are not."""
    tiers: dict[int, list[Living]] = {}
    for living in segments:
        tiers.setdefault(max(1, living.pairs).bit_length() // 2, []).append(living)
    for _, tier in sorted(tiers.items()):
        if len(tier) >= MERGE and sum(living.pairs for living in tier) <= LARGEST:
            return tier
    return []


def _make_durable(folder: Path) -> None:
    """Make a renaming in a folder durable, where a folder can be opened."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
