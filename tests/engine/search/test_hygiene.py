from __future__ import annotations

from pathlib import Path

import pytest

from vectorbeats_desktop.engine.records import FileState, Tags, Track
from vectorbeats_desktop.engine.search.hygiene import WINDOW, Hygiene


def track(
    number: int, artist: str, title: str = "", duration_s: float | None = 100.0, album: str = "", folder: str = "/music"
) -> Track:
    tags = Tags(title=title or f"Title {number}", artist=artist, album=album, duration_s=duration_s)
    return Track(number, Path(f"{folder}/{number}.ogg"), 1, FileState.READY, tags, track_id=f"a1-{number:04}")


def chosen(hygiene: Hygiene, tracks: list[Track]) -> list[int]:
    return [track.file_id for track in hygiene.choose(tracks)]


def test_at_most_three_by_one_artist_in_any_twenty() -> None:
    tracks = [track(n, "Nora Vale") for n in range(10)] + [track(n, f"Artist {n}") for n in range(10, 60)]
    hygiene = Hygiene(per_artist=3, per_album=3)
    placed = list(hygiene.choose(tracks))
    for start in range(len(placed)):
        artists = [each.tags.artist for each in placed[start : start + WINDOW]]
        assert artists.count("Nora Vale") <= 3
    assert [each.file_id for each in placed[:4]] == [0, 1, 2, 10]


def test_a_track_that_had_to_wait_comes_as_soon_as_there_is_room() -> None:
    tracks = [track(n, "Nora Vale") for n in range(4)] + [track(n, f"Artist {n}") for n in range(10, 40)]
    order = chosen(Hygiene(per_artist=3, per_album=3), tracks)
    assert order.index(3) == WINDOW  # the first of the four has just left the window of twenty


def test_what_found_no_room_is_counted() -> None:
    hygiene = Hygiene(per_artist=2, per_album=3)
    assert chosen(hygiene, [track(n, "Only One") for n in range(5)]) == [0, 1]
    assert len(hygiene.left_out) == 3
    assert hygiene.notices == ("At most 2 tracks by the same artist are shown in every twenty.",)


@pytest.mark.parametrize("unknown", ["", "Unknown Artist", "<unknown>", "VARIOUS ARTISTS"])
def test_unknown_artists_are_not_one_artist(unknown: str) -> None:
    assert chosen(Hygiene(per_artist=1, per_album=3), [track(n, unknown) for n in range(5)]) == [0, 1, 2, 3, 4]


def test_spelling_does_not_make_another_artist() -> None:
    assert chosen(Hygiene(per_artist=1, per_album=3), [track(0, "Björk"), track(1, "BJORK")]) == [0]


def test_the_same_recording_in_two_encodings_is_shown_once() -> None:
    tracks = [
        track(0, "Nora Vale", "Rain", 180.0),
        track(1, "nora vale", "RAIN", 181.5),
        track(2, "Nora Vale", "Rain", 250.0),
    ]
    assert chosen(Hygiene(per_artist=3, per_album=3), tracks) == [0, 2]


def test_titles_without_a_length_are_not_taken_for_one_recording() -> None:
    tracks = [track(0, "Nora Vale", "Intro", None), track(1, "Nora Vale", "Intro", None)]
    assert chosen(Hygiene(per_artist=3, per_album=3), tracks) == [0, 1]


def test_what_was_asked_for_by_name_is_never_kept_back() -> None:
    tracks = [track(n, "Nora Vale") for n in range(6)]
    named = frozenset(each.track_id for each in tracks)
    assert chosen(Hygiene(per_artist=1, per_album=1, never_hidden=named), tracks) == [0, 1, 2, 3, 4, 5]


def test_at_most_so_many_of_one_album_whoever_plays_on_it() -> None:
    tracks = [track(n, f"Artist {n}", album="Now That Is Music") for n in range(5)]
    others = [track(n, f"Artist {n}") for n in range(10, 35)]
    order = chosen(Hygiene(per_artist=3, per_album=2), [*tracks, *others])
    assert order[:3] == [0, 1, 10]
    assert order.index(2) == WINDOW, "the first two have just left the window of twenty"


def test_the_rest_of_an_album_follows_when_nothing_else_is_left() -> None:
    tracks = [track(n, f"Artist {n}", album="All There Is") for n in range(5)]
    hygiene = Hygiene(per_artist=3, per_album=2)
    assert chosen(hygiene, [*tracks, track(9, "Nora Vale", album="Still Waters")]) == [0, 1, 9, 2, 3, 4]
    assert hygiene.notices == ()


def test_albums_of_the_same_name_in_two_folders_are_two() -> None:
    tracks = [track(n, f"Artist {n}", album="Greatest Hits", folder=f"/music/{n}") for n in range(3)]
    assert chosen(Hygiene(per_artist=1, per_album=1), tracks) == [0, 1, 2]


@pytest.mark.parametrize("unknown", ["", "Unknown Album", "<unknown>"])
def test_an_unknown_album_is_no_album(unknown: str) -> None:
    tracks = [track(n, f"Artist {n}", album=unknown) for n in range(4)]
    assert chosen(Hygiene(per_artist=1, per_album=1), tracks) == [0, 1, 2, 3]
