"""A folder full of broken music: each file is used or said to be unusable, and nothing else suffers."""

from __future__ import annotations

import io
import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.broken import entries, pictures
from tests.broken.files import write_folder, write_good
from tests.small_library import start_children
from vectorbeats_desktop.commands import answering
from vectorbeats_desktop.engine.analysis.decode import BROKEN, NO_SOUND, NOT_MUSIC, WRONG_RATE
from vectorbeats_desktop.engine.errors import UnreadablePicture
from vectorbeats_desktop.engine.health_records import State
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.records import FileProblem, FileState, IndexReport, Kind, Query, QueryPart, Track
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.task import TaskContext

NOT_HERE = entries.not_on(sys.platform)

READY = "ready"
LEFT_OUT = "left out"  # it is no music, and nobody would look for it in the list of problems
EMPTY = "This file is empty."
NO_FILE = "This is no ordinary file, only its name looks like music."
NOWHERE = "This file could not be read. It is a link that leads nowhere."
CIRCLE = "This file could not be read. Its links lead in a circle."

FILE_TIMEOUT_S = 30
WHOLE_RUN_S = 60  # a folder that hangs would take the file timeout twice, for each file

EXPECTED = {
    # Cut off: what is there can be heard, as in any player, unless the table of contents was at the end.
    "cut early.mp3": READY,
    "cut late.mp3": READY,
    "cut in the middle.flac": READY,
    "cut in the middle.ogg": READY,
    "cut in the middle.opus": READY,
    "cut in the middle.wav": READY,
    "cut in the middle.m4a": NOT_MUSIC,
    "cut in its header.ogg": NOT_MUSIC,
    "header only.mp3": NOT_MUSIC,
    "header only.flac": NOT_MUSIC,
    "header only.ogg": NOT_MUSIC,
    "header only.m4a": NOT_MUSIC,
    "header only.wav": NO_SOUND,
    "half a header.wav": NOT_MUSIC,
    "empty.mp3": EMPTY,
    "one byte.flac": NO_SOUND,
    # Headers that lie: the sound behind them is real, where it can be made out.
    "claims 4 GB.wav": READY,
    "claims no data.wav": READY,
    "claims 18 days.flac": READY,
    "claims years.ogg": READY,
    "claims days.m4a": READY,
    "claims no channels.wav": BROKEN,
    "claims 65,535 channels.wav": BROKEN,
    "claims a rate of 0.wav": NOT_MUSIC,
    "claims a rate of 4 GHz.wav": NOT_MUSIC,
    "claims a rate of 800 MHz.wav": WRONG_RATE,
    "claims an odd rate.wav": WRONG_RATE,
    "claims 1 Hz.wav": WRONG_RATE,
    # Damage within: a little is skipped, much is told.
    "bits flipped.mp3": READY,
    "bits flipped.flac": READY,
    "bits flipped.ogg": READY,
    "bits flipped.m4a": READY,
    "noise from the tenth on.mp3": BROKEN,
    "noise from the tenth on.flac": NO_SOUND,
    "noise in the middle.m4a": BROKEN,
    "noise in the middle.wav": READY,  # to a WAV, noise is sound
    "junk first.mp3": READY,
    "twice.mp3": READY,
    # Something else than the name says.
    "a text.mp3": NOT_MUSIC,
    "an error page.mp3": NOT_MUSIC,
    "a picture.flac": NOT_MUSIC,
    "a picture.mp3": NOT_MUSIC,
    "an archive.ogg": NOT_MUSIC,
    "a program.mp3": NOT_MUSIC,
    "noise.mp3": BROKEN,
    "zeros.mp3": BROKEN,
    "a silent film.mp4": NO_SOUND,
    "in truth a wav.mp3": READY,
    "in truth a flac.m4a": READY,
    "in truth an mp3.wav": READY,
    "in truth an ogg.wma": READY,
    "leads to a neighbour.mp3": NOT_MUSIC,
    "leads to the network.mp3": NOT_MUSIC,
    "joins a neighbour.mp3": NOT_MUSIC,
    "listens.mp3": NOT_MUSIC,
    # Sound that nobody expects.
    "no samples.wav": NO_SOUND,
    "no samples.flac": NOT_MUSIC,
    "one sample.wav": NO_SOUND,
    "a hundredth of a second.wav": READY,
    "not a number.wav": BROKEN,
    "holes of not a number.wav": READY,
    "holes of infinity.wav": READY,
    "far too loud.wav": READY,
    "far too quiet.wav": READY,
    "eight channels.flac": READY,
    "192 kHz.flac": READY,
    "8 kHz 8 bits.wav": READY,
    "a constant.wav": READY,
    "silence.wav": READY,
    "silence.mp3": READY,
    # Absurd tags and covers are no fault of the music.
    "a title of 5 MB.mp3": READY,
    "nul and control characters.mp3": READY,
    "year and track.mp3": READY,
    "genre.mp3": READY,
    "broken UTF-16.mp3": READY,
    "unknown encoding.mp3": READY,
    "a tag larger than the file.mp3": NOT_MUSIC,
    "a frame larger than the tag.mp3": READY,
    "a comment of 4 GB.flac": READY,
    "not UTF-8.flac": READY,
    "three thousand comments.flac": READY,
    "half a cover.flac": READY,
    "a cover bomb.mp3": READY,
    "a cover that is no picture.mp3": READY,
    "an empty cover.mp3": READY,
    # No plain files.
    "inside a folder named like music": READY,
    "beside a cover that is a pipe": READY,
    "a pipe": NO_FILE,
    "a socket": NO_FILE,
    "a link to a device": NO_FILE,
    "a dangling link": NOWHERE,
    "a link to itself": CIRCLE,
    "a playlist": LEFT_OUT,
}

