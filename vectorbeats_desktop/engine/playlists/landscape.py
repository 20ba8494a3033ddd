"""Where tracks lie to each other: in sound, in tempo and in mood, as one distance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.records import FileState, Track
from vectorbeats_desktop.engine.search.library_view import LibraryView, LibraryViews
from vectorbeats_desktop.engine.search.vectors import TrackVectors, unit

Floats = NDArray[np.float32]

SOUND_SHARE, TEMPO_SHARE, MOOD_SHARE = 1.0, 0.5, 0.5
# What two tracks that were picked blindly have on average: ranks are uniform in [0, 1], so that their squared
# difference is 1/6 on average; tempi folded into half an octave either way are nearly uniform too, which gives 1/12.
MOOD_SPREAD = 2 / 6
TEMPO_SPREAD = 1 / 12
LEAST_SPREAD = 1e-3  # of sounds: where all are alike, small differences shall not be blown up
OCTAVE = 0.1  # octaves; what half or double the tempo counts, since the beat stays and its pace does not
SLOWEST_BPM = 20.0
WHOLE = 2_000  # tracks; a library up to this size needs no search for candidates
PARALLEL = 1e-4  # radians, below which two directions are one


@dataclass(frozen=True, slots=True)
class Points:
    """n places: sounds (n, 128) of unit length, tempi (n,) as log2 of beats per minute, moods (n, 2) as ranks."""

    sound: Floats
    tempo: Floats
    mood: Floats

    def __len__(self) -> int:
        return len(self.tempo)

    def take(self, rows: Sequence[int] | NDArray[np.intp]) -> Points:
        """Some of them, in that order."""
        chosen = np.asarray(rows, np.intp)
        return Points(self.sound[chosen], self.tempo[chosen], self.mood[chosen])


@dataclass(frozen=True, slots=True)
class Region:
    """Tracks of the library and where they lie: `points` has one place for each of `tracks`."""

    tracks: tuple[Track, ...]
    points: Points

    def take(self, rows: Sequence[int]) -> Region:
        """Some of them, in that order."""
        return Region(tuple(self.tracks[row] for row in rows), self.points.take(rows))

    def joined(self, other: Region) -> Region:
        """These, and the others behind them."""
        mine, its = self.points, other.points
        pairs = ((mine.sound, its.sound), (mine.tempo, its.tempo), (mine.mood, its.mood))
        return Region(self.tracks + other.tracks, Points(*(np.concatenate(pair) for pair in pairs)))


class Landscape:
    """The library at one revision, as distances see it."""

    def __init__(self, catalog: Catalog, sounds: TrackVectors, view: LibraryView) -> None:
        self._catalog = catalog
        self._sounds = sounds
        self.view = view
        sample = sounds.background(view).vectors
        mean = sample.mean(axis=0) if len(sample) else np.zeros(sounds.size, np.float32)
        # Of vectors of unit length, the mean squared distance is twice what their mean lacks of that length.
        self._sound_spread = max(2.0 - 2.0 * float(mean @ mean), LEAST_SPREAD)

    @classmethod
    def now(cls, catalog: Catalog, sounds: TrackVectors, views: LibraryViews) -> Landscape:
        """The library as it is. Raises StoreUnavailable."""
        return cls(catalog, sounds, views.current())

    def region(self, track_ids: Iterable[str], *, playable: bool = True) -> Region:
        """Those tracks that are analysed and, if so asked, can be played now; in their order, each once."""
        ids = [track_id for track_id in dict.fromkeys(track_ids) if track_id in self.view.place]
        files = self._catalog.tracks_by_id(ids)
        vectors = self._sounds.read(ids)
        tracks = [files[i][0] for i in ids if i in files and i in vectors and files[i][0].features is not None]
        if playable:
            tracks = [track for track in tracks if track.state is not FileState.UNREACHABLE]
        return Region(tuple(tracks), self._points(tracks, [vectors[track.track_id] for track in tracks]))

    def around(self, sound: Floats, limit: int) -> list[str]:
        """The tracks that sound most like this, nearest first. Raises StoreUnavailable."""
        sounds = self._sounds
        found = sounds.store.nearest(sounds.collection, sounds.using, sound, limit, with_payload=False)
        return sounds.points.tracks((hit.id for hit in found), self.view)

    def squared(self, one: Points, other: Points) -> Floats:
        """Squared distances, (len(one), len(other)).

        Of sound, tempo and mood each counts by its share; two tracks that were picked blindly have 1 in each.
        """
        sound = 2.0 - 2.0 * np.clip(one.sound @ other.sound.T, -1, 1)
        tempo = folded(one.tempo[:, None] - other.tempo[None, :]) ** 2
        mood = ((one.mood[:, None, :] - other.mood[None, :, :]) ** 2).sum(axis=2)
        summed: Floats = (
            SOUND_SHARE / self._sound_spread * sound
            + TEMPO_SHARE / TEMPO_SPREAD * tempo
            + MOOD_SHARE / MOOD_SPREAD * mood
        ).astype(np.float32)
        return summed

    def _points(self, tracks: Sequence[Track], vectors: Sequence[Floats]) -> Points:
        rows = [self.view.place[track.track_id] for track in tracks]
        bpm = [max(track.features.tempo_bpm, SLOWEST_BPM) for track in tracks if track.features is not None]
        sound = np.stack(vectors) if vectors else np.zeros((0, self._sounds.size), np.float32)
        mood = np.stack([self.view.valence[rows], self.view.energy[rows]], axis=1)
        return Points(sound, np.log2(np.array(bpm, np.float32)), mood)


def folded(octaves: Floats) -> Floats:
    """How far two tempi are apart, in octaves, when a dancer may also count half or double the beats."""
    away = np.abs(octaves)
    turns = np.round(away)
    apart: Floats = np.minimum(away, np.abs(away - turns) + np.where(turns > 0, OCTAVE, 0)).astype(np.float32)
    return apart


def between(start: Points, end: Points, shares: NDArray[np.floating]) -> Points:
    """Places on the way from one to the other, (len(shares),): sounds along the great circle, the rest straight.

    Spherical linear interpolation (Shoemake 1985) keeps the length of what it goes between, so that the middle
    is a sound like others, and not the dull mean of two.
    """
    share = np.asarray(shares, np.float32)
    one, other = start.sound[0], end.sound[0]
    angle = float(np.arccos(np.clip(one @ other, -1, 1)))
    if angle < PARALLEL or np.pi - angle < PARALLEL:
        sound = np.stack([unit((1 - s) * one + s * other) if abs(s - 0.5) > PARALLEL else one for s in share])
    else:
        sound = (
            np.sin((1 - share) * angle)[:, None] * one[None] + np.sin(share * angle)[:, None] * other[None]
        ) / np.float32(np.sin(angle))
    octaves = float(end.tempo[0] - start.tempo[0])
    way = octaves - round(octaves) if abs(octaves - round(octaves)) + OCTAVE < abs(octaves) else octaves
    mood = start.mood[0] + share[:, None] * (end.mood[0] - start.mood[0])
    return Points(sound.astype(np.float32), (start.tempo[0] + share * way).astype(np.float32), mood.astype(np.float32))
