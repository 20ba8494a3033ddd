"""Names for tracks that do not exist, spread as those of collections are: few artists and genres have most of it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from vectorbeats_desktop.engine.records import Tags

GENRES = (
    "Rock", "Pop", "Electronic", "Jazz", "Classical", "Hip-Hop", "Metal", "Folk", "Soundtrack", "Ambient", "Soul",
    "Country", "Blues", "Reggae", "Punk", "Techno", "House", "Indie Rock", "Singer-Songwriter", "Chanson", "Opera",
    "Trip-Hop", "Dub", "Ska", "Bluegrass", "Drum & Bass", "Minimal", "Gospel", "Fado", "Tango",
)  # fmt: skip
WORDS = (
    "night", "river", "glass", "winter", "garden", "silver", "road", "blue", "machine", "heart", "stone", "ocean",
    "paper", "fire", "shadow", "summer", "mirror", "train", "golden", "rain", "window", "thunder", "little", "city",
    "hollow", "star", "velvet", "ghost", "morning", "island", "smoke", "bright", "echo", "distant", "wild", "rose",
)  # fmt: skip
FIRST = (
    "Nora", "Jonas", "Mira", "Anton", "Lea", "Tom", "Ida", "Pavel", "Rosa", "Elias", "Yuki", "Omar", "Greta", "Luca",
    "Amina", "Björn", "Zoë", "Mateo", "Ines", "Viktor",
)  # fmt: skip

LAST = (
    "Vale", "Lindqvist", "Okafor", "Moreau", "Tanaka", "Weiss", "Navarro", "Ahlberg", "Costa", "Petrov", "Reyes",
    "Novak", "Brandt", "Haas", "Silva",
)  # fmt: skip
BAND = (
    "Orchestra", "Quartet", "Collective", "Trio", "Machine", "Brothers", "Ensemble", "Project", "Society", "Band",
)  # fmt: skip
ALBUM_TRACKS = (8, 15)
STEEPNESS = 1.1  # of Zipf's law
YEARS = (1955, 2025)


def named(count: int, random: np.random.Generator) -> Iterator[Tags]:
    """Tags of so many tracks, album after album; an artist has one main genre."""
    artists = max(3, count // 40)
    shares = 1 / np.arange(1, artists + 1) ** STEEPNESS
    of_genre = 1 / np.arange(1, len(GENRES) + 1) ** STEEPNESS
    made = 0
    while made < count:
        number = int(random.choice(artists, p=shares / shares.sum()))
        own = np.random.default_rng(number)  # an artist stays who it is from album to album
        artist, genre = _artist(number, own), GENRES[int(own.choice(len(GENRES), p=of_genre / of_genre.sum()))]
        album, year = _title(random, 2), int(random.integers(*YEARS))
        tracks = min(int(random.integers(*ALBUM_TRACKS)), count - made)
        for track_number in range(1, tracks + 1):
            yield Tags(
                title=_title(random, int(random.integers(1, 4))),
                artist=artist,
                album=album,
                album_artist=artist,
                genre=genre,
                year=year,
                track_number=track_number,
                duration_s=round(min(900.0, max(40.0, random.normal(235, 60))), 1),
            )
        made += tracks


def _artist(number: int, own: np.random.Generator) -> str:
    if own.random() < 0.5:
        return f"{own.choice(FIRST)} {own.choice(LAST)} {number}"
    return f"{str(own.choice(WORDS)).title()} {own.choice(BAND)} {number}"


def _title(random: np.random.Generator, words: int) -> str:
    return " ".join(random.choice(WORDS, words)).capitalize()
