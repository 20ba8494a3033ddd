"""A session on a real library: real files, a real catalogue, a real store."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.copied_data import copied
from tests.small_library import SOUNDS, fast_settings, make_picture, start_children, words
from vectorbeats_desktop.engine.errors import BadQuery, Cancelled, DataFolderBusy
from vectorbeats_desktop.engine.health_records import State
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.records import Kind, Query, QueryPart, SearchResult
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.task import TaskContext


@pytest.fixture(scope="module")
def session(small_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """One session for all tests that only ask; it is open before a test looks for leaks."""
    paths = copied(small_library / "data", tmp_path_factory.mktemp("session"))
    with Session.open(paths, fast_settings()) as opened:
        opened.status()
        search(opened, words("calm"))
        start_children(opened)
        yield opened


@pytest.fixture
def hearing(tmp_path: Path, small_library: Path) -> Iterator[Session]:
    """A session of the test's own: a dropped sound starts a worker, which ends with the session."""
    with Session.open(copied(small_library / "data", tmp_path / "copy"), fast_settings()) as opened:
        yield opened


def titles(result: SearchResult) -> list[str]:
    return [hit.track.tags.title for hit in result.hits]


def search(session: Session, *parts: QueryPart, **others: object) -> SearchResult:
    return session.search(Query(parts, **others), TaskContext())  # type: ignore[arg-type]


def music(session: Session, name: str) -> str:
    return str(session.folders()[0].path / name)


def test_a_second_session_finds_the_folder_busy_until_the_first_is_closed(paths: Paths) -> None:
    with Session.open(paths, fast_settings()), pytest.raises(DataFolderBusy):
        Session.open(paths, fast_settings())
    Session.open(paths, fast_settings()).close()


def test_calm_words_find_calm_music_and_furious_words_the_loud(session: Session) -> None:
    calm = titles(search(session, words("calm quiet peaceful sleep")))
    furious = titles(search(session, words("furious loud aggressive anger")))
    assert calm.index("Rainy Night") < calm.index("Furnace")
    assert furious.index("Furnace") < furious.index("Rainy Night")


def test_less_of_the_words_turns_the_list_round(session: Session) -> None:
    more, less = search(session, words("furious loud anger")), search(session, words("furious loud anger", -1.0))
    assert titles(less) == titles(more)[::-1]
    assert less.hits[0].reasons[0].text == "far from “furious loud anger”"


def test_a_title_with_another_accent_and_a_typo_comes_first_and_says_why(session: Session) -> None:
    result = search(session, words("evening bels"))
    assert titles(result)[0] == "Évening Bells"
    assert "title matches “Évening Bells”" in [reason.text for reason in result.hits[0].reasons]


def test_an_artist_asked_for_by_name_is_not_cut_short(session: Session) -> None:
    result = search(session, words("Nora Vale"), per_artist=1)
    assert set(titles(result)[:2]) == {"Rainy Night", "Deep Below"}


def test_the_same_query_gets_the_same_answer(session: Session, tmp_path: Path) -> None:
    picture = make_picture(tmp_path / "IMG_1.png", (40, 40, 90))
    parts = (QueryPart(Kind.IMAGE, str(picture)), words("night"))
    first, second = search(session, *parts), search(session, *parts)
    assert first.hits == second.hits
    assert len(first.hits) == len(SOUNDS)


def test_a_pictures_file_name_says_what_it_shows(session: Session, tmp_path: Path) -> None:
    plain = make_picture(tmp_path / "IMG_2041.png", (120, 120, 120))
    told = make_picture(tmp_path / "furious loud riot.png", (120, 120, 120))
    without, within = (search(session, QueryPart(Kind.IMAGE, str(path))) for path in (plain, told))
    assert titles(within).index("Furnace") == 0
    assert any("colours and light" in notice for notice in without.notices)
    assert not any("colours and light" in notice for notice in within.notices)


def test_reasons_name_what_was_read_and_what_was_found(session: Session) -> None:
    first = search(session, words("calm quiet peaceful")).hits[0]
    concept_reasons = [reason for reason in first.reasons if reason.channel == "concepts"]
    assert "→" in concept_reasons[0].text
    assert concept_reasons[0].concepts
    assert concept_reasons[0].text.endswith(f"→ {', '.join(concept_reasons[0].concept_names)}")
    assert sum(abs(reason.strength) for reason in first.reasons) <= 1.0 + 1e-6


def test_sounds_find_what_sounds_alike_and_closing_ends_every_child(hearing: Session, tmp_path: Path) -> None:
    path = music(hearing, "low drone.flac")
    assert titles(search(hearing, QueryPart(Kind.SOUND, path)))[0] == "Deep Below"  # a dropped recording finds itself
    assert "Deep Below" not in titles(search(hearing, QueryPart(Kind.LIKE, path)))
    _tell_pictures_from_sounds(hearing, tmp_path)
    running = set(multiprocessing.active_children())
    hearing.close()
    hearing.close()
    assert len(running - set(multiprocessing.active_children())) >= 2  # the store and the worker


