from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PIL import Image

from tests.engine.analysis import pool_calls
from tests.engine.analysis.analysis_sounds import clicks, tone, write
from vectorbeats_desktop.engine.analysis import melody_stage, sound_stage
from vectorbeats_desktop.engine.analysis.descriptors import SOUND_VERSION
from vectorbeats_desktop.engine.analysis.mood_stage import META
from vectorbeats_desktop.engine.analysis.pipeline import Indexer
from vectorbeats_desktop.engine.encoders.concepts import ConceptSpace, load_concepts
from vectorbeats_desktop.engine.encoders.music import MusicEncoder
from vectorbeats_desktop.engine.encoders.picture import PictureEncoder
from vectorbeats_desktop.engine.errors import Cancelled, StoreUnavailable
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.melody.track import MELODY_VERSION
from vectorbeats_desktop.engine.records import FileState, IndexReport, Track, Verdict
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.store.client import VectorStore
from vectorbeats_desktop.engine.store.schema import AUDIO, IMAGES, MUSIC, SOUND_VECTOR, point_id, spaces
from vectorbeats_desktop.engine.task import Progress, TaskContext

WORDS = {"track_id", "artist", "album", "title", "genre"}
MUSIC_FIELDS = WORDS | {"mood", "energy", "valence", "tempo", "audio_features"}


@dataclass
class Library:
    """A folder of music with everything that indexes it."""

    music: Path
    covers: Path
    catalog: Catalog
    store: VectorStore
    space: ConceptSpace
    settings: Settings = field(default_factory=Settings)

    def __post_init__(self) -> None:
        self.settings.set("analysis.workers", 1)  # a process takes longer to start than these songs to analyse

    def index(self, sink: Callable[[Progress], None] | None = None, ctx: TaskContext | None = None) -> IndexReport:
        indexer = Indexer(
            self.catalog,
            self.store,
            self.covers,
            self.settings,
            music=MusicEncoder(self.space),
            pictures=PictureEncoder(self.space),
            space=self.space,
        )
        return indexer.run(ctx or (TaskContext(sink) if sink else TaskContext()))

    def song(self, name: str, number: int = 0, **tags: str) -> Path:
        """A short song; each number is another recording."""
        path = self.music / name
        path.parent.mkdir(parents=True, exist_ok=True)
        sound = tone(48 + number, 0.4) + clicks(100 + number, 0.4)
        with soundfile.SoundFile(path, "w", 22050, 1, format="FLAC") as file:
            for key, value in tags.items():
                setattr(file, key, value)
            file.write(sound)
        return path

    def tracks(self) -> dict[str, Track]:
        return {track.path.name: track for track in self.catalog.rows(self.catalog.page_ids())}


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    monkeypatch.setattr(melody_stage, "melody", pool_calls.melody_of)  # a pitch tracker takes a second to load
    (tmp_path / "music").mkdir()
    space = load_concepts()
    catalog = Catalog(tmp_path / "catalog.sqlite")
    store = VectorStore(tmp_path / "store", spaces(space.space_id))
    try:
        catalog.add_folder(tmp_path / "music")
        yield Library(tmp_path / "music", tmp_path / "covers", catalog, store, space)
    finally:
        store.close()
        catalog.close()


def picture(colour: str, size: tuple[int, int] = (900, 600)) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", size, colour).save(data, "PNG")
    return data.getvalue()


def test_everything_of_a_track_is_found_out_and_kept(library: Library) -> None:
    library.song("one/a.flac", 1, title="Dawn", artist="Ada", album="Days", genre="Jazz")
    library.song("b.flac", 2)
    (library.music / "one" / "cover.png").write_bytes(picture("#d08020"))
    report = library.index()
    assert (report.files, report.added, report.analysed, report.failed) == (2, 2, 2, 0)
    assert library.catalog.status().ready == 2
    track = library.tracks()["a.flac"]
    assert track.state is FileState.READY
    assert track.features is not None
    assert track.mood is not None
    assert len(track.mood.concepts) > 2
    point = point_id(track.track_id)
    music = library.store.payloads(MUSIC, [point])[point]
    assert set(music) == MUSIC_FIELDS
    assert (music["track_id"], music["artist"], music["title"]) == (track.track_id, "Ada", "Dawn")
    assert (music["valence"], music["tempo"]) == (track.mood.valence, track.features.tempo_bpm)
    audio = library.store.payloads(AUDIO, [point])[point]
    assert set(audio) == {"audio_id", "tempo", "key", "time_signature", "pitch_contour", "spectral_features"}
    assert library.store.ids(MUSIC, library.space.space_id) == library.store.ids(AUDIO, SOUND_VECTOR)
    assert len(library.store.ids(AUDIO)) == 2
    with Image.open(library.covers / f"{track.cover_id}.jpg") as cover:
        assert max(cover.size) == 512
    image = library.store.payloads(IMAGES, [point_id(track.cover_id)])[point_id(track.cover_id)]
    assert image["image_id"] == track.cover_id
    assert image["objects"] == []


