"""Recordings of ten hours, made in seconds; and what a worker does with them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import av
import numpy as np
import psutil
from av.audio.stream import AudioStream

from tests.broken.sounds import riff, tune
from vectorbeats_desktop.engine.analysis.decode import decode_mono

HOURS = 10
LENGTH_S = HOURS * 3600
WAV_RATE, OPUS_RATE = 8_000, 48_000
PACKET = 5_760  # samples: 120 ms, the longest there is


@dataclass(frozen=True)
class Heard:
    """What was decoded: its length, its greatest level, and the memory it took."""

    seconds: float
    peak: float
    resident_mb: float


def hear(path: Path, rate: int) -> Heard:
    """Decode a file as the analysis does, and keep nothing. Runs in a worker."""
    samples, peak, resident = 0, 0.0, 0
    process = psutil.Process()
    for block in decode_mono(path, rate):
        samples += len(block)
        peak = max(peak, float(np.abs(block).max(initial=0)))
        resident = max(resident, process.memory_info().rss)
    return Heard(samples / rate, peak, resident / 1e6)


def write_silence(path: Path) -> Path:
    """Ten hours of silence that take no room: the file is a header and a hole."""
    size = 2 * WAV_RATE * LENGTH_S
    with path.open("wb") as file:
        file.write(riff(b"", rate=WAV_RATE, size=size))
        file.truncate(file.tell() + size)
    return path


def write_opus(path: Path) -> Path:
    """Ten hours of the same twelve seconds, encoded once: 30 MB."""
    with av.open(BytesIO(), "w", format="ogg") as scratch:
        stream = _opus(scratch)
        frame = av.AudioFrame.from_ndarray(tune(330.0, 12.0, OPUS_RATE)[np.newaxis], format="flt", layout="mono")
        frame.sample_rate = OPUS_RATE
        payloads = [bytes(packet) for packet in (*stream.encode(frame), *stream.encode(None))][1:-1]
    with av.open(str(path), "w", format="ogg") as output:
        stream = _opus(output)
        for number in range(LENGTH_S * OPUS_RATE // PACKET):
            packet = av.Packet(payloads[number % len(payloads)])
            packet.stream, packet.time_base = stream, Fraction(1, OPUS_RATE)
            packet.pts = packet.dts = number * PACKET
            packet.duration = PACKET
            output.mux(packet)
    return path


def _opus(output: av.container.OutputContainer) -> AudioStream:
    options = {"frame_duration": "120", "b": "8000"}
    stream = output.add_stream("libopus", rate=OPUS_RATE, layout="mono", options=options)
    assert isinstance(stream, AudioStream)
    return stream
