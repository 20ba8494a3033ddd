"""A bundle of a library under a home folder named after a person has no trace of the person or the music."""

from __future__ import annotations

import json
import logging
import zipfile
from pathlib import Path

import pytest

from tests.small_library import SOUNDS, fast_settings, make_library, words
from vectorbeats_desktop.commands.answering import answer
from vectorbeats_desktop.engine.bundle import write_bundle
from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.records import Query
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.task import TaskContext

PERSON = "Wilhelmina"
TRACES = ("wilhelmina", "ferdinandsen", "secretword", "hunter2x", "private.example", "broken song")


def read(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_nothing_of_the_person_is_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / f"{PERSON} Ferdinandsen"
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.setattr("getpass.getuser", lambda: PERSON.lower())
    make_library(home / "Music")
    (home / "Music" / "Broken Song.mp3").write_bytes(b"no music at all" * 100)
    settings = fast_settings()
    settings.set("models.mirror", "https://me:hunter2x@private.example/hub")
    settings.set("search.limit", 20)
    with Session.open(Paths.under(home / "data"), settings) as session:
        folder = session.add_folder(home / "Music")
        report = session.index(TaskContext(), [folder.folder_id])
        assert report.problems
        query = Query((words("secretword lullaby"),))
        session.search(query, TaskContext())
        logger = logging.getLogger("vectorbeats_desktop.test")
        logger.info("a track did not play", extra={"file": str(home / "Music" / "calm piano.flac")})
        logger.warning("the catalogue cannot be read: %s", FileNotFoundError(2, "No such file", str(home / "x y")))
        try:
            dict[str, int]()[query.parts[0].value]
        except KeyError:
            logger.exception("a job met a bug")
        target = tmp_path / "report.zip"
        printed: list[str] = []
        argv = ["doctor", "--bundle", str(target)]
        code = answer(session, argv, tmp_path, lambda _stream, text: printed.append(text), TaskContext())
        assert code == 0, printed
        with pytest.raises(BadQuery, match="already"):
            write_bundle(session, target, TaskContext())
        write_bundle(session, target, TaskContext(), replace=True)
    assert [path.name for path in tmp_path.glob("*report*")] == ["report.zip"]
    told = read(target)
    whole = "\n".join(told.values()).casefold()
    names = [name.removesuffix(".flac") for name in SOUNDS] + [title for title, *_rest in SOUNDS.values()][:1]
    for trace in (*TRACES, *names):
        assert trace.casefold() not in whole, trace
    assert json.loads(told["settings.json"])["search.limit"] == 20
    assert json.loads(told["settings.json"])["models.mirror"] == "‹set›"
    assert {part["part"]: part["state"] for part in json.loads(told["health.json"])}["store"] == "healthy"
    assert json.loads(told["counts.json"])["files"] == len(SOUNDS) + 1
    assert json.loads(told["versions.json"])["numpy"][0].isdigit()
    assert json.loads(told["journal.json"])["runs"][0]["files"] == len(SOUNDS) + 1
    assert json.loads(told["journal.json"])["problems"][0]["what"] == "file"
    messages = [json.loads(line)["message"] for line in told["log.jsonl"].splitlines()]
    assert "session opened" in messages
    assert "a track did not play" in messages


def test_a_folder_that_is_not_there_is_told_and_nothing_is_left(paths: Paths, tmp_path: Path) -> None:
    with Session.open(paths, fast_settings()) as session:
        printed: list[str] = []
        argv = ["doctor", "--bundle", str(tmp_path / "nowhere" / "report.zip")]
        assert answer(session, argv, tmp_path, lambda _stream, text: printed.append(text), TaskContext()) == 3
    assert "could not be written" in "".join(printed)
