"""Small real sounds in many formats, made on the spot; everything broken begins as one of them."""

from __future__ import annotations

import struct
from functools import cache
from io import BytesIO

import av
import numpy as np
import soundfile
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from numpy.typing import NDArray

Samples = NDArray[np.float32]

RATE = 44_100
SECONDS = 1.0

_FORMATS = {  # container and encoder of FFmpeg
    "mp3": ("mp3", "libmp3lame"),
    "flac": ("flac", "flac"),
    "m4a": ("ipod", "aac"),
    "opus": ("ogg", "libopus"),
    "wav": ("wav", "pcm_s16le"),
}


def tune(pitch_hz: float, seconds: float = SECONDS, rate: int = RATE) -> Samples:
    """A tone with three partials that pulses twice a second."""
    time_s = np.arange(int(seconds * rate)) / rate
    wave = sum(np.sin(2 * np.pi * pitch_hz * n * time_s) / n for n in (1, 2, 3))
    return np.asarray(0.3 * wave * np.exp(-4 * (time_s % 0.5)), np.float32)


@cache
def sound(kind: str, pitch_hz: float = 440.0, seconds: float = SECONDS) -> bytes:
    """A whole file of this kind: one of mp3, flac, m4a, opus, wav, ogg."""
    if kind == "ogg":  # FFmpeg's own Vorbis encoder is experimental
        file = BytesIO()
        soundfile.write(file, tune(pitch_hz, seconds), RATE, format="OGG", subtype="VORBIS")
        return file.getvalue()
    return encoded(tune(pitch_hz, seconds)[np.newaxis], *_FORMATS[kind])


def encoded(samples: Samples, container: str, codec: str, rate: int = RATE, layout: str = "mono") -> bytes:
    """Samples of shape (channels, n) as a file, by FFmpeg."""
    file = BytesIO()
    target = 48_000 if codec == "libopus" else rate
    with av.open(file, "w", format=container) as output:
        stream = output.add_stream(codec, rate=target, layout=layout)
        assert isinstance(stream, AudioStream)
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples.T).reshape(1, -1), format="flt", layout=layout)
        frame.sample_rate = rate
        resampler = AudioResampler(stream.format, layout, target, stream.codec_context.frame_size or None)
        for block in (*resampler.resample(frame), *resampler.resample(None)):
            output.mux(stream.encode(block))
        output.mux(stream.encode(None))
    return file.getvalue()


def riff(data: bytes, *, tag: int = 1, channels: int = 1, rate: int = RATE, bits: int = 16, size: int = -1) -> bytes:
    """A WAV by hand; `size` is how much data its header claims, when not the truth. Tag 3 means float."""
    claimed = len(data) if size < 0 else size
    frame = channels * bits // 8
    shape = struct.pack("<HHIIHH", tag, channels, rate, rate * frame & 0xFFFFFFFF, frame & 0xFFFF, bits)
    head = b"RIFF" + struct.pack("<I", min(claimed + 36, 0xFFFFFFFF)) + b"WAVEfmt " + struct.pack("<I", 16) + shape
    return head + b"data" + struct.pack("<I", claimed) + data


def pcm(samples: Samples) -> bytes:
    """Samples as 16-bit little-endian integers."""
    return (np.clip(samples, -1, 1) * 32_767).astype("<i2").tobytes()
