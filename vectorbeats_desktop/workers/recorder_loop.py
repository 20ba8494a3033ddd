"""The recorder's thread: waits for orders and for its processes at once."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import Pipe, connection
from queue import SimpleQueue

from vectorbeats_desktop.engine.children import Child, ChildDied, Main
from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.recording.devices import InputDevice
from vectorbeats_desktop.engine.recording.errors import NoMicrophone
from vectorbeats_desktop.engine.recording.messages import Ended, Event, Opened, Piece
from vectorbeats_desktop.engine.recording.recorder_process import TRY_AGAIN, RecorderProcess
from vectorbeats_desktop.engine.recording.take import Heard, Take

IDLE_S = 60.0
LIST_WAIT_S = 20.0
OPEN_WAIT_S = 30.0  # for a computer so busy that loading takes long; the process itself gives up sooner
PIECE_WAIT_S = 10.0
STOP_WAIT_S = 5.0

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ListDevices:
    """Look for devices."""


@dataclass(frozen=True, slots=True)
class Prepare:
    """Load what recording from that device needs."""

    device_id: str


@dataclass(frozen=True, slots=True)
class Record:
    """Begin a take of that number."""

    number: int
    device_id: str


@dataclass(frozen=True, slots=True)
class StopRecording:
    """End the take and hand it over."""


@dataclass(frozen=True, slots=True)
class LookAtTake:
    """Tell what has been recorded so far."""


@dataclass(frozen=True, slots=True)
class ThrowAway:
    """End the take and forget it."""


@dataclass(frozen=True, slots=True)
class Shut:
    """End everything."""


Order = ListDevices | Prepare | Record | StopRecording | LookAtTake | ThrowAway | Shut


@dataclass(frozen=True, slots=True)
class Listed:
    """The answer to ListDevices."""

    answer: tuple[InputDevice, ...] | KnownError


@dataclass(frozen=True, slots=True)
class Report:
    """What happened to a take."""

    device: InputDevice | None = None
    heard: Heard | None = None
    ended: bool = False
    take: Take | None = None  # whole once it has ended, and before that what there is so far
    error: KnownError | None = None


Said = Listed | Report


class Mailbox:
    """Orders for the loop, with a pipe that is ready to be read when there is one."""

    def __init__(self) -> None:
        self._orders: SimpleQueue[Order] = SimpleQueue()
        self.ready, self._bell = Pipe(duplex=False)

    def post(self, order: Order) -> None:
        """Leave an order. Never waits: the bell's few bytes always fit."""
        self._orders.put(order)
        self._bell.send_bytes(b"!")

    def next(self) -> Order:
        """Take the next order, after `ready` was."""
        self.ready.recv_bytes()
        return self._orders.get()

    def close(self) -> None:
        """Close the bell's pipe."""
        self.ready.close()
        self._bell.close()


