"""A queue that continues by itself: near what was heard last, and slowly somewhere else."""

from __future__ import annotations

import numpy as np

from vectorbeats_desktop.engine.library.folding import fold
from vectorbeats_desktop.engine.playlists.landscape import WHOLE, Floats, Landscape, Points, Region
from vectorbeats_desktop.engine.playlists.recordings import unlike
from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.engine.search.vectors import unit
from vectorbeats_desktop.engine.task import TaskContext

LATELY = 200  # tracks played that do not come again
LEAST_CANDIDATES, CANDIDATES_PER_TRACK = 200, 12
HEARD, FADING = 5, 0.6  # how many tracks say where we are, and how much each earlier one counts less
DRIFT = 0.25  # how far each new track pulls that place towards itself
ARTIST_WINDOW, PER_ARTIST = 10, 2  # so many by one artist in any ten


def follow(land: Landscape, played: Region, count: int, ctx: TaskContext) -> tuple[Track, ...]:
    """Tracks to come after `played`, which stands in the order in which it was heard.

    Each is the one nearest to the track before it and to the place where the last few were; the place moves with
    what is chosen, so that the queue drifts instead of circling. At most two tracks by an artist stand in any
    ten, as long as there are others. Raises StoreUnavailable, Cancelled.
    """
    place = _place_of(played.points)
    pool = _candidates(land, place, played, count)
    free = np.ones(len(pool.tracks), bool)
    artists = [_artist(track) for track in pool.tracks]
    recent = [_artist(track) for track in played.tracks][-(ARTIST_WINDOW - 1) :]
    last = played.points.take([len(played.tracks) - 1])
    chosen: list[Track] = []
    while len(chosen) < count and free.any():
        ctx.checkpoint()
        cost = land.squared(last, pool.points)[0] + land.squared(place, pool.points)[0]
        full = {artist for artist in recent if artist and recent.count(artist) >= PER_ARTIST}
        allowed = free & np.array([artist not in full for artist in artists], bool)
        best = int(np.argmin(np.where(allowed if allowed.any() else free, cost, np.inf)))
        free[best] = False
        chosen.append(pool.tracks[best])
        recent = [*recent, artists[best]][-(ARTIST_WINDOW - 1) :]
        last = pool.points.take([best])
        place = _moved(place, last, DRIFT)
    return tuple(chosen)


def _candidates(land: Landscape, place: Points, played: Region, count: int) -> Region:
    library = land.view.track_ids
    wanted = max(LEAST_CANDIDATES, CANDIDATES_PER_TRACK * count) + len(played.tracks)
    while True:
        ids = library if len(library) <= max(WHOLE, wanted) else land.around(place.sound[0], wanted)
        region = land.region(ids)
        # A small library would soon be played through: half of it may always come again.
        heard = played.take(range(len(played.tracks))[-max(1, len(library) // 2) :])
        region = region.take(unlike(region, heard))
        if len(region.tracks) >= count or len(ids) == len(library):
            return region
        wanted *= 2


def _place_of(played: Points) -> Points:
    """The mean of what was heard last, each earlier track counting less."""
    rows = range(len(played))[-HEARD:]
    place = played.take([rows[0]])
    for number, row in enumerate(rows[1:], start=2):
        share = 1 / sum(FADING**age for age in range(number))
        place = _moved(place, played.take([row]), share)
    return place


def _moved(place: Points, other: Points, share: float) -> Points:
    """The place, moved by this share of the way."""

    def mean(one: Floats, two: Floats) -> Floats:
        return np.asarray((1 - share) * one + share * two, np.float32)

    sound = unit(mean(place.sound[0], other.sound[0]))[None]
    return Points(sound, mean(place.tempo, other.tempo), mean(place.mood, other.mood))


def _artist(track: Track) -> str:
    return fold(track.tags.artist or track.tags.album_artist)
