"""`vectorbeats record`: make a take from the command line. It needs no library."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from multiprocessing import connection
from pathlib import Path

from vectorbeats_desktop.commands.output import FOUND, Output
from vectorbeats_desktop.commands.record_meter import RecordMeter
from vectorbeats_desktop.engine.children import Child, ChildDied, ChildTimeout
from vectorbeats_desktop.engine.errors import BadQuery, KnownError
from vectorbeats_desktop.engine.paths import from_home
from vectorbeats_desktop.engine.recording import child
from vectorbeats_desktop.engine.recording.devices import InputDevice
from vectorbeats_desktop.engine.recording.errors import NoMicrophone
from vectorbeats_desktop.engine.recording.messages import Ended, Opened, Piece
from vectorbeats_desktop.engine.recording.recorder_process import TRY_AGAIN, RecorderProcess
from vectorbeats_desktop.engine.recording.take import LEAST_VOICED_S, LONGEST_S, Take
from vectorbeats_desktop.engine.task import TaskContext

LIST_TIMEOUT_S = 20.0
LOOK_S = 0.1  # how soon Ctrl+C is seen
SILENT_S = 30.0


@dataclass(frozen=True, slots=True)
class RecordCommand:
    """Record to a WAV file until Ctrl+C, `seconds`, or as long as a take may be; or list the devices."""

    file: str | None = None
    device: str = ""
    seconds: float = LONGEST_S
    list_devices: bool = False
    replace: bool = False
    as_json: bool = False

    def run(self, out: Output, cwd: Path, ctx: TaskContext) -> int:
        """List or record. Raises KnownError; a microphone that was lost is told after its file was written."""
        if self.list_devices:
            self._print_devices(devices(), out)
            return FOUND
        path = self._checked_path(cwd)
        device_id = chosen(self.device, devices()).device_id if self.device else ""
        take, device, problem = _recorded(device_id, self.seconds, out, ctx)
        self._save(take, path)
        self._print_take(take, path, device, out)
        if problem is not None:
            raise problem
        return FOUND

    def _print_devices(self, found: tuple[InputDevice, ...], out: Output) -> None:
        if self.as_json:
            out.json({"devices": [_device_json(device) for device in found]})
            return
        for device in found:
            marks = ["the default"] if device.default else []
            marks += ["what this computer plays"] if device.monitor else []
            out.say(device.name + (f" ({', '.join(marks)})" if marks else ""))
            out.say(f"    {device.device_id}")

    def _checked_path(self, cwd: Path) -> Path:
        path = cwd / from_home(Path(self.file or time.strftime("hum-%Y%m%d-%H%M%S.wav")))
        if path.suffix.lower() != ".wav":
            raise BadQuery(f"{path.name} is no name of a WAV file.", "Let it end in .wav.")
        if not path.parent.is_dir():
            raise BadQuery(f"There is no folder {path.parent}.", "Make it first.")
        if path.exists() and not (self.replace and path.is_file()):
            raise BadQuery(f"{path} is already there.", "Choose another name, or say --replace.")
        return path

    def _save(self, take: Take, path: Path) -> None:
        try:
            take.save(path)
        except OSError as error:
            raise KnownError(
                f"{path} cannot be written: {error.strerror or error}.", "Choose another folder."
            ) from error

    def _print_take(self, take: Take, path: Path, device: InputDevice, out: Output) -> None:
        if self.as_json:
            seconds = {"seconds": round(take.duration_s, 3), "voiced_s": round(take.voiced_s, 3)}
            out.json({"path": str(path), "device": _device_json(device), "rate_hz": take.rate, **seconds})
            return
        out.say(f"{path}: {take.duration_s:.1f} s, {take.voiced_s:.1f} s of them voiced")
        if take.voiced_s < LEAST_VOICED_S:
            out.note(f"A search by humming wants at least {LEAST_VOICED_S:.0f} s of melody.")


def devices() -> tuple[InputDevice, ...]:
    """All that can be recorded from, asked in a process of its own. Raises NoMicrophone."""
    lister = Child("recorder-devices", child.serve_list)
    try:
        answer: tuple[InputDevice, ...] | KnownError = lister.receive(LIST_TIMEOUT_S)
    except (ChildDied, ChildTimeout) as error:
        raise NoMicrophone("The sound system does not say which microphones there are.", TRY_AGAIN) from error
    finally:
        lister.kill()
    if isinstance(answer, KnownError):
        raise answer
    return answer


def chosen(word: str, found: tuple[InputDevice, ...]) -> InputDevice:
    """The device of that id or name, or the only one whose name has the word in it. Raises BadQuery."""
    folded = word.casefold()
    exact = [each for each in found if word == each.device_id] or [
        each for each in found if each.name.casefold() == folded
    ]
    fitting = exact or [each for each in found if folded in each.name.casefold()]
    if len(fitting) == 1:
        return fitting[0]
    names = ", ".join(f"“{each.name}”" for each in fitting or found)
    if fitting:
        raise BadQuery(
            f"Several devices are called “{word}”: {names}.", "Name it by its id; --list-devices shows them."
        )
    raise BadQuery(f"There is no device “{word}”.", f"There are: {names}.")


def _recorded(
    device_id: str, seconds: float, out: Output, ctx: TaskContext
) -> tuple[Take, InputDevice, KnownError | None]:
    process = RecorderProcess(device_id)
    try:
        process.start(seconds)
        return _Session(process, RecordMeter(out), ctx).run()
    finally:
        process.close()


@dataclass(slots=True)
class _Session:
    """One take, followed from Opened to Ended."""

    process: RecorderProcess
    meter: RecordMeter
    ctx: TaskContext
    device: InputDevice | None = None
    _stopped: bool = False
    _heard_at: float = field(default_factory=time.monotonic)

    def run(self) -> tuple[Take, InputDevice, KnownError | None]:
        """Wait for the take. Raises KnownError when there is none, Cancelled when it was stopped before it began."""
        while True:
            if not connection.wait([self.process.pipe], LOOK_S):
                self._look()
                continue
            self._heard_at = time.monotonic()
            event = self.process.receive()
            if isinstance(event, Opened):
                self.device = event.device
                self.meter.begin(event.device)
            elif isinstance(event, Piece):
                self.meter.show(event.heard)
            else:
                return self._ended(event)
            self._look()

    def _look(self) -> None:
        if self.ctx.cancelled and not self._stopped:
            self._stopped = True
            self.process.stop()
        if time.monotonic() - self._heard_at > SILENT_S:
            self.process.kill()

    def _ended(self, event: Ended) -> tuple[Take, InputDevice, KnownError | None]:
        self.meter.end()
        take = self.process.take()
        if take is not None and self.device is not None:
            return take, self.device, event.error
        self.ctx.checkpoint()
        raise event.error or NoMicrophone("Nothing was recorded.", TRY_AGAIN)


def _device_json(device: InputDevice) -> dict[str, object]:
    return {"id": device.device_id, "name": device.name, "monitor": device.monitor, "default": device.default}
