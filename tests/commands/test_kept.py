"""Ways, playlists and saved searches by command, on a real library."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.small_library import SOUNDS, fast_settings, make_indexed, start_children, words
from vectorbeats_desktop.commands.answering import answer
from vectorbeats_desktop.engine.records import Kind, Query, QueryPart
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.task import TaskContext

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with Session.open(make_indexed(tmp_path_factory.mktemp("kept")), fast_settings()) as opened:
        start_children(opened)
        yield opened


@pytest.fixture
def run(session: Session, tmp_path: Path) -> Run:
    """Type a command in the test's folder; what it returned, and printed on both streams. All that was kept is gone."""
    for playlist in session.playlists.all():
        session.playlists.delete(playlist.name)
    for search in session.searches.saved():
        session.searches.forget(search.search_id)

    def typed(*argv: str) -> tuple[int, str, str]:
        printed = {"stdout": "", "stderr": ""}

        def write(stream: str, text: str) -> None:
            printed[stream] += text

        code = answer(session, argv, tmp_path, write, TaskContext())
        return code, printed["stdout"], printed["stderr"]

    return typed


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
