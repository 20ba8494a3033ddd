"""The catalogue's change log: what a remote catalogue has to be told, and what people said of tracks, by whom and when.

A change is logged in the transaction that makes it, and once for each thing: a later change of the same takes the
place of an earlier one. The log is read by what sends it and is not otherwise looked at.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from vectorbeats_desktop.engine.library import clock
from vectorbeats_desktop.engine.library.database import Database

DEVICE, CLOCK, SERVER = "device.id", "clock.last", "remote.server"  # in the catalogue's notes

STARS, MOOD, TEMPO = "edit.stars", "edit.mood", "edit.tempo"
EDITS = (STARS, MOOD, TEMPO)
"""What a person says of a track; each is a thing of its own, so that none is lost to another one."""
MUSIC = "music"
"""A track's words and its place among moods: not a stage, since it follows from the sound and the tags."""
HEARD = ("sound", "fingerprint", "melody", "embedding")
"""The stages whose results are worth giving to others."""

EditValue = int | float | tuple[float, float] | None

_LOG = "INSERT OR REPLACE INTO changes (track_id, kind, version, rev, removed) "
_LOG_ONE = _LOG + "VALUES (?, ?, ?, ?, ?)"
_LOG_HEARD = _LOG + (
    "SELECT track_id, stage, version, :rev, :removed FROM stages "
    "WHERE state = 'done' AND version >= 0 AND stage IN (SELECT value FROM json_each(:stages)) "
)
_LOG_MUSIC = _LOG + (
    "SELECT track_id, 'music', 0, :rev, :removed FROM stages WHERE state = 'done' AND version >= 0 AND stage = 'sound' "
)
_OF_TRACKS = "AND track_id IN (SELECT value FROM json_each(:tracks))"
_DUE = """
SELECT seq, track_id, kind, version, rev, removed FROM changes
WHERE seq > ? AND refused = '' AND kind IN (SELECT value FROM json_each(?)) ORDER BY seq LIMIT ?
"""
_OF_TRACK = """
SELECT stage, version, 1 FROM stages WHERE track_id = :track AND state = 'done' AND version >= 0
    AND stage IN (SELECT value FROM json_each(:kinds))
UNION SELECT 'music', 0, 1 FROM stages WHERE track_id = :track AND state = 'done' AND stage = 'sound'
    AND 'music' IN (SELECT value FROM json_each(:kinds))
UNION SELECT kind, 0, rev FROM edits WHERE track_id = :track AND kind IN (SELECT value FROM json_each(:kinds))
"""
_KEEP_EDIT = "INSERT OR REPLACE INTO edits (track_id, kind, rev, device, value) VALUES (?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Change:
    """Something to tell: of which track, what, in which version of its stage, and when it came about."""

    seq: int
    track_id: str
    kind: str
    version: int
    rev: int
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """What a person said of a track: stars, (valence, energy) or a tempo; None when it was taken back."""

    track_id: str
    kind: str
    rev: int
    device: str
    value: EditValue

    def beats(self, other: Edit) -> bool:
        """Whether it counts and not the other: the later one does; of two at once, that of the lower device."""
        return (-self.rev, self.device) < (-other.rev, other.device)


