"""Listens to a stream of sound while it is recorded: level, pitch line, and what is wrong with it."""

from __future__ import annotations

import math

import av
import numpy as np
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray
from swift_f0 import SAMPLE_RATE, PitchResult, SwiftF0

from vectorbeats_desktop.engine.recording.take import PITCH_STEP_S, Heard, PitchLine, Samples

LOWEST_HZ = 65.0
"""C2. Below it SwiftF0 hears hum of the mains. Its upper end, 2,094 Hz, lets most whistles through."""
VOICED_CONFIDENCE = 0.5

SILENCE_DB = -120.0
QUIET_DB = -50.0
QUIET_S = 2.0
NO_MELODY_S = 3.0

FULL_SCALE = 0.99
CLIPPED_SAMPLES = 3
"""That many samples at full scale within the last second are an overload; a single one is a click."""
OVERLOAD_S = 1.0


class Hearing:
    """One take's analysis. The pitch line lags by 160 ms, which SwiftF0 (Nieradzik 2025) looks ahead."""

    def __init__(self, rate: int, detector: SwiftF0) -> None:
        self._rate = rate
        self._stream = detector.stream(fmin=LOWEST_HZ)
        self._resampler = AudioResampler(format="flt", layout="mono", rate=SAMPLE_RATE)
        self._samples = 0
        self._voiced_s = 0.0
        self._level_db = SILENCE_DB
        self._quiet_s = 0.0
        self._unvoiced_s = 0.0
        self._clipped: list[tuple[float, int]] = []

    def push(self, block: NDArray[np.float32]) -> tuple[Heard, Samples]:
        """Take the next samples, shape (n, channels); return what was heard, and their mono mean, shape (n,)."""
        mono = block.mean(axis=1, dtype=np.float32)
        self._samples += len(mono)
        length_s = len(mono) / self._rate
        self._note_clipping(block)
        self._level_db = level_db(mono)
        quiet = self._level_db < QUIET_DB
        self._quiet_s = self._quiet_s + length_s if quiet else 0.0
        pitch = self._points(self._stream.push(self._at_16_khz(mono), SAMPLE_RATE))
        if any(note is not None for _time, note in pitch):
            self._unvoiced_s = 0.0
        elif not quiet:
            self._unvoiced_s += length_s
        return self._heard(pitch), mono

    def finish(self) -> Heard:
        """Return what is heard in the samples that were held back to look ahead. Nothing may follow."""
        rest = self._resampled(None)
        if len(rest):
            points = self._points(self._stream.push(rest, SAMPLE_RATE))
            return self._heard(points + self._points(self._stream.flush()))
        return self._heard(self._points(self._stream.flush()))

    def _heard(self, pitch: PitchLine) -> Heard:
        return Heard(
            elapsed_s=self._samples / self._rate,
            level_db=self._level_db,
            pitch=pitch,
            voiced_s=self._voiced_s,
            overloaded=sum(count for _time, count in self._clipped) >= CLIPPED_SAMPLES,
            too_quiet=self._quiet_s > QUIET_S,
            no_melody=self._quiet_s == 0.0 and self._unvoiced_s > NO_MELODY_S,
        )

    def _note_clipping(self, block: NDArray[np.float32]) -> None:
        # Each channel for itself: in their mean, one that is clipped cannot be seen.
        now = self._samples / self._rate
        count = int(np.count_nonzero(np.abs(block) >= FULL_SCALE))
        self._clipped = [(time, old) for time, old in self._clipped if now - time < OVERLOAD_S]
        if count:
            self._clipped.append((now, count))

    def _points(self, result: PitchResult) -> PitchLine:
        voiced = result.confidence >= VOICED_CONFIDENCE
        self._voiced_s += PITCH_STEP_S * int(voiced.sum())
        notes = 69 + 12 * np.log2(result.pitch_hz / 440)
        return tuple(
            (float(time), float(note) if sung else None)
            for time, note, sung in zip(result.timestamps, notes, voiced, strict=True)
        )

    def _at_16_khz(self, mono: Samples) -> Samples:
        if self._rate == SAMPLE_RATE:
            return mono
        frame = av.AudioFrame.from_ndarray(mono[None], format="flt", layout="mono")
        frame.sample_rate = self._rate
        return self._resampled(frame)

    def _resampled(self, frame: av.AudioFrame | None) -> Samples:
        if frame is None and (self._rate == SAMPLE_RATE or not self._samples):
            return np.zeros(0, np.float32)
        parts = [part.to_ndarray()[0] for part in self._resampler.resample(frame)]
        return np.concatenate([np.zeros(0, np.float32), *parts])


def level_db(samples: Samples) -> float:
    """RMS of samples, shape (n,), in dB below full scale; -120 for silence and for nothing."""
    power = float(np.mean(np.square(samples, dtype=np.float64))) if len(samples) else 0.0
    return max(10 * math.log10(power), SILENCE_DB) if power > 0 else SILENCE_DB
