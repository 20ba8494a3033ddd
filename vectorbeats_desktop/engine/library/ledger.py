"""What the catalogue keeps count of: which tracks miss a stage, which have no file, how many there are of what.

Triggers belong to the transaction of the write, so this is right after a crash and after a rollback, whoever wrote. To
find out what one more track needs then costs the same in a library of any size.
"""

from __future__ import annotations

import sqlite3

_TABLES = """
-- The stages there have been. Each track has for each of them a row that settles it, or one in `unsettled`.
CREATE TABLE stage_names (stage TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

-- A stage is settled for a track when it is done or given up in some version; which is wanted now is not known here.
CREATE TABLE unsettled (stage TEXT, track_id TEXT, PRIMARY KEY (stage, track_id)) STRICT, WITHOUT ROWID;

-- Tracks that no file has.
CREATE TABLE fileless (track_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

-- Tracks whose fingerprint was deleted, for the index of them, which takes them from here.
CREATE TABLE fingerprints_gone (track_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

-- How many rows there are: of a stage by version and state, of a table by version, of a folder by presence and state.
CREATE TABLE counts (
    kind TEXT NOT NULL CHECK (kind IN ('stage', 'table', 'folder')),
    name TEXT NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    held INTEGER NOT NULL,
    PRIMARY KEY (kind, name, version, state)
) STRICT, WITHOUT ROWID;

CREATE INDEX files_by_former_track ON files (last_track_id) WHERE last_track_id IS NOT NULL;
CREATE INDEX files_with_cover ON files (track_id) WHERE cover_id <> '';
"""

