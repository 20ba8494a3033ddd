"""What a health check asks of the catalogue: is the file whole, and what does it say is done?"""

from __future__ import annotations

import sqlite3

from vectorbeats_desktop.engine.library import ledger
from vectorbeats_desktop.engine.library.database import Database
from vectorbeats_desktop.engine.library.states import refresh_states


def damage(catalog: Database) -> str:
    """What SQLite's quick check finds wrong with the file; empty when it is sound. Raises DataFolderBroken."""
    with catalog.read() as connection:
        return damage_of(connection)


def damage_of(connection: sqlite3.Connection) -> str:
    """As `damage`, of any open file. Raises sqlite3.Error."""
    found = [str(row[0]) for row in connection.execute("PRAGMA quick_check(3)")]
    return "" if found == ["ok"] else "; ".join(found)


_DONE = (
    "FROM stages LEFT JOIN required_stages r USING (stage) WHERE stage = :stage AND state = 'done' "
    "AND COALESCE(r.version, 0) IN (0, stages.version) AND COALESCE(:version, stages.version) = stages.version"
)

_COUNT_DONE = (
    "SELECT COALESCE(SUM(held), 0) FROM counts c LEFT JOIN required_stages r ON r.stage = c.name "
    "WHERE kind = 'stage' AND name = :stage AND state = 'done' "
    "AND COALESCE(r.version, 0) IN (0, c.version) AND COALESCE(:version, c.version) = c.version"
)
_SEEN_COVER = (
    "SELECT 1 FROM files f JOIN stages s ON s.track_id = f.track_id AND s.stage = 'cover' AND s.state = 'done' "
    "WHERE f.cover_id <> '' LIMIT 1"
)


def done_tracks(catalog: Database, stage: str, version: int | None = None) -> set[str]:
    """The tracks whose stage is done in a version that makes their files ready, or in that version alone."""
    with catalog.read() as connection:
        rows = connection.execute(f"SELECT track_id {_DONE}", {"stage": stage, "version": version})
        return {row[0] for row in rows}


def count_done(catalog: Database, stage: str, version: int | None = None) -> int:
    """How many tracks `done_tracks` names, which is kept count of."""
    with catalog.read() as connection:
        values = {"stage": stage, "version": version}
        return int(connection.execute(_COUNT_DONE, values).fetchone()[0])


def has_seen_covers(catalog: Database) -> bool:
    """Whether the cover of any track is said to have been looked at; answered at once when there are none."""
    with catalog.read() as connection:
        return connection.execute(_SEEN_COVER).fetchone() is not None


def count_anew(catalog: Database) -> bool:
    """Make anew what the catalogue keeps count of; return whether it was right, as it always should be."""
    with catalog.write(visible=False) as connection:
        return ledger.refill(connection)


def known_tracks(catalog: Database) -> set[str]:
    """Every track that the catalogue knows."""
    with catalog.read() as connection:
        return {row[0] for row in connection.execute("SELECT track_id FROM tracks")}


def do_again(catalog: Database, stage: str, track_ids: set[str]) -> None:
    """Let a stage be done again for tracks; they do not count as done until then."""
    with catalog.write(visible=True) as connection:
        connection.executemany(
            "DELETE FROM stages WHERE stage = ? AND track_id = ?", [(stage, track_id) for track_id in track_ids]
        )
        refresh_states(connection, track_ids)
