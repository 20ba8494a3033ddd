"""From any music file to mono samples, in blocks, through FFmpeg (PyAV)."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer
from numpy.typing import NDArray

from vectorbeats_desktop.engine.analysis.excerpt import WHOLE, Excerpt
from vectorbeats_desktop.engine.errors import UnreadableFile

logger = logging.getLogger(__name__)

Samples = NDArray[np.float32]

RATE = 22050
WHOLE_LIMIT_S = 15 * 60
"""Longer tracks are heard in excerpts, so that no file needs more than this much work."""

EXCERPTS = 12
EXCERPT_S = 60
BROKEN_SHARE = 0.1
"""More broken packets than this, and the file is called broken; fewer are skipped, as players do."""

RATES = range(1_000, 6_000_001)
"""Samples a second that can be. A header that tells of fewer would make hours of nothing out of a few bytes; one
that tells of more would take all memory to resample. The highest there are come from DSD, about 2,800,000."""

LEAST_BIT_RATE = 50
"""Bits a second; a header that tells of so long a sound in so small a file is wrong. Silence takes more."""

STEREO = 2

LOUDEST = 4.0
"""Samples beyond it are cut off: floating-point files may hold anything, numbers that are none included."""

MUSIC_FORMATS = (
    "mp3 flac ogg mov aac asf xwma wav w64 aiff ape wv tta tak mpc mpc8 dsf iff matroska caf au ac3 eac3 dts dtshd "
    "amr amrnb amrwb rm shn loas truehd mlp avi flv mpegts mpeg nut oma voc qoa"
)
"""FFmpeg's names of what may be opened. It would also follow playlists into other files and into the network."""

_OPTIONS = {"format_whitelist": MUSIC_FORMATS.replace(" ", ","), "protocol_whitelist": "file"}
_MPEG_SUFFIXES = frozenset((".mp3", ".mp2", ".mp1", ".mpga"))

NOT_MUSIC = "This is no music file, or it is too damaged to be opened."
BROKEN = "This file is damaged: most of its sound cannot be decoded."
WRONG_RATE = "This file is damaged: its header is wrong about how fast it is played."
NO_SOUND = "No sound was found in this file."
COPY_HINT = "Try to play it; if that fails as well, copy it again from where it came from."


@dataclass(frozen=True, slots=True)
class AudioInfo:
    """What a file's first audio stream says of itself. None is "it does not say"."""

    duration_s: float | None
    codec: str
    sample_rate_hz: int
    channels: int
    bit_rate: int | None


@contextmanager
def open_audio(path: Path) -> Iterator[tuple[InputContainer, AudioStream]]:
    """Open a file and its first audio stream. Raises UnreadableFile with a plain reason."""
    try:
        container = _open(path)
    except PermissionError as error:
        if os.access(path, os.R_OK):  # FFmpeg says so of some headers that make no sense
            raise UnreadableFile(_why_unopened(path), COPY_HINT) from error
        raise UnreadableFile("This file may not be read.", "Give yourself the right to read it.") from error
    except FileNotFoundError as error:
        raise UnreadableFile("This file is no longer there.") from error
    except (av.FFmpegError, OSError, ValueError) as error:
        raise UnreadableFile(_why_unopened(path), COPY_HINT) from error
    with container:
        if not container.streams.audio:
            raise UnreadableFile(NO_SOUND)
        stream = container.streams.audio[0]
        if stream.codec_context is None:
            raise UnreadableFile("The sound in this file is of a kind that cannot be decoded.")
        yield container, stream


def _open(path: Path) -> InputContainer:
    try:
        return av.open(str(path), metadata_errors="replace", options=_OPTIONS)
    except (av.error.ArgumentError, av.error.InvalidDataError):
        if path.suffix.lower() not in _MPEG_SUFFIXES:
            raise
        # With much junk before its first frame an MP3 is taken for something else, or for nothing.
        return av.open(str(path), format="mp3", metadata_errors="replace", options=_OPTIONS)


def _why_unopened(path: Path) -> str:
    try:
        return NOT_MUSIC if path.stat().st_size else "This file is empty."
    except OSError:
        return NOT_MUSIC


def audio_info(path: Path) -> AudioInfo:
    """Say what a file's first audio stream is, without decoding it. Raises UnreadableFile."""
    with open_audio(path) as (container, stream):
        context = stream.codec_context
        return AudioInfo(
            duration_s=duration_s(container, stream),
            codec=context.name,
            sample_rate_hz=context.sample_rate,
            channels=context.channels,
            bit_rate=context.bit_rate or container.bit_rate or None,
        )


