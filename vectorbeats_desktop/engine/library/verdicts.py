"""The catalogue's verdicts: what a person said of hits, each for the query that found it."""

from __future__ import annotations

import time

from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.library.database import Database
from vectorbeats_desktop.engine.records import Said, Verdict
from vectorbeats_desktop.engine.seal import VERDICT

_SAY = """
INSERT OR REPLACE INTO verdicts (query_key, track_id, verdict, asked, said_at)
SELECT ?, track_id, ?, ?, ? FROM tracks WHERE track_id = ?
"""
_LEANINGS = """
SELECT track_id, SUM(CASE verdict WHEN 'wanted' THEN 1 ELSE -1 END) FROM verdicts GROUP BY track_id
"""


class VerdictTables(Database):
    """Verdicts; a query is named by a hash of what was asked."""

    _verdict_writes = 0

    def verdict_revision(self) -> int:
        """A number that rises with each verdict; it starts anew with the program."""
        return self._verdict_writes

    def set_verdict(self, query_key: str, track_id: str, verdict: Verdict, asked: str) -> None:
        """Keep what was said of a track for a query, in place of what was said before. Raises BadQuery."""
        values = (query_key, str(verdict), self.seal.sealed_text(asked, VERDICT), time.time(), track_id)
        with self.write(visible=False) as connection:
            if not connection.execute(_SAY, values).rowcount:
                raise BadQuery("This track is no longer in the library.", "Search again.")
        self._verdict_writes += 1

    def drop_verdict(self, query_key: str, track_id: str) -> None:
        """Forget what was said of a track for a query."""
        with self.write(visible=False) as connection:
            connection.execute("DELETE FROM verdicts WHERE query_key = ? AND track_id = ?", (query_key, track_id))
        self._verdict_writes += 1

    def count_verdicts(self) -> int:
        """How much was said."""
        with self.read() as connection:
            return int(connection.execute("SELECT COUNT(*) FROM verdicts").fetchone()[0])

    def clear_verdicts(self) -> None:
        """Forget everything that was said."""
        with self.erase() as connection:
            connection.execute("DELETE FROM verdicts")
        self._verdict_writes += 1

    def has_verdicts(self) -> bool:
        """Whether anything was ever said."""
        with self.read() as connection:
            return connection.execute("SELECT 1 FROM verdicts LIMIT 1").fetchone() is not None

    def verdicts(self, query_key: str) -> dict[str, Verdict]:
        """What was said of each track for a query."""
        with self.read() as connection:
            rows = connection.execute("SELECT track_id, verdict FROM verdicts WHERE query_key = ?", (query_key,))
            return {track_id: Verdict(verdict) for track_id, verdict in rows}

    def all_verdicts(self) -> list[Said]:
        """Everything that was said, the latest first."""
        with self.read() as connection:
            rows = connection.execute(
                "SELECT query_key, track_id, verdict, asked, said_at FROM verdicts "
                "ORDER BY said_at DESC, query_key, track_id"
            )
            return [
                Said(key, track_id, Verdict(verdict), self.seal.readable_text(asked, VERDICT), said_at)
                for key, track_id, verdict, asked, said_at in rows
            ]

    def leanings(self) -> dict[str, int]:
        """How many more times each track was wanted than not, over all queries; below zero where it was not."""
        with self.read() as connection:
            return dict(connection.execute(_LEANINGS).fetchall())
