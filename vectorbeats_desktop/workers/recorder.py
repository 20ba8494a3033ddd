"""Records hums: the window's side of the process that owns the microphone."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject, Signal

from vectorbeats_desktop.engine.children import Main
from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.recording import child
from vectorbeats_desktop.engine.recording.take import Take
from vectorbeats_desktop.engine.task import TaskContext
from vectorbeats_desktop.workers.job import Job
from vectorbeats_desktop.workers.recorder_loop import (
    IDLE_S,
    ListDevices,
    Listed,
    LookAtTake,
    Mailbox,
    Order,
    Prepare,
    Record,
    RecorderLoop,
    Report,
    Said,
    Shut,
    StopRecording,
    ThrowAway,
)

SHUT_WAIT_MS = 15_000
EMPTY = Take(np.zeros(0, np.float32), 48_000, (), 0.0)
"""What `finished` brings when a take was stopped before any sound had come."""


class Recorder(QObject):
    """Lists microphones and makes one take at a time. `shut` must be called before it goes.

    Its thread starts with the first call, its process with the first of `prepare` and `start`;
    the process ends when it has not been used for a minute, and in between holds no microphone.
    After `start` comes `started`, `heard` many times a second, and then `finished`; or `failed`
    alone; or both, `finished` first, when the microphone was lost in the middle of a take.
    """

    devices_listed = Signal(object)  # tuple[InputDevice, ...], the default first
    started = Signal(object)  # the InputDevice in use
    heard = Signal(object)  # Heard, 25 times a second
    so_far = Signal(object)  # Take: what there is by now, as asked for by `look`
    finished = Signal(object)  # Take
    failed = Signal(object)  # KnownError, or any other Exception, which is a bug

    _said = Signal(int, object)

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        serve: Main = child.serve,
        serve_list: Main = child.serve_list,
        idle_s: float = IDLE_S,
    ) -> None:
        super().__init__(parent)
        self._serve, self._serve_list, self._idle_s = serve, serve_list, idle_s
        self._mailbox: Mailbox | None = None
        self._job: Job | None = None
        self._number = 0  # of the take; what is still said of an earlier one is not passed on
        self._recording = False
        self._shut = False
        self._said.connect(self._on_said)

    @property
    def recording(self) -> bool:
        """From `start` until the take has ended: while it is true, a sign must be visible."""
        return self._recording

    def list_devices(self) -> None:
        """Look for microphones and monitors; answered by `devices_listed` or `failed`."""
        self._send(ListDevices())

    def prepare(self, device_id: str = "") -> None:
        """Load what recording from that device needs, without listening, so that `start` begins sooner."""
        if not self._recording:
            self._send(Prepare(device_id))

    def start(self, device_id: str = "") -> None:
        """Begin a take from that device, or from the system's default one; nothing while one is being made."""
        if self._recording or self._shut:
            return
        self._number += 1
        self._recording = True
        self._send(Record(self._number, device_id))

    def look(self) -> None:
        """Ask for a copy of the take as it is by now; answered by `so_far`, unless it has ended meanwhile."""
        if self._recording:
            self._send(LookAtTake())

    def stop(self) -> None:
        """End the take and have it by `finished`."""
        if self._recording:
            self._send(StopRecording())

    def discard(self) -> None:
        """End the take and forget it; nothing more is said of it."""
        if self._recording:
            self._end_take()
            self._send(ThrowAway())

    def shut(self) -> bool:
        """End the take, the process and the thread, for good; say whether all has ended."""
        self._end_take()
        if not self._shut:
            self._send(Shut(), start=False)
            self._shut = True
        return self._reaped()

    def _send(self, order: Order, *, start: bool = True) -> None:
        if self._shut:
            return
        if self._mailbox is None and start:
            self._mailbox = Mailbox()
            self._job = Job("recorder", self._work(self._mailbox))
            self._job.failed.connect(self._on_bug)
            self._job.start()
        if self._mailbox is not None:
            self._mailbox.post(order)

    def _work(self, mailbox: Mailbox) -> Callable[[TaskContext], None]:
        loop = RecorderLoop(mailbox, self._said.emit, self._serve, self._serve_list, self._idle_s)
        return lambda _context: loop.run()

    def _reaped(self) -> bool:
        if self._job is not None and not self._job.wait(SHUT_WAIT_MS):
            return False
        if self._mailbox is not None:
            self._mailbox.close()
        self._mailbox = self._job = None
        return True

    def _end_take(self) -> None:
        self._number += 1
        self._recording = False

    def _on_said(self, number: int, said: Said) -> None:
        if isinstance(said, Listed):
            if isinstance(said.answer, KnownError):
                self.failed.emit(said.answer)
            else:
                self.devices_listed.emit(said.answer)
        elif number == self._number and not self._shut:
            self._on_report(said)

    def _on_report(self, said: Report) -> None:
        if said.device is not None:
            self.started.emit(said.device)
        if said.heard is not None:
            self.heard.emit(said.heard)
        if said.take is not None and not said.ended:
            self.so_far.emit(said.take)
        if said.ended:
            self._end_take()  # before it is said, so that a new one can be begun in answer
            if said.take is not None or said.error is None:
                self.finished.emit(said.take or EMPTY)
            if said.error is not None:
                self.failed.emit(said.error)

    def _on_bug(self, error: Exception) -> None:
        self._end_take()
        self._reaped()  # the next call starts another thread
        self.failed.emit(error)