def _tell_pictures_from_sounds(session: Session, tmp_path: Path) -> None:
    sound, picture = tmp_path / "holiday.jpg", tmp_path / "holiday.mp3"
    sound.write_bytes(Path(music(session, "bright chords.flac")).read_bytes())
    make_picture(tmp_path / "a.png", (250, 200, 40)).rename(picture)
    assert titles(search(session, QueryPart(Kind.AUTO, str(sound))))[0] == "Holiday"
    assert "read auto" in search(session, QueryPart(Kind.AUTO, str(picture))).timings_ms
    neither = tmp_path / "notes.png"
    neither.write_text("no picture")
    with pytest.raises(BadQuery, match="neither a picture nor a sound"):
        search(session, QueryPart(Kind.AUTO, str(neither)))


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"genre": "AMBIENT"}, {"Rainy Night", "Deep Below"}),
        ({"artist": "motorhead revival"}, {"Évening Bells"}),
        ({"album": ("Heat", "Beach")}, {"Furnace", "Run", "Holiday"}),
        ({"year": (None, 1999.0)}, {"Rainy Night", "Deep Below"}),
        ({"year": 2010}, {"Évening Bells", "Furnace", "Run", "Holiday"}),
        ({"duration": (0.0, 1.0)}, set()),
        ({"genre": "Metal", "year": (1990.0, 1999.0)}, set()),
    ],
)
def test_filters_leave_only_what_passes(session: Session, filters: dict[str, object], expected: set[str]) -> None:
    assert set(titles(search(session, words("calm"), filters=filters, per_artist=20))) == expected


def test_a_folder_filter_takes_the_folder_and_all_below(session: Session, tmp_path: Path) -> None:
    inside = str(session.folders()[0].path.parent)
    assert len(search(session, words("calm"), filters={"folder": inside}).hits) == len(SOUNDS)
    assert not search(session, words("calm"), filters={"folder": str(tmp_path)}).hits


@pytest.mark.parametrize(
    "query",
    [
        Query(()),
        Query((words("  "),)),
        Query((words("calm"),), {"colour": "red"}),
        Query((words("calm"),), {"year": "ninety"}),
        Query((words("calm"),), {"year": (2000.0, 1990.0)}),
        Query((words("calm"),), {"genre": 3}),
        Query((words("calm"),), limit=0),
        Query((words("calm", float("nan")),)),
        Query((QueryPart(Kind.IMAGE, "/nowhere/at all.png"),)),
    ],
)
def test_a_query_that_makes_no_sense_is_refused_in_words(session: Session, query: Query) -> None:
    with pytest.raises(BadQuery) as refused:
        session.search(query, TaskContext())
    assert refused.value.message.endswith(".")


def test_a_cancelled_search_ends(session: Session) -> None:
    ctx = TaskContext()
    ctx.cancel()
    with pytest.raises(Cancelled):
        session.search(Query((words("calm"),)), ctx)


def test_without_hygiene_every_copy_of_a_recording_is_listed(hearing: Session, tmp_path: Path) -> None:
    (tmp_path / "copies").mkdir()
    copy = tmp_path / "copies" / "again.flac"
    copy.write_bytes(Path(music(hearing, "low drone.flac")).read_bytes())
    report = hearing.index(TaskContext(), [hearing.add_folder(copy.parent).folder_id])
    assert (report.added, report.analysed) == (1, 0)  # the recording is known already
    query = Query((words("deep below"),))
    assert titles(hearing.search(query, TaskContext())).count("Deep Below") == 1
    both = hearing.search(replace(query, hygiene=False), TaskContext())
    assert {hit.track.path.name for hit in both.hits if hit.track.name == "Deep Below"} == {copy.name, "low drone.flac"}


def test_an_empty_library_says_so(paths: Paths) -> None:
    with Session.open(paths, fast_settings()) as session:
        result = search(session, words("calm"))
    assert result.hits == ()
    assert "empty" in result.notices[-1]


def test_every_step_is_timed(session: Session) -> None:
    timings = search(session, words("calm")).timings_ms
    assert {"read text", "channels", "fusion", "list", "total"} <= set(timings)
    assert timings["total"] >= max(timings.values())


def test_the_number_searched_is_the_number_that_is_ready(session: Session) -> None:
    result = search(session, words("calm"))
    assert (result.searched, result.total) == (len(SOUNDS), len(SOUNDS))


def test_health_of_an_indexed_library(session: Session) -> None:
    report = session.health(TaskContext())
    assert all(part.state is not State.UNHEALTHY for part in report.parts), report
