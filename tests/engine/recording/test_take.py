from __future__ import annotations

import errno
import wave
from pathlib import Path

import numpy as np
import pytest

from vectorbeats_desktop.engine.recording.take import PITCH_STEP_S, Heard, Take, TakeBuilder

RATE = 8_000


@pytest.fixture
def take() -> Take:
    """Two seconds; the second one is sung."""
    points = round(2 / PITCH_STEP_S)
    pitch = tuple((n * PITCH_STEP_S, 60.0 if n * PITCH_STEP_S >= 1 else None) for n in range(points))
    return Take(np.linspace(-1, 1, 2 * RATE, dtype=np.float32), RATE, pitch, 1.0)


def test_a_trimmed_take_counts_from_its_own_begin(take: Take) -> None:
    piece = take.trimmed(0.5, 1.5)
    assert piece.duration_s == pytest.approx(1.0)
    assert np.array_equal(piece.samples, take.samples[4000:12000])
    assert piece.voiced_s == pytest.approx(0.5, abs=2 * PITCH_STEP_S)
    times = [time for time, _note in piece.pitch]
    assert min(times) >= 0
    assert max(times) < 1.0
    sung = [time for time, note in piece.pitch if note is not None]
    assert sung[0] == pytest.approx(0.5, abs=PITCH_STEP_S)


@pytest.mark.parametrize(("start_s", "end_s", "left_s"), [(-1, 9, 2.0), (1.5, 1.0, 0), (5, 6, 0), (1, 1, 0)])
def test_trimming_beyond_the_ends_leaves_what_is_there(take: Take, start_s: float, end_s: float, left_s: float) -> None:
    piece = take.trimmed(start_s, end_s)
    assert piece.duration_s == pytest.approx(left_s)
    assert bool(piece.pitch) == (left_s > 0)


def test_a_saved_take_is_16_bit_pcm_and_full_scale_is_not_wrapped(take: Take, tmp_path: Path) -> None:
    loud = Take(np.array([0, 0.5, -0.5, 1, -1, 1.7, -1.7], np.float32), RATE, (), 0.0)
    loud.save(tmp_path / "take.wav")
    with wave.open(str(tmp_path / "take.wav")) as wav:
        assert (wav.getnchannels(), wav.getsampwidth(), wav.getframerate()) == (1, 2, RATE)
        samples = np.frombuffer(wav.readframes(99), "<i2")
    assert samples.tolist() == [0, 16384, -16384, 32767, -32767, 32767, -32767]
    take.save(tmp_path / "take.wav")  # another one in its place
    with wave.open(str(tmp_path / "take.wav")) as wav:
        assert wav.getnframes() == 2 * RATE
    assert [each.name for each in tmp_path.iterdir()] == ["take.wav"]


def test_a_take_that_cannot_be_written_leaves_nothing_behind(
    take: Take, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "take.wav").write_text("the old one")
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        take.save(tmp_path / "take.wav")
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("take.wav", "the old one")]


def test_a_take_is_built_of_pieces() -> None:
    builder = TakeBuilder(RATE)
    assert builder.take().duration_s == 0
    builder.add(Heard(0.5, -20, ((0.0, None), (0.016, 57.5)), 0.016, False, False), np.ones(3, np.float32))
    builder.add(Heard(0.5, -20, ((0.032, 58.0),), 0.032, False, False), np.zeros(2, np.float32))
    take = builder.take()
    assert take.samples.tolist() == [1, 1, 1, 0, 0]
    assert take.pitch == ((0.0, None), (0.016, 57.5), (0.032, 58.0))
    assert take.voiced_s == pytest.approx(0.032)