def duration_s(container: InputContainer, stream: AudioStream) -> float | None:
    """The stream's length in seconds as its header tells, or None when it does not, or cannot be believed."""
    length = container.duration / av.time_base if container.duration else None
    if stream.duration is not None and stream.time_base is not None:
        length = float(stream.duration * stream.time_base)
    believable = length is None or length * LEAST_BIT_RATE <= max(0, container.size) * 8
    return length if believable else None


def decode_mono(
    path: Path, rate: int = RATE, excerpt: Excerpt = WHOLE, whole_s: float | None = None
) -> Iterator[Samples]:
    """Decode a file's first audio stream to mono.

    Up to 15 minutes (or `whole_s` seconds) are decoded whole. Of anything longer, twelve excerpts of one minute, spread
    evenly, are decoded one after the other, so that a recording of ten hours costs no more than
    one of twelve minutes. Memory is bounded: blocks come as the decoder makes them.

    Args:
        path: the file.
        rate: sample rate of what is returned, in Hz.
        excerpt: the part of the file that is wanted, of which at most 15 minutes are decoded. It begins with the
            frame that its beginning lies in, up to a fifth of a second early.
        whole_s: how long a track may be to be decoded whole; 15 minutes when it is not told.

    Yields:
        Blocks of float32 samples, shape (n,), nominally in [-1, 1]; channels are averaged.

    Raises:
        UnreadableFile: it cannot be opened, has no sound, or is damaged.
    """
    with open_audio(path) as (container, stream):
        stream.codec_context.thread_count = 1  # the pool has a process for each core
        decoder = _Decoder(container, stream, rate)
        limit = WHOLE_LIMIT_S if whole_s is None else whole_s
        length = duration_s(container, stream)
        if excerpt != WHOLE:
            yield from decoder.excerpt(excerpt)
        elif length is not None and length > limit:
            yield from decoder.excerpts(length)
        else:
            yield from decoder.piece(limit)
        decoder.check()


def excerpt_starts(path: Path) -> tuple[float, ...]:
    """The seconds at which the excerpts of a long file begin; empty for a file that is decoded whole.

    Raises UnreadableFile.
    """
    with open_audio(path) as (container, stream):
        length = duration_s(container, stream)
    if length is None or length <= WHOLE_LIMIT_S:
        return ()
    return tuple(_excerpt_start(length, number) for number in range(EXCERPTS))


def _excerpt_start(length_s: float, number: int) -> float:
    return length_s * (number + 0.5) / EXCERPTS - EXCERPT_S / 2


def resampled(samples: Samples, source_rate: int, rate: int = RATE) -> Iterator[Samples]:
    """Mono samples, (n,), at another rate, in blocks of about a second; both rates in Hz."""
    resampler = AudioResampler(format="flt", layout="mono", rate=rate)
    for start in range(0, len(samples), source_rate):
        frame = av.AudioFrame.from_ndarray(samples[None, start : start + source_rate], format="flt", layout="mono")
        frame.sample_rate = source_rate
        for part in resampler.resample(frame):
            yield part.to_ndarray()[0]
    if len(samples):
        for part in resampler.resample(None):
            yield part.to_ndarray()[0]


def mono(samples: NDArray[Any]) -> Samples:
    """The mean of the channels of decoded samples, shape (channels, n), as float32 in [-1, 1], shape (n,)."""
    with np.errstate(over="ignore", invalid="ignore"):  # doubles may hold what floats cannot: it becomes infinite
        mean = samples[0] if len(samples) == 1 else _mean(samples)
        if samples.dtype.kind == "f":
            return np.asarray(mean, np.float32)
    full_scale = np.float32(2 ** (8 * samples.dtype.itemsize - 1))
    offset = full_scale if samples.dtype.kind == "u" else np.float32(0)
    return np.asarray((mean.astype(np.float32) - offset) / full_scale, np.float32)


def _mean(samples: NDArray[Any]) -> Samples:
    """The mean over the first axis, as `mean` has it; of two channels in a quarter of its time."""
    if len(samples) != STEREO:
        return np.asarray(samples.mean(axis=0, dtype=np.float32))
    return np.asarray(np.add(samples[0], samples[1], dtype=np.float32) * np.float32(0.5))


