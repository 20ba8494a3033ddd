"""What Spotify said and its covers, for a day; which track is which, for a month; and until when it asked for a pause.

It lies in the cache folder: without it all is asked anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import sqlite3
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from vectorbeats_desktop.engine.paths import file_of_id
from vectorbeats_desktop.engine.remote.spotify.records import SpotifyTrack, Wanted
from vectorbeats_desktop.engine.untrusted_json import loads

DAY_S = 86_400.0
MONTH_S = 30 * DAY_S
VERSION = 1  # of what is kept, and of the matching
FILE = "spotify.sqlite"
ART_FOLDER = "spotify-covers"
_TABLES = f"""
CREATE TABLE IF NOT EXISTS matches (
    wanted TEXT PRIMARY KEY, spotify_id TEXT NOT NULL, sureness REAL NOT NULL, found_by TEXT NOT NULL, at REAL NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tracks (spotify_id TEXT PRIMARY KEY, track TEXT NOT NULL, at REAL NOT NULL)
STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS art (address TEXT PRIMARY KEY, cover_id TEXT NOT NULL, at REAL NOT NULL)
STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pause (one INTEGER PRIMARY KEY CHECK (one = 1), until REAL NOT NULL) STRICT;
PRAGMA user_version = {VERSION};
"""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Match:
    """Which track a recording was found to be; an empty id is a miss."""

    spotify_id: str
    sureness: float = 0.0
    by: str = ""


class Cache:
    """Safe to use from several threads. A file that is damaged is made anew; a full disk keeps nothing."""

    def __init__(self, folder: Path, now: Callable[[], float] = time.time) -> None:
        self._path = folder / FILE
        self.art_folder = folder / ART_FOLDER
        self._now = now
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._paused_until: float | None = None

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._shut()

    def match(self, wanted: Wanted) -> Match | None:
        """What was found for a recording; None when that was not asked, or is too long ago."""
        rows = self._run("SELECT spotify_id, sureness, found_by, at FROM matches WHERE wanted = ?", _key(wanted))
        for spotify_id, sureness, by, at in rows:
            if self._is_fresh(at, MONTH_S if spotify_id else DAY_S):
                return Match(spotify_id, sureness, by)
        return None

    def keep_match(self, wanted: Wanted, match: Match) -> None:
        """Keep what was found for a recording, or that nothing was."""
        values = (_key(wanted), match.spotify_id, match.sureness, match.by, self._now())
        self._run("INSERT OR REPLACE INTO matches VALUES (?, ?, ?, ?, ?)", *values)

    def track(self, spotify_id: str) -> SpotifyTrack | None:
        """What Spotify said of a track within the last day."""
        for text, at in self._run("SELECT track, at FROM tracks WHERE spotify_id = ?", spotify_id):
            if self._is_fresh(at, DAY_S):
                return _track_of(text)
        return None

    def keep_track(self, track: SpotifyTrack) -> None:
        """Keep what it said now."""
        values = (track.spotify_id, json.dumps(asdict(track)), self._now())
        self._run("INSERT OR REPLACE INTO tracks VALUES (?, ?, ?)", *values)

    def art(self, address: str) -> str | None:
        """The id of the cover that an address had within the last day; empty where it was no picture."""
        for cover_id, at in self._run("SELECT cover_id, at FROM art WHERE address = ?", address):
            file = self.art_file(cover_id)
            if self._is_fresh(at, DAY_S) and (not cover_id or (file is not None and file.is_file())):
                return str(cover_id)
        return None

    def art_file(self, cover_id: str) -> Path | None:
        """Where a cover lies; None for an id that is none."""
        return file_of_id(self.art_folder, cover_id, ".jpg")

    def keep_art(self, address: str, cover_id: str) -> None:
        """Keep that an address has this cover, or no picture. Covers that were kept for a day go."""
        self._run("INSERT OR REPLACE INTO art VALUES (?, ?, ?)", address, cover_id, self._now())
        self._run("DELETE FROM art WHERE at < ?", self._now() - DAY_S)
        self._remove_art({row[0] for row in self._run("SELECT cover_id FROM art")})

    def paused_until(self) -> float:
        """Until when nothing is asked; 0 when nothing was said."""
        if self._paused_until is None:
            self._paused_until = next((row[0] for row in self._run("SELECT until FROM pause")), 0.0)
        return self._paused_until

    def pause_until(self, when: float) -> None:
        """Ask nothing until then, also after a new start."""
        self._paused_until = when
        self._run("INSERT OR REPLACE INTO pause VALUES (1, ?)", when)

    def clear(self) -> None:
        """Forget what was said; a pause that was asked for stays."""
        self._run("DELETE FROM matches")
        self._run("DELETE FROM tracks")
        self._run("DELETE FROM art")
        self._remove_art(set())
        self._run("VACUUM")  # what was deleted would stay in the file

    def count(self) -> int:
        """How much is kept: what tracks are, or that nothing was found, what was said of them, and covers."""
        if not self._path.is_file():
            return 0
        tables = ("matches", "tracks", "art")
        return sum(row[0] for table in tables for row in self._run(f"SELECT COUNT(*) FROM {table}"))

    def _remove_art(self, but: set[str]) -> None:
        for file in self.art_folder.glob("*"):
            if file.stem not in but:
                with contextlib.suppress(OSError):
                    file.unlink(missing_ok=True)

    def _is_fresh(self, at: float, lasts_s: float) -> bool:
        return 0 <= self._now() - at < lasts_s

    def _run(self, statement: str, *values: object) -> list[tuple]:  # type: ignore[type-arg]
        with self._lock:
            try:
                with self._opened() as connection:
                    return connection.execute(statement, values).fetchall()
            except (sqlite3.Error, OSError) as error:
                logger.warning("the cache of Spotify's answers does not work: %s", error)
                self._shut()
                if not isinstance(error, sqlite3.OperationalError):
                    with contextlib.suppress(OSError):
                        self._path.unlink(missing_ok=True)
                return []

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            connection = sqlite3.connect(self._path, check_same_thread=False)
            self._connection = connection
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version not in (0, VERSION):
                connection.executescript(
                    "DROP TABLE IF EXISTS matches; DROP TABLE IF EXISTS tracks; DROP TABLE IF EXISTS art;"
                )
            connection.executescript(_TABLES)
            for table, lasts_s in (("matches", MONTH_S), ("tracks", MONTH_S), ("art", DAY_S)):
                connection.execute(f"DELETE FROM {table} WHERE at < ?", (self._now() - lasts_s,))
            self._remove_art({row[0] for row in connection.execute("SELECT cover_id FROM art")})
        return self._connection

    def _shut(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _track_of(text: str) -> SpotifyTrack | None:
    """A track as it was kept; None for one that is broken, which is asked anew."""
    try:
        kept = loads(text)
        track = SpotifyTrack(**{**kept, "artists": tuple(kept["artists"])})
    except (ValueError, KeyError, TypeError):
        return None
    texts = (track.spotify_id, track.title, track.album, track.isrc, track.url, track.art_url, track.preview_url)
    numbers = (track.duration_s, track.year, track.popularity)
    told = all(isinstance(text, str) for text in (*texts, *track.artists)) and all(
        number is None or isinstance(number, (int, float)) for number in numbers
    )
    return track if told else None


def _key(wanted: Wanted) -> str:
    """What a recording is kept under: changed tags are looked for anew."""
    length = None if wanted.duration_s is None else round(wanted.duration_s)
    told = (wanted.title, wanted.artist, wanted.album, length, wanted.year)
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()
