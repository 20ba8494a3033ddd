"""Ways, playlists and saved searches by command, on a real library."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.copied_data import copied
from tests.small_library import SOUNDS, fast_settings, start_children, words
from tests.sound_server import write_wav
from tests.typed_commands import Run, runner
from vectorbeats_desktop.commands.answering import answer
from vectorbeats_desktop.engine.analysis import pool
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.records import Kind, Query, QueryPart
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.task import TaskContext


@pytest.fixture(scope="module")
def session(small_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pool, "IDLE_S", 3_600.0)  # a worker that ended would be started again by some test
        paths = copied(small_library / "data", tmp_path_factory.mktemp("kept"))
        with Session.open(paths, fast_settings()) as opened:
            start_children(opened)
            sound = next(iter(SOUNDS))
            opened.search(Query((QueryPart(Kind.SOUND, str(opened.folders()[0].path / sound)),)), TaskContext())
            yield opened


@pytest.fixture
def run(session: Session, tmp_path: Path) -> Run:
    """Type a command in the test's folder; what it returned, and printed on both streams. All that was kept is gone."""
    for playlist in session.playlists.all():
        session.playlists.delete(playlist.name)
    for search in session.searches.saved():
        session.searches.forget(search.search_id)

    return runner(session, tmp_path)


@pytest.fixture
def music(session: Session) -> Callable[[str], str]:
    return lambda name: str(session.folders()[0].path / name)


def test_a_way_is_printed_saved_and_written(run: Run, music: Callable[[str], str], tmp_path: Path) -> None:
    ends = music("calm piano.flac"), music("loud noise.flac")
    code, out, err = run("path", *ends, "--length", "4", "--save", "calm to loud", "--export", "way.xspf")
    assert code == 0
    assert out.splitlines()[0].startswith("  1. Rainy Night – Nora Vale")
    assert "Furnace" in out.splitlines()[-2]
    assert "calm to loud" in err
    assert (tmp_path / "way.xspf").read_text().count("<track>") == 4
    assert len(json.loads(run("playlist", "show", "calm to loud", "--json")[1])["tracks"]) == 4
    assert run("path", *ends, "--save", "calm to loud")[0] == 2  # never overwritten unasked
    assert run("path", *ends, "--save", "calm to loud", "--replace")[0] == 0


def test_a_way_in_json_passes_what_was_asked_and_says_when_there_is_no_more(
    run: Run, music: Callable[[str], str]
) -> None:
    through = music("soft bells.flac")
    code, out, err = run(
        "path", music("calm piano.flac"), music("fast beat.flac"), "--through", through, "--length", "50", "--json"
    )
    found = json.loads(out)
    assert code == 0
    assert [found["asked"], len(found["tracks"]), found["playlist"], found["file"]] == [50, len(SOUNDS), None, None]
    assert through in [track["path"] for track in found["tracks"]]
    assert "no more than 6 tracks" in err


def test_a_way_to_nowhere_is_told(run: Run, music: Callable[[str], str]) -> None:
    code, out, err = run("path", music("calm piano.flac"), "not here.flac", "--json")
    assert code == 2
    assert json.loads(out)["code"] == "bad_query"
    assert "no file of the library" in err
    assert run("path", music("calm piano.flac"), music("calm piano.flac"), "--length", "2")[0] == 2


def test_playlists_are_listed_exported_imported_and_deleted(
    run: Run, session: Session, music: Callable[[str], str], tmp_path: Path
) -> None:
    assert run("playlist", "list") == (1, "", "")
    tracks = session.catalog.rows(session.catalog.page_ids())
    session.playlists.save("all", tracks)
    assert run("playlist", "list")[1] == "all  6 tracks\n"
    assert run("playlist", "export", "all", "all.m3u8")[0] == 0
    assert run("playlist", "export", "all", "all.m3u8")[0] == 2
    assert run("playlist", "export", "all", "all.m3u8", "--replace")[0] == 0
    with (tmp_path / "all.m3u8").open("a") as file:
        file.write("gone.flac\n")
    code, out, err = run("playlist", "import", "all.m3u8", "--name", "again")
    assert (code, out) == (0, "Saved 7 tracks as “again”.\n")
    assert str(tmp_path / "gone.flac") in err
    shown = json.loads(run("playlist", "show", "again", "--json")[1])
    assert [track["path"] for track in shown["tracks"]] == [str(track.path) for track in tracks]
    assert shown["missing"] == [str(tmp_path / "gone.flac")]
    assert run("playlist", "delete", "again")[0] == 0
    assert run("playlist", "show", "again")[0] == 2
    assert run("playlist", "import", "no such file.m3u")[0] == 3