# Neither OR REPLACE nor OR IGNORE inside: the policy of the statement that fires a trigger would count in its place.
_TRIGGERS = """
CREATE VIEW counting AS SELECT kind, name, version, state, held AS more FROM counts;
CREATE TRIGGER counted INSTEAD OF INSERT ON counting BEGIN
    INSERT INTO counts VALUES (NEW.kind, NEW.name, NEW.version, NEW.state, MAX(NEW.more, 0))
        ON CONFLICT DO UPDATE SET held = held + NEW.more;
    DELETE FROM counts WHERE kind = NEW.kind AND name = NEW.name AND version = NEW.version AND state = NEW.state
        AND held = 0;
END;

CREATE TRIGGER track_added AFTER INSERT ON tracks BEGIN
    INSERT INTO unsettled SELECT stage, NEW.track_id FROM stage_names;
    INSERT INTO fileless SELECT NEW.track_id WHERE NOT EXISTS (SELECT 1 FROM files WHERE track_id = NEW.track_id);
    INSERT INTO counting VALUES ('table', 'tracks', 0, '', 1);
END;
CREATE TRIGGER track_deleted AFTER DELETE ON tracks BEGIN
    DELETE FROM unsettled WHERE stage IN (SELECT stage FROM stage_names) AND track_id = OLD.track_id;
    DELETE FROM fileless WHERE track_id = OLD.track_id;
    INSERT INTO counting VALUES ('table', 'tracks', 0, '', -1);
END;

CREATE TRIGGER stage_named BEFORE INSERT ON stages
WHEN NOT EXISTS (SELECT 1 FROM stage_names WHERE stage = NEW.stage) BEGIN
    INSERT INTO unsettled SELECT NEW.stage, track_id FROM tracks;
    INSERT INTO stage_names VALUES (NEW.stage);
END;
CREATE TRIGGER stage_added AFTER INSERT ON stages BEGIN
    INSERT INTO counting VALUES ('stage', NEW.stage, NEW.version, NEW.state, 1);
    DELETE FROM unsettled WHERE stage = NEW.stage AND track_id = NEW.track_id
        AND NEW.version >= 0 AND NEW.state <> 'trying';
END;
CREATE TRIGGER stage_changed AFTER UPDATE OF version, state ON stages
WHEN OLD.version <> NEW.version OR OLD.state <> NEW.state BEGIN
    INSERT INTO counting VALUES ('stage', OLD.stage, OLD.version, OLD.state, -1);
    INSERT INTO counting VALUES ('stage', NEW.stage, NEW.version, NEW.state, 1);
    DELETE FROM unsettled WHERE stage = NEW.stage AND track_id = NEW.track_id;
    INSERT INTO unsettled SELECT NEW.stage, NEW.track_id WHERE NEW.version < 0 OR NEW.state = 'trying';
END;
CREATE TRIGGER stage_deleted AFTER DELETE ON stages BEGIN
    INSERT INTO counting VALUES ('stage', OLD.stage, OLD.version, OLD.state, -1);
    INSERT INTO unsettled SELECT OLD.stage, track_id FROM tracks
        WHERE track_id = OLD.track_id AND OLD.version >= 0 AND OLD.state <> 'trying';
END;

CREATE TRIGGER file_added AFTER INSERT ON files BEGIN
    INSERT INTO counting VALUES ('folder', NEW.folder_id, NEW.presence, NEW.state, 1);
    DELETE FROM fileless WHERE track_id = NEW.track_id;
END;
CREATE TRIGGER file_counted AFTER UPDATE OF folder_id, presence, state ON files
WHEN OLD.folder_id <> NEW.folder_id OR OLD.presence <> NEW.presence OR OLD.state <> NEW.state BEGIN
    INSERT INTO counting VALUES ('folder', OLD.folder_id, OLD.presence, OLD.state, -1);
    INSERT INTO counting VALUES ('folder', NEW.folder_id, NEW.presence, NEW.state, 1);
END;
CREATE TRIGGER file_identified AFTER UPDATE OF track_id ON files WHEN OLD.track_id IS NOT NEW.track_id BEGIN
    DELETE FROM fileless WHERE track_id = NEW.track_id;
    INSERT INTO fileless SELECT track_id FROM tracks WHERE track_id = OLD.track_id
        AND NOT EXISTS (SELECT 1 FROM files WHERE track_id = OLD.track_id);
END;
CREATE TRIGGER file_deleted AFTER DELETE ON files BEGIN
    INSERT INTO counting VALUES ('folder', OLD.folder_id, OLD.presence, OLD.state, -1);
    INSERT INTO fileless SELECT track_id FROM tracks WHERE track_id = OLD.track_id
        AND NOT EXISTS (SELECT 1 FROM files WHERE track_id = OLD.track_id);
END;

CREATE TRIGGER sound_added AFTER INSERT ON sound BEGIN
    INSERT INTO counting VALUES ('table', 'sound', NEW.version, '', 1);
END;
CREATE TRIGGER sound_changed AFTER UPDATE OF version ON sound WHEN OLD.version <> NEW.version BEGIN
    INSERT INTO counting VALUES ('table', 'sound', OLD.version, '', -1);
    INSERT INTO counting VALUES ('table', 'sound', NEW.version, '', 1);
END;
CREATE TRIGGER sound_deleted AFTER DELETE ON sound BEGIN
    INSERT INTO counting VALUES ('table', 'sound', OLD.version, '', -1);
END;

CREATE TRIGGER melody_added AFTER INSERT ON melodies BEGIN
    INSERT INTO counting VALUES ('table', 'melodies', 0, '', 1);
END;
CREATE TRIGGER melody_deleted AFTER DELETE ON melodies BEGIN
    INSERT INTO counting VALUES ('table', 'melodies', 0, '', -1);
END;

CREATE TRIGGER fingerprint_added AFTER INSERT ON fingerprints BEGIN
    INSERT INTO counting VALUES ('table', 'fingerprints', NEW.version, '', 1);
END;
CREATE TRIGGER fingerprint_changed AFTER UPDATE OF version ON fingerprints WHEN OLD.version <> NEW.version BEGIN
    INSERT INTO counting VALUES ('table', 'fingerprints', OLD.version, '', -1);
    INSERT INTO counting VALUES ('table', 'fingerprints', NEW.version, '', 1);
END;
CREATE TRIGGER fingerprint_deleted AFTER DELETE ON fingerprints BEGIN
    INSERT INTO counting VALUES ('table', 'fingerprints', OLD.version, '', -1);
    DELETE FROM fingerprints_gone WHERE track_id = OLD.track_id;
    INSERT INTO fingerprints_gone VALUES (OLD.track_id);
END;
"""

