"""When a file is ready, failed or pending: decided in one place, from its track's stages."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

MAX_ATTEMPTS = 2
"""A file that crashes its worker this often is set aside."""

DEFAULT_STAGES = {"sound": 0, "mood": 0}
"""What a track needs when nobody has said more; version 0 takes any."""

_REFRESH = """
UPDATE files SET state = CASE
    WHEN EXISTS (
        SELECT 1 FROM stages s JOIN required_stages r USING (stage)
        WHERE s.track_id = files.track_id AND s.state = 'failed' AND r.version IN (0, s.version)
    ) THEN 'failed'
    WHEN (
        SELECT COUNT(*) FROM required_stages r JOIN stages s USING (stage)
        WHERE s.track_id = files.track_id AND s.state = 'done' AND r.version IN (0, s.version)
    ) = (SELECT COUNT(*) FROM required_stages) THEN 'ready'
    ELSE 'pending' END
WHERE track_id IS NOT NULL
"""


def refresh_states(connection: sqlite3.Connection, track_ids: Iterable[str] | None = None) -> None:
    """Set the state of every file of these tracks, or of all, from their stages."""
    if track_ids is None:
        connection.execute(_REFRESH)
        return
    listed = json.dumps(list(track_ids))
    connection.execute(_REFRESH + " AND track_id IN (SELECT value FROM json_each(?))", (listed,))