class _Decoder:
    """One file being decoded; counts what could not be."""

    def __init__(self, container: InputContainer, stream: AudioStream, rate: int) -> None:
        self._container = container
        self._stream = stream
        self._rate = rate
        self._packets = 0
        self._broken = 0
        self._samples = 0
        self._no_numbers = 0
        self._from_s = 0.0  # frames that end before it are dropped

    def excerpts(self, length_s: float) -> Iterator[Samples]:
        """Decode twelve excerpts whose middles divide the track evenly."""
        for number in range(EXCERPTS):
            try:
                self._container.seek(int(_excerpt_start(length_s, number) * av.time_base))
            except av.FFmpegError as error:
                raise UnreadableFile("This long file cannot be moved about in, so it cannot be heard.") from error
            yield from self.piece(EXCERPT_S)

    def excerpt(self, excerpt: Excerpt) -> Iterator[Samples]:
        """Decode a part of the file; where it cannot be moved about in, all before that part is decoded and dropped."""
        if excerpt.start_s > 0:
            try:
                self._container.seek(int(excerpt.start_s * av.time_base))
            except av.FFmpegError:
                logger.info("a file cannot be moved about in", exc_info=True)
        length_s = excerpt.length_s
        self._from_s = excerpt.start_s
        yield from self.piece(WHOLE_LIMIT_S if length_s is None else min(length_s, WHOLE_LIMIT_S))

    def piece(self, limit_s: float) -> Iterator[Samples]:
        """Decode from where the container stands, at most `limit_s` seconds."""
        left = int(limit_s * self._rate)
        for block in self._resampled():
            self._samples += len(block)
            yield block[:left]
            left -= len(block)
            if left <= 0:
                return

    def _resampled(self) -> Iterator[Samples]:
        """Resample about a second at a time: frame by frame, FFmpeg's filter graph costs twice as much."""
        resampler: AudioResampler | None = None
        source_rate = 0
        for block, block_rate in self._seconds():
            if resampler is None or block_rate != source_rate:
                resampler = AudioResampler(format="flt", layout="mono", rate=self._rate)
                source_rate = block_rate
            frame = av.AudioFrame.from_ndarray(block[None], format="flt", layout="mono")
            frame.sample_rate = block_rate
            try:
                parts = resampler.resample(frame)
            except av.FFmpegError as error:  # a rate so odd that its filter would not fit into memory
                raise UnreadableFile(WRONG_RATE, COPY_HINT) from error
            for part in parts:
                yield part.to_ndarray()[0]
        if resampler is not None:
            for part in resampler.resample(None):
                yield part.to_ndarray()[0]

    def _seconds(self) -> Iterator[tuple[Samples, int]]:
        """Join frames to blocks of about a second; yields (mono samples, their rate).

        FFmpeg's buffer joins them: some formats have 50 frames a second, and turning each into an
        array would cost as much as decoding it.
        """
        buffer, kind = av.AudioFifo(), ("", 0, "")
        for frame in self._frames():
            if frame.sample_rate not in RATES:
                raise UnreadableFile(WRONG_RATE, COPY_HINT)
            if _ends_before(frame, self._from_s):
                continue
            if kind != (found := (frame.format.name, frame.sample_rate, frame.layout.name)):
                yield from self._drained(buffer)
                buffer, kind = av.AudioFifo(), found
            frame.pts = None  # gaps in the clock are not filled: what is heard is what is there
            buffer.write(frame)
            if buffer.samples >= frame.sample_rate:
                yield from self._drained(buffer)
        yield from self._drained(buffer)

    def _drained(self, buffer: av.AudioFifo) -> Iterator[tuple[Samples, int]]:
        joined = buffer.read()
        if joined is None:
            return
        samples, channels = joined.to_ndarray(), joined.layout.nb_channels
        if len(samples) != channels:  # interleaved
            samples = samples.reshape(-1, channels).T
        yield self._bounded(mono(samples)), joined.sample_rate

    def _bounded(self, block: Samples) -> Samples:
        if len(block) and np.abs(block).max() <= LOUDEST:  # False for what is not a number as well
            return block
        missing = ~np.isfinite(block)
        self._no_numbers += int(missing.sum())
        return np.clip(np.where(missing, np.float32(0), block), -LOUDEST, LOUDEST)

    def _frames(self) -> Iterator[av.AudioFrame]:
        for packet in self._demuxed():
            self._packets += 1
            try:
                frames: list[av.AudioFrame] = packet.decode()
            except (av.FFmpegError, ValueError):
                self._broken += 1
                continue
            yield from frames

    def _demuxed(self) -> Iterator[av.Packet[AudioStream]]:
        try:
            yield from self._container.demux(self._stream)
        except (av.FFmpegError, OSError):
            self._broken += 1  # the file ends in the middle of a packet, or the drive went away

    def check(self) -> None:
        """Raise UnreadableFile when what was decoded is nothing, or too little of what is there."""
        if self._broken > max(1, self._packets * BROKEN_SHARE) or self._no_numbers > self._samples * BROKEN_SHARE:
            raise UnreadableFile(BROKEN, COPY_HINT)
        if not self._samples and self._from_s:
            raise UnreadableFile("This file ends before the part that was chosen.", "Choose an earlier part of it.")
        if not self._samples:
            raise UnreadableFile(BROKEN if self._broken else NO_SOUND, COPY_HINT)


def _ends_before(frame: av.AudioFrame, time_s: float) -> bool:
    return time_s > 0 and frame.time is not None and frame.time + frame.samples / frame.sample_rate <= time_s
