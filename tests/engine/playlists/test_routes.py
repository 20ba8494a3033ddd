"""Ways through a library whose tracks lie where the test put them, and through one of real sounds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from tests.copied_data import copied
from tests.engine.playlists.made_up import Library, MadeUp, made_up_library
from tests.small_library import SOUNDS, fast_settings
from vectorbeats_desktop.engine.errors import BadQuery, Cancelled
from vectorbeats_desktop.engine.playlists import stretch
from vectorbeats_desktop.engine.playlists.routes import NotAnalysed
from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.task import TaskContext

ARC = [MadeUp(f"arc{n:03}", n / 100, bpm=90 + n / 5, artist=f"Artist {n % 40}") for n in range(101)]
ASIDE = [
    MadeUp(f"aside{n:03}", n / 100, bpm=60 + 37 * n % 120, artist=f"Artist {n % 7}", aside=n) for n in range(1, 100)
]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with made_up_library(tmp_path_factory.mktemp("ways")) as library:
        library.add([*ARC, *ASIDE])
        library.store.info()
        yield library


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Library]:
    with made_up_library(tmp_path) as library:
        yield library


def way(library: Library, start: str, end: str, count: int, through: Sequence[str] = ()) -> list[str]:
    return names(library.routes.between(start, end, count, TaskContext(), through))


def names(tracks: Sequence[Track]) -> list[str]:
    return [track.track_id for track in tracks]


def test_a_way_goes_along_the_arc_in_even_steps_and_leaves_what_lies_aside(shared: Library) -> None:
    found = way(shared, "arc000", "arc100", 11)
    assert (found[0], found[-1], len(found)) == ("arc000", "arc100", 11)
    places = [int(name.removeprefix("arc")) for name in found]
    assert places == sorted(places)
    assert all(5 <= after - before <= 15 for before, after in pairwise(places))


def test_the_same_question_has_the_same_answer_and_no_track_comes_twice(shared: Library) -> None:
    first, second = way(shared, "arc010", "aside090", 60), way(shared, "arc010", "aside090", 60)
    assert first == second
    assert len(set(first)) == 60


def test_a_large_library_is_asked_for_candidates_and_gives_the_same_kind_of_way(
    shared: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stretch, "WHOLE", 10)
    monkeypatch.setattr(stretch, "LEAST_CANDIDATES", 40)
    places = [int(name.removeprefix("arc")) for name in way(shared, "arc000", "arc100", 9)]
    assert places == sorted(places)
    assert len(way(shared, "arc000", "arc100", 150)) == 150  # more than the first candidates: it asks for more


def test_waypoints_are_passed_in_their_order_and_the_longer_stretch_gets_more(shared: Library) -> None:
    found = way(shared, "arc000", "arc100", 14, ["arc075", "arc090"])
    assert [name for name in found if name in ("arc075", "arc090")] == ["arc075", "arc090"]
    assert found.index("arc075") > len(found) / 2


def test_a_waypoint_that_is_an_end_or_named_twice_is_passed_once(shared: Library) -> None:
    found = way(shared, "arc000", "arc050", 6, ["arc000", "arc020", "arc020", "arc050"])
    assert len(set(found)) == len(found) == 6


def test_from_a_track_to_itself_is_a_way_that_begins_there_and_comes_back_near(shared: Library) -> None:
    found = way(shared, "arc050", "arc050", 8)
    assert found[0] == "arc050"
    assert len(set(found)) == 8
    assert all(30 <= int(name.removeprefix("arc")) <= 70 for name in found)
    there_and_back = way(shared, "arc000", "arc000", 9, ["arc100"])
    assert there_and_back.count("arc100") == there_and_back.count("arc000") == 1


def test_half_and_double_tempo_are_no_jump(own: Library) -> None:
    own.add([MadeUp("slow", 0.0, bpm=70), MadeUp("fast", 1.0, bpm=140)])
    own.add([MadeUp(f"kept{n}", 0.2 * n, bpm=71 + n) for n in range(1, 5)])
    own.add([MadeUp(f"other{n}", 0.2 * n, bpm=100) for n in range(1, 5)])
    assert set(way(own, "slow", "fast", 6)) == {"slow", "kept1", "kept2", "kept3", "kept4", "fast"}


def test_one_recording_comes_once_however_many_files_of_it_there_are(own: Library) -> None:
    own.add([MadeUp("start", 0.0), MadeUp("end", 1.0)])
    own.add([MadeUp(f"copy{n}", 0.5, artist="Nora Vale", title="Night", duration_s=180 + 9 * n) for n in range(4)])
    own.add([MadeUp(f"untagged{n}", 0.6, duration_s=200.0 + n / 2) for n in range(3)])
    own.add([MadeUp("another", 0.4, artist="Nora Vale", title="Day", duration_s=90.0)])
    found = way(own, "start", "end", 20)
    assert len(found) == 5
    assert sum(name.startswith("copy") for name in found) == 1
    assert sum(name.startswith("untagged") for name in found) == 1


def test_a_library_with_fewer_tracks_gives_fewer_and_shares_them_out(own: Library) -> None:
    own.add([MadeUp(f"t{n}", n / 10, artist=f"A{n}") for n in range(11)])
    assert way(own, "t0", "t10", 200) == [f"t{n}" for n in range(11)]
    assert way(own, "t0", "t10", 200, ["t5"]) == [f"t{n}" for n in range(11)]


def test_two_tracks_alone_are_a_way_of_two(own: Library) -> None:
    own.add([MadeUp("a", 0.0), MadeUp("b", 1.0)])
    assert way(own, "a", "b", 10) == ["a", "b"]
    assert way(own, "a", "a", 10) == ["a", "b"]


def test_music_on_a_drive_that_is_away_is_not_on_the_way_unless_it_was_named(own: Library) -> None:
    own.add([MadeUp(f"t{n}", n / 10, artist=f"A{n}") for n in range(11)])
    own.add([MadeUp("away", 0.55, artist="B")], "/usb")
    own.catalog.set_reachable(own.catalog.folders()[1].folder_id, False)
    assert "away" not in way(own, "t0", "t10", 50)
    assert way(own, "t0", "away", 3)[-1] == "away"


@pytest.mark.parametrize("count", [0, 2, 201])
def test_a_length_that_makes_no_sense_is_refused(shared: Library, count: int) -> None:
    with pytest.raises(BadQuery):
        way(shared, "arc000", "arc001", count)
    with pytest.raises(BadQuery):
        way(shared, "arc000", "arc001", 4, ["arc020", "arc030", "arc040"])


def test_a_track_that_is_not_analysed_or_not_there_is_told_by_what_to_do(own: Library) -> None:
    own.add([MadeUp("a", 0.0), MadeUp("b", 1.0)])
    own.add([MadeUp("new", 0.5)], analysed=False)
    with pytest.raises(NotAnalysed, match="“new” has not been analysed yet"):
        way(own, "a", "new", 5)
    with pytest.raises(BadQuery, match="not in the library"):
        way(own, "a", "gone", 5)
    with pytest.raises(NotAnalysed):
        own.routes.onward(["new"], 3, TaskContext())


def test_a_way_that_is_no_longer_wanted_ends(shared: Library) -> None:
    ctx = TaskContext()
    ctx.cancel()
    with pytest.raises(Cancelled):
        shared.routes.between("arc000", "arc100", 20, ctx)


def test_going_on_stays_near_and_repeats_nothing_that_was_played_lately(shared: Library) -> None:
    played = [f"arc{n:03}" for n in range(20, 30)]
    found = names(shared.routes.onward(played, 12, TaskContext()))
    assert len(set(found)) == 12
    assert not set(found) & set(played)
    assert all(0 <= int(name[-3:]) <= 60 for name in found)
    assert found == names(shared.routes.onward(played, 12, TaskContext()))


def test_going_on_plays_few_by_one_artist_as_long_as_there_are_others(own: Library) -> None:
    own.add([MadeUp(f"same{n}", n / 1000, artist="Prolific") for n in range(20)])
    own.add([MadeUp(f"other{n}", 0.3 + n / 50, artist=f"Artist {n}") for n in range(20)])
    found = names(own.routes.onward(["same0"], 10, TaskContext()))
    assert sum(name.startswith("same") for name in found) <= 2


def test_a_small_library_goes_on_for_ever(own: Library) -> None:
    own.add([MadeUp(f"t{n}", n / 6, artist="Only One") for n in range(6)])
    queue = ["t0"]
    for _ in range(12):
        queue += names(own.routes.onward(queue, 1, TaskContext()))
    assert len(queue) == 13
    assert all(before != after for before, after in pairwise(queue))


def test_real_sounds_lead_from_calm_to_loud(small_library: Path, tmp_path: Path) -> None:
    with Session.open(copied(small_library / "data", tmp_path), fast_settings()) as session:
        by_title = {track.tags.title: track.track_id for track in session.catalog.rows(session.catalog.page_ids())}
        found = session.routes.between(by_title["Rainy Night"], by_title["Furnace"], 10, TaskContext())
        titles = [track.tags.title for track in found]
        assert (titles[0], titles[-1], len(titles)) == ("Rainy Night", "Furnace", len(SOUNDS))
        assert titles.index("Évening Bells") < titles.index("Run")  # bells are nearer the piano, the beat is half noise
        assert session.routes.onward([by_title["Run"]], 2, TaskContext())
