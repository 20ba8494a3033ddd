"""Files that hold the same recording, as they are listed for a person."""

from __future__ import annotations

from typing import Protocol

from vectorbeats_desktop.engine.errors import DataFolderBroken
from vectorbeats_desktop.engine.fingerprint.duplicates import SameRecording, grouped
from vectorbeats_desktop.engine.fingerprint.landmarks import FRAME_S
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.records import DuplicateGroup, Track
from vectorbeats_desktop.engine.task import TaskContext

LOSSLESS = frozenset(("flac", "alac", "wavpack", "ape", "tta", "tak"))
EQUALLY_LONG_S = 1.0


class Finder(Protocol):
    """Finds pairs of tracks that hold the same recording."""

    def find(self, ctx: TaskContext) -> list[SameRecording]:
        """All pairs. Raises DataFolderBroken, OSError, Cancelled."""
        ...


class Duplicates:
    """Makes groups of files out of pairs of tracks, copies of one file included."""

    def __init__(self, catalog: Catalog, finder: Finder) -> None:
        self._catalog, self._finder = catalog, finder

    def find(self, ctx: TaskContext) -> tuple[DuplicateGroup, ...]:
        """All groups, in the order of their first files' paths. Raises DataFolderBroken, Cancelled."""
        try:
            groups = grouped(self._finder.find(ctx))
        except OSError as error:
            raise DataFolderBroken(
                f"What was compared cannot be kept: {error.strerror}.", "Check that the disk has some space left."
            ) from error
        grouped_already = {track_id for group in groups for track_id in group}
        groups += [{track_id: 0} for track_id in self._catalog.copied_tracks() if track_id not in grouped_already]
        found = [made for group in groups if (made := self._group(group)) is not None]
        return tuple(sorted(found, key=lambda group: group.tracks[0].path))

    def _group(self, begins: dict[str, int]) -> DuplicateGroup | None:
        """The files of some tracks; None when only one is left. `begins` are frames on an axis they share."""
        listed = self._catalog.tracks_by_id(list(begins))
        files = sorted((track for tracks in listed.values() for track in tracks), key=_quality)
        if len(files) < 2:
            return None
        starts = [begins[track.track_id] * FRAME_S for track in files]
        ends = [start + (track.tags.duration_s or 0.0) for start, track in zip(starts, files, strict=True)]
        offsets = tuple(round(start - starts[0], 2) for start in starts)
        overlaps = tuple(
            round(max(0.0, min(end, ends[0]) - max(start, starts[0])), 2)
            for start, end in zip(starts, ends, strict=True)
        )
        return DuplicateGroup(tuple(files), offsets, overlaps)


def _quality(track: Track) -> tuple[float, bool, int, str]:
    """The longest first, of about equally long ones the best encoded."""
    tags = track.tags
    lossless = tags.codec in LOSSLESS or tags.codec.startswith("pcm")
    return -round((tags.duration_s or 0.0) / EQUALLY_LONG_S), not lossless, -(tags.bit_rate or 0), str(track.path)