def test_a_smart_playlist_is_made_listed_shown_and_exported(run: Run, session: Session, tmp_path: Path) -> None:
    code, out, err = run("playlist", "smart", "old", "--rule", "year <= 1999", "--rule", "artist is nora vale")
    assert (code, err) == (0, "")
    assert out == "“old” fills itself now (year <= 1999, artist is nora vale; order artist): 2 tracks.\n"
    assert run("playlist", "list")[1] == "old  2 tracks  (smart)\n"
    code, out, err = run("playlist", "show", "old")
    assert (code, out.count("Nora Vale"), "It fills itself: year <= 1999" in err) == (0, 2, True)
    assert run("playlist", "export", "old", "old.xspf")[0] == 0
    assert (tmp_path / "old.xspf").read_text().count("<track>") == 2
    assert run("playlist", "smart", "old", "--rule", "year <= 1999")[0] == 2  # never overwritten unasked
    asked = ("--rule", "genre is metal", "--rule", "title contains bell", "--any", "--order", "title", "--replace")
    made = json.loads(run("playlist", "smart", "old", *asked, "--limit", "5", "--json")[1])
    assert (made["tracks"], made["recipe"]["any_of"], made["recipe"]["tracks"]) == (2, True, 5)
    shown = json.loads(run("playlist", "show", "old", "--json")[1])
    assert [track["title"] for track in shown["tracks"]] == ["Évening Bells", "Furnace"]
    assert shown["recipe"]["rules"][0] == {"field": "genre", "operator": "is", "value": "metal"}
    assert json.loads(run("playlist", "list", "--json")[1])[0]["smart"] is True


def test_a_saved_search_ranks_a_smart_playlist_until_it_is_gone(run: Run, session: Session) -> None:
    session.searches.save("loud", Query((words("loud"),)))
    rules = ("--rule", "year >= 2000", "--search", "loud")
    code, out, _ = run("playlist", "smart", "loud ones", *rules, "--limit", "3")
    assert (code, "search “loud”; order rank; at most 3 tracks): 3 tracks" in out) == (0, True)
    shown = json.loads(run("playlist", "show", "loud ones", "--json")[1])["tracks"]
    assert "Rainy Night" not in [track["title"] for track in shown]
    run("searches", "delete", "loud")
    code, _, err = run("playlist", "show", "loud ones")
    assert (code, "“loud” is no longer there" in err, "vectorbeats searches list" in err) == (2, True, True)
    assert run("playlist", "smart", "new", *rules)[0] == 2


def test_a_rule_that_cannot_be_is_told_and_nothing_is_made(run: Run) -> None:
    assert "“jazz” is no rule. Write FIELD OPERATOR VALUE" in run("playlist", "smart", "x", "--rule", "jazz")[2]
    assert "There is no order “magic”" in run("playlist", "smart", "x", "--order", "magic")[2]
    assert "Only a saved search ranks" in run("playlist", "smart", "x", "--order", "rank")[2]
    assert run("playlist", "list")[0] == 1


def test_a_saved_search_is_run_again_and_fills_new_playlists_only(run: Run, session: Session) -> None:
    query = Query((words("calm quiet", 0.5), QueryPart(Kind.TEXT, "loud", -1.0)), {"year": (None, 1999.0)})
    session.searches.save("calm", query)
    assert run("searches", "list")[1] == "calm: “calm quiet” ×0.5, not “loud” (year=..1999)\n"
    assert json.loads(run("searches", "list", "--json")[1])[0]["query"]["parts"][0]["weight"] == 0.5
    code, out, _ = run("searches", "run", "calm", "--playlist", "for tonight", "--json")
    assert code == 0
    assert {hit["artist"] for hit in json.loads(out)["results"]} == {"Nora Vale"}
    before = run("playlist", "show", "for tonight")
    assert run("searches", "run", "calm", "--playlist", "for tonight")[0] == 2
    assert "0 new tracks" in run("searches", "run", "calm", "--append", "for tonight")[2]
    assert run("playlist", "show", "for tonight") == before
    assert run("searches", "delete", "calm")[0] == 0
    assert run("searches", "run", "calm")[0] == 2
    assert run("searches", "list")[0] == 1


