"""How long filling a smart playlist takes: python benchmarks/smart_playlists.py [--tracks 100000] [--runs 5]

The catalogue is made up and lies in a temporary folder. Prints milliseconds of the processor for each recipe: the first
time after a change of the library, when its spellings are read anew, and the median of more times; and what reading all
tracks of the list takes then. No search takes part.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.playlists.recipe import Operator, Order, Recipe, Rule
from vectorbeats_desktop.engine.playlists.smart import SmartPlaylists
from vectorbeats_desktop.engine.records import Query, SavedSearch, SearchResult
from vectorbeats_desktop.engine.task import TaskContext

GENRES = ("Jazz", "Rock", "Pop", "Folk", "Metal; Doom", "Techno", "House", "Blues", "Soul", "Ambient")
JAZZ = Rule("genre", Operator.IS, "jazz")
NINETIES = Rule("year", Operator.BETWEEN, (1990.0, 1999.0))
RECIPES = {
    "genre is jazz, year >= 1990": Recipe((JAZZ, Rule("year", Operator.AT_LEAST, 1990.0))),
    "genre is jazz, year >= 1990, newest 100": Recipe((JAZZ, NINETIES), order=Order.NEWEST, tracks=100),
    "artist contains 12, at random": Recipe((Rule("artist", Operator.CONTAINS, "12"),), order=Order.RANDOM, seed=3),
    "title begins with a": Recipe((Rule("title", Operator.BEGINS, "title 9"),), order=Order.TITLE),
    "genre is not jazz or year >= 2000, 90 minutes": Recipe(
        (Rule("genre", Operator.IS_NOT, "jazz"), Rule("year", Operator.AT_LEAST, 2000.0)), True, minutes=90.0
    ),
    "tempo 100 to 120, energy >= .2": Recipe(
        (Rule("tempo", Operator.BETWEEN, (100.0, 120.0)), Rule("energy", Operator.AT_LEAST, 0.2)), order=Order.TEMPO
    ),
    "mood is calm": Recipe((Rule("mood", Operator.IS, "calm"),)),
    "added in the last 30 days": Recipe((Rule("added", Operator.IN_LAST, 30),), order=Order.NEWEST),
    "everything, at random": Recipe((), order=Order.RANDOM),
}


def fill(catalog: Catalog, count: int) -> None:
    """Made-up tracks: 5,000 artists with albums of ten."""
    chance = random.Random(1)
    folder = catalog.add_folder(Path("/made-up/music"))
    now = time.time()
    files, sounds, moods = [], [], []
    for number in range(count):
        track_id, artist, title = f"t{number:031x}", f"Artist {number % 5000}", f"Title {chance.randrange(10**6)}"
        album = f"Album {number % 10_000}"
        path = f"/made-up/music/{artist}/{album}/{number}.flac".encode()
        place = (folder.folder_id, path, 1, 1, number, "ready", track_id, now - chance.random() * 3e8)
        tags = (title, artist, album, artist, chance.choice(GENRES), chance.randrange(1960, 2027), number % 10)
        files.append((*place, *tags, chance.uniform(120, 400), "flac", artist.lower(), album.lower(), title.lower()))
        features = {"tempo_bpm": chance.uniform(60, 180), "time_signature": 4, "key": "A minor", "key_clarity": 0.5}
        features |= {"loudness_db": -14.0, "dynamics_db": 3.0, "brightness_hz": 2000.0, "density": 2.0}
        sounds.append((track_id, 1, json.dumps(features), chance.randbytes(600)))
        concepts = json.dumps(chance.sample(("calm", "dark", "joyful", "night", "sea", "rain", "epic", "sad"), 3))
        moods.append((track_id, 1, chance.uniform(-1, 1), chance.uniform(-1, 1), concepts))
    with catalog.write(visible=True) as connection:
        connection.executemany(
            "INSERT INTO files (folder_id, path, size, mtime_ns, inode, state, track_id, added_at, title, artist, "
            "album, album_artist, genre, year, track_number, duration_s, codec, sort_artist, sort_album, sort_title) "
            f"VALUES ({', '.join('?' * 20)})",
            files,
        )
        connection.executemany("INSERT INTO tracks (track_id, added_at) VALUES (?, 0)", [(one[0],) for one in sounds])
        connection.executemany("INSERT INTO sound VALUES (?, ?, ?, ?)", sounds)
        connection.executemany("INSERT INTO moods VALUES (?, ?, ?, ?, ?)", moods)


class NoSearches:
    def named(self, name: str) -> SavedSearch:
        raise NotImplementedError


def no_search(_query: Query, _ctx: TaskContext, _within: object) -> SearchResult:
    raise NotImplementedError


def timed(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return 1000 * (time.process_time() - started)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure filling smart playlists.")
    parser.add_argument("--tracks", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        catalog = Catalog(Path(place) / "catalog.sqlite")
        fill(catalog, arguments.tracks)
        smart, ctx = SmartPlaylists(catalog, NoSearches(), no_search), TaskContext()
        print(f"{arguments.tracks:,} tracks; first after a change / median / reading the list, ms")
        for name, recipe in RECIPES.items():
            with catalog.write(visible=True):
                pass  # as if a file had changed
            fill_it = partial(smart.filled_by, recipe, ctx)
            first = timed(fill_it)
            later = [timed(fill_it) for _ in range(arguments.runs)]
            found = fill_it()
            read = timed(partial(catalog.rows, found.file_ids))
            print(f"{name:50} {found.count:7,}  {first:5.0f} {median(later):5.0f} {read:6.0f}")
        catalog.close()


if __name__ == "__main__":
    main()
