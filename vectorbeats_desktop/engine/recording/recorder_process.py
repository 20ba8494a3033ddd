"""The process that records, as its parent sees it."""

from __future__ import annotations

from multiprocessing.connection import Connection

from vectorbeats_desktop.engine.children import Child, ChildDied, Main
from vectorbeats_desktop.engine.recording import child
from vectorbeats_desktop.engine.recording.errors import MicrophoneLost, NoMicrophone
from vectorbeats_desktop.engine.recording.messages import Ended, Event, Opened, Start, Stop
from vectorbeats_desktop.engine.recording.take import LONGEST_S, Take, TakeBuilder

TRY_AGAIN = "Try again; if it happens again, choose another microphone."


class RecorderProcess:
    """Makes takes from one device in a child process, which begins to load at once. For one thread.

    After `start`, `receive` gives Opened, any number of Pieces, and Ended, whatever happens: a
    child that dies is told as an Ended with its error. `take` has all that has come so far.
    """

    def __init__(self, device_id: str = "", main: Main = child.serve) -> None:
        self.device_id = device_id
        self._child = Child("recorder", main, device_id)
        self._recording = False
        self._builder: TakeBuilder | None = None

    @property
    def pipe(self) -> Connection:
        """Is ready to be read when there is something to `receive`."""
        return self._child.pipe

    @property
    def pid(self) -> int:
        return self._child.pid

    @property
    def alive(self) -> bool:
        return self._child.alive

    @property
    def recording(self) -> bool:
        """Whether an Ended is still to come."""
        return self._recording

    def start(self, longest_s: float = LONGEST_S) -> None:
        """Begin a take; the one before must have ended."""
        self._recording, self._builder = True, None
        self._order(Start(longest_s))

    def stop(self) -> None:
        """Ask for the end of the take; Ended follows."""
        if self._recording:
            self._order(Stop())

    def receive(self) -> Event:
        """Wait for the next event."""
        event: Event
        try:
            event = self._child.receive()
        except ChildDied as death:
            event = Ended(self._death(death))
        if isinstance(event, Opened):
            self._builder = TakeBuilder(event.rate)
        elif isinstance(event, Ended):
            self._recording = False
        elif self._builder is not None:
            self._builder.add(event.heard, event.samples)
        return event

    def take(self) -> Take | None:
        """What was recorded so far; None when the microphone has not opened."""
        return self._builder.take() if self._builder is not None else None

    def kill(self) -> None:
        """End the process at once; what it has sent can still be received, then comes its Ended."""
        self._child.process.kill()

    def close(self) -> None:
        """End the process, which closes the microphone, and wait until it has ended."""
        if self._recording:  # at once: a driver may hang while it closes, and nobody waits for its last words
            self._child.kill()
        else:
            self._child.close()
        self._recording = False

    def _order(self, order: Start | Stop) -> None:
        try:
            self._child.send(order)
        except ChildDied:
            return  # `receive` finds the pipe at its end, and says so

    def _death(self, death: ChildDied) -> MicrophoneLost | NoMicrophone:
        if self._builder is None:
            return NoMicrophone(f"The recorder ended while it was starting (code {death.exit_code}).", TRY_AGAIN)
        return MicrophoneLost(
            f"The recorder ended unexpectedly (code {death.exit_code}).", f"What was recorded is kept. {TRY_AGAIN}"
        )
