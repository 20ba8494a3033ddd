"""The process that records: the only one that loads PortAudio and SwiftF0 for the microphone.

A process of its own, as PortAudio's list of devices never changes again once it was read, as a
sound driver that crashes must not take the window along, and as importing all this takes a second.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from vectorbeats_desktop.engine.children import Pipe
from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.onnx import pitch_tracker
from vectorbeats_desktop.engine.recording.devices import PLUG_IN, SERVER, InputDevice, find_device, list_devices
from vectorbeats_desktop.engine.recording.errors import MicrophoneLost, NoMicrophone
from vectorbeats_desktop.engine.recording.messages import Ended, Opened, Piece, Start, Stop

if TYPE_CHECKING:
    from swift_f0 import SwiftF0

    from vectorbeats_desktop.engine.recording.inlets import Block, Inlet

FIRST_SOUND_S = 5.0
"""A Bluetooth headset takes two or three seconds to switch its microphone on."""
STALL_S = 1.5
"""Without sound for so long, the device counts as gone; silence is sound, too."""
PIECE_S = 0.04
"""The window hears 25 times a second what there is."""


class _ParentGone(Exception):
    """Nobody listens any more: the pipe has reached its end."""


def serve_list(pipe: Pipe) -> None:
    """Send the devices there are, a tuple of InputDevice, or the KnownError that says why there are none."""
    answer: tuple[InputDevice, ...] | KnownError
    try:
        answer = list_devices()
    except KnownError as error:
        answer = error
    try:
        pipe.send(answer)
    except OSError:
        return  # the parent has left


def serve(pipe: Pipe, device_id: str) -> None:
    """Record from that device whenever a Start comes, until the pipe reaches its end."""
    recorder = _Recorder(pipe, device_id)
    try:
        while True:
            if not pipe.poll():
                recorder.load()  # before it is needed, but never before an order that waits
            order = recorder.receive()
            if isinstance(order, Start):
                recorder.record(order)
    except _ParentGone:
        return


class _Recorder:
    """Opens the microphone, listens, and tells the parent."""

    def __init__(self, pipe: Pipe, device_id: str) -> None:
        self._pipe = pipe
        self._device_id = device_id
        self._detector: SwiftF0 | None = None

    def load(self) -> SwiftF0:
        """Load the pitch model, once."""
        if self._detector is None:
            self._detector = pitch_tracker()  # here, so that the microphone opens before it loads
        return self._detector

    def receive(self) -> object:
        """The parent's next order."""
        try:
            return self._pipe.recv()
        except (EOFError, OSError) as error:
            raise _ParentGone from error

    def record(self, start: Start) -> None:
        """Make one take, from Opened to Ended; or only Ended, when the microphone does not open."""
        from vectorbeats_desktop.engine.recording.inlets import open_inlet

        try:
            device = find_device(self._device_id)
            inlet = open_inlet(device)
        except NoMicrophone as error:
            self._send(Ended(error))
            return
        try:
            problem = self._take(start, device, inlet)
        finally:
            inlet.close()
        self._send(Ended(problem))

    def _take(self, start: Start, device: InputDevice, inlet: Inlet) -> KnownError | None:
        first = self._first_sound(inlet)
        if first is None:
            return None
        if not len(first):
            return NoMicrophone(f"No sound comes from “{device.name}”.", _silent_hint(device))
        self._send(Opened(device, inlet.rate))
        return _Take(self, start, device, inlet).run(first)

    def _first_sound(self, inlet: Inlet) -> Block | None:
        """The first samples, none when nothing comes, or None when the take was stopped meanwhile."""
        give_up = time.monotonic() + FIRST_SOUND_S
        while True:
            block = inlet.take(PIECE_S)
            if len(block) or inlet.ended or time.monotonic() > give_up:
                return block
            if self.stopped():
                return None

    def stopped(self) -> bool:
        """Whether the parent has ended the take. Raises _ParentGone when it has left, which ends it as well."""
        return self._polled() and isinstance(self.receive(), Stop)

    def _polled(self) -> bool:
        try:
            return self._pipe.poll()
        except OSError as error:
            raise _ParentGone from error

    def _send(self, event: Opened | Piece | Ended) -> None:
        try:
            self._pipe.send(event)
        except OSError as error:
            raise _ParentGone from error

    def tell(self, piece: Piece) -> None:
        """Send what was heard."""
        self._send(piece)


class _Take:
    """One take while it is being made: sound in blocks of any size in, pieces of 40 ms out."""

    def __init__(self, recorder: _Recorder, start: Start, device: InputDevice, inlet: Inlet) -> None:
        from vectorbeats_desktop.engine.recording.hearing import Hearing

        self._recorder = recorder
        self._device = device
        self._inlet = inlet
        self._piece = round(PIECE_S * inlet.rate)
        self._left = round(start.longest_s * inlet.rate)
        self._hearing = Hearing(inlet.rate, recorder.load())

    def run(self, first: Block) -> KnownError | None:
        """Listen until the parent stops it, the take is full, or the device is lost."""
        error = self._listen(first)
        self._tell_rest()
        return error

    def _listen(self, pending: Block) -> KnownError | None:
        import numpy as np

        heard_at = time.monotonic()
        while self._left > 0:
            ready = len(pending) // self._piece * self._piece if len(pending) < self._left else self._left
            for begin in range(0, ready, self._piece):
                self._tell(pending[begin : min(begin + self._piece, ready)])
            pending = pending[ready:]
            if self._recorder.stopped():
                self._tell(pending[: self._left])
                return None
            block = self._inlet.take(PIECE_S)
            now = time.monotonic()
            if len(block):
                heard_at = now
                pending = np.concatenate((pending, block)) if len(pending) else block
            elif self._inlet.ended or now - heard_at > STALL_S:
                self._tell(pending[: self._left])
                return MicrophoneLost(
                    f"“{self._device.name}” went away while it was recording.",
                    "What was recorded is kept. Plug it in again, or choose another microphone.",
                )
        return None

    def _tell(self, block: Block) -> None:
        if len(block):
            self._left -= len(block)
            self._recorder.tell(Piece(*self._hearing.push(block)))

    def _tell_rest(self) -> None:
        import numpy as np

        self._recorder.tell(Piece(self._hearing.finish(), np.zeros(0, np.float32)))


def _silent_hint(device: InputDevice) -> str:
    if device.monitor and device.device_id.startswith(SERVER):
        return "Restart the sound server, or choose another source."
    return PLUG_IN