# GROUP BY 1 keeps a table without rows from being counted; HAVING without it takes SQLite 3.39.
_FILL = """
INSERT INTO stage_names SELECT DISTINCT stage FROM stages
    UNION VALUES ('sound'), ('mood'), ('cover'), ('gain'), ('fingerprint'), ('melody');
INSERT INTO unsettled SELECT n.stage, t.track_id FROM stage_names n CROSS JOIN tracks t WHERE NOT EXISTS (
    SELECT 1 FROM stages s
    WHERE s.track_id = t.track_id AND s.stage = n.stage AND s.version >= 0 AND s.state <> 'trying');
INSERT INTO fileless SELECT track_id FROM tracks t
    WHERE NOT EXISTS (SELECT 1 FROM files f WHERE f.track_id = t.track_id);
INSERT INTO counts SELECT 'stage', stage, version, state, COUNT(*) FROM stages GROUP BY stage, version, state;
INSERT INTO counts SELECT 'table', 'tracks', 0, '', COUNT(*) FROM tracks GROUP BY 1;
INSERT INTO counts SELECT 'table', 'sound', version, '', COUNT(*) FROM sound GROUP BY version;
INSERT INTO counts SELECT 'table', 'melodies', 0, '', COUNT(*) FROM melodies GROUP BY 1;
INSERT INTO counts SELECT 'table', 'fingerprints', version, '', COUNT(*) FROM fingerprints GROUP BY version;
INSERT INTO counts SELECT 'folder', folder_id, presence, state, COUNT(*) FROM files GROUP BY folder_id, presence, state;
"""

MIGRATION = _TABLES + _FILL + _TRIGGERS

KEPT = ("stage_names", "unsettled", "fileless", "counts")
"""The tables that follow from others."""


def refill(connection: sqlite3.Connection) -> bool:
    """Make all of it anew; return whether it was right before. Inside a transaction, with the writing connection."""
    before = _contents(connection)
    for table in KEPT:
        connection.execute(f"DELETE FROM {table}")
    for statement in filter(str.strip, _FILL.split(";")):
        connection.execute(statement)
    return _contents(connection) == before


def count(connection: sqlite3.Connection, kind: str, name: object, version: int | None = None, state: str = "") -> int:
    """How many rows there are of something, in a version or in all."""
    row = connection.execute(
        "SELECT SUM(held) FROM counts WHERE kind = ? AND name = ? AND version = COALESCE(?, version) AND state = ?",
        (kind, str(name), version, state),
    ).fetchone()
    return int(row[0] or 0)


_DEAD = """
SELECT track_id FROM fileless UNION SELECT track_id FROM files f
WHERE presence <> 0 AND presence = 1 AND track_id IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM files g WHERE g.track_id = f.track_id AND g.presence <> 1)
"""


def count_living(connection: sqlite3.Connection, table: str, version: int | None = None) -> int:
    """How many rows of `table`, one a track, belong to a track with a file: the few without are counted off."""
    condition = "" if version is None else f"AND version = {int(version)}"
    dead = (
        f"SELECT COUNT(*) FROM ({_DEAD}) d WHERE EXISTS (SELECT 1 FROM {table} WHERE track_id = d.track_id {condition})"
    )
    return count(connection, "table", table, version) - int(connection.execute(dead).fetchone()[0])


def _contents(connection: sqlite3.Connection) -> list[list[tuple[object, ...]]]:
    # A stage whose rows are all gone is still remembered by name, and misses all tracks either way.
    chosen = "SELECT * FROM {} WHERE stage IN (SELECT stage FROM stages)"
    selects = [chosen.format(table) if table in KEPT[:2] else f"SELECT * FROM {table}" for table in KEPT]
    return [connection.execute(select).fetchall() for select in selects]
