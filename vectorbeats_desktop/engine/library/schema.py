"""The tables of the catalogue, and how an older catalogue becomes a current one.

Paths are BLOBs (`os.fsencode`), because a file's name need not be valid text. What a search
or the table view shows of a path is decoded from them.
"""

from __future__ import annotations

import sqlite3

from vectorbeats_desktop.engine.errors import DataFolderBroken
from vectorbeats_desktop.engine.library import ledger

_FIRST = """
CREATE TABLE folders (
    folder_id INTEGER PRIMARY KEY AUTOINCREMENT,
    path BLOB NOT NULL UNIQUE,
    reachable INTEGER NOT NULL DEFAULT 1,
    scanned_at REAL,
    device INTEGER,
    mounts TEXT NOT NULL DEFAULT '[]'
) STRICT;

-- AUTOINCREMENT: the window holds file ids in a queue, so an id must never come to mean another file.
CREATE TABLE files (
    file_id INTEGER PRIMARY KEY AUTOINCREMENT,
    folder_id INTEGER NOT NULL REFERENCES folders ON DELETE CASCADE,
    path BLOB NOT NULL UNIQUE,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    inode INTEGER NOT NULL,
    presence INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'pending',
    track_id TEXT,
    last_track_id TEXT,
    added_at REAL NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    artist TEXT NOT NULL DEFAULT '',
    album TEXT NOT NULL DEFAULT '',
    album_artist TEXT NOT NULL DEFAULT '',
    genre TEXT NOT NULL DEFAULT '',
    year INTEGER,
    track_number INTEGER,
    disc_number INTEGER,
    duration_s REAL,
    codec TEXT NOT NULL DEFAULT '',
    sample_rate_hz INTEGER,
    channels INTEGER,
    bit_rate INTEGER,
    cover_id TEXT NOT NULL DEFAULT '',
    sort_artist TEXT NOT NULL DEFAULT '',
    sort_album TEXT NOT NULL DEFAULT '',
    sort_title TEXT NOT NULL DEFAULT '',
    folded TEXT NOT NULL DEFAULT '',
    attempts INTEGER NOT NULL DEFAULT 0,
    code TEXT NOT NULL DEFAULT '',
    message TEXT NOT NULL DEFAULT '',
    hint TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX files_by_track ON files (track_id, presence) WHERE track_id IS NOT NULL;
CREATE INDEX files_failed ON files (file_id) WHERE state = 'failed';
CREATE INDEX files_by_place ON files (folder_id, presence, state);
CREATE INDEX files_by_inode ON files (inode, size, mtime_ns);
CREATE INDEX files_unidentified ON files (file_id) WHERE track_id IS NULL AND state = 'pending';
CREATE INDEX files_absent ON files (presence) WHERE presence <> 0;
CREATE INDEX files_by_artist ON files (sort_artist, sort_album, disc_number, track_number, sort_title, file_id)
    WHERE presence <> 1;
CREATE INDEX files_by_title ON files (sort_title, sort_artist, file_id) WHERE presence <> 1;
CREATE INDEX files_by_duration ON files (duration_s, sort_title, file_id) WHERE presence <> 1;
CREATE INDEX files_by_added ON files (added_at, file_id) WHERE presence <> 1;

CREATE TABLE tracks (
    track_id TEXT PRIMARY KEY,
    duration_s REAL,
    added_at REAL NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE stages (
    track_id TEXT NOT NULL REFERENCES tracks ON DELETE CASCADE,
    stage TEXT NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('done', 'trying', 'failed')),
    attempts INTEGER NOT NULL DEFAULT 0,
    code TEXT NOT NULL DEFAULT '',
    message TEXT NOT NULL DEFAULT '',
    hint TEXT NOT NULL DEFAULT '',
    updated_at REAL NOT NULL,
    PRIMARY KEY (track_id, stage)
) STRICT, WITHOUT ROWID;
CREATE INDEX stages_failed ON stages (track_id) WHERE state = 'failed';

CREATE TABLE required_stages (stage TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE sound (
    track_id TEXT PRIMARY KEY REFERENCES tracks ON DELETE CASCADE,
    version INTEGER NOT NULL,
    features TEXT NOT NULL,
    descriptors BLOB NOT NULL
) STRICT;

CREATE TABLE moods (
    track_id TEXT PRIMARY KEY REFERENCES tracks ON DELETE CASCADE,
    version INTEGER NOT NULL,
    valence REAL NOT NULL,
    energy REAL NOT NULL,
    concepts TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE scan_problems (
    folder_id INTEGER NOT NULL REFERENCES folders ON DELETE CASCADE,
    path BLOB NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    hint TEXT NOT NULL
) STRICT;
CREATE INDEX scan_problems_by_folder ON scan_problems (folder_id);

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""

_MELODIES = """
-- `changed` is the number of the write that a row came with: the matcher, in its own process, reads what is above
-- the last one that it has seen. Numbers are counted in `meta`, since one must not come again when a row is deleted.
CREATE TABLE melodies (
    track_id TEXT PRIMARY KEY REFERENCES tracks ON DELETE CASCADE,
    version INTEGER NOT NULL,
    frames BLOB NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX melodies_by_change ON melodies (changed);

-- What a person hummed and said of which track it is, and where in it.
CREATE TABLE hums (
    hum_id INTEGER PRIMARY KEY AUTOINCREMENT,
    track_id TEXT NOT NULL REFERENCES tracks ON DELETE CASCADE,
    contour BLOB NOT NULL,
    start_s REAL NOT NULL,
    end_s REAL NOT NULL,
    added_at REAL NOT NULL
) STRICT;
CREATE INDEX hums_by_track ON hums (track_id);
"""

_MIXES = """
-- `changed` as with melodies: the number of the write that a row came with.
CREATE TABLE fingerprints (
    track_id TEXT PRIMARY KEY REFERENCES tracks ON DELETE CASCADE,
    version INTEGER NOT NULL,
    landmarks BLOB NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX fingerprints_by_change ON fingerprints (changed);

CREATE TABLE ratings (
    track_id TEXT PRIMARY KEY REFERENCES tracks ON DELETE CASCADE,
    stars INTEGER NOT NULL CHECK (stars BETWEEN 1 AND 5),
    rated_at REAL NOT NULL
) STRICT, WITHOUT ROWID;

-- What a person said of a hit, for one query (named by a hash of what was asked).
CREATE TABLE verdicts (
    query_key TEXT NOT NULL,
    track_id TEXT NOT NULL REFERENCES tracks ON DELETE CASCADE,
    verdict TEXT NOT NULL CHECK (verdict IN ('wanted', 'unwanted')),
    asked TEXT NOT NULL,
    said_at REAL NOT NULL,
    PRIMARY KEY (query_key, track_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX verdicts_by_track ON verdicts (track_id);

-- Searches as they were asked: with a name those that were saved, without one the history.
CREATE TABLE searches (
    search_id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT UNIQUE,
    query TEXT NOT NULL,
    asked_at REAL NOT NULL
) STRICT;
CREATE INDEX searches_by_time ON searches (asked_at);

CREATE TABLE playlists (
    playlist_id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    made_at REAL NOT NULL,
    changed_at REAL NOT NULL
) STRICT;

-- No reference to tracks: an entry outlives a drive that is away, and is found again by its audio or its path.
CREATE TABLE playlist_entries (
    playlist_id INTEGER NOT NULL REFERENCES playlists ON DELETE CASCADE,
    position INTEGER NOT NULL,
    track_id TEXT NOT NULL,
    path BLOB NOT NULL,
    PRIMARY KEY (playlist_id, position)
) STRICT, WITHOUT ROWID;
"""

_EMBEDDINGS = """
-- What a sound model made of a track: a vector of its windows' mean, and one for each window, in half precision.
CREATE TABLE embeddings (
    track_id TEXT NOT NULL REFERENCES tracks ON DELETE CASCADE,
    model TEXT NOT NULL,
    mean BLOB NOT NULL,
    windows BLOB NOT NULL,
    PRIMARY KEY (track_id, model)
) STRICT, WITHOUT ROWID;
CREATE INDEX embeddings_by_model ON embeddings (model);
"""

_CORRECTIONS = """
-- What a person says is right of a track. NULL where analysis has the word.
CREATE TABLE corrections (
    track_id TEXT PRIMARY KEY REFERENCES tracks ON DELETE CASCADE,
    valence REAL,
    energy REAL,
    tempo_bpm REAL,
    corrected_at REAL NOT NULL
) STRICT, WITHOUT ROWID;
"""

_CHANGE_LOG = """
-- What a remote catalogue has to be told; once for each thing of a track. No reference to tracks: that one was removed
-- is told as well. `rev` is a number of the hybrid clock, whose last one is in `meta`.
CREATE TABLE changes (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    track_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    rev INTEGER NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0,
    refused TEXT NOT NULL DEFAULT '',
    UNIQUE (track_id, kind)
) STRICT;

-- What people said of tracks, here and elsewhere, and when: the latest of each thing, also of tracks that are not in
-- the library (now). `value` is JSON; null where it was taken back.
CREATE TABLE edits (
    track_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    rev INTEGER NOT NULL,
    device TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (track_id, kind)
) STRICT, WITHOUT ROWID;

INSERT INTO meta VALUES ('device.id', '"' || lower(hex(randomblob(8))) || '"');
INSERT INTO edits SELECT track_id, 'edit.stars', CAST(MAX(0, rated_at * 1000 - 1577836800000) AS INTEGER) * 4096,
    (SELECT json_extract(value, '$') FROM meta WHERE key = 'device.id'), stars FROM ratings;
INSERT INTO edits SELECT track_id, 'edit.mood', CAST(MAX(0, corrected_at * 1000 - 1577836800000) AS INTEGER) * 4096,
    (SELECT json_extract(value, '$') FROM meta WHERE key = 'device.id'), json_array(valence, energy)
    FROM corrections WHERE valence IS NOT NULL;
INSERT INTO edits SELECT track_id, 'edit.tempo', CAST(MAX(0, corrected_at * 1000 - 1577836800000) AS INTEGER) * 4096,
    (SELECT json_extract(value, '$') FROM meta WHERE key = 'device.id'), tempo_bpm
    FROM corrections WHERE tempo_bpm IS NOT NULL;
"""

_REPLAY_GAIN = """
-- By how many decibels a track's tags say it, or its album, is to be played louder. NULL where they do not say.
CREATE TABLE replay_gain (
    track_id TEXT PRIMARY KEY REFERENCES tracks ON DELETE CASCADE,
    track_db REAL,
    album_db REAL
) STRICT, WITHOUT ROWID;
"""

_SMART_PLAYLISTS = """
-- What a playlist is filled by that fills itself, as JSON, and how many tracks it had when it was last filled.
CREATE TABLE smart_playlists (
    playlist_id INTEGER PRIMARY KEY REFERENCES playlists ON DELETE CASCADE,
    recipe TEXT NOT NULL,
    found INTEGER NOT NULL DEFAULT 0
) STRICT;
"""

MIGRATIONS: tuple[str, ...] = (
    _FIRST,
    _MELODIES,
    _MIXES,
    _EMBEDDINGS,
    _CORRECTIONS,
    _REPLAY_GAIN,
    _SMART_PLAYLISTS,
    _CHANGE_LOG,
    ledger.MIGRATION,
)
"""MIGRATIONS[n] turns version n into version n + 1. A published one is never changed."""


OLDEST_SQLITE = (3, 37, 0)
"""STRICT tables came with it. Nothing newer may be used: systems that are still looked after have 3.37."""


def check_sqlite() -> None:
    """Return when the system's SQLite can do what a catalogue needs. Raises DataFolderBroken."""
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        needed = ".".join(map(str, OLDEST_SQLITE))
        raise DataFolderBroken(
            f"Python uses SQLite {sqlite3.sqlite_version} here, and a library needs {needed} or newer.",
            "Update the system's SQLite, or start VectorBeats with another Python. Your library is as it was.",
        )


def checked_version(connection: sqlite3.Connection) -> int:
    """The version of a catalogue. Raises DataFolderBroken when a newer program made it."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > len(MIGRATIONS):
        raise DataFolderBroken(
            f"This library was made by a newer VectorBeats: its format is {version}, "
            f"and this program knows {len(MIGRATIONS)}.",
            "Install the newer version again, or choose another data folder.",
        )
    return version


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether a catalogue is of this program's version. Raises DataFolderBroken when a newer program made it."""
    return checked_version(connection) == len(MIGRATIONS)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the catalogue to the current version, each step whole or not at all.

    Raises DataFolderBroken when a newer program made it.
    """
    for step in range(checked_version(connection), len(MIGRATIONS)):
        try:
            connection.executescript(f"BEGIN IMMEDIATE; {MIGRATIONS[step]} PRAGMA user_version = {step + 1}; COMMIT;")
        except BaseException:
            connection.rollback()  # else what is written next would fail, or be lost with the step
            raise
