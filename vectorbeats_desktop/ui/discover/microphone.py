"""The recorder behind its panel: starts and stops it, and keeps a sign up as long as it may hear."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.ui.discover.recorder_panel import RecorderPanel
from vectorbeats_desktop.ui.discover.recorder_stage import Stage
from vectorbeats_desktop.workers.actions import Actions

if TYPE_CHECKING:
    from vectorbeats_desktop.engine.recording.devices import InputDevice
    from vectorbeats_desktop.engine.recording.take import Heard, Take
    from vectorbeats_desktop.workers.recorder import Recorder

SETTING = "recorder.device"


class Microphone(QObject):
    """One recording at a time, from the device of the panel's list, which is remembered."""

    recorded = Signal(object)  # Take

    def __init__(self, recorder: Recorder, panel: RecorderPanel, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._recorder, self._panel, self._actions = recorder, panel, actions
        self._title = ""
        recorder.devices_listed.connect(self._on_devices)
        recorder.started.connect(self._on_started)
        recorder.heard.connect(self._on_heard)
        recorder.finished.connect(self._on_finished)
        recorder.failed.connect(self._on_failed)
        panel.stage_changed.connect(self._show_sign_outside)
        panel.trouble.again_requested.connect(self.look)
        panel.head.devices.chosen.connect(self._on_chosen)

    def look(self) -> None:
        """Look what there is to record from, and get ready to record from what was chosen; nothing listens yet."""
        devices = self._panel.head.devices
        if devices.empty:
            devices.show_devices((), self._remembered())
        self._recorder.list_devices()
        self._recorder.prepare(devices.device_id)

    def start(self) -> None:
        """Begin a recording; what is shown of an earlier one goes."""
        if not self._panel.stage.live:
            # The sign comes first, then the microphone.
            self._panel.show_stage(Stage.STARTING)
            self._recorder.start(self._panel.head.devices.device_id)

    def stop(self) -> None:
        """End the recording and keep what there is; before it has begun, give it up."""
        if self._panel.stage is Stage.STARTING:
            self.discard()
        elif self._panel.stage is Stage.RECORDING:
            self._panel.show_stage(Stage.STOPPING)
            self._recorder.stop()

    def discard(self) -> None:
        """End the recording and forget it."""
        if self._panel.stage.live:
            self._recorder.discard()
            self._panel.show_stage(Stage.READY)

    def shut(self) -> bool:
        """End the recorder's thread and process; say whether they have ended."""
        return self._recorder.shut()

    def _remembered(self) -> str:
        session = self._actions.session
        return session.settings.text(SETTING) if session is not None else ""

    def _on_devices(self, devices: Sequence[InputDevice]) -> None:
        if devices:
            self._panel.show_devices(devices, self._remembered())
        else:
            self._on_failed(KnownError(self.tr("No microphone was found."), self.tr("Connect one, then look again.")))

    def _on_chosen(self, device_id: str) -> None:
        self._panel.clear_trouble()
        self._recorder.prepare(device_id)
        session = self._actions.session
        if session is not None:
            self._actions.run("remember the microphone", lambda _ctx: session.settings.set(SETTING, device_id))

    def _on_started(self, _device: InputDevice) -> None:
        if self._panel.stage is Stage.STARTING:
            self._panel.show_stage(Stage.RECORDING)

    def _on_heard(self, heard: Heard) -> None:
        if self._panel.stage is Stage.RECORDING:
            self._panel.show_heard(heard)

    def _on_finished(self, take: Take) -> None:
        if self._panel.stage.live:
            self.recorded.emit(take)

    def _on_failed(self, error: Exception) -> None:
        if self._panel.stage.live:
            self._panel.show_stage(Stage.READY)
        if not isinstance(error, KnownError):
            self._actions.failed.emit(error)
            error = KnownError(self.tr("The recording went wrong."), self.tr("It has been written to the log."))
        self._panel.show_trouble(error, look_again=True)

    def _show_sign_outside(self, stage: Stage) -> None:
        """Say it in the window's title as well: the window may be minimised or covered."""
        window = self._panel.window()
        if stage.live and not self._title:
            self._title = window.windowTitle()
            window.setWindowTitle(self.tr("● Recording – {0}").format(self._title))
        elif not stage.live and self._title:
            window.setWindowTitle(self._title)
            self._title = ""
