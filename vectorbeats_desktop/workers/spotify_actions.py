"""What a person can ask of Spotify: one typed function for each. Errors are told beside it, by the caller."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.workers.job import Job
from vectorbeats_desktop.workers.lanes import Lane
from vectorbeats_desktop.workers.playlist_actions import MakeJob


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
        self.lanes = (self._find_lane, self._sign_in_lane)

    def status(self) -> Job:
        """Tell how things stand; the result is a SpotifyStatus. Spotify is not asked."""
        return self._small.add(self._make_job("spotify status", lambda session, _ctx: session.spotify.status()))

    def find(self, track: Track) -> Job:
        """Find a track; the result is a Found, or None where nothing surely is it. A newer one cancels this one."""
        job = self._make_job(
            "find on spotify", lambda session, ctx: session.spotify.find([track], ctx)[0], told_by_caller=True
        )
        return self._find_lane.add(job)

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
