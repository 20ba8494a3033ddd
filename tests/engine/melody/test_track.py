"""What is heard in a track, and how it is kept."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.engine.melody.test_contour import written
from tests.engine.melody.tunes import heard, hummed, tune
from vectorbeats_desktop.engine.melody import evidence
from vectorbeats_desktop.engine.melody.network import BINS_PER_SEMITONE, LOWEST_MIDI, PITCHES
from vectorbeats_desktop.engine.melody.pitch import HOP_S, Pitches
from vectorbeats_desktop.engine.melody.spectrum import BINS, BINS_PER_OCTAVE, HOP, LOWEST_HZ, log_spectrum
from vectorbeats_desktop.engine.melody.track import TrackMelody, heard_melody


def test_a_melody_over_chords_is_heard(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    pitches = tune(rng, 150)
    chords = sum(hummed(np.repeat(rng.choice([41, 43, 45, 48], 30), 5) + third) for third in (0, 4, 7))
    melody = heard_melody(written(tmp_path / "song.wav", hummed(pitches) + 0.1 * np.asarray(chords, np.float32)))
    assert len(melody.line) in (149, 150, 151)
    count = min(len(melody.line), 150)
    assert np.mean(melody.evidence[:count].argmax(axis=1) == pitches[:count] % 12) > 0.75
    drawn = melody.line[:count]
    assert np.mean(np.abs(drawn[drawn > 0].astype(int) - pitches[:count][drawn > 0]) <= 1) > 0.75
    assert len(melody.to_bytes()) < 15_000 * len(melody.line) / 1_200


def test_in_silence_no_melody_is_heard(tmp_path: Path) -> None:
    assert len(heard_melody(written(tmp_path / "silence.wav", np.zeros(64_000, np.float32))).line) == 0


def test_a_spectrum_has_a_tone_where_it_belongs() -> None:
    levels = log_spectrum(hummed(np.full(10, 69), overtones=1))
    assert levels.shape == (2 * 16_000 // HOP, BINS)
    expected = round(BINS_PER_OCTAVE * np.log2(440 / LOWEST_HZ))
    assert np.abs(levels[5:-5].argmax(axis=1) - expected).max() <= 1
    assert levels.max() == pytest.approx(1)
    assert not log_spectrum(np.zeros(5_000, np.float32)).any()


def test_a_pitch_between_two_classes_is_shared_by_them() -> None:
    shares = np.zeros((1, 12), np.float32)
    evidence.add_pitches(shares, np.zeros(1, int), np.array([71.75], np.float32), np.ones(1, np.float32))
    assert shares[0, [11, 0]] == pytest.approx([0.25, 0.75])
    assert shares.sum() == pytest.approx(1)


def test_what_the_tracker_is_not_sure_of_says_nothing() -> None:
    unsure = Pitches(np.full(100, 60, np.float32), np.full(100, 0.1, np.float32))
    assert not evidence.tracked_classes(unsure, HOP_S, 8).any()
    sure = Pitches(np.full(100, 60, np.float32), np.ones(100, np.float32))
    assert evidence.tracked_classes(sure, HOP_S, 8)[1:7, 0] == pytest.approx(1, abs=0.1)


def test_both_witnesses_are_heard_and_doubt_lowers_what_little_was() -> None:
    one, other = np.eye(12, dtype=np.float32)[[0, 0]], np.eye(12, dtype=np.float32)[[0, 7]]
    both = evidence.combined(one, other)
    assert both[0].argmax() == 0
    assert both[1, 0] == pytest.approx(both[1, 7])
    assert evidence.combined(0.01 * one, 0.01 * one)[0, 0] < 0.1 < 0.8 < both[0, 0]


def test_the_network_folds_octaves_into_classes_and_draws_pitches() -> None:
    posterior = np.zeros((4, PITCHES + 1), np.float32)
    posterior[:, (60 - LOWEST_MIDI) * BINS_PER_SEMITONE] = 0.4
    posterior[:, (72 - LOWEST_MIDI) * BINS_PER_SEMITONE] = 0.5
    posterior[:, -1] = 0.1
    assert evidence.network_classes(posterior)[:, 0] == pytest.approx(0.9)
    assert evidence.line_of(posterior).tolist() == [72, 72]
    posterior[:, :-1] *= 0.2
    assert evidence.line_of(posterior).tolist() == [0, 0]


def test_levels_are_steps_of_the_logarithm() -> None:
    levels = evidence.quantised(np.array([[0, 0.03, 0.17320508, 1]], np.float32))
    assert levels[0, [0, 1, 3]].tolist() == [0, 0, 15]
    assert levels[0, 2] in (7, 8)  # the square root of .03 lies in the middle


def test_a_melody_comes_back_from_its_bytes_and_says_where_it_lies() -> None:
    made = heard(tune(np.random.default_rng(2), 90), np.random.default_rng(3))
    kept = TrackMelody(made.evidence, made.line, ((0, 100.0), (50, 400.0)))
    read = TrackMelody.from_bytes(kept.to_bytes())
    assert np.array_equal(read.evidence, kept.evidence)
    assert np.array_equal(read.line, kept.line)
    assert [read.second(step) for step in (0, 49, 50, 60)] == pytest.approx([100, 109.8, 400, 402])


@pytest.mark.parametrize(
    "kept", [b"", b"\x01", b"rubbish", heard(np.full(9, 60), np.random.default_rng(1)).to_bytes()[:-1]]
)
def test_what_is_no_melody_is_not_read(kept: bytes) -> None:
    with pytest.raises(ValueError, match="no melody"):
        TrackMelody.from_bytes(kept)