PICTURES = {
    "a text.jpg": "is not a picture",
    "empty.png": "is empty",
    "one byte.jpg": "is not a picture",
    "music.jpg": "is not a picture",
    "header only.png": "is not a picture",
    "cut.jpg": "is damaged",
    "cut.png": "is damaged",
    "no pixels.png": "is not a picture",
    "50,000 pixels wide and high.png": "too many pixels",
    "2,000,000,000 pixels wide.png": "too many pixels",
    "a bomb.png": "too many pixels",
    "a script.svg": "is not a picture",
    "a program.eps": "is not a picture",
    "animated.gif": READY,
    "for print.jpg": READY,
    "16 bits.png": READY,
    "transparent.png": READY,
    "all transparent.png": READY,
    "palette.png": READY,
    "black and white.png": READY,
    "from a telephone.heic": READY,
    "named wrongly.txt": READY,
    "floats.tiff": READY,
}

JARGON = re.compile(
    r"Traceback|Errno|Error|errno|ffmpeg|avcodec|demux|codec|stream|Invalid data|0x|NoneType|\bav\b|exit code|None"
)


@dataclass(frozen=True)
class Indexed:
    """The folder after one run, and what the run reported."""

    session: Session
    folder: Path
    made: dict[str, Path]
    good: list[Path]
    named: list[Path]
    report: IndexReport

    def tracks(self) -> dict[bytes, Track]:
        rows = self.session.catalog.rows(self.session.catalog.page_ids())
        return {os.fsencode(track.path): track for track in rows}

    def problems(self) -> dict[bytes, FileProblem]:
        return {os.fsencode(problem.path): problem for problem in self.session.problems()}


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Indexed]:
    root = tmp_path_factory.mktemp("broken")
    folder = root / "music"
    folder.mkdir()
    made, good = write_folder(folder), write_good(folder)
    (folder / "names").mkdir()
    named = entries.write_names(folder / "names")
    settings = Settings()
    for name, value in {
        "analysis.file_timeout_s": FILE_TIMEOUT_S,
        "analysis.workers": 2,
        "library.follow_symlinks": True,
        "search.text_model": False,
    }.items():
        settings.set(name, value)
    with Session.open(Paths.under(root / "data"), settings) as session:
        session.add_folder(folder)
        report = session.index(TaskContext())
        # A worker that is started for queries ends with the session: start it before a test looks for leaks.
        session.search(Query((QueryPart(Kind.SOUND, str(good[0])),)), TaskContext())
        start_children(session)
        yield Indexed(session, folder, made, good, named, report)


def test_every_kind_that_is_made_is_expected_to_do_something(indexed: Indexed) -> None:
    assert set(indexed.made) == set(EXPECTED) - NOT_HERE
    assert set(pictures.CONTENT) == set(PICTURES)


