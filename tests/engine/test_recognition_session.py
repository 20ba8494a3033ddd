"""Recordings on a real library: heard, recognised, listened to, and found twice by the real parts."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.copied_data import copied
from tests.engine.analysis import pool_calls
from tests.engine.fingerprint.pieces import Samples, coded, in_a_room, noisy, part, piece
from tests.small_library import fast_settings, words
from vectorbeats_desktop.commands import answering
from vectorbeats_desktop.engine.analysis import melody_stage
from vectorbeats_desktop.engine.errors import Cancelled, UnreadableFile
from vectorbeats_desktop.engine.fingerprint.landmarks import RATE
from vectorbeats_desktop.engine.health_records import State
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.records import Confidence, Kind, Query, QueryPart, SearchResult
from vectorbeats_desktop.engine.search.recognising import NOT_HERE
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.task import TaskContext

TITLES = ("Dawn", "Noon", "Dusk", "Night")


def equalised(samples: Samples) -> Samples:
    """Another mastering: the treble raised, what is loud pressed down."""
    bright = samples + 0.7 * np.diff(samples, prepend=samples[:1])
    return np.asarray(np.tanh(4 * bright) / 4, np.float32)


def write(path: Path, samples: Samples, title: str = "") -> Path:
    with soundfile.SoundFile(path, "w", RATE, 1, format=path.suffix[1:].upper()) as file:
        if title:
            file.title = title
            file.genre = "Folk"
        file.write(samples)
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four pieces, of two of them more files: another encoding, a part, another mastering; indexed."""
    root = tmp_path_factory.mktemp("recognition")
    music = root / "music"
    music.mkdir()
    for number, title in enumerate(TITLES):
        write(music / f"{title}.flac", piece(number), title)
    write(music / "Dawn again.flac", 0.5 * coded(piece(0)), "Dawn again")
    write(music / "Noon, short.flac", part(piece(1), 7.3, 20), "Noon, short")
    write(music / "Dusk, remastered.flac", equalised(piece(2)), "Dusk, remastered")
    shutil.copy(music / "Night.flac", music / "Night, copied.flac")
    with pytest.MonkeyPatch.context() as patch, Session.open(Paths.under(root / "data"), fast_settings()) as session:
        patch.setattr(melody_stage, "melody", pool_calls.melody_of)
        folder = session.add_folder(music)
        assert session.index(TaskContext(), [folder.folder_id]).problems == ()
        assert (session.status().fingerprints, session.recognition.index.tracks) == (7, 7)
    return root


@pytest.fixture
def session(made: Path, tmp_path: Path) -> Iterator[Session]:
    with Session.open(copied(made / "data", tmp_path / "data"), fast_settings()) as opened:
        yield opened


def recording(path: Path, weight: float = 1.0) -> QueryPart:
    return QueryPart(Kind.RECOGNISE, str(path), weight)


def search(session: Session, *parts: QueryPart) -> SearchResult:
    return session.search(Query(parts), TaskContext())


def run(session: Session, *argv: str) -> tuple[int, list[str]]:
    lines = io.StringIO()

    def write_line(stream: str, text: str) -> None:
        if stream == "stdout":
            lines.write(text)

    code = answering.answer(session, argv, Path.cwd(), write_line, TaskContext())
    return code, lines.getvalue().splitlines()


def test_a_recording_finds_its_track_and_nothing_else(session: Session, tmp_path: Path) -> None:
    night = write(tmp_path / "bar.wav", noisy(in_a_room(part(piece(3), 12, 8)), 5))
    result = search(session, recording(night))
    assert [hit.track.tags.title for hit in result.hits] == ["Night"]
    (hit,) = result.hits
    assert hit.confidence is Confidence.STRONG
    assert hit.recording is not None
    assert hit.match_start_s == pytest.approx(12, abs=0.2)
    assert hit.match_end_s == pytest.approx(20, abs=0.3)
    assert hit.reasons[0].text == "the recording “bar” from 0:12 to 0:20"
    assert result.notices == ()
    _mix(session, night)
    _ask_by_commands(session, night, write(tmp_path / "other.wav", part(piece(50), 5, 8)))


def _mix(session: Session, night: Path) -> None:
    """In the same session, since each starts a worker."""
    mixed = search(session, words("Dawn", 1.0), recording(night, 0.2))
    assert mixed.hits[0].track.tags.title == "Night", "what is sure comes first, whatever else is asked for"
    assert mixed.hits[1].track.tags.title == "Dawn", "the rest is ordered by the rest"
    assert mixed.hits[1].recording is None
    unwanted = search(session, words("Night"), words("Noon"), recording(night, -1.0))
    assert unwanted.hits
    assert unwanted.hits[0].track.tags.title != "Night"


