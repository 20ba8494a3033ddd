"""Files made to harm whoever opens them: none does, each is used or told of, and the rest of the library is well.

`tests/engine/test_broken_inputs.py` has the files that were whole once; these were never meant to be.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import peak_memory
from tests.broken.sounds import sound
from tests.hostile import picture_kinds, playlist_kinds, sound_kinds
from tests.small_library import start_children
from vectorbeats_desktop.engine.analysis.decode import BROKEN, NO_SOUND, NOT_MUSIC
from vectorbeats_desktop.engine.errors import KnownError, UnreadablePicture
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.playlists.files import UnreadablePlaylist, read_playlist_file
from vectorbeats_desktop.engine.records import FileProblem, FileState, IndexReport, Kind, Query, QueryPart, Track
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.task import TaskContext

READY = "ready"
STRANGE = "The sound in this file is of a kind that cannot be decoded."
FILE_TIMEOUT_S = 20
WHOLE_RUN_S = 60
MEMORY_MB = 700
SWELLS_MB = 80  # more than the program's own process may take for a moment, of what workers do not read

EXPECTED = {
    "tags in tags.mp3": READY,
    "two hundred tags.mp3": READY,
    "ten thousand frames.mp3": READY,
    "a tag of 50 MB.mp3": READY,
    "a packed frame.mp3": READY,
    "an APE tag of 2^31 items.mp3": READY,
    "frames without number.mp3": READY,
    "a tag that ends nowhere.mp3": NOT_MUSIC,
    "a frame of no name.mp3": READY,
    "endless unsynchronised.mp3": READY,
    "a path for a title.mp3": READY,
    "markup for a title.mp3": READY,
    "a cover of 100,000 pixels.flac": READY,
    "a cover of 4 GB.flac": READY,
    "an animated cover.mp3": READY,
    "a cover that is a zip.mp3": READY,
    "comments in UTF-7.flac": READY,
    "a thousand covers.flac": NOT_MUSIC,
    "a block beyond the end.flac": NOT_MUSIC,
    "ten thousand blocks.flac": READY,
    "blocks of no samples.flac": BROKEN,
    "a rate of 0.flac": READY,
    "a seek table of noise.flac": READY,
    "an endless chain.ogg": READY,
    "three hundred streams.ogg": READY,
    "ten thousand empty pages.ogg": READY,
    "255 channels.opus": NOT_MUSIC,
    "no channels.opus": NOT_MUSIC,
    "boxes in boxes.m4a": NOT_MUSIC,
    "a box of 2^64.m4a": NO_SOUND,
    "a box of nothing.m4a": READY,
    "2^31 samples.m4a": NOT_MUSIC,
    "2^32 chunks.m4a": READY,
    "2^32 times.m4a": NOT_MUSIC,
    "tags in tags.m4a": READY,
    "lists in lists.wav": READY,
    "ten thousand chunks.wav": READY,
    "a chunk of 4 GB.wav": NOT_MUSIC,
    "all that can be said.rf64.wav": NOT_MUSIC,
    "0 bits.wav": STRANGE,
    "255 bits.wav": STRANGE,
    "packed by nothing.wav": BROKEN,
    "an unknown coding.wav": STRANGE,
    "a rate that is no number.aiff": NOT_MUSIC,
    "a rate without end.aiff": NOT_MUSIC,
    "2^32 frames.aiff": NOT_MUSIC,
    "a head of 4 GB.au": READY,
    "a chunk of 2^63.caf": NOT_MUSIC,
    "an object of 2^64.wma": NOT_MUSIC,
    "an element of 2^56.mka": NOT_MUSIC,
    "2^32 frames.ape": NOT_MUSIC,
    "a size of 2^64.dsf": NOT_MUSIC,
    "a block of 4 GB.wv": NOT_MUSIC,
    "2^32 samples.tta": NOT_MUSIC,
    "a picture and a sound.mp3": READY,
    "a sound and an archive.mp3": READY,
    "a page and a sound.mp3": READY,
    "a sound and a document.wav": READY,
    "a pickle.mp3": NOT_MUSIC,
    "a database.flac": NO_SOUND,
    "an archive bomb.ogg": NOT_MUSIC,
    "a script.mp3": NOT_MUSIC,
    "a document.m4a": NOT_MUSIC,
    "settings.wav": NOT_MUSIC,
    "a tune without sound.mp3": NOT_MUSIC,
    "two rates.mp3": READY,
    "doubles without end.wav": READY,
    "doubles that are no numbers.wav": READY,
    "doubles of 1e300.wav": READY,
    "the highest tone there is.wav": READY,
    "one click.wav": READY,
}

MANY = "has too many pixels to be opened safely"
DAMAGED = "is damaged and cannot be decoded"
NONE = "is not a picture"
PICTURES = {
    "100,000 pixels wide.png": MANY,
    "100,000 pixels high.png": MANY,
    "a note of 200 MB.png": DAMAGED,
    "a profile of 100 MB.png": DAMAGED,
    "two thousand pictures.gif": READY,
    "two hundred pictures.webp": READY,
    "two hundred pictures.png": READY,
    "endless.png": READY,
    "a screen of 65,535.gif": MANY,
    "a picture outside.gif": MANY,
    "65,535 pixels wide and high.jpg": MANY,
    "more than there is.jpg": READY,
    "progressive.jpg": MANY,
    "notes in a circle.jpg": READY,
    "directories in a circle.tiff": READY,
    "2^31 pixels.tiff": MANY,
    "floats that are no numbers.tiff": READY,
    "upside down without end.bmp": MANY,
    "2^31 pixels.bmp": MANY,
    "an icon of 30,000 pixels.ico": MANY,
    "a canvas of 16 million.webp": NONE,
    "a box of nothing.heic": READY,
    "a box of 4 GB.heic": NONE,
    "2^31 pixels.heic": DAMAGED,
    "boxes in boxes.avif": NONE,
    "a size of 2^64.jp2": NONE,
    "a number without end.ppm": DAMAGED,
    "a picture and an archive.png": READY,
    "a picture and a page.gif": READY,
    "a drawing that reads files.jpg": NONE,
    "noise.webp": DAMAGED,
}

JARGON = re.compile(r"Traceback|[Ee]rrno|Error|ffmpeg|codec|stream|Invalid data|0x|None")


@dataclass(frozen=True)
class Indexed:
    """The folder after one run."""

    session: Session
    folder: Path
    report: IndexReport
    tracks: dict[str, Track]
    problems: dict[str, FileProblem]
    grown_mb: float


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Indexed]:
    root = tmp_path_factory.mktemp("hostile")
    folder = root / "music"
    folder.mkdir()
    for kind, make in sound_kinds.CONTENT.items():
        (folder / kind).write_bytes(make())
    (folder / "good.mp3").write_bytes(sound("mp3", 1100.0))
    settings = Settings()
    limits = {"analysis.file_timeout_s": FILE_TIMEOUT_S, "analysis.worker_memory_mb": MEMORY_MB}
    for name, value in {**limits, "analysis.workers": 2, "search.text_model": False}.items():
        settings.set(name, value)
    with Session.open(Paths.under(root / "data"), settings) as session:
        session.add_folder(folder)
        with peak_memory.growth() as grown:
            report = session.index(TaskContext())
        tracks = {track.path.name: track for track in session.catalog.rows(session.catalog.page_ids())}
        problems = {problem.path.name: problem for problem in session.problems()}
        start_children(session)
        session.search(Query((QueryPart(Kind.SOUND, str(folder / "good.mp3")),)), TaskContext())
        yield Indexed(session, folder, report, tracks, problems, grown.mb)


def test_every_kind_is_expected_to_do_something() -> None:
    assert set(sound_kinds.CONTENT) == set(EXPECTED)
    assert set(picture_kinds.CONTENT) == set(PICTURES)
    assert len(EXPECTED) + len(PICTURES) + len(playlist_kinds.CONTENT) >= 60


@pytest.mark.parametrize("kind", EXPECTED)
def test_a_hostile_file_is_used_or_told_of(indexed: Indexed, kind: str) -> None:
    track, problem = indexed.tracks[kind], indexed.problems.get(kind)
    if EXPECTED[kind] == READY:
        assert problem is None
        assert track.state is FileState.READY
    else:
        assert problem is not None
        assert (problem.code, problem.message) == ("unreadable_file", EXPECTED[kind])
        assert (track.state, track.error) == (FileState.FAILED, problem.message)
        assert not JARGON.search(f"{problem.message} {problem.hint}")


def test_the_rest_of_the_library_is_indexed(indexed: Indexed) -> None:
    assert indexed.tracks["good.mp3"].state is FileState.READY
    assert indexed.session.status().pending == 0
    assert indexed.report.seconds < WHOLE_RUN_S


@pytest.mark.skipif(not peak_memory.CAN_BE_MEASURED, reason=peak_memory.WHY_NOT)
def test_the_program_itself_does_not_swell(indexed: Indexed) -> None:
    assert indexed.grown_mb < SWELLS_MB


def test_titles_are_words_whatever_they_look_like(indexed: Indexed) -> None:
    assert indexed.tracks["a path for a title.mp3"].tags.title == "../../../etc/passwd"
    assert "DROP TABLE" in indexed.tracks["markup for a title.mp3"].tags.title
    assert indexed.tracks["a tag of 50 MB.mp3"].tags.title == ""
    assert indexed.tracks["a cover that is a zip.mp3"].cover_id == ""
    assert indexed.tracks["an animated cover.mp3"].cover_id
    kept = {path.name for path in indexed.session.paths.covers.iterdir()}
    assert {f"{track.cover_id}.jpg" for track in indexed.tracks.values() if track.cover_id} == kept


def test_all_that_is_ready_can_be_found(indexed: Indexed) -> None:
    query = Query((QueryPart(Kind.LIKE, str(indexed.folder / "good.mp3")),), limit=500, hygiene=False)
    found = {hit.track.path.name for hit in indexed.session.search(query, TaskContext()).hits}
    assert found >= {kind for kind, expected in EXPECTED.items() if expected == READY}


@pytest.mark.parametrize("kind", PICTURES)
def test_a_hostile_picture_is_answered_or_told_of(indexed: Indexed, kind: str) -> None:
    path = indexed.folder.parent / kind
    path.write_bytes(picture_kinds.CONTENT[kind]())
    query = Query((QueryPart(Kind.IMAGE, str(path)),))
    if PICTURES[kind] == READY:
        with peak_memory.growth() as grown:
            assert indexed.session.search(query, TaskContext()).hits
        assert grown.mb < SWELLS_MB
        return
    with peak_memory.growth() as grown, pytest.raises(UnreadablePicture, match=PICTURES[kind]) as caught:
        indexed.session.search(query, TaskContext())
    assert grown.mb < SWELLS_MB
    assert caught.value.hint
    assert not JARGON.search(str(caught.value))


@pytest.mark.parametrize("kind", ["a packed frame.mp3", "boxes in boxes.m4a", "a pickle.mp3", "one click.wav"])
@pytest.mark.parametrize("asked", [Kind.HUM, Kind.RECOGNISE, Kind.SOUND, Kind.AUTO])
def test_a_hostile_sound_to_search_with_is_answered_or_told_of(indexed: Indexed, kind: str, asked: Kind) -> None:
    query = Query((QueryPart(asked, str(indexed.folder / kind)),))
    try:
        answered = indexed.session.search(query, TaskContext()).hits is not None
    except KnownError as error:
        assert not JARGON.search(str(error))  # noqa: PT017 - either is right
        answered = error.code != "internal_error"
    assert answered


@pytest.mark.parametrize("kind", playlist_kinds.CONTENT)
def test_a_hostile_playlist_leads_nowhere_else(tmp_path: Path, kind: str) -> None:
    make, expected = playlist_kinds.CONTENT[kind]
    folder = tmp_path / "lists"
    folder.mkdir()
    (tmp_path / "music").mkdir()
    (tmp_path / "music" / "good.mp3").touch()
    path = folder / kind
    path.write_bytes(make())
    if expected is playlist_kinds.REFUSED:
        with peak_memory.growth() as grown, pytest.raises(UnreadablePlaylist) as caught:
            read_playlist_file(path)
        assert grown.mb < SWELLS_MB
        assert not JARGON.search(caught.value.message)
        return
    with peak_memory.growth() as grown:
        listed = read_playlist_file(path)
    assert grown.mb < SWELLS_MB
    assert listed == [Path(os.path.normpath(folder / each)) for each in expected]
