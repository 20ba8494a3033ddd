"""Which tracks are one recording for a listener, though their files differ."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vectorbeats_desktop.engine.library.folding import fold
from vectorbeats_desktop.engine.playlists.landscape import Floats, Region
from vectorbeats_desktop.engine.records import Track

SAME_SOUND = 0.995  # cosine; the same recording as MP3 and as Vorbis has .9967 to .9997
SAME_DURATION_S = 2.0
BLOCK = 512


def unlike(region: Region, taken: Region) -> list[int]:
    """The rows of a region in which recordings come for the first time; those in `taken` came before.

    Two tracks are one recording when they are the same audio, have the same title and artist, or sound
    the same for the same time. Of several, the first row stays.
    """
    seen = {key for track in taken.tracks for key in _keys(track)}
    rows = []
    for row, track in enumerate(region.tracks):
        keys = _keys(track)
        if seen.isdisjoint(keys):
            rows.append(row)
            seen.update(keys)
    return _of_own_sound(region, rows, taken)


def _keys(track: Track) -> list[object]:
    title, artist = fold(track.tags.title), fold(track.tags.artist or track.tags.album_artist)
    return [track.track_id, (title, artist)] if title and artist else [track.track_id]


def _of_own_sound(region: Region, rows: Sequence[int], taken: Region) -> list[int]:
    sounds = np.concatenate([taken.points.sound, region.points.sound[np.asarray(rows, np.intp)]])
    durations = _durations([*taken.tracks, *(region.tracks[row] for row in rows)])
    first, kept, dropped = len(taken.tracks), [], np.zeros(len(sounds), bool)
    for start in range(first, len(sounds), BLOCK):
        block = slice(start, min(start + BLOCK, len(sounds)))
        alike = sounds[block] @ sounds[: block.stop].T > SAME_SOUND
        alike &= np.abs(durations[block, None] - durations[None, : block.stop]) <= SAME_DURATION_S
        for place in range(block.start, block.stop):
            dropped[place] = bool((alike[place - start, :place] & ~dropped[:place]).any())
            if not dropped[place]:
                kept.append(rows[place - first])
    return kept


def _durations(tracks: Sequence[Track]) -> Floats:
    """Seconds; a track of unknown length is like none (NaN)."""
    given = (track.tags.duration_s for track in tracks)
    return np.array([np.nan if seconds is None else seconds for seconds in given], np.float32)
