"""What a person can ask of the map: one typed function for each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from vectorbeats_desktop.workers.job import Job
from vectorbeats_desktop.workers.lanes import Lane
from vectorbeats_desktop.workers.playlist_actions import MakeJob


class MapActions(QObject):
    """Starts jobs on the map of the library."""

    began = Signal(object, str)  # a Job that may take long, and nothing more to say of it

    def __init__(self, make_job: MakeJob, small: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make_job, self._small = make_job, small
        # Making the map takes seconds to minutes, and nothing else shall wait for it.
        self._map_lane = Lane("map")
        # What the pointer goes over: only the last point is wanted.
        self._look_lane = Lane("look at the map", latest_wins=True)
        self.lanes = (self._map_lane, self._look_lane)

    def points(self, *, anew: bool = False) -> Job:
        """Find the places of all tracks; the result is MapPoints. Errors are told by the caller."""
        job = self._make_job(
            "map", lambda session, ctx: session.library_map.points(ctx, anew=anew), told_by_caller=True
        )
        self.began.emit(job, "")
        return self._map_lane.add(job)

    def look(self, file_id: int) -> Job:
        """Read one file's track; the result is a list of it, or an empty one. The newest wins."""
        return self._look_lane.add(self._make_job("look at", lambda session, _ctx: session.catalog.rows([file_id])))

    def tracks(self, file_ids: Sequence[int]) -> Job:
        """Read the tracks of these files; the result is a list of them, in that order."""
        wanted = list(file_ids)
        return self._small.add(self._make_job("read tracks", lambda session, _ctx: session.catalog.rows(wanted)))
