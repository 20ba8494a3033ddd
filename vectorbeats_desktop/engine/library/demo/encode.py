"""A rendered piece as a FLAC file with tags and a cover."""

from __future__ import annotations

import io
import struct
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

_PICTURE_BLOCK, _LAST = 6, 0x80
_FRONT_COVER = 3


def write_flac(path: Path, sound: NDArray[np.float32], rate: int, tags: Mapping[str, str], cover: bytes) -> None:
    """Write `sound`, shape (samples, 2) in [-1, 1], as 16-bit FLAC with tags and a JPEG cover. Raises OSError."""
    file = io.BytesIO()
    with av.open(file, "w", format="flac") as container:
        stream = container.add_stream("flac", rate=rate, layout="stereo")
        stream.options = {"compression_level": "5"}
        container.metadata.update(tags)
        frame = av.AudioFrame.from_ndarray(_sixteen_bits(sound).reshape(1, -1), format="s16", layout="stereo")
        frame.sample_rate, frame.time_base, frame.pts = rate, Fraction(1, rate), 0
        for packet in (*stream.encode(frame), *stream.encode(None)):
            container.mux(packet)
    path.write_bytes(_with_cover(file.getvalue(), cover))


def _sixteen_bits(sound: NDArray[np.float32]) -> NDArray[np.int16]:
    """Return 16-bit samples with triangular dither, so that fading tones do not turn into noise."""
    random = np.random.default_rng(0)
    dither = random.random(sound.shape, np.float32) - random.random(sound.shape, np.float32)
    return np.asarray(np.clip(np.round(sound * 32767 + dither), -32768, 32767), np.int16)


def _with_cover(flac: bytes, jpeg: bytes) -> bytes:
    """Return a FLAC file with a front cover as its last metadata block (RFC 9639, section 8.8).

    Written by hand, as FFmpeg wants a video stream for it, whose size it then writes wrongly.
    """
    place = 4
    while not flac[place] & _LAST:
        place += 4 + int.from_bytes(flac[place + 1 : place + 4], "big")
    end = place + 4 + int.from_bytes(flac[place + 1 : place + 4], "big")
    kind = b"image/jpeg"
    body = struct.pack(">II", _FRONT_COVER, len(kind)) + kind
    body += struct.pack(">IIIIII", 0, 0, 0, 24, 0, len(jpeg)) + jpeg
    header = bytes([_PICTURE_BLOCK | _LAST]) + len(body).to_bytes(3, "big")
    return flac[:place] + bytes([flac[place] & ~_LAST]) + flac[place + 1 : end] + header + body + flac[end:]
