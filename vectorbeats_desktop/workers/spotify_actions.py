"""What a person can ask of Spotify: one typed function for each. Errors are told beside it, by the caller."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.engine.task import TaskContext
from vectorbeats_desktop.workers.job import Job
from vectorbeats_desktop.workers.lanes import Lane
from vectorbeats_desktop.workers.playlist_actions import MakeJob

if TYPE_CHECKING:  # the network's libraries come with the first question
    from vectorbeats_desktop.engine.remote.spotify.service import SavedPlaylist
    from vectorbeats_desktop.engine.session import Session


@dataclass(frozen=True, slots=True)
class SavedThere:
    """A playlist that was saved to Spotify, and how many of its tracks the library does not have now."""

    saved: SavedPlaylist
    away: int


class SpotifyActions(QObject):
    """Starts jobs on the session's Spotify."""

    page_wanted = Signal(str)  # the address of Spotify's page for signing in
    changed = Signal()  # somebody signed in or out

    def __init__(self, make_job: MakeJob, small: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make_job, self._small = make_job, small
        # A server far away may take its time, and who asks for another track does not want the first any more.
        self._find_lane = Lane("spotify", latest_wins=True)
        # Waits for a person in a browser, for minutes; who begins anew has closed that page.
        self._sign_in_lane = Lane("spotify sign-in", latest_wins=True)
        # A long playlist takes a minute; a second one waits for it.
        self._save_lane = Lane("save to spotify")
        self.lanes = (self._find_lane, self._sign_in_lane, self._save_lane)

    def status(self) -> Job:
        """Tell how things stand; the result is a SpotifyStatus. Spotify is not asked."""
        return self._small.add(self._make_job("spotify status", lambda session, _ctx: session.spotify.status()))

    def find(self, track: Track) -> Job:
        """Find a track; the result is a Found, or None where nothing surely is it. A newer one cancels this one."""
        job = self._make_job(
            "find on spotify", lambda session, ctx: session.spotify.find([track], ctx)[0], told_by_caller=True
        )
        return self._find_lane.add(job)

    def cover(self, address: str, read: Callable[[Path], object]) -> Job:
        """Fetch the cover of a found track's `art_url`; the result is what `read` makes of its file, or None.

        `read` runs in the job's thread. Looking for a track cancels this: an earlier one's cover is not wanted then.
        """
        job = self._make_job(
            "cover from spotify", lambda session, ctx: _cover(session, address, read, ctx), told_by_caller=True
        )
        return self._find_lane.add(job)

    def save(self, name: str) -> Job:
        """Save a playlist there; the result is a SavedThere. The person is asked for leave where it is missing."""
        return self._save_lane.add(
            self._make_job("save to spotify", lambda session, ctx: _saved(session, name, self.page_wanted.emit, ctx))
        )

    def sign_in(self) -> Job:
        """Have the person sign in, on the page that `page_wanted` tells; the result is what the account is called."""
        job = self._make_job(
            "sign in to spotify",
            lambda session, ctx: session.spotify.sign_in(self.page_wanted.emit, ctx),
            told_by_caller=True,
        )
        job.succeeded.connect(self.changed)
        return self._sign_in_lane.add(job)

    def sign_out(self) -> Job:
        """Forget the sign-in, and what Spotify said."""
        job = self._make_job("sign out of spotify", lambda session, _ctx: session.spotify.sign_out())
        job.succeeded.connect(self.changed)
        return self._sign_in_lane.add(job)


def _cover(session: Session, address: str, read: Callable[[Path], object], ctx: TaskContext) -> object:
    file = session.spotify.cover(address, ctx)
    return read(file) if file is not None else None


def _saved(session: Session, name: str, show: Callable[[str], None], ctx: TaskContext) -> SavedThere:
    tracks, away = session.playlists.tracks(name, ctx), len(session.playlists.missing(name))
    if not session.spotify.status().may_save:
        session.spotify.sign_in(show, ctx, to_save=True)
    return SavedThere(session.spotify.save(name, tracks, ctx), away)
