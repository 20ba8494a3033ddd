"""What is heard while recording: the pitch that was sung, the level, and what is wrong."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from swift_f0 import SwiftF0

from tests.sound_server import NOTES, hum
from vectorbeats_desktop.engine.recording.hearing import Hearing, level_db
from vectorbeats_desktop.engine.recording.take import Heard

PIECE_S = 0.04


@pytest.fixture(scope="module")
def detector() -> SwiftF0:
    return SwiftF0(threads=1, spin=False)


def listen(detector: SwiftF0, sound: NDArray[np.float32], rate: int, piece_s: float = PIECE_S) -> list[Heard]:
    """All that is heard of samples, shape (n,) or (n, channels)."""
    hearing = Hearing(rate, detector)
    block = sound if sound.ndim == 2 else sound[:, None]
    step = round(piece_s * rate)
    heard = [hearing.push(block[start : start + step])[0] for start in range(0, len(block), step)]
    return [*heard, hearing.finish()]


def line(heard: list[Heard]) -> list[tuple[float, float | None]]:
    return [point for each in heard for point in each.pitch]


def sine(hertz: float, seconds: float, level: float, rate: int = 16_000) -> NDArray[np.float32]:
    return np.asarray(level * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate), np.float32)


@pytest.mark.parametrize("rate", [8_000, 16_000, 44_100, 48_000])
def test_the_pitch_line_is_what_was_hummed_at_any_rate(detector: SwiftF0, rate: int) -> None:
    heard = listen(detector, hum(note_s=0.4, rate=rate), rate)
    points = line(heard)
    assert [time for time, _ in points] == pytest.approx([0.016 * number for number in range(len(points))])
    assert len(points) == pytest.approx(0.4 * len(NOTES) / 0.016, abs=2)
    for number, expected in enumerate(NOTES):
        middle = [note for time, note in points if note and 0.1 < time - 0.4 * number < 0.3]
        assert np.median(middle) == pytest.approx(expected, abs=0.3)
    voiced = sum(note is not None for _, note in points)
    assert heard[-1].voiced_s == pytest.approx(0.016 * voiced)
    assert heard[-1].voiced_s > 0.85 * 0.4 * len(NOTES)
    assert heard[-1].elapsed_s == pytest.approx(0.4 * len(NOTES), abs=0.001)


def test_blocks_of_any_size_give_the_same_line(detector: SwiftF0) -> None:
    sound = hum(note_s=0.2, rate=48_000)
    fine, coarse = (line(listen(detector, sound, 48_000, piece_s)) for piece_s in (0.013, 0.4))
    assert [time for time, _ in fine] == [time for time, _ in coarse]
    both = [(a, b) for (_, a), (_, b) in zip(fine, coarse, strict=True) if a is not None and b is not None]
    assert len(both) > 0.8 * len(fine)
    assert max(abs(a - b) for a, b in both) < 0.05


def test_a_whistle_counts_as_voiced(detector: SwiftF0) -> None:
    heard = listen(detector, sine(1_760, 1.0, 0.3), 16_000)
    assert heard[-1].voiced_s > 0.7
    assert np.median([note for _, note in line(heard) if note]) == pytest.approx(93, abs=0.3)


def test_channels_are_averaged_and_the_level_is_that_of_the_mean(detector: SwiftF0) -> None:
    left = sine(220, 1.0, 0.5, 48_000)
    hearing = Hearing(48_000, detector)
    heard, mono = hearing.push(np.stack((left, np.zeros_like(left)), axis=1))
    assert np.allclose(mono, left / 2)
    assert heard.level_db == pytest.approx(20 * np.log10(0.25 / np.sqrt(2)), abs=0.01)


def test_clipping_is_seen_on_one_channel_and_forgotten_after_a_second(detector: SwiftF0) -> None:
    clipped = np.clip(sine(220, 0.5, 3.0), -1, 1)
    fine = sine(220, 1.5, 0.5)
    sound = np.concatenate([clipped, fine])
    heard = listen(detector, np.stack((sound, np.zeros_like(sound)), axis=1), 16_000)
    assert [heard[at].overloaded for at in (5, 20, 48, 49)] == [True, True, False, False]


def test_a_single_click_is_no_overload(detector: SwiftF0) -> None:
    sound = sine(220, 0.5, 0.3)
    sound[4000:4002] = 1
    assert not any(each.overloaded for each in listen(detector, sound, 16_000))


def test_too_quiet_is_said_after_two_seconds_and_taken_back_at_once(detector: SwiftF0) -> None:
    sound = np.concatenate([sine(220, 2.4, 0.002), sine(220, 0.4, 0.3)])  # -57 dB, then -13.5 dB
    quiet = [each.elapsed_s for each in listen(detector, sound, 16_000) if each.too_quiet]
    assert (quiet[0], quiet[-1]) == pytest.approx((2.04, 2.4), abs=0.05)


def test_sound_without_melody_is_said_and_taken_back(detector: SwiftF0) -> None:
    noise = np.random.default_rng(3).normal(0, 0.1, 16_000 * 4).astype(np.float32)
    heard = listen(detector, np.concatenate([noise, hum(note_s=0.3, rate=16_000)]), 16_000)
    flags = [(each.elapsed_s, each.no_melody) for each in heard]
    assert not any(flag for at, flag in flags if at < 2.9)
    assert all(flag for at, flag in flags if 3.2 < at < 4.0)
    assert not flags[-1][1]
    assert not any(each.too_quiet for each in heard)


def test_silence_and_nothing_have_a_level() -> None:
    assert level_db(np.zeros(9, np.float32)) == level_db(np.zeros(0, np.float32)) == -120
    assert level_db(np.full(9, 0.1, np.float32)) == pytest.approx(-20, abs=0.01)


def test_a_take_without_any_sound_finishes(detector: SwiftF0) -> None:
    for rate in (16_000, 48_000):
        heard = Hearing(rate, detector).finish()
        assert (heard.pitch, heard.voiced_s, heard.elapsed_s) == ((), 0.0, 0.0)