@pytest.mark.parametrize("kind", EXPECTED)
def test_a_broken_file_is_used_or_its_trouble_is_told(indexed: Indexed, kind: str) -> None:
    if kind in NOT_HERE:
        pytest.skip("no such entry can be made on this system")
    path = os.fsencode(indexed.made[kind])
    track, problem = indexed.tracks().get(path), indexed.problems().get(path)
    if EXPECTED[kind] == READY:
        assert problem is None
        assert track is not None
        assert track.state is FileState.READY
    elif EXPECTED[kind] == LEFT_OUT:
        assert track is None
        assert problem is None
    else:
        assert problem is not None
        assert problem.message == EXPECTED[kind]
        assert track is None or (track.state, track.error) == (FileState.FAILED, problem.message)


def test_good_music_beside_it_is_ready(indexed: Indexed) -> None:
    tracks = indexed.tracks()
    assert {tracks[os.fsencode(path)].state for path in indexed.good} == {FileState.READY}


def test_strange_names_do_no_harm(indexed: Indexed) -> None:
    tracks = indexed.tracks()
    assert [tracks[os.fsencode(path)].state for path in indexed.named] == [FileState.READY] * len(indexed.named)
    assert len({tracks[os.fsencode(path)].track_id for path in indexed.named}) == len(indexed.named)


def test_nothing_hangs(indexed: Indexed) -> None:
    assert indexed.report.seconds < WHOLE_RUN_S
    assert indexed.session.status().pending == 0


def test_reasons_are_written_for_people(indexed: Indexed) -> None:
    problems = indexed.session.problems()
    assert len(problems) >= 30
    for problem in problems:
        assert problem.message.endswith(".")
        assert "\n" not in problem.message
        assert not JARGON.search(f"{problem.message} {problem.hint}"), problem


def test_a_second_run_finds_nothing_to_do(indexed: Indexed) -> None:
    before = indexed.session.problems()
    again = indexed.session.index(TaskContext())
    assert (again.added, again.changed, again.removed, again.analysed, again.failed) == (0, 0, 0, 0, 0)
    assert indexed.session.problems() == before


def test_store_and_catalogue_agree(indexed: Indexed) -> None:
    report = indexed.session.health(TaskContext())
    states = {part.name: part.state for part in report.parts}
    assert [states[name] for name in ("catalogue", "store", "agreement")] == [State.HEALTHY] * 3


def test_absurd_tags_are_brought_to_reason(indexed: Indexed) -> None:
    tags = {kind: indexed.tracks()[os.fsencode(path)].tags for kind, path in indexed.made.items() if _is_ready(kind)}
    assert 100 < len(tags["a title of 5 MB.mp3"].title) <= 300
    assert tags["nul and control characters.mp3"].title.isprintable()
    absurd = tags["year and track.mp3"]
    assert (absurd.year, absurd.track_number, absurd.disc_number) in {(None, None, None), (None, None, 1)}
    assert tags["claims 18 days.flac"].duration_s is None
    assert all(told.title.isprintable() and len(told.artist) <= 300 for told in tags.values())


def test_covers_that_are_bombs_or_no_pictures_are_left_out(indexed: Indexed) -> None:
    tracks = indexed.tracks()
    for kind in ("a cover bomb.mp3", "a cover that is no picture.mp3", "an empty cover.mp3", "half a cover.flac"):
        assert not tracks[os.fsencode(indexed.made[kind])].cover_id


def test_everything_ready_is_found_under_its_true_name(indexed: Indexed) -> None:
    said = run(indexed, "search", "--image", str(picture(indexed, "animated.gif")), "--no-caps", "--json")
    found = {os.fsencode(hit["path"]) for hit in said[0]["results"]}
    ready = {path for path, track in indexed.tracks().items() if track.state is FileState.READY}
    assert found <= ready
    assert len(found) == 50
    like = run(indexed, "search", "--like", str(indexed.named[7]), "--limit", "500", "--no-caps", "--json")
    assert {os.fsencode(hit["path"]) for hit in like[0]["results"]} >= ready - {os.fsencode(indexed.named[7])}


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_is_answered_or_its_trouble_is_told(indexed: Indexed, kind: str) -> None:
    query = Query((QueryPart(Kind.IMAGE, str(picture(indexed, kind))),))
    if PICTURES[kind] == READY:
        assert indexed.session.search(query, TaskContext()).hits
        return
    with pytest.raises(UnreadablePicture, match=PICTURES[kind]) as caught:
        indexed.session.search(query, TaskContext())
    assert caught.value.hint
    assert not JARGON.search(str(caught.value))


