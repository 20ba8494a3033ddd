from __future__ import annotations

import io
import wave
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from tinytag import TinyTag

from vectorbeats_desktop.engine.errors import Cancelled
from vectorbeats_desktop.engine.library.demo import build, build_demo, demo_hums, demo_pictures, hums
from vectorbeats_desktop.engine.library.demo.backing import BACKINGS
from vectorbeats_desktop.engine.library.demo.drums import RHYTHMS
from vectorbeats_desktop.engine.library.demo.instruments import INSTRUMENTS
from vectorbeats_desktop.engine.library.demo.notes import parse_chords, parse_melody
from vectorbeats_desktop.engine.library.demo.pieces import Piece, load_pieces
from vectorbeats_desktop.engine.library.demo.render import render
from vectorbeats_desktop.engine.library.demo.tones import RATE, additive, plucked
from vectorbeats_desktop.engine.task import Progress, TaskContext

PIECES = load_pieces()


def named(title: str) -> Piece:
    return next(piece for piece in PIECES if piece.title == title)


@pytest.fixture
def two_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """All of them take ten seconds."""
    monkeypatch.setattr(build, "load_pieces", lambda: (named("Sakura"), named("Für Elise")))


@pytest.mark.usefixtures("two_pieces")
def test_files_are_tagged_and_have_covers_and_a_notice(tmp_path: Path) -> None:
    progress: list[Progress] = []
    files = build_demo(tmp_path / "demo", TaskContext(progress.append))

    assert [file.name for file in files] == ["01 Sakura.flac", "02 Für Elise.flac"]
    tags = TinyTag.get(files[1], image=True)
    assert (tags.title, tags.artist, tags.album) == ("Für Elise", "Ludwig van Beethoven", "VectorBeats Demo")
    assert (tags.genre, tags.year, tags.track) == ("Classical", "1810", 2)
    assert tags.duration == pytest.approx(31.4, abs=0.5)
    assert tags.images.front_cover is not None
    with Image.open(io.BytesIO(tags.images.front_cover.data)) as cover:
        assert (cover.format, cover.size) == ("JPEG", (480, 480))
    assert "CC0" in (tmp_path / "demo" / build.NOTICE).read_text(encoding="utf-8")
    assert (progress[-1].done, progress[-1].total) == (2, 2)
    with av.open(files[0]) as container:
        decoded = np.concatenate([frame.to_ndarray() for frame in container.decode(audio=0)], axis=1)
    assert decoded.shape[1] > 30 * RATE * 2
    assert np.abs(decoded.astype(int)).max() > 5000


@pytest.mark.usefixtures("two_pieces")
def test_a_second_time_costs_nothing_and_a_lost_file_is_made_again(tmp_path: Path) -> None:
    target = tmp_path / "demo"
    files = build_demo(target, TaskContext())
    times = [file.stat().st_mtime_ns for file in files]

    assert build_demo(target, TaskContext()) == files
    assert [file.stat().st_mtime_ns for file in files] == times

    files[0].unlink()
    build_demo(target, TaskContext())
    assert all(file.is_file() for file in files)
    assert [entry.name for entry in tmp_path.iterdir()] == ["demo"]


@pytest.mark.usefixtures("two_pieces")
def test_cancelling_leaves_nothing_behind(tmp_path: Path) -> None:
    ctx = TaskContext(lambda progress: ctx.cancel())

    with pytest.raises(Cancelled):
        build_demo(tmp_path / "demo", ctx)

    assert list(tmp_path.iterdir()) == []


def test_pictures_lie_beside_the_music(tmp_path: Path) -> None:
    paths = demo_pictures(tmp_path / "demo")

    assert {path.name for path in paths} == {"sunset.jpg", "storm night.jpg", "spring meadow.jpg", "neon city.jpg"}
    assert {path.parent for path in paths} == {tmp_path / "pictures"}
    light = {}
    for path in paths:
        with Image.open(path) as picture:
            light[path.stem] = float(np.asarray(picture.convert("L")).mean())
    assert light["spring meadow"] > light["sunset"] > light["storm night"]
    before = [path.stat().st_mtime_ns for path in paths]
    assert [path.stat().st_mtime_ns for path in demo_pictures(tmp_path / "demo")] == before


def test_there_are_a_dozen_moods_and_more() -> None:
    assert len(PIECES) >= 12
    assert len({piece.mood for piece in PIECES}) == len(PIECES)
    assert max(piece.tempo for piece in PIECES) > 2 * min(piece.tempo for piece in PIECES)


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.title)
def test_every_piece_can_be_played(piece: Piece) -> None:
    melody, beats = parse_melody(piece.melody)
    seconds = (beats + piece.canon) * 60 / piece.tempo / ((1 + piece.hurry) / 2)

    assert 23 < seconds < 38
    assert parse_chords(piece.chords, piece.bar, beats)
    assert {piece.lead, piece.second or piece.lead} <= INSTRUMENTS.keys()
    assert piece.backing in BACKINGS
    assert not piece.drums or piece.drums in RHYTHMS
    assert all(45 <= note.midi <= 84 for note in melody)  # where a person can hum or whistle it
    assert len(piece.colours) == 3


