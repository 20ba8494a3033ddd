"""Ways through the music: from one track to another, and onward from what plays."""

from __future__ import annotations

from collections.abc import Sequence

from vectorbeats_desktop.engine.errors import BadQuery, KnownError
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.playlists.landscape import WHOLE, Landscape, Region
from vectorbeats_desktop.engine.playlists.likeness import by_likeness
from vectorbeats_desktop.engine.playlists.onward import LATELY, follow
from vectorbeats_desktop.engine.playlists.recordings import unlike
from vectorbeats_desktop.engine.playlists.stretch import Stretch, shares_of
from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.engine.search.library_view import LibraryViews
from vectorbeats_desktop.engine.search.vectors import TrackVectors
from vectorbeats_desktop.engine.task import Progress, TaskContext

SHORTEST, LONGEST = 3, 200
MOST_ONWARD = 200


class NotAnalysed(KnownError):
    """A track that a way shall begin at, pass or end at, and whose sound is not known yet."""

    code = "not_analysed"


class Routes:
    """Finds ways. Safe to use from several threads; the same question on the same library has the same answer."""

    def __init__(self, catalog: Catalog, sounds: TrackVectors, views: LibraryViews) -> None:
        self._catalog = catalog
        self._sounds = sounds
        self._views = views

    def between(
        self, start_id: str, end_id: str, count: int, ctx: TaskContext, through: Sequence[str] = ()
    ) -> tuple[Track, ...]:
        """`count` tracks that lead from one to another in even steps of sound, tempo and mood, both ends included.

        No track comes twice, nor two files of one recording, nor the same title by the same artist. A library
        with fewer tracks gives fewer. From a track back to itself is a way that begins with it, and whose last
        step would lead to it.

        Stops are put along the arc between the ends, as Flexer, Schnitzer, Gasser and Widmer (2008, "Playlist
        Generation Using Start and End Songs", ISMIR) do by the ratio of the distances to both ends. Instead of the
        nearest song for each stop, the whole way is chosen at once: see `Stretch`.

        Args:
            start_id: where it begins.
            end_id: where it ends.
            count: how many tracks, 3 to 200, and at least as many as are named.
            ctx: to stop it.
            through: tracks on the way, in their order.

        Raises:
            BadQuery: the number makes no sense, or a track is not in the library.
            NotAnalysed: a named track's sound is not known yet.
            StoreUnavailable, Cancelled.
        """
        land = Landscape.now(self._catalog, self._sounds, self._views)
        passed = [track_id for track_id in dict.fromkeys(through) if track_id not in (start_id, end_id)]
        ends = self._named(land, [start_id, *passed, end_id])
        turns_back = start_id == end_id
        stops = len(ends.tracks) - turns_back
        if not max(SHORTEST, stops) <= count <= LONGEST:
            fewest = max(SHORTEST, stops)
            raise BadQuery(f"A way by all that was named has {fewest} to {LONGEST} tracks, not {count}.")
        found = ends.take([0])
        sizes = _sizes(land, ends, count - stops)
        for number, size in enumerate(sizes):
            ctx.checkpoint()
            ctx.report(Progress("finding a way", number, len(sizes)))
            if size:
                found = found.joined(_between(land, ends, number, size, found, ctx))
            if not turns_back or number + 1 < len(sizes):
                found = found.joined(ends.take([number + 1]))
        return found.tracks

    def onward(self, played_ids: Sequence[str], count: int, ctx: TaskContext) -> tuple[Track, ...]:
        """`count` tracks to play after those, which come in the order they were played; see `follow`.

        Of what was played lately nothing comes again (in a small library, nothing of its younger half). Played
        tracks that are not analysed, or gone, say nothing. Raises BadQuery when none is named, NotAnalysed when
        none is analysed, StoreUnavailable, Cancelled.
        """
        if not played_ids or not 1 <= count <= MOST_ONWARD:
            raise BadQuery(f"To go on there must be something that plays, and 1 to {MOST_ONWARD} tracks to find.")
        land = Landscape.now(self._catalog, self._sounds, self._views)
        lately = list(dict.fromkeys(reversed(played_ids)))[:LATELY]
        played = land.region(reversed(lately), playable=False)
        if not played.tracks:
            raise self._not_analysed(list(played_ids[-1:]))
        return follow(land, played, count, ctx)

    def by_likeness(self, start_id: str, track_ids: Sequence[str], ctx: TaskContext) -> tuple[str, ...]:
        """Those tracks, each like the one before it; see `likeness.by_likeness`. Raises StoreUnavailable, Cancelled."""
        return by_likeness(self._sounds, start_id, track_ids, ctx)

    def _named(self, land: Landscape, track_ids: Sequence[str]) -> Region:
        """The tracks that were named, whether they can be played now or not. Raises BadQuery, NotAnalysed."""
        found = land.region(track_ids, playable=False)
        if missing := set(track_ids) - {track.track_id for track in found.tracks}:
            raise self._not_analysed([track_id for track_id in track_ids if track_id in missing])
        row_of = {track.track_id: row for row, track in enumerate(found.tracks)}
        return found.take([row_of[track_id] for track_id in track_ids])

    def _not_analysed(self, track_ids: Sequence[str]) -> KnownError:
        files = self._catalog.tracks_by_id(track_ids)
        if not files:
            return BadQuery("This track is not in the library.", "Add its folder, or choose another track.")
        name = next(iter(files.values()))[0].name
        return NotAnalysed(f"“{name}” has not been analysed yet.", "Let the library be indexed, and try again.")


def _sizes(land: Landscape, ends: Region, count: int) -> list[int]:
    """How many tracks come between each two that were named; fewer than `count` where the library has no more."""
    library = land.view.track_ids
    if len(library) <= WHOLE:
        count = min(count, len(unlike(land.region(library), ends)))
    return shares_of(land, ends.points, count)


def _between(land: Landscape, ends: Region, number: int, count: int, found: Region, ctx: TaskContext) -> Region:
    stretch = Stretch(land, ends.points.take([number, number + 1]))
    pool = stretch.candidates(count, ends.joined(found))
    return stretch.choose(count, pool, ctx)