class ChangeTables(Database):
    """The log, the clock, and people's edits as they are merged between computers."""

    wall_ms: Callable[[], int] = staticmethod(clock.wall_ms)

    def device_id(self) -> str:
        """A random name for this library, which tells nothing of the computer or the person."""
        return str(self.get_meta(DEVICE))

    def clock_now(self) -> int:
        """The largest number that this library has made or seen."""
        return int(self.get_meta(CLOCK, 0))

    def saw_clock(self, number: int) -> None:
        """Make every later number of this library larger than one that another computer made."""
        with self.write(visible=False):
            if number > self.clock_now():
                self.set_meta(CLOCK, min(number, clock.LIMIT - 1))

    def share_with(self, server: str | None) -> bool:
        """Begin to log what is to be told to a server, with all there is; None ends it. False when it is so already.

        Nothing is logged before, so that who has no use for it pays nothing.
        """
        with self.write(visible=False) as connection:
            if self.get_meta(SERVER) == server:
                return False
            connection.execute("DELETE FROM changes")
            self.set_meta(SERVER, server)
            if server is not None:
                self.log_everything()
        return True

    def changes_due(self, kinds: Iterable[str], limit: int, after: int = 0) -> list[Change]:
        """What waits to be told of these kinds, the oldest first, but for what was refused."""
        with self.read() as connection:
            rows = connection.execute(_DUE, (after, json.dumps(list(kinds)), limit)).fetchall()
        return [Change(row[0], row[1], row[2], row[3], row[4], bool(row[5])) for row in rows]

    def count_changes(self, kinds: Iterable[str]) -> tuple[int, int]:
        """How many changes of these kinds wait, and how many the server refused."""
        with self.read() as connection:
            row = connection.execute(
                "SELECT COUNT(*) FILTER (WHERE refused = ''), COUNT(*) FILTER (WHERE refused <> '') FROM changes "
                "WHERE kind IN (SELECT value FROM json_each(?))",
                (json.dumps(list(kinds)),),
            ).fetchone()
        return int(row[0]), int(row[1])

    def changes_of(self, track_id: str, kinds: Iterable[str]) -> list[Change]:
        """All that could be told of a track, whatever waits or was told before."""
        with self.read() as connection:
            rows = connection.execute(_OF_TRACK, {"track": track_id, "kinds": json.dumps(list(kinds))}).fetchall()
        return [Change(0, track_id, *row) for row in rows]

    def some_track(self) -> str | None:
        """The track of which most can be told."""
        with self.read() as connection:
            row = connection.execute(
                "SELECT track_id FROM stages WHERE state = 'done' AND track_id IN (SELECT track_id FROM files) "
                "GROUP BY track_id ORDER BY COUNT(*) DESC, track_id LIMIT 1"
            ).fetchone()
        return None if row is None else str(row[0])

    def changes_told(self, changes: Iterable[Change]) -> None:
        """Take from the log what was told; what has changed again meanwhile stays in it."""
        with self.write(visible=False) as connection:
            connection.executemany("DELETE FROM changes WHERE seq = ?", [(change.seq,) for change in changes])

    def change_refused(self, change: Change, why: str) -> None:
        """Set a change aside that the server does not take; a later change of the same thing is tried again."""
        with self.write(visible=False) as connection:
            connection.execute("UPDATE changes SET refused = ? WHERE seq = ?", (why or "refused", change.seq))

    def taken_over(self, kind: str, track_ids: Iterable[str]) -> None:
        """Take from the log what came from elsewhere, and need not be told there."""
        with self.write(visible=False) as connection:
            connection.executemany(
                "DELETE FROM changes WHERE track_id = ? AND kind = ?", [(track_id, kind) for track_id in track_ids]
            )

    def log_everything(self) -> None:
        """Log all there is, for a remote catalogue that has none of it; edits keep their numbers."""
        with self.write(visible=False) as connection:
            values = {"rev": self._tick(), "removed": 0, "stages": json.dumps(HEARD)}
            connection.execute(_LOG_HEARD, values)
            connection.execute(_LOG_MUSIC, values)
            connection.execute(_LOG + "SELECT track_id, kind, 0, rev, 0 FROM edits")

    def log_music(self) -> None:
        """Log the words and places of all tracks, when another way to tell them has been chosen."""
        with self.write(visible=False) as connection:
            connection.execute(_LOG_MUSIC, {"rev": self._tick(), "removed": 0})

    def log_again(self, track_id: str, kind: str) -> None:
        """Log something of a track once more, with a new number: another computer has removed what is here."""
        self._log_stages([kind], [track_id])

    def edits(self, track_ids: Iterable[str] | None = None) -> list[Edit]:
        """What people said of these tracks, or of all; also of tracks that are not in the library."""
        chosen = "" if track_ids is None else " WHERE track_id IN (SELECT value FROM json_each(?))"
        values = () if track_ids is None else (json.dumps(list(track_ids)),)
        with self.read() as connection:
            rows = connection.execute(f"SELECT track_id, kind, rev, device, value FROM edits{chosen}", values)
            return [Edit(row[0], row[1], row[2], row[3], _value(row[4])) for row in rows]

    def log_edits(self, edits: Iterable[Edit]) -> None:
        """Log edits as they are, since the remote catalogue does not have them."""
        with self.write(visible=False) as connection:
            if self.get_meta(SERVER) is not None:
                connection.executemany(_LOG_ONE, [(edit.track_id, edit.kind, 0, edit.rev, False) for edit in edits])

    def merge_edits(self, told: Sequence[Edit]) -> set[str]:
        """Let edits of other computers count where they are the later ones; return the tracks they count for.

        One that is older than what is here is answered: what is here is told anew.
        """
        changed: set[str] = set()
        with self.write(visible=False) as connection:
            held = {(edit.track_id, edit.kind): edit for edit in self.edits({edit.track_id for edit in told})}
            for edit in told:
                mine = held.get((edit.track_id, edit.kind))
                if mine is None or edit.beats(mine):
                    held[(edit.track_id, edit.kind)] = edit
                    self._keep_edit(connection, edit)
                    self.taken_over(edit.kind, [edit.track_id])
                    changed.add(edit.track_id)
                elif mine.beats(edit):
                    self.log_edits([mine])
            self.saw_clock(max((edit.rev for edit in told), default=0))
            if changed:
                self._apply_edits(changed)
        return changed

    def clear_edits(self) -> set[str]:
        """Forget what people said of tracks, here and elsewhere, and what of it waits to be told.

        Returns the tracks whose mood or tempo was put right. Not inside of a batch.
        """
        corrected = {edit.track_id for edit in self.edits() if edit.kind in (MOOD, TEMPO)}
        with self.erase() as connection:
            for table in ("edits", "ratings", "corrections"):
                connection.execute(f"DELETE FROM {table}")
            connection.execute(
                "DELETE FROM changes WHERE kind IN (SELECT value FROM json_each(?))", (json.dumps(EDITS),)
            )
        return corrected

    def _edited(self, connection: sqlite3.Connection, track_id: str, values: Mapping[str, EditValue]) -> None:
        """Note what a person says of a track now, where that is something new, and log it."""
        before = {edit.kind: edit.value for edit in self.edits([track_id])}
        for kind, value in values.items():
            if before.get(kind) != value:
                edit = Edit(track_id, kind, self._tick(), self.device_id(), value)
                self._keep_edit(connection, edit)
                self.log_edits([edit])

    def _keep_edit(self, connection: sqlite3.Connection, edit: Edit) -> None:
        values = (edit.track_id, edit.kind, edit.rev, edit.device, json.dumps(edit.value))
        connection.execute(_KEEP_EDIT, values)

    def _apply_edits(self, track_ids: Iterable[str]) -> None:
        """Write what people said of tracks of the library where ratings and corrections are looked for."""
        said: dict[str, dict[str, Edit]] = {}
        for edit in self.edits(track_ids):
            said.setdefault(edit.track_id, {})[edit.kind] = edit
        with self.write(visible=bool(said)) as connection:
            for track_id, kinds in said.items():
                for table, row in _rows(kinds).items():
                    connection.execute(f"DELETE FROM {table} WHERE track_id = ?", (track_id,))
                    if any(value is not None for value in row):
                        marks = ", ".join("?" * (len(row) + 1))
                        told_at = clock.seconds(max(edit.rev for edit in kinds.values()))
                        connection.execute(
                            f"INSERT INTO {table} SELECT track_id, {marks} FROM tracks WHERE track_id = ?",
                            (*row, told_at, track_id),
                        )

    def _log_stages(self, stages: Sequence[str], track_ids: Iterable[str], *, removed: bool = False) -> None:
        """Log what was found out about tracks in these stages, with what follows from it."""
        wanted = [stage for stage in stages if stage in HEARD]
        music = MUSIC in stages or "sound" in stages
        if not (wanted or music) or self.get_meta(SERVER) is None:
            return
        with self.write(visible=False) as connection:
            values = {
                "rev": self._tick(),
                "removed": int(removed),
                "stages": json.dumps(wanted),
                "tracks": json.dumps(list(track_ids)),
            }
            connection.execute(_LOG_HEARD + _OF_TRACKS, values)
            if music:
                connection.execute(_LOG_MUSIC + _OF_TRACKS, values)

    def _tick(self) -> int:
        number = clock.following(self.clock_now(), self.wall_ms())
        self.set_meta(CLOCK, number)
        return number


def _rows(kinds: Mapping[str, Edit]) -> dict[str, tuple[object, ...]]:
    """The rows that the edits of a track make in the tables of ratings and corrections."""
    stars = kinds[STARS].value if STARS in kinds else None
    mood = kinds[MOOD].value if MOOD in kinds else None
    valence, energy = mood if isinstance(mood, tuple) else (None, None)
    tempo = kinds[TEMPO].value if TEMPO in kinds else None
    return {"ratings": (stars,), "corrections": (valence, energy, tempo)}


def _value(stored: str) -> EditValue:
    value = json.loads(stored)
    return (float(value[0]), float(value[1])) if isinstance(value, list) else value
