"""When the program's own disk refuses to be written: it is said, no music is blamed, and afterwards it goes on."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.broken.disguised import picture
from tests.broken.tagged import cover, id3, latin
from vectorbeats_desktop.engine import ipc, log
from vectorbeats_desktop.engine.errors import DataFolderBroken
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.task import TaskContext

FULL = Path("/dev/full")  # takes no byte: "No space left on device"


@pytest.fixture
def session(paths: Paths) -> Iterator[Session]:
    settings = Settings()
    settings.set("analysis.workers", 1)
    settings.set("search.text_model", False)
    with Session.open(paths, settings) as opened:
        yield opened


def test_a_cover_that_cannot_be_kept_ends_the_run_and_blames_no_music(session: Session, tmp_path: Path) -> None:
    music = tmp_path / "music"
    music.mkdir()
    (music / "song.mp3").write_bytes(id3({"TIT2": latin("Song"), "APIC": cover(picture("PNG"))}, 440.0))
    session.add_folder(music)
    session.paths.covers.write_bytes(b"in the way")
    with pytest.raises(DataFolderBroken, match="Covers cannot be kept"):
        session.index(TaskContext())
    assert session.problems() == []
    assert session.status().pending == 1
    session.paths.covers.unlink()
    assert session.index(TaskContext()).failed == 0
    assert session.status().ready == 1
    (track,) = session.catalog.rows(session.catalog.page_ids())
    assert session.cover_path(track.cover_id) is not None


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has /dev/full")
def test_a_log_that_cannot_be_written_disturbs_nobody(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / log.FILE_NAME).symlink_to(FULL)
    handler = log.configure(tmp_path)
    logging.getLogger(log.ROOT_LOGGER).warning("something happened")
    log.release(handler)
    said = capfd.readouterr()
    assert "No space left" not in said.out + said.err
    assert "Traceback" not in said.out + said.err


def test_a_program_that_cannot_tell_its_address_works_alone(paths: Paths, caplog: pytest.LogCaptureFixture) -> None:
    paths.create()
    (paths.data / ipc.ADDRESS_NAME).with_suffix(".part").mkdir()
    server = ipc.Server(paths, lambda *_: 0)
    assert "no other process can reach this one" in caplog.text
    assert ipc.call(paths, ["doctor"], Path.cwd(), lambda *_: None) is None
    server.close()
