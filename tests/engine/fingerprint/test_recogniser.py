"""Pieces of made music, recognised through noise, rooms, codecs and other speeds, and what is not known left alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.engine.fingerprint.pieces import (
    Kept,
    Samples,
    coded,
    faster,
    in_a_room,
    landmarks,
    noisy,
    part,
    peaks,
    piece,
)
from vectorbeats_desktop.engine.errors import Cancelled
from vectorbeats_desktop.engine.fingerprint.index import FingerprintIndex
from vectorbeats_desktop.engine.fingerprint.landmarks import RATE
from vectorbeats_desktop.engine.fingerprint.recogniser import Recognised, Recogniser
from vectorbeats_desktop.engine.task import TaskContext

TRACKS = 12


@pytest.fixture(scope="module")
def recogniser(tmp_path_factory: pytest.TempPathFactory) -> Recogniser:
    kept = Kept({f"track {number}": landmarks(piece(number)).to_bytes() for number in range(TRACKS)})
    index = FingerprintIndex(tmp_path_factory.mktemp("index"), kept)
    index.refresh(TaskContext())
    return Recogniser(index, kept)


def recognised(recogniser: Recogniser, sound: Samples) -> tuple[Recognised, ...]:
    return recogniser.recognise(peaks(sound), TaskContext())


TRANSMISSIONS: dict[str, Callable[[Samples], Samples]] = {
    "as it is": lambda sound: sound,
    "very quiet": lambda sound: 0.002 * sound,
    "in a room": in_a_room,
    "noise as loud as the music": lambda sound: noisy(sound, 0.0),
    "a telephone in a noisy room": lambda sound: coded(noisy(in_a_room(sound), 5.0)),
    "a small mp3": lambda sound: coded(sound, "libmp3lame", 22_050, 32_000),
}


@pytest.mark.parametrize("how", TRANSMISSIONS)
def test_eight_seconds_tell_the_track_and_the_second(recogniser: Recogniser, how: str) -> None:
    for number, start_s in ((2, 0.0), (5, 11.3), (9, 21.9)):
        found = recognised(recogniser, TRANSMISSIONS[how](part(piece(number), start_s, 8)))
        assert [each.track_id for each in found] == [f"track {number}"]
        match = found[0].match
        assert match.start_s == pytest.approx(start_s, abs=0.15)
        assert match.end_s == pytest.approx(start_s + 8, abs=0.25)
        assert match.speed == pytest.approx(1.0, abs=0.004)
        assert match.aligned >= 12
        assert found[0].sure > 0.99


@pytest.mark.parametrize("speed", [0.97, 0.985, 1.012, 1.03])
def test_another_speed_is_recognised_and_told(recogniser: Recogniser, speed: float) -> None:
    found = recognised(recogniser, noisy(faster(part(piece(4), 10.0, 9), speed), 10))
    assert [each.track_id for each in found] == ["track 4"]
    assert found[0].match.speed == pytest.approx(speed, abs=0.004)
    assert found[0].match.start_s == pytest.approx(10.0, abs=0.2)
    assert found[0].match.end_s == pytest.approx(19.0, abs=0.3)


def test_what_is_not_there_is_not_guessed(recogniser: Recogniser) -> None:
    for number in range(100, 107):
        assert recognised(recogniser, part(piece(number), 5, 8)) == ()
    hiss = np.random.default_rng(3).normal(size=8 * RATE).astype(np.float32)
    for nothing in (0.1 * hiss, np.zeros(8 * RATE, np.float32), np.zeros(0, np.float32)):
        assert recognised(recogniser, nothing) == ()


def test_the_music_may_begin_later_than_the_recording(recogniser: Recogniser) -> None:
    before = 0.001 * np.random.default_rng(1).normal(size=3 * RATE).astype(np.float32)
    found = recognised(recogniser, np.concatenate([before, part(piece(7), 0, 7)]))
    assert [each.track_id for each in found] == ["track 7"]
    assert found[0].match.start_s == 0.0, "there is nothing of the track before its beginning"
    assert found[0].match.end_s == pytest.approx(7.0, abs=0.2)


def test_a_long_recording_is_known_by_any_piece_of_it(recogniser: Recogniser) -> None:
    talk = 0.2 * np.random.default_rng(2).normal(size=20 * RATE).astype(np.float32)
    found = recognised(recogniser, np.concatenate([talk, part(piece(3), 4, 20)]))
    assert [each.track_id for each in found] == ["track 3"]
    assert found[0].match.end_s == pytest.approx(24.0, abs=0.3)


def test_it_can_be_stopped(recogniser: Recogniser) -> None:
    ctx = TaskContext()
    ctx.cancel()
    with pytest.raises(Cancelled):
        recogniser.recognise(peaks(part(piece(1), 5, 8)), ctx)


def test_an_empty_index_recognises_nothing(tmp_path: Path) -> None:
    kept = Kept()
    index = FingerprintIndex(tmp_path / "index", kept)
    index.refresh(TaskContext())
    assert recognised(Recogniser(index, kept), part(piece(1), 5, 8)) == ()