@pytest.mark.parametrize("text", ["H4", "C", "C4:", "c4", "C4:1 ?"])
def test_what_is_no_note_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no note"):
        parse_melody(text)


def test_notes_and_chords_are_read() -> None:
    notes, beats = parse_melody("A4 -:.5 | Bb3:1.5 C#5:2")
    (chord, other) = parse_chords("Dm7 G:1", bar=2, length=3)

    assert [(note.start, note.beats, note.midi) for note in notes] == [(0, 1, 69), (1.5, 1.5, 58), (3, 2, 73)]
    assert beats == 5
    assert chord.voiced(60) == (60, 62, 65, 69)  # C D F A
    assert (other.start, other.bass(36)) == (2, 43)


@pytest.mark.parametrize("frequency", [110.0, 440.0, 987.77])
def test_tones_are_in_tune(frequency: float) -> None:
    for tone in (additive(frequency, 1.0, [1, 0.5, 0.2]), plucked(frequency, 1.0)):
        found = strongest(tone, frequency * 0.9, frequency * 1.1)
        assert abs(1200 * np.log2(found / frequency)) < 6  # cents; people hear about 5


@pytest.mark.parametrize("title", ["Scarborough Fair", "Symphony No. 5"])
def test_a_rendered_piece_is_clean_and_its_melody_leads(title: str) -> None:
    piece = named(title)

    sound = render(piece)

    assert sound.shape[1] == 2
    assert np.abs(sound).max() < 0.89
    assert abs(20 * np.log10(np.sqrt(np.mean(sound**2))) - piece.level) < 1
    assert abs(float(sound.mean())) < 1e-3
    assert not np.array_equal(sound[:, 0], sound[:, 1])
    assert np.abs(sound[-RATE // 100 :]).max() < 0.002  # it ends in silence
    assert share_of_notes_heard(piece, sound.mean(axis=1)) > 0.75
    assert np.array_equal(sound, render(piece))


def share_of_notes_heard(piece: Piece, sound: NDArray[np.float32]) -> float:
    """Return how many melody notes are among the three strongest pitch classes while they sound."""
    heard = []
    for note in parse_melody(piece.melody)[0]:
        begin = round((note.start * 60 / piece.tempo + 0.15) * RATE)
        part = sound[begin : begin + round(note.beats * 60 / piece.tempo * RATE)]
        power = np.abs(np.fft.rfft(part * np.hanning(part.size), RATE)) ** 2
        bins = np.arange(power.size)
        melodic = (bins > 200) & (bins < 1100)  # Hz
        classes = np.round(69 + 12 * np.log2(bins[melodic] / 440)).astype(int) % 12
        chroma = np.bincount(classes, power[melodic], 12)
        heard.append(note.midi % 12 in np.argsort(chroma)[-3:])
    return float(np.mean(heard))


def strongest(tone: NDArray[np.float32], low: float, high: float) -> float:
    size = 1 << 19
    power = np.abs(np.fft.rfft(tone * np.hanning(tone.size), size))
    frequencies = np.fft.rfftfreq(size, 1 / RATE)
    inside = (frequencies > low) & (frequencies < high)
    return float(frequencies[inside][power[inside].argmax()])


def test_hums_are_of_the_tunes_in_another_key_and_tempo(tmp_path: Path) -> None:
    paths = demo_hums(tmp_path / "demo")
    assert [path.name for path in paths] == ["Ode to Joy, hummed.wav", "Greensleeves, hummed.wav"]
    for hum, path in zip(hums.HUMS, paths, strict=True):
        with wave.open(str(path)) as file:
            assert (file.getnchannels(), file.getframerate()) == (1, hums.RATE)
            assert 11 < file.getnframes() / hums.RATE < 16  # as long as a person hums, and a breath more
            sound = np.frombuffer(file.readframes(file.getnframes()), "<i2")
        assert 3_000 < np.abs(sound).max() < 32_767
        assert hum.higher % 12 != 0
        assert hum.slower != 1
        piece = named(hum.title)
        sung = [note for note in parse_melody(piece.melody)[0] if note.start >= hum.beat]
        # Where the first note lies on its beat, the strongest frequency is its own, transposed, within a semitone.
        start = round(hums.PAUSE_S * hums.RATE)
        first = sound[start : start + round(0.2 * hums.RATE)] * np.hanning(round(0.2 * hums.RATE))
        strongest_hz = np.abs(np.fft.rfft(first, 1 << 16)).argmax() * hums.RATE / (1 << 16)
        assert 69 + 12 * np.log2(strongest_hz / 440) == pytest.approx(sung[0].midi + hum.higher, abs=1)


def test_a_hum_is_always_the_same_and_made_once(tmp_path: Path) -> None:
    first, _ = demo_hums(tmp_path / "demo")
    made = first.read_bytes()
    first.unlink()
    (again, kept), stamp = demo_hums(tmp_path / "demo"), first.stat().st_mtime_ns
    assert again.read_bytes() == made
    assert demo_hums(tmp_path / "demo") == [again, kept]
    assert first.stat().st_mtime_ns == stamp
    assert {path.name for path in first.parent.iterdir()} == {again.name, kept.name}
