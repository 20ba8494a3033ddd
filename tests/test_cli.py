"""The command line as a person and a measuring program use it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.copied_data import copied
from tests.small_library import SOUNDS, fast_settings, make_library, make_picture, start_children
from vectorbeats_desktop import cli
from vectorbeats_desktop.__main__ import main
from vectorbeats_desktop.commands import answering
from vectorbeats_desktop.engine import ipc
from vectorbeats_desktop.engine.paths import DATA_DIR_VARIABLE, Paths
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.task import TaskContext

COMMAND = (sys.executable, "-m", "vectorbeats_desktop")


@pytest.fixture(scope="module")
def running(small_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Paths]:
    """A program that has the library open and answers commands, as the window does."""
    made = copied(small_library / "data", tmp_path_factory.mktemp("running"))
    with Session.open(made, fast_settings()) as session:
        start_children(session)
        server = ipc.Server(made, lambda *call: answering.answer(session, *call))
        yield made
        server.close()


@pytest.fixture
def served(running: Paths, monkeypatch: pytest.MonkeyPatch) -> Paths:
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(running.data))
    return running


@pytest.fixture
def data(small_library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    """A copy of the indexed data folder, for a command that finds nobody running."""
    paths = copied(small_library / "data", tmp_path / "data")
    paths.config.mkdir(exist_ok=True)
    paths.settings.write_text(json.dumps({"search.text_model": False, "analysis.workers": 1}))
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(paths.data))
    return paths


def answers(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_index_tells_what_it_did_in_json_and_how_far_it_is_on_stderr(
    paths: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths.create()
    paths.settings.write_text(json.dumps({"search.text_model": False, "analysis.workers": 1}))
    make_library(tmp_path / "music")
    (tmp_path / "music" / "broken.mp3").write_text("no music at all")
    assert cli.run(["index", str(tmp_path / "music"), "--json"]) == 0
    printed = capsys.readouterr()
    report = json.loads(printed.out)
    assert (report["files"], report["analysed"], report["failed"]) == (len(SOUNDS) + 1, len(SOUNDS), 1)
    assert report["problems"][0]["path"] == str(tmp_path / "music" / "broken.mp3")
    assert report["problems"][0]["message"]
    assert printed.err


def test_a_search_finds_with_0_and_prints_json(served: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["search", "--text", "Évening Bells", "--limit", "2", "--json"]) == 0
    (answer,) = answers(capsys)
    results = answer["results"]
    assert isinstance(results, list)
    assert len(results) == 2
    assert results[0]["title"] == "Évening Bells"
    assert Path(results[0]["path"]).is_file()
    assert results[0]["confidence"] in {"strong", "good", "faint"}
    assert {"path", "title", "artist", "score", "confidence", "reasons", "match_start_s"} <= set(results[0])
    timings = answer["timings_ms"]
    assert isinstance(timings, dict)
    assert timings["total"] > 0


def test_a_search_by_picture_prints_for_people(
    served: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = make_picture(tmp_path / "calm evening.png", (60, 60, 110))
    assert cli.run(["search", "--image", str(picture), "--filter", "year=..1999"]) == 0
    printed = capsys.readouterr().out
    assert "  1. " in printed
    assert "Nora Vale" in printed
    assert "Iron Works" not in printed


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["search", "--text", "calm", "--filter", "genre=Polka"], 1),
        (["search"], 2),
        (["search", "--text", "calm", "--limit", "0"], 2),
        (["search", "--text", "calm", "--weight", "taste=3"], 2),
        (["search", "--text", "calm", "--filter", "colour=red"], 2),
        (["search", "--text", "calm", "--filter", "year=old"], 2),
        (["search", "--image", "/nowhere/none.png"], 2),
        (["search", "--hum", "/nowhere/none.wav"], 2),
        (["search", "--batch", "/nowhere/none.jsonl"], 2),
        (["search", "--batch", "queries.jsonl", "--text", "calm"], 2),
        (["search", "--batch", "queries.jsonl", "--diversity", "0.5"], 2),
        (["search", "--text", "calm", "--weight", "text=1.5"], 2),
        (["search", "--text", "calm", "--weight", "text=nan"], 2),
        (["search", "--text", "calm", "--diversity", "2"], 2),
        (["search", "--text", "calm", "--from", "soon"], 2),
        (["search", "--text", "calm", "--emphasis", "loudness"], 2),
        (["search", "--text", "calm", "--filter", "rating=5"], 1),
        (["search", "--playlist", "No Such List"], 2),
        (["rate", "/nowhere/none.flac", "3"], 2),
        (["rate", "/nowhere/none.flac", "6"], 2),
        (["index", "/nowhere/at/all"], 2),
        (["folders", "remove", "/nowhere/at/all"], 2),
        (["dance"], 2),
        (["--version"], 0),
        (["search", "--help"], 0),
    ],
)
def test_exit_codes(served: Paths, arguments: list[str], code: int) -> None:
    assert cli.run(arguments) == code


def test_a_picture_that_is_none_fails_with_3_and_says_so_in_json(
    served: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "broken.png").write_bytes(b"\x89PNG and nothing more")
    assert cli.run(["search", "--image", str(tmp_path / "broken.png"), "--json"]) == 3
    (answer,) = answers(capsys)
    assert answer["code"] == "unreadable_picture"
    assert answer["error"]


def test_a_mix_is_asked_for_and_explained(
    served: Paths, small_library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    music = small_library / "music"
    playlist = tmp_path / "evening.m3u8"
    playlist.write_text("".join(f"{music / name}.flac\n" for name in ("calm piano", "low drone")))
    mix = ["search", "--playlist", str(playlist), "--text", "furious loud", "--weight", "text=-0.5"]
    assert cli.run([*mix, "--diversity", "0.3", "--per-album", "2", "--filter", "analysed=yes", "--json"]) == 0
    (answer,) = answers(capsys)
    results = answer["results"]
    assert isinstance(results, list)
    assert not {"Rainy Night", "Deep Below"} & {hit["title"] for hit in results}, "a playlist does not find its own"
    assert answer["readings"] == [
        {"part": 0, "kinds": ["text"], "sort": None, "sure": 1.0},
        {"part": 1, "kinds": ["playlist"], "sort": None, "sure": 1.0},
    ]
    assert answer["hidden"] == 0
    assert {reason["part"] for hit in results for reason in hit["reasons"]} == {0, 1}
    assert {(hit["recording"], hit["verdict"]) for hit in results} == {(None, None)}
    assert cli.run(mix) == 0
    told = capsys.readouterr().out
    assert "far from “furious loud”" in told
    assert "which you want less of" in told or ", but " in told


def test_stars_are_given_and_filtered_by(
    served: Paths, small_library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    track = str(small_library / "music" / "low drone.flac")
    assert cli.run(["rate", track, "4"]) == 0
    assert "★★★★" in capsys.readouterr().out
    assert cli.run(["search", "--text", "loud", "--filter", "rating=4..", "--json"]) == 0
    (answer,) = answers(capsys)
    assert [hit["title"] for hit in answer["results"]] == ["Deep Below"]  # type: ignore[attr-defined]
    assert cli.run(["rate", track, "0", "--json"]) == 0
    assert cli.run(["search", "--text", "loud", "--filter", "rating=1.."]) == 1


def test_a_batch_answers_every_line_in_order(
    served: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make_picture(tmp_path / "storm.png", (30, 30, 40))
    lines: list[object] = [
        {"id": "words", "text": "calm quiet", "weights": {"text": 0.5}},
        {"id": "mixed", "image": "storm.png", "text": ["loud", "furious"], "filter": {"year": [2000, None]}},
        {"id": "heard", "recognise": "heard.wav"},
        {"id": "hum", "hum": ["hum.wav"]},
        {"id": 7, "text": "calm", "colour": "red"},
        {"id": "weights", "text": "calm", "weights": {"taste": 1}},
        {"id": "none", "text": "calm", "filter": {"genre": "Polka"}},
        ["no", "object"],
    ]
    batch = tmp_path / "queries.jsonl"
    of_one_line = json.dumps({"id": "line\u2028separator"}, ensure_ascii=False)
    batch.write_text("\ufeff" + "\n".join(map(json.dumps, lines)) + f"\n{{broken\n\n{of_one_line}\r\n")
    monkeypatch.chdir(tmp_path)
    assert cli.run(["search", "--batch", "queries.jsonl", "--limit", "4", "--no-caps", "--json"]) == 0
    found = answers(capsys)
    ids = ["words", "mixed", "heard", "hum", 7, "weights", "none", None, None, "line\u2028separator"]
    assert [answer["id"] for answer in found] == ids
    assert [len(answer["results"]) for answer in found] == [4, 4, *[0] * 8]  # type: ignore[arg-type]
    assert ["error" in answer for answer in found] == [False, False, True, True, True, True, False, True, True, True]
    assert str(tmp_path / "heard.wav") in str(found[2]["error"])
    assert str(tmp_path / "hum.wav") in str(found[3]["error"])
    assert "colour" in str(found[4]["error"])


def test_folders_are_listed_and_taken_out(data: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["folders", "list", "--json"]) == 0
    ((folder,),) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert folder["files"] == len(SOUNDS)
    assert cli.run(["folders", "remove", folder["path"]]) == 0
    assert cli.run(["folders", "list"]) == 1
    assert Path(folder["path"]).is_dir()


def test_doctor_says_that_all_is_well(data: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["doctor", "--json"]) == 0
    (report,) = answers(capsys)
    assert (report["schema"], report["state"]) == (1, "degraded"), "no text model is installed"
    parts = report["parts"]
    assert isinstance(parts, list)
    assert {part["state"] for part in parts} <= {"healthy", "degraded"}
    documented = (Path(__file__).parents[1] / "docs" / "COMMAND_LINE.md").read_text(encoding="utf-8")
    for part in parts:
        assert set(part) == {"key", "name", "state", "text", "hint", "command"}
        assert f"`{part['key']}`" in documented
    assert cli.run(["doctor", "--strict"]) == 1
    assert "vectorbeats settings list" in capsys.readouterr().out


def test_a_program_that_runs_answers_for_the_folder(
    data: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[Sequence[str]] = []
    with Session.open(data, fast_settings()) as session:

        def handler(argv: list[str], cwd: Path, write: ipc.Write, ctx: TaskContext) -> int:
            asked.append(argv)
            return answering.answer(session, argv, cwd, write, ctx)

        server = ipc.Server(data, handler)
        try:
            make_picture(tmp_path / "sea.png", (30, 60, 120))
            monkeypatch.chdir(tmp_path)
            assert cli.run(["search", "--image", "sea.png", "--json"]) == 0
            assert cli.run(["search", "--text", "calm", "--filter", "genre=Polka"]) == 1
            assert cli.run(["search", "--sort", "x"]) == 2
        finally:
            server.close()
    assert len(asked) == 2  # wrong use is told without asking anybody
    assert len(json.loads(capsys.readouterr().out.splitlines()[0])["results"]) == len(SOUNDS)


def test_a_name_that_is_no_text_is_printed_escaped(data: Paths, tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    make_library(tmp_path / "music")
    try:
        (tmp_path / "music").rename(folder)
    except OSError:
        pytest.skip("this file system takes valid text only")
    run = subprocess.run([*COMMAND, "index", str(folder), "--json"], capture_output=True, check=False, timeout=100)
    assert run.returncode == 0, run.stderr
    found = subprocess.run(
        [*COMMAND, "search", "--text", "calm", "--filter", f"folder={os.fspath(folder)}", "--json", "--no-caps"],
        capture_output=True,
        check=False,
        timeout=100,
    )
    assert found.returncode == 0, found.stderr
    paths = [Path(hit["path"]) for hit in json.loads(found.stdout)["results"]]
    assert paths
    assert all(path.is_file() for path in paths)


def test_a_reader_that_leaves_early_is_no_trouble(data: Paths) -> None:
    with subprocess.Popen(
        [*COMMAND, "search", "--text", "calm"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.close()
        said = run.stderr.read()
        assert run.wait(60) == 141
    assert b"Traceback" not in said


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C is no signal that one process sends another there")
def test_ctrl_c_stops_in_good_order(data: Paths, tmp_path: Path) -> None:
    batch = tmp_path / "long.jsonl"
    batch.write_text('{"id": 1, "text": "calm"}\n' * 20_000)
    with subprocess.Popen(
        [*COMMAND, "search", "--batch", str(batch), "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        assert json.loads(run.stdout.readline())["id"] == 1
        run.send_signal(signal.SIGINT)
        _, said = run.communicate(timeout=60)
    assert run.returncode == 130
    assert b"Traceback" not in said
    assert cli.run(["folders", "list"]) == 0  # the folder is free again


def test_ctrl_c_while_the_program_is_being_read_is_a_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(_argv: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "run", stopped)
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 130