@pytest.mark.parametrize("option", ["--sound", "--hum"])
def test_a_sound_that_cannot_be_read_is_told_as_well(indexed: Indexed, option: str) -> None:
    started = time.monotonic()
    for kind in sorted({"a text.mp3", "a pipe", "not a number.wav", "a dangling link"} - NOT_HERE):
        said = run(indexed, "search", option, str(indexed.made[kind]), "--json", exit_code=None)
        assert said[0]["error"]
        assert not JARGON.search(said[0]["error"])
    assert time.monotonic() - started < FILE_TIMEOUT_S


def test_a_batch_answers_every_line_whatever_is_in_it(indexed: Indexed, tmp_path: Path) -> None:
    good, bad = picture(indexed, "transparent.png"), picture(indexed, "a text.jpg")
    lines: dict[str, str] = {
        '{"id": 1, "text": "calm"': "no JSON",
        "[1, 2]": "no JSON object",
        "nonsense": "no JSON",
        '{"id": 2, "text": "calm", "colour": "red"}': "colour",
        '{"id": 3, "text": "' + "calm " * 400_000 + '"}': "",
        '{"id": 4, "text": "calm", "weights": {"text": NaN}}': "weight",
        '{"id": 5, "text": "calm", "weights": {"text": 1e999}}': "weight",
        '{"id": 6, "text": "calm", "weights": {"noise": 1}}': "noise",
        '{"id": 7, "text": "calm", "weights": [1]}': "weights",
        '{"id": 8, "image": "/nowhere/at all.jpg"}': "/nowhere/at all.jpg",
        '{"id": 9, "image": 17}': "image",
        '{"id": 10, "image": "nul\\u0000.jpg"}': "no file",
        '{"id": 11, "text": "calm", "filter": {"year": {}}}': "year",
        '{"id": 12, "text": "calm", "filter": {"year": [NaN, 2000]}}': "year",
        '{"id": 13}': "quer",
        '{"id": 14, "text": ""}': "empty",
        '{"id": 15, "recognise": "x.wav"}': "no file",
        '{"id": 15, "hum": "x.wav"}': "no file",
        json.dumps({"id": 15, "hum": [str(good)]}): "no music file",
        '{"id": 15, "hum": {}}': "hum",
        "[" * 100_000: "no JSON",
        '{"id": 16, "text": ' + "9" * 5_000 + "}": "no JSON",
        '{"id": 17, "text": "calm \\ud800"}': "",
        json.dumps({"id": 18, "image": str(bad)}): "not a picture",
        json.dumps({"id": 19, "image": str(good)}): "",
        json.dumps({"id": {"any": ["thing"]}, "image": [str(good), str(good)], "weights": {"image": -1}}): "",
    }
    batch = tmp_path / "queries.jsonl"
    batch.write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    said = run(indexed, "search", "--batch", str(batch), "--limit", "3", "--no-caps", "--json")
    assert len(said) == len(lines)
    for line, answer in zip(lines, said, strict=True):
        told = f"{answer.get('error', '')} {answer.get('hint', '')}"
        assert ("error" in answer) == bool(lines[line]), (line[:80], told)
        assert lines[line] in told
        assert len(told) < 1000
        assert not JARGON.search(told), told
    assert "Only the first 2,000 characters of the words were read." in said[4]["notices"]
    assert [len(answer["results"]) for answer in said if "error" not in answer] == [3] * 4


def run(indexed: Indexed, *argv: str, exit_code: int | None = 0) -> list[dict[str, Any]]:
    """Run a command on the open library; returns its lines of JSON."""
    out = io.StringIO()
    streams = {"stdout": out, "stderr": io.StringIO()}
    code = answering.answer(indexed.session, argv, indexed.folder, _writer(streams), TaskContext())
    assert exit_code is None or code == exit_code
    return [json.loads(line) for line in out.getvalue().splitlines()]


def _writer(streams: dict[str, io.StringIO]) -> Callable[[str, str], None]:
    def write(stream: str, text: str) -> None:
        streams[stream].write(text)

    return write


def picture(indexed: Indexed, kind: str) -> Path:
    folder = indexed.folder.parent / "pictures"
    folder.mkdir(exist_ok=True)
    path = folder / kind
    if not path.exists():
        path.write_bytes(pictures.CONTENT[kind]())
    return path


def _is_ready(kind: str) -> bool:
    return EXPECTED[kind] == READY
