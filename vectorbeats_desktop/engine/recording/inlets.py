"""Where sound comes in: a stream of PortAudio, or `parec` where PortAudio cannot reach the sound server.

PortAudio reaches PulseAudio and PipeWire through ALSA's pulse plugin, as a device named "pulse",
which records from the source that PULSE_SOURCE names. Distributions on PipeWire often come without
that plugin; their PortAudio records from the default source only. `parec` comes with `pactl`, which
listed the source, and records from any.
"""

from __future__ import annotations

import contextlib
import os
import queue
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.recording.devices import PLUG_IN, PORTAUDIO, SERVER, InputDevice, load_portaudio
from vectorbeats_desktop.engine.recording.errors import NoMicrophone
from vectorbeats_desktop.engine.recording.source_watch import SourceWatch

Block = NDArray[np.float32]

BEST_RATE = 48_000
OTHER_RATES = (44_100, 32_000, 16_000)
CHANNELS = 2  # as a rule one microphone on both; their mean is what counts
CALLBACK_S = 0.02
LATENCY_S = 0.1
PLUGIN_DEVICE = "pulse"
END_WAIT_S = 2.0
STANDARD_ERROR = 2

OPEN_HINT = "Close other programs that use it, allow this program to use the microphone, or choose another one."


class Inlet(Protocol):
    """An open stream of sound. `take` may be called from one thread."""

    rate: int

    def take(self, timeout_s: float) -> Block:
        """What came in, shape (n, channels); waits for something, at most so long."""

    @property
    def ended(self) -> bool:
        """Whether the stream ended by itself: the device was unplugged."""

    def close(self) -> None:
        """Stop recording."""


def open_inlet(device: InputDevice) -> Inlet:
    """Begin to record from a device. Raises NoMicrophone."""
    if not device.device_id.startswith(SERVER):
        return PortAudioInlet(load_portaudio(), device)
    source = device.device_id.removeprefix(SERVER)
    # Before PortAudio opens anything: its plugin reads this when it connects to the server.
    os.environ["PULSE_SOURCE"] = source
    try:
        portaudio = load_portaudio()
        names = [str(each["name"]) for each in portaudio.query_devices()]
        problem = None
    except NoMicrophone as error:
        names, problem = [], error
    if PLUGIN_DEVICE in names:
        return WatchedInlet(lambda: PortAudioInlet(portaudio, device, PLUGIN_DEVICE), device)
    if shutil.which("parec") is not None:
        return WatchedInlet(lambda: ParecInlet(source), device)
    raise problem or NoMicrophone(
        f"PortAudio cannot record from “{device.name}”.",
        "Install ALSA's plugin for PulseAudio (the package libasound2-plugins, or alsa-plugins-pulseaudio).",
    )


class _Buffer:
    """Blocks on their way from the thread that records to the one that listens."""

    def __init__(self) -> None:
        self._blocks: queue.SimpleQueue[Block] = queue.SimpleQueue()

    def put(self, block: Block) -> None:
        self._blocks.put(block)

    def take(self, timeout_s: float) -> Block:
        try:
            blocks = [self._blocks.get(timeout=timeout_s)]
        except queue.Empty:
            return np.zeros((0, 1), np.float32)
        with contextlib.suppress(queue.Empty):  # that was all there is by now
            while True:
                blocks.append(self._blocks.get_nowait())
        return np.concatenate(blocks)