class RecorderLoop:
    """Owns the process that records, and for a moment one that lists devices. Runs in one thread.

    A process that does not answer in time is killed: nobody may be recorded by something that
    does not obey. What it had sent by then is kept.
    """

    def __init__(
        self, mailbox: Mailbox, say: Callable[[int, Said], None], serve: Main, serve_list: Main, idle_s: float
    ) -> None:
        self._mailbox = mailbox
        self._say = say
        self._serve = serve
        self._serve_list = serve_list
        self._idle_s = idle_s
        self._process: RecorderProcess | None = None
        self._lister: Child | None = None
        self._list_until = 0.0
        self._number = 0
        self._until: float | None = None  # when the process must have answered, or has been idle for long
        self._stopping = False
        self._fresh = False  # the process was started for this very take
        self._open = True

    def run(self) -> None:
        """Obey until Shut comes."""
        try:
            while self._open:
                self._step()
        finally:
            self._close_process()
            self._close_lister()

    def _step(self) -> None:
        waited = [self._mailbox.ready]
        waited += [self._process.pipe] if self._process is not None else []
        waited += [self._lister.pipe] if self._lister is not None else []
        ready = connection.wait(waited, self._patience())
        if self._mailbox.ready in ready:
            self._obey(self._mailbox.next())
            return  # what else was ready may have been closed by that
        if self._lister is not None and self._lister.pipe in ready:
            self._on_listed(self._lister)
        if self._process is not None and self._process.pipe in ready:
            self._on_event(self._process)
        self._look_at_clock()

    def _patience(self) -> float | None:
        ends = [self._until] if self._until is not None else []
        ends += [self._list_until] if self._lister is not None else []
        return max(0.0, min(ends) - time.monotonic()) if ends else None

    def _obey(self, order: Order) -> None:
        match order:
            case Record():
                self._record(order)
            case StopRecording():
                self._stop()
            case LookAtTake():
                self._look_at_take()
            case ThrowAway():
                self._throw_away()
            case Prepare():
                self._prepare(order.device_id)
                self._wait_for(self._idle_s)
            case ListDevices():
                self._list()
            case Shut():
                self._open = False

    # --- takes ---------------------------------------------------------------------------------

    def _prepare(self, device_id: str) -> bool:
        """Have a process for that device; say whether it had to be started."""
        if self._process is not None and self._process.device_id == device_id and self._process.alive:
            return False
        self._close_process()
        self._process = RecorderProcess(device_id, self._serve)
        return True

    def _record(self, order: Record) -> None:
        self._number = order.number
        self._fresh = self._prepare(order.device_id)
        self._begin()

    def _begin(self) -> None:
        assert self._process is not None
        self._stopping = False
        self._process.start()
        self._wait_for(OPEN_WAIT_S)

    def _stop(self) -> None:
        if self._process is not None and self._process.recording and not self._stopping:
            self._stopping = True
            self._process.stop()
            self._wait_for(STOP_WAIT_S)

    def _look_at_take(self) -> None:
        if self._process is not None and self._process.recording and not self._stopping:
            self._tell(Report(take=self._process.take()))

    def _throw_away(self) -> None:
        if self._process is None or not self._process.recording:
            return
        device_id = self._process.device_id
        self._close_process()  # kills it: the surest way to close a microphone
        self._prepare(device_id)  # who throws a hum away hums again
        self._wait_for(self._idle_s)

    def _on_event(self, process: RecorderProcess) -> None:
        if not process.recording:
            self._close_process()  # an idle process says nothing: it has died
            return
        event: Event = process.receive()
        if isinstance(event, Opened):
            self._tell(Report(device=event.device))
        elif isinstance(event, Piece):
            self._tell(Report(heard=event.heard))
        else:
            self._on_ended(process, event)
            return
        if not self._stopping:
            self._wait_for(PIECE_WAIT_S)

    def _on_ended(self, process: RecorderProcess, event: Ended) -> None:
        take, error, stopping = process.take(), event.error, self._stopping
        if error is None:
            self._wait_for(self._idle_s)
        else:
            device_id = process.device_id
            self._close_process()
            if isinstance(error, NoMicrophone) and not self._fresh and not stopping:
                # Its list of devices may be older than what was plugged in since.
                self._fresh = self._prepare(device_id)
                self._begin()
                return
        # Who has asked for the end has what came before it; how it ended does not matter then.
        self._tell(Report(ended=True, take=take, error=None if stopping else error))

    def _tell(self, report: Report) -> None:
        self._say(self._number, report)

    def _wait_for(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds

    def _look_at_clock(self) -> None:
        now = time.monotonic()
        if self._lister is not None and now >= self._list_until:
            self._close_lister()
            self._say(0, Listed(NoMicrophone("The sound system does not say which microphones there are.", TRY_AGAIN)))
        if self._process is None or self._until is None or now < self._until:
            return
        if self._process.recording:
            log.warning("the recorder does not answer; its process is ended")
            self._process.kill()  # its pipe then reaches its end, which `receive` tells
            self._until = None
        else:
            self._close_process()

    def _close_process(self) -> None:
        process, self._process, self._until = self._process, None, None
        if process is not None:
            process.close()

    # --- devices -------------------------------------------------------------------------------

    def _list(self) -> None:
        if self._lister is None:  # or one answer is enough for all who asked
            self._lister = Child("recorder-devices", self._serve_list)
            self._list_until = time.monotonic() + LIST_WAIT_S

    def _on_listed(self, lister: Child) -> None:
        answer: tuple[InputDevice, ...] | KnownError
        try:
            answer = lister.receive()
        except ChildDied as death:
            answer = NoMicrophone(f"The sound system ended the search for microphones ({death}).", TRY_AGAIN)
        self._close_lister()
        self._say(0, Listed(answer))

    def _close_lister(self) -> None:
        lister, self._lister = self._lister, None
        if lister is not None:
            lister.kill()
