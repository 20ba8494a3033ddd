"""Tells the server what the change log holds: in batches, each as often as need be, whatever breaks in between.

What was written and acknowledged leaves the log; so a break repeats a batch, which changes nothing, and loses none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from vectorbeats_desktop.engine.analysis.pace import Pace
from vectorbeats_desktop.engine.library import clock
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.library.changes import HEARD, Change
from vectorbeats_desktop.engine.remote import records
from vectorbeats_desktop.engine.remote.errors import RecordRefused
from vectorbeats_desktop.engine.remote.gathering import Gathering
from vectorbeats_desktop.engine.remote.link import Link
from vectorbeats_desktop.engine.remote.port import PUSHED, REMOVED, Port, RemotePoint
from vectorbeats_desktop.engine.task import TaskContext

BATCH = 128

Outgoing = tuple[Change, RemotePoint]


@dataclass(slots=True)
class PushReport:
    """How many records were sent, of how many there is a later one, and how many the server refused.

    `known` counts results that another computer had shared already.
    """

    sent: int = 0
    known: int = 0
    outdated: int = 0
    refused: int = 0


class Push:
    """One push."""

    def __init__(self, catalog: Catalog, gathering: Gathering, link: Link) -> None:
        self._catalog = catalog
        self._gathering = gathering
        self._link = link
        self.report = PushReport()

    def run(self, ctx: TaskContext) -> PushReport:
        """Tell all that waits. Raises RemoteError, StoreUnavailable, DataFolderBroken, Cancelled."""
        kinds = self._gathering.kinds()
        pace = Pace(ctx, "push", self._catalog.count_changes(kinds)[0])
        after = 0
        while changes := self._catalog.changes_due(kinds, BATCH, after):
            ctx.checkpoint()
            after = changes[-1].seq
            made = self._gathering.points(changes)
            self._catalog.changes_told([change for change, point in made if point is None])
            for collection in sorted(set(records.COLLECTION.values())):
                outgoing = [
                    (change, point)
                    for change, point in made
                    if point is not None and records.COLLECTION[change.kind] == collection
                ]
                if outgoing:
                    self._tell(collection, outgoing, ctx)
            pace.step(count=len(changes))
        return self.report

    def _tell(self, collection: str, outgoing: Sequence[Outgoing], ctx: TaskContext) -> None:
        """Send a batch. Of one that is refused, each half is sent alone, until what is at fault is found."""
        try:
            held, known = self._link.insist(ctx, lambda port: self._write(port, collection, outgoing))
        except RecordRefused as error:
            if len(outgoing) == 1:
                self._catalog.change_refused(outgoing[0][0], error.message)
                self.report.refused += 1
                return
            middle = len(outgoing) // 2
            self._tell(collection, outgoing[:middle], ctx)
            self._tell(collection, outgoing[middle:], ctx)
            return
        self._catalog.changes_told([change for change, point in outgoing if point.id in known])
        self.report.known += len(known)
        self._take_note([each for each in outgoing if each[1].id not in known], held)

    def _write(
        self, port: Port, collection: str, outgoing: Sequence[Outgoing]
    ) -> tuple[dict[str, RemotePoint], set[str]]:
        """Write what is later than what is there; return what is there then, and which results were there before.

        Of the same audio the same version finds the same: whoever told it first has told it for all.
        """
        ids = [point.id for _, point in outgoing]
        held = port.read(collection, ids, fields=records.HEAD)
        known = {
            point.id
            for change, point in outgoing
            if change.kind in HEARD
            and not change.removed
            and point.id in held
            and held[point.id].payload.get(REMOVED) is not True
        }
        new = [point for _, point in outgoing if point.id not in known]
        later = [point for point in new if point.id not in held or point.age <= held[point.id].age]
        if later:
            # Above all that was pushed before, so that no other computer has read past it, however slow this clock is.
            pushed_at = clock.following(port.newest(collection), self._catalog.wall_ms())
            port.put(collection, [replace(point, payload={**point.payload, PUSHED: pushed_at}) for point in later])
            held |= port.read(collection, [point.id for point in later], fields=records.HEAD)
        return held, known

    def _take_note(self, outgoing: Sequence[Outgoing], held: dict[str, RemotePoint]) -> None:
        told = [change for change, point in outgoing if point.id in held and held[point.id].age <= point.age]
        beaten = [held[point.id] for _, point in outgoing if point.id in held and held[point.id].age < point.age]
        edits = [edit for point in beaten if (edit := records.edit_of(point.payload)) is not None]
        with self._catalog.batch():
            self._catalog.changes_told(told)
            self._catalog.merge_edits(edits)
        self.report.sent += len(told) - len(beaten)
        self.report.outdated += len(beaten)
