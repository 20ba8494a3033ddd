"""Learns from the server what people said on other computers, and what other computers have removed.

Read is what was pushed since the last time, by a moment that is stamped as it is pushed: an edit that was made
offline a month ago comes after what was read since. Each page is applied together with the place of the next one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from vectorbeats_desktop.engine.analysis.mood_stage import STAGE as MOOD_STAGE
from vectorbeats_desktop.engine.analysis.versions import OUTDATED
from vectorbeats_desktop.engine.library import clock
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.library.changes import HEARD, MOOD, MUSIC, TEMPO, Edit
from vectorbeats_desktop.engine.remote import records
from vectorbeats_desktop.engine.remote.errors import RemoteReadOnly
from vectorbeats_desktop.engine.remote.link import Link
from vectorbeats_desktop.engine.remote.port import REMOVED, REV, Port, RemotePoint
from vectorbeats_desktop.engine.store import schema
from vectorbeats_desktop.engine.task import Progress, TaskContext

CURSORS, RECONCILED = "remote.cursors", "remote.reconciled"  # in the catalogue's notes
PAGE = 500
OVERLAP = 10 * 60_000 * clock.STEPS
"""Read once more from so long before: what was under way while another computer's later stamp was read."""
WEEK_S = 7 * 86_400.0
KEPT_REMOVALS = 90 * 86_400_000 * clock.STEPS
"""How far the server's newest stamp is above a removal when it is purged. All by stamps, whatever clocks say: who has
read less far than that tells all that is here once more, since a removal that is gone may have been of it."""
SKEW_MS = 3_600_000


@dataclass(slots=True)
class PullReport:
    """How many records were read, how many tracks an edit came to count for, and what is to be said beside.

    `hours_wrong` is by how much a clock is wrong, here or on another computer; 0 where none is.
    """

    read: int = 0
    edited: int = 0
    notices: list[str] = field(default_factory=list)
    hours_wrong: int = 0


class Pull:
    """One pull. `read_anew` is told tracks whose mood or tempo somebody has put right."""

    def __init__(
        self,
        catalog: Catalog,
        link: Link,
        read_anew: Callable[[Sequence[str]], object],
        now: Callable[[], float] = time.time,
    ) -> None:
        self._catalog = catalog
        self._link = link
        self._read_anew = read_anew
        self._now = now
        self._seen: set[tuple[str, str]] = set()
        self._corrected: set[str] = set()
        self._newest: dict[str, int] = {}
        self.report = PullReport()

    def run(self, ctx: TaskContext) -> PullReport:
        """Read what is new; once a week all edits, to find what one side has lost.

        Raises RemoteError, StoreUnavailable, DataFolderBroken, Cancelled.
        """
        fully = self._now() - float(self._catalog.get_meta(RECONCILED, 0.0)) > WEEK_S
        whole = True
        for collection in (schema.MUSIC, schema.AUDIO):
            whole &= self._collection(collection, ctx, fully=fully)
        if fully and whole:
            self._reconcile()
        if self._corrected:
            self._read_anew(sorted(self._corrected))
        return self.report

    def _collection(self, collection: str, ctx: TaskContext, *, fully: bool) -> bool:
        """Read one collection to its end; return whether it was read from its beginning."""
        cursor = self._cursor(collection)
        resumed = cursor["until"] > 0
        if not resumed:
            newest = self._link.insist(ctx, lambda port: port.newest(collection))
            self._look_at_clocks(newest)
            since = 0 if fully else max(0, cursor["read"] - OVERLAP)
            cursor = {**cursor, "since": since, "until": newest + 1, "offset": None}
        self._newest[collection] = cursor["until"] - 1
        while True:
            ctx.checkpoint()
            points, offset = self._link.insist(ctx, partial(_page, collection=collection, cursor=cursor))
            with self._catalog.batch():
                self._apply(points)
                if offset is None and cursor["until"] - cursor["safe"] > KEPT_REMOVALS:
                    self._catalog.log_everything()
                following = {**cursor, "offset": offset}
                if offset is None:
                    following = read_to(cursor["until"], max(cursor["until"], cursor["safe"]))
                self._keep_cursor(collection, following)
            self.report.read += len(points)
            ctx.report(Progress("pull", self.report.read))
            if offset is None:
                return fully and not resumed
            cursor = following

    def _apply(self, points: Sequence[RemotePoint]) -> None:
        valid = [point for point in points if records.is_rev(point.payload.get(REV))]
        self._catalog.saw_clock(max((int(point.payload[REV]) for point in valid), default=0))
        edits = [edit for point in valid if (edit := records.edit_of(point.payload)) is not None]
        self._seen |= {(edit.track_id, edit.kind) for edit in edits}
        changed = self._catalog.merge_edits(edits)
        self.report.edited += len(changed)
        self._corrected |= self._mood_is_due(edits, changed)
        for point in valid:
            kind, track_id = point.payload.get(records.KIND), point.payload.get(records.TRACK)
            if point.payload.get(REMOVED) is True and kind in (MUSIC, *HEARD) and records.is_track(track_id):
                self._catalog.log_again(str(track_id), str(kind))

    def _mood_is_due(self, edits: Sequence[Edit], changed: set[str]) -> set[str]:
        """Mark the moods of tracks as due that were put right; the next indexing makes them if this run breaks."""
        put_right = {edit.track_id for edit in edits if edit.kind in (MOOD, TEMPO)} & changed
        known = set(self._catalog.sounds(put_right))
        if known:
            self._catalog.stage_done(MOOD_STAGE, OUTDATED, known)
        return known

    def _reconcile(self) -> None:
        """Tell anew what the server has lost, and let it forget old removals, which nobody needs any more."""
        lost = [edit for edit in self._catalog.edits() if (edit.track_id, edit.kind) not in self._seen]
        with self._catalog.batch():
            self._catalog.log_edits(lost)
            self._catalog.set_meta(RECONCILED, self._now())
        try:
            for collection, newest in self._newest.items():
                self._link.call(partial(_purge, collection=collection, before=newest - KEPT_REMOVALS))
        except RemoteReadOnly:
            pass  # somebody who may write does it

    def _look_at_clocks(self, newest: int) -> None:
        if (ahead := clock.ahead_ms(newest, self._catalog.wall_ms())) > SKEW_MS:
            hours = self.report.hours_wrong = round(ahead / 3_600_000)
            notice = (
                f"The clock of this computer, or of another one, is wrong by {hours:,} hours. Nothing is lost, but "
                "of edits made at about the same time the wrong one may count: set the clocks."
            )
            if notice not in self.report.notices:
                self.report.notices.append(notice)

    def _cursor(self, collection: str) -> dict[str, Any]:
        kept = self._catalog.get_meta(CURSORS, {}).get(collection)
        return dict(kept) if kept else read_to(0, 0)

    def _keep_cursor(self, collection: str, cursor: dict[str, Any]) -> None:
        self._catalog.set_meta(CURSORS, {**self._catalog.get_meta(CURSORS, {}), collection: cursor})


def read_to(read: int, safe: int) -> dict[str, Any]:
    """The cursor of who has read what was pushed before `read`, and of whom no removal before `safe` can be."""
    return {"read": read, "safe": safe, "since": 0, "until": 0, "offset": None}


def _page(port: Port, collection: str, cursor: dict[str, Any]) -> tuple[list[RemotePoint], str | None]:
    return port.page(collection, cursor["since"], cursor["until"], PAGE, cursor["offset"])


def _purge(port: Port, collection: str, before: int) -> None:
    port.purge(collection, before)