def test_a_way_is_kept_at_both_places_or_at_none(run: Run, music: Callable[[str], str], tmp_path: Path) -> None:
    ends = music("calm piano.flac"), music("loud noise.flac")
    (tmp_path / "there.m3u8").write_text("mine")
    code, _, err = run("path", *ends, "--save", "new", "--export", "there.m3u8")
    assert (code, "--replace" in err) == (2, True)
    assert run("playlist", "list")[0] == 1
    assert run("path", *ends, "--save", "taken")[0] == 0
    code, _, err = run("path", *ends, "--save", "taken", "--export", "other.m3u8")
    assert (code, "--replace" in err, (tmp_path / "other.m3u8").exists()) == (2, True, False)
    assert run("path", *ends, "--export", "other.txt", "--save", "third")[0] == 2
    assert run("playlist", "show", "third")[0] == 2


def test_hints_say_what_to_type(run: Run, session: Session, tmp_path: Path) -> None:
    tracks = session.catalog.rows(session.catalog.page_ids())
    session.playlists.save("all", tracks)
    assert "vectorbeats playlist list" in run("playlist", "show", "none")[2]
    assert "vectorbeats playlist list" in run("playlist", "delete", "none")[2]
    assert "vectorbeats searches list" in run("searches", "run", "none")[2]
    assert run("playlist", "export", "all", "all.m3u8")[0] == 0
    assert "--replace" in run("playlist", "export", "all", "all.m3u8")[2]
    code, out, err = run("playlist", "import", "all.m3u8", "--json")
    assert (code, json.loads(out)["code"]) == (2, "name_taken")
    assert "--name" in err


def test_a_playlist_gets_another_name_that_is_free(run: Run, session: Session) -> None:
    tracks = session.catalog.rows(session.catalog.page_ids())
    for name in ("rain", "work"):
        session.playlists.save(name, tracks)
    assert run("playlist", "rename", "rain", "  drizzle ") == (0, "The playlist “rain” is named “drizzle” now.\n", "")
    code, out, err = run("playlist", "rename", "drizzle", "work", "--json")
    assert (code, json.loads(out)["code"], "--replace" in err) == (2, "name_taken", False)
    assert json.loads(run("playlist", "rename", "work", "labour", "--json")[1]) == {"name": "labour"}
    assert [one.name for one in session.playlists.all()] == ["drizzle", "labour"]
    assert run("playlist", "rename", "work", "x")[0] == 2


def test_a_search_is_saved_as_it_was_asked(run: Run, session: Session) -> None:
    asked = ("search", "--text", "calm quiet", "--weight", "text=0.5", "--filter", "year=..1999", "--save", "calm")
    code, _, err = run(*asked)
    assert (code, "“calm”" in err) == (0, True)
    assert run("searches", "list")[1] == "calm: “calm quiet” ×0.5 (year=..1999)\n"
    code, _, err = run(*asked)
    assert (code, "--replace" in err) == (2, True)
    assert run(*asked, "--replace")[0] == 0


def test_what_only_sounds_have_is_refused_for_words(run: Run, music: Callable[[str], str]) -> None:
    code, _, err = run("search", "--text", "calm", "--emphasis", "rhythm")
    assert (code, "this query has none" in err) == (2, True)
    assert run("search", "--text", "calm", "--from", "0:10")[0] == 2
    assert run("search", "--like", music("calm piano.flac"), "--text", "calm", "--emphasis", "rhythm")[0] == 0


def test_numbers_are_refused_in_plain_words(run: Run, music: Callable[[str], str]) -> None:
    track = music("calm piano.flac")
    assert "1 to 5 stars, not 9" in run("rate", track, "9")[2]
    assert json.loads(run("rate", track, "9", "--json")[1])["code"] == "bad_query"
    assert "3 to 200 tracks, not 2" in run("path", track, music("loud noise.flac"), "--length", "2")[2]


def test_a_sound_that_cannot_be_used_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "nothing.wav").touch()
    assert "nothing.wav: This file is empty." in run("search", "--sound", "nothing.wav")[2]
    rate = 22_050
    write_wav(tmp_path / "blip.wav", np.sin(np.arange(round(0.2 * rate)) * 0.2).astype(np.float32) * 0.5, rate)
    assert "blip.wav is only 0.2 s long" in run("search", "--auto", "blip.wav")[2]
    assert "“blip” is not in your library." in run("search", "--recognise", "blip.wav")[2]


def test_an_empty_library_has_no_duplicates_and_says_that_it_is_empty(tmp_path: Path) -> None:
    printed: list[str] = []
    with Session.open(Paths.under(tmp_path / "data"), fast_settings()) as empty:
        code = answer(empty, ["duplicates"], tmp_path, lambda _stream, text: printed.append(text), TaskContext())
    assert code == 1
    assert "".join(printed) == "The library is empty. vectorbeats index FOLDER takes music in.\n"