def _ask_by_commands(session: Session, night: Path, other: Path) -> None:
    code, (line,) = run(session, "search", "--recognise", str(night), "--json")
    first = json.loads(line)["results"][0]
    assert (code, first["title"], first["confidence"]) == (0, "Night", "strong")
    assert first["match_start_s"] == pytest.approx(12, abs=0.2)
    assert first["recording"]["speed"] == pytest.approx(1.0, abs=0.01)
    code, (line,) = run(session, "search", "--recognise", str(other), "--json")
    assert (code, json.loads(line)["results"], json.loads(line)["notices"]) == (1, [], [NOT_HERE.format("“other”")])
    batch = session.paths.data / "asked.jsonl"
    batch.write_text("\n".join(json.dumps({"id": path.stem, "recognise": str(path)}) for path in (night, other)))
    _, lines = run(session, "search", "--batch", str(batch), "--json")
    assert [len(json.loads(line)["results"]) for line in lines] == [1, 0]


def test_what_is_no_recording_is_said(session: Session, tmp_path: Path) -> None:
    (tmp_path / "letter.wav").write_text("Dear all,")
    with pytest.raises(UnreadableFile):
        search(session, recording(tmp_path / "letter.wav"))
    ctx = TaskContext()
    ctx.cancel()
    with pytest.raises(Cancelled):
        session.recognition.duplicates(ctx)


def test_listening_tells_the_track_while_the_recording_goes_on(session: Session) -> None:
    played = np.repeat(in_a_room(part(piece(2), 6, 16)), 2)  # 44,100 Hz
    rate, told = 2 * RATE, {}
    for seconds in (1, 4, 8, 15):
        told[seconds] = session.recognition.listen(played[: seconds * rate], rate, TaskContext())
    assert told[1] is None
    for seconds in (8, 15):
        heard = told[seconds]
        assert heard is not None
        assert heard.match.start_s == pytest.approx(6, abs=0.3), "that of all of the recording, not of its last seconds"
        assert heard.match.end_s == pytest.approx(6 + seconds, abs=0.3)
        assert 0.99 < heard.sure <= 1
    other = np.repeat(part(piece(60), 6, 8), 2)
    assert session.recognition.listen(other, rate, TaskContext()) is None


def test_duplicates_are_listed_and_remasters_told_apart(session: Session) -> None:
    code, (line,) = run(session, "duplicates", "--json")
    groups = {
        frozenset(Path(file["path"]).stem for file in group["files"]): group for group in json.loads(line)["groups"]
    }
    assert code == 0
    assert set(groups) == {
        frozenset(("Dawn", "Dawn again")),
        frozenset(("Noon", "Noon, short")),
        frozenset(("Night", "Night, copied")),
    }
    noon = groups[frozenset(("Noon", "Noon, short"))]["files"]
    assert Path(noon[0]["path"]).stem == "Noon", "the longest first"
    assert noon[1]["offset_s"] == pytest.approx(7.3, abs=0.1)
    assert noon[1]["overlap_s"] == pytest.approx(20, abs=0.2)
    again = session.recognition.duplicates(TaskContext())
    assert len(again) == 3


def test_health_tells_of_a_damaged_index_and_repair_mends_it(session: Session, tmp_path: Path) -> None:
    def part_of_health() -> State:
        return next(each for each in session.health(TaskContext()).parts if each.name == "recordings").state

    assert part_of_health() is State.HEALTHY
    (segment,) = session.paths.fingerprints.glob("*.segment")
    with segment.open("r+b") as file:
        file.seek(-100, io.SEEK_END)
        file.write(b"damage")
    assert part_of_health() is State.DEGRADED
    session.repair(TaskContext())
    assert part_of_health() is State.HEALTHY
    clip = write(tmp_path / "clip.wav", part(piece(1), 10, 8))
    assert search(session, recording(clip)).hits


def test_a_track_that_is_gone_is_recognised_no_more(session: Session, tmp_path: Path) -> None:
    clip = write(tmp_path / "clip.wav", part(piece(3), 10, 8))
    assert search(session, recording(clip)).hits
    gone = [row.track_id for row in session.catalog.names() if row.title == "Night"]
    files = [track.file_id for tracks in session.catalog.tracks_by_id(gone).values() for track in tracks]
    session.catalog.remove_files(files)
    session.catalog.forget_tracks(gone)
    assert search(session, recording(clip)).hits == ()
    assert session.recognition.index.tracks == 6
