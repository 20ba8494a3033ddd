from __future__ import annotations

import os
import struct
import sys
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from tests.broken.entries import names_on
from tests.engine.analysis.analysis_sounds import Samples, tone, write
from vectorbeats_desktop.engine.analysis import decode
from vectorbeats_desktop.engine.analysis.decode import RATE, audio_info, decode_mono
from vectorbeats_desktop.engine.analysis.describe import describe
from vectorbeats_desktop.engine.errors import UnreadableFile


def heard(path: Path) -> Samples:
    return np.concatenate(list(decode_mono(path)))


def level(samples: Samples) -> float:
    middle = samples[len(samples) // 4 : -len(samples) // 4]
    return float(np.sqrt(np.square(middle).mean()))


FORMATS = [
    ("a.wav", "pcm_s16le", 44100),
    ("a.wav", "pcm_u8", 22050),
    ("a.wav", "pcm_s24le", 96000),
    ("a.wav", "pcm_f32le", 48000),
    ("a.aiff", "pcm_s16be", 44100),
    ("a.flac", "flac", 96000),
    ("a.mp3", "libmp3lame", 44100),
    ("a.ogg", "vorbis", 44100),
    ("a.opus", "libopus", 48000),
    ("a.m4a", "aac", 44100),
    ("a.m4a", "alac", 44100),
    ("a.wma", "wmav2", 44100),
    ("a.wv", "wavpack", 44100),
    ("a.tta", "tta", 44100),
    ("a.ac3", "ac3", 48000),
]


@pytest.mark.parametrize(("name", "codec", "rate"), FORMATS, ids=[f"{c}-{r}" for _, c, r in FORMATS])
def test_every_format_gives_the_same_sound(tmp_path: Path, name: str, codec: str, rate: int) -> None:
    sound = tone(69, 3.0, rate)
    path = write(tmp_path / name, np.stack([sound, sound]), codec, rate, "stereo")
    samples = heard(path)
    assert len(samples) / RATE == pytest.approx(3.0, abs=0.12)
    assert level(samples) == pytest.approx(level(tone(69, 3.0)), rel=0.06)
    assert np.argmax(np.abs(np.fft.rfft(samples[:RATE]))) == pytest.approx(440, abs=1)


@pytest.mark.parametrize(("layout", "channels"), [("mono", 1), ("stereo", 2), ("5.1", 6), ("7.1", 8)])
def test_channels_are_averaged(tmp_path: Path, layout: str, channels: int) -> None:
    sound = np.stack([tone(69, 1.0, 48000)] * channels)
    path = write(tmp_path / "a.wav", sound, "pcm_s16le", 48000, layout)
    assert level(heard(path)) == pytest.approx(level(tone(69, 1.0)), rel=0.02)
    assert audio_info(path).channels == channels


def test_a_tenth_of_a_second_is_enough(tmp_path: Path) -> None:
    path = write(tmp_path / "a.wav", tone(69, 0.1), "pcm_s16le")
    assert len(heard(path)) == 2205


def test_dsd_is_read(tmp_path: Path) -> None:
    """A DSF file as Sony specifies it, of half a second, its bits a sine by first-order sigma-delta."""
    rate, blocks = 2_822_400, 44
    size = blocks * 4096
    wave = 0.5 * np.sin(2 * np.pi * 441 * np.arange(size * 8) / rate)
    error = 0.0
    data = bytearray()
    for value in (8 * wave[::8]).tolist():  # eight bits at a time are fast enough, and a sine still
        error += value
        ones = min(8, max(0, round((error + 8) / 2)))
        data.append((1 << ones) - 1)
        error -= 2 * ones - 8
    head = struct.pack("<4sQQQ", b"DSD ", 28, 28 + 52 + 12 + len(data), 0)
    form = struct.pack("<4sQIIIIIIQII", b"fmt ", 52, 1, 0, 1, 1, rate, 1, size * 8, 4096, 0)
    path = tmp_path / "a.dsf"
    path.write_bytes(head + form + struct.pack("<4sQ", b"data", 12 + len(data)) + data)
    spectrum = np.abs(np.fft.rfft(heard(path)[: RATE // 2]))
    assert 2 * (int(np.argmax(spectrum[20:])) + 20) == pytest.approx(441, abs=4)


def test_a_long_file_is_heard_in_excerpts_of_bounded_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decode, "WHOLE_LIMIT_S", 30)
    monkeypatch.setattr(decode, "EXCERPT_S", 2)
    rate = 8000
    pitches = np.repeat(np.arange(48, 72), 5)  # two minutes, rising
    sound = np.concatenate([tone(float(pitch), 1.0, rate) for pitch in pitches])
    samples = heard(write(tmp_path / "a.flac", sound, "flac", rate))
    assert len(samples) / RATE == pytest.approx(24, abs=1)
    contour = describe([samples]).pitch_contour
    assert len({round(pitch) % 12 for pitch in contour}) >= 8  # excerpts from everywhere, not from the start


def test_memory_does_not_grow_with_the_length(tmp_path: Path) -> None:
    sound = np.tile(tone(69, 10.0, 8000), 20)
    path = write(tmp_path / "a.flac", sound, "flac", 8000)
    tracemalloc.start()
    count = sum(len(block) for block in decode_mono(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count / RATE == pytest.approx(200, abs=1)
    assert peak < 4_000_000  # all of it would be 18 MB


def test_a_truncated_file_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    whole = write(tmp_path / "a.mp3", tone(69, 5.0, 44100), "libmp3lame", 44100)
    data = whole.read_bytes()
    whole.write_bytes(data[: len(data) // 2])
    assert len(heard(whole)) / RATE == pytest.approx(2.5, abs=0.3)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"not music at all " * 500, "no music file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(2000), "."),
        (b"ID3\x04\x00\x00\x00\x00\x00\x00" + bytes(5000), "."),
        (b"RIFF\xff\xff\xff\xffWAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00", "."),
        (b"fLaC" + bytes(3000), "."),
        (b"OggS" + bytes(3000), "."),
    ],
    ids=["empty", "text", "picture", "only a tag", "only a header", "flac of zeros", "ogg of zeros"],
)
def test_what_is_no_music_is_refused_in_plain_words(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "a.mp3"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=words) as refusal:
        heard(path)
    assert "Error" not in str(refusal.value)


def test_damage_all_over_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "a.m4a", tone(69, 10.0, 44100), "aac", 44100)
    data = bytearray(path.read_bytes())
    start = data.index(b"mdat") + 8
    end = data.index(b"moov") - 4
    data[start:end] = np.random.default_rng(3).integers(0, 256, end - start, np.uint8).tobytes()
    path.write_bytes(data)
    with pytest.raises(UnreadableFile, match="damaged"):
        heard(path)


def test_a_file_that_is_gone_and_one_that_may_not_be_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no longer there"):
        heard(tmp_path / "a.mp3")
    with pytest.raises(UnreadableFile):
        heard(tmp_path)


STRANGE_NAMES = b"caf\xe9.wav", b"two\nlines.wav", "🎵 ünï.wav".encode(), b"a:b?c=%20.wav", b"n" * 240 + b".wav"


@pytest.mark.parametrize("name", names_on(sys.platform, STRANGE_NAMES))
def test_strange_names_are_read(tmp_path: Path, name: bytes) -> None:
    plain = write(tmp_path / "plain.wav", tone(69, 0.5), "pcm_s16le")
    strange = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    plain.rename(strange)
    assert len(heard(strange)) == RATE // 2