def test_a_second_run_has_nothing_to_do(library: Library) -> None:
    for number in range(3):
        library.song(f"{number}.flac", number)
    library.index()
    report = library.index()
    assert (report.added, report.changed, report.removed, report.analysed) == (0, 0, 0, 0)
    assert library.catalog.status().ready == 3


def test_what_was_said_of_a_song_survives_a_look_at_it_half_written(library: Library) -> None:
    path = library.song("a.flac", 1)
    library.song("b.flac", 2)
    library.index()
    whole, track_id = path.read_bytes(), library.tracks()["a.flac"].track_id
    library.catalog.set_verdict("rain", track_id, Verdict.WANTED, "rainy night")
    library.catalog.remember_hum(track_id, b"a hum", 1.0, 2.0)
    library.catalog.rate(track_id, 4)
    path.write_bytes(whole[: len(whole) // 2])
    library.index()
    assert library.tracks()["a.flac"].track_id not in ("", track_id)
    path.write_bytes(whole)
    library.index()
    assert library.tracks()["a.flac"].track_id == track_id
    assert library.catalog.verdicts("rain") == {track_id: Verdict.WANTED}
    assert (library.catalog.count_hums(), library.catalog.ratings([track_id])) == (1, {track_id: 4})


def test_what_was_said_of_a_folder_survives_its_removal(library: Library) -> None:
    library.song("a.flac", 1)
    library.index()
    track_id = library.tracks()["a.flac"].track_id
    library.catalog.set_verdict("rain", track_id, Verdict.UNWANTED, "rainy night")
    library.catalog.remember_hum(track_id, b"a hum", 1.0, 2.0)
    library.catalog.remove_folder(library.catalog.folders()[0].folder_id)
    library.index()
    assert library.store.ids(MUSIC, library.space.space_id) == set()
    library.catalog.add_folder(library.music)
    library.index()
    assert library.catalog.verdicts("rain") == {track_id: Verdict.UNWANTED}
    assert library.catalog.count_hums() == 1


def test_a_run_that_only_hears_melodies_says_so(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.song("a.flac", 1)
    library.song("b.flac", 2)
    first = library.index()
    assert (first.analysed, first.melodies) == (2, 2)
    monkeypatch.setattr(melody_stage, "MELODY_VERSION", MELODY_VERSION + 1)
    again = library.index()
    assert (again.analysed, again.melodies) == (0, 2)


def test_broken_files_are_listed_and_the_rest_is_indexed(library: Library) -> None:
    library.song("good.flac")
    (library.music / "empty.mp3").touch()
    (library.music / "text.ogg").write_text("no music" * 500)
    whole = library.song("cut.flac", 5).read_bytes()
    (library.music / "cut.flac").write_bytes(whole[:60])
    report = library.index()
    assert library.catalog.status().ready == 1
    assert report.failed == 3
    assert {problem.path.name for problem in report.problems} == {"empty.mp3", "text.ogg", "cut.flac"}
    assert all(problem.message.endswith(".") for problem in report.problems)
    assert library.index().failed == 0, "a file that was set aside is left alone"
    library.song("empty.mp3", 7)
    assert library.catalog.retry() == 3
    assert library.index().failed == 2
    assert library.catalog.status().ready == 2


def test_a_file_that_crashes_its_worker_is_tried_twice_and_set_aside(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.song("good.flac", 1)
    library.song("bad.flac", 2)
    monkeypatch.setattr(sound_stage, "hear", pool_calls.hear_but_crash_on_bad)
    report = library.index()
    assert (report.analysed, report.failed) == (1, 1)
    assert pool_calls.tries(library.music / "bad.flac") == 2
    assert [(problem.path.name, problem.code) for problem in report.problems] == [("bad.flac", "worker_crashed")]


def test_a_cancelled_run_keeps_what_it_did_and_the_next_goes_on(library: Library) -> None:
    count = 60  # progress is told ten times a second, and a quick computer hears a dozen songs in that time
    for number in range(count):
        library.song(f"{number}.flac", number)
    ctx = TaskContext()
    ctx.sink = lambda progress: ctx.cancel() if progress.stage == "sound" and progress.done >= 1 else None
    with pytest.raises(Cancelled):
        library.index(ctx=ctx)
    first = library.catalog.status()
    assert first.tracks == count
    assert 1 <= first.ready < count
    assert len(library.store.ids(MUSIC)) == first.ready
    assert library.index().analysed == count - first.ready
    assert library.catalog.status().ready == count


def test_nothing_is_called_done_that_the_store_has_not_kept(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.song("a.flac")

    def fail() -> None:
        raise StoreUnavailable("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(library.store, "flush", fail)
        with pytest.raises(StoreUnavailable):
            library.index()
    assert library.catalog.status().ready == 0
    assert library.catalog.descriptors(SOUND_VERSION)[0] == []
    library.index()
    assert library.catalog.status().ready == 1


def test_removed_music_is_forgotten_everywhere(library: Library) -> None:
    for number in range(5):
        library.song(f"{number}.flac", number)
    library.index()
    gone = library.tracks()["3.flac"].track_id
    (library.music / "3.flac").unlink()
    report = library.index()
    assert (report.removed, library.catalog.status().tracks) == (1, 4)
    for collection in (MUSIC, AUDIO):
        assert point_id(gone) not in library.store.ids(collection)
        assert library.store.count(collection) == 4


def test_new_tags_reach_the_store_without_a_new_analysis(library: Library) -> None:
    library.song("a.flac", 1, title="Old", artist="Ada", genre="Jazz")
    library.index()
    before = library.tracks()["a.flac"]
    library.song("a.flac", 1, title="New name", artist="Ada", genre="Metal")
    report = library.index()
    after = library.tracks()["a.flac"]
    assert (report.changed, report.analysed, after.track_id) == (1, 0, before.track_id)
    payload = library.store.payloads(MUSIC, [point_id(after.track_id)])[point_id(after.track_id)]
    assert (payload["title"], payload["genre"]) == ("New name", "Metal")
    assert after.state is FileState.READY
    metal = library.space.index("metal")
    vector = library.store.retrieve(MUSIC, [point_id(after.track_id)], library.space.space_id)
    activations = vector[point_id(after.track_id)]
    assert activations[metal] > 0.9 * activations.max(), "a genre tag is heard in the mood"


def test_copies_share_one_analysis(library: Library) -> None:
    shutil.copy(library.song("a.flac"), library.music / "copy.flac")
    report = library.index()
    assert (report.files, report.analysed) == (2, 1)
    assert library.catalog.status().ready == 2
    assert library.store.count(MUSIC) == 1


def test_a_moved_file_is_not_analysed_again(library: Library) -> None:
    for number in range(5):
        library.song(f"{number}.flac", number)
    library.index()
    file_id = library.tracks()["2.flac"].file_id
    shutil.copy(library.music / "2.flac", library.music / "elsewhere.flac")  # another inode, as from another drive
    (library.music / "2.flac").unlink()
    report = library.index()
    assert (report.moved, report.added, report.removed, report.analysed) == (1, 0, 0, 0)
    assert library.tracks()["elsewhere.flac"].file_id == file_id


def test_files_that_vanish_during_the_run_are_not_set_aside(library: Library) -> None:
    for number in range(3):
        library.song(f"{number}.flac", number)

    def pull_the_drive(progress: Progress) -> None:
        if progress.stage == "sound":
            shutil.rmtree(library.music, ignore_errors=True)

    report = library.index(pull_the_drive)
    assert report.failed == 0
    assert library.catalog.status().failed == 0


def test_moods_are_calibrated_on_the_library_and_agree(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.song("first.flac", 40)
    library.index()
    small = library.catalog.get_meta(META)["calibration"]
    for number in range(32):
        library.song(f"{number}.flac", number)
    library.index()
    grown = library.catalog.get_meta(META)["calibration"]
    assert (small["tracks"], grown["tracks"]) == (0, 33)
    ids, descriptors = library.catalog.descriptors(SOUND_VERSION)
    encoder = MusicEncoder(library.space)
    expected = encoder.encode(descriptors, [""] * len(ids), encoder.calibrate(descriptors))
    known, valence, energy = library.catalog.moods()
    assert known == ids
    np.testing.assert_allclose(valence, expected.valence, atol=1e-3)
    np.testing.assert_allclose(energy, expected.energy, atol=1e-3)

    read_all: list[int] = []
    monkeypatch.setattr(library.catalog, "descriptors", read_all.append)
    library.song("one more.flac", 41)
    assert library.index().analysed == 1
    assert not read_all  # a track that is added costs no look at all others


def test_progress_tells_stages_in_order_with_rate(library: Library) -> None:
    for number in range(4):
        library.song(f"{number}.flac", number)
    seen: list[Progress] = []
    library.index(seen.append)
    stages = list(dict.fromkeys(progress.stage for progress in seen))
    assert [stage for stage in stages if stage in ("scan", "identify", "sound")] == ["scan", "identify", "sound"]
    last = [progress for progress in seen if progress.stage == "sound"][-1]
    assert (last.done, last.total) == (4, 4)
    assert last.rate > 0
    assert last.left_s == 0


def test_an_mp3_is_indexed_as_well(library: Library) -> None:
    write(library.music / "a.mp3", tone(60, 2.0, 44100), "libmp3lame", 44100)
    library.index()
    assert library.tracks()["a.mp3"].tags.codec == "mp3"
    assert library.catalog.status().ready == 1