class PortAudioInlet:
    """An input stream of PortAudio. `name` is PortAudio's name of the device, where it is another one."""

    def __init__(self, portaudio: Any, device: InputDevice, name: str = "") -> None:
        self._buffer = _Buffer()
        self._ended = threading.Event()
        self._problem = portaudio.PortAudioError
        self._stream = self._opened(portaudio, device, _index(portaudio, device, name))
        self.rate = round(self._stream.samplerate)

    def take(self, timeout_s: float) -> Block:
        return self._buffer.take(timeout_s)

    @property
    def ended(self) -> bool:
        return self._ended.is_set()

    def close(self) -> None:
        # Abort, not stop: a stop waits for a device that may be gone. Of such a one there may be nothing to close.
        for step in (self._stream.abort, self._stream.close):
            with contextlib.suppress(self._problem), _quiet():
                step()

    def _opened(self, portaudio: Any, device: InputDevice, index: int) -> Any:
        about = portaudio.query_devices(index)
        most = int(about["max_input_channels"])
        own_rate = BEST_RATE if device.device_id.startswith(SERVER) else round(about["default_samplerate"])
        rates = dict.fromkeys((min(own_rate, BEST_RATE), BEST_RATE, *OTHER_RATES, own_rate))
        problem: Exception | None = None
        for channels in dict.fromkeys((min(CHANNELS, most), 1, most)):
            for rate in rates:
                try:
                    with _quiet():
                        return self._started(portaudio, index, rate, channels)
                except portaudio.PortAudioError as error:
                    problem = problem or error
        raise NoMicrophone(f"“{device.name}” cannot be opened: {problem}", OPEN_HINT) from problem

    def _started(self, portaudio: Any, index: int, rate: int, channels: int) -> Any:
        stream = portaudio.InputStream(
            device=index,
            samplerate=rate,
            channels=channels,
            dtype="float32",
            # A block size and a latency of our own: with PortAudio's, the plugin waits two seconds before the first.
            blocksize=round(rate * CALLBACK_S),
            latency=LATENCY_S,
            callback=lambda block, _count, _time, _status: self._buffer.put(block.copy()),
            finished_callback=self._ended.set,
        )
        try:
            stream.start()
        except portaudio.PortAudioError:
            stream.close()
            raise
        return stream


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep what PortAudio and ALSA write on standard error, about each format that does not fit, out of sight."""
    kept = os.dup(STANDARD_ERROR)
    with Path(os.devnull).open("wb") as nothing:
        os.dup2(nothing.fileno(), STANDARD_ERROR)
    try:
        yield
    finally:
        os.dup2(kept, STANDARD_ERROR)
        os.close(kept)


def _index(portaudio: Any, device: InputDevice, name: str) -> int:
    apis = portaudio.query_hostapis()
    for index, each in enumerate(portaudio.query_devices()):
        full = f"{PORTAUDIO}{apis[each['hostapi']]['name']}:{each['name']}"
        if each["max_input_channels"] > 0 and (each["name"] == name if name else full == device.device_id):
            return index
    raise NoMicrophone(f"The microphone “{device.name}” is not there.", PLUG_IN)


class ParecInlet:
    """A stream of the sound server's own recorder program."""

    rate = BEST_RATE

    def __init__(self, source: str) -> None:
        self._buffer = _Buffer()
        # It ends when nobody reads what it writes, so it cannot outlive this process.
        self._process = subprocess.Popen(
            [
                *("parec", "--raw", f"--device={source}", "--format=float32le", f"--rate={BEST_RATE}"),
                *(f"--channels={CHANNELS}", "--latency-msec=40", "--client-name=VectorBeats"),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._reader = threading.Thread(target=self._read, name="parec-reader", daemon=True)
        self._reader.start()

    def take(self, timeout_s: float) -> Block:
        return self._buffer.take(timeout_s)

    @property
    def ended(self) -> bool:
        return not self._reader.is_alive()

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        self._reader.join(END_WAIT_S)
        assert self._process.stdout is not None
        self._process.stdout.close()

    def _read(self) -> None:
        assert self._process.stdout is not None
        size = 4 * CHANNELS
        left = b""
        while got := os.read(self._process.stdout.fileno(), 1 << 16):
            left += got
            whole = len(left) // size * size
            if whole:
                self._buffer.put(np.frombuffer(left[:whole], "<f4").astype(np.float32).reshape(-1, CHANNELS))
            left = left[whole:]


class WatchedInlet:
    """An inlet from a source of the sound server, which is over when that source is gone."""

    def __init__(self, opened: Callable[[], Inlet], device: InputDevice) -> None:
        self._watch = SourceWatch(device)
        try:
            self._inlet = opened()
        except BaseException:
            self._watch.close()
            raise
        self.rate = self._inlet.rate

    def take(self, timeout_s: float) -> Block:
        if not self._watch.trusted(timeout_s):
            return np.zeros((0, 1), np.float32)  # what has come in waits until it is known where from
        return self._inlet.take(timeout_s)

    @property
    def ended(self) -> bool:
        return self._watch.gone or self._inlet.ended

    def close(self) -> None:
        self._watch.close()
        self._inlet.close()
