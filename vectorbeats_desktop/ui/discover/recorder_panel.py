"""The recorder as it is seen: sign and device, the line of the voice, meters, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.ui.discover.intake import read_mime
from vectorbeats_desktop.ui.discover.pitch_view import PitchView
from vectorbeats_desktop.ui.discover.recorder_buttons import RecorderButtons
from vectorbeats_desktop.ui.discover.recorder_head import RecorderHead
from vectorbeats_desktop.ui.discover.recorder_meters import RecorderMeters
from vectorbeats_desktop.ui.discover.recorder_stage import Stage
from vectorbeats_desktop.ui.discover.recorder_words import advice, advice_for_playing, enough, verdict
from vectorbeats_desktop.ui.discover.take_view import TakeView
from vectorbeats_desktop.ui.discover.trouble_strip import TroubleStrip
from vectorbeats_desktop.ui.icons import IconButton

if TYPE_CHECKING:
    from vectorbeats_desktop.engine.recording.devices import InputDevice
    from vectorbeats_desktop.engine.recording.take import Heard, Take


ROOMY, LOW, LOWEST = 176, 100, 60  # pixels for the line of the voice
SMALL_PAGE = 600
SPACING = 10


class RecorderPanel(QFrame):
    """Shows stages and tells wishes; what they mean is the business of whoever holds the recorder."""

    stage_changed = Signal(object)  # Stage
    toggle_requested = Signal()  # the space bar
    play_requested = Signal(float)  # from that second of the take on
    stop_playing_requested = Signal()
    files_dropped = Signal(object)  # list[Path]: to be taken as hums
    left = Signal()  # it cannot be seen any more, such as when another page is shown

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("recorderPanel")
        self.setAccessibleName(self.tr("Recorder"))
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.stage = Stage.READY
        self.head = RecorderHead(self)
        self.trouble = TroubleStrip(self)
        self.pitch = PitchView(self)
        self.take = TakeView(self)
        self.play = IconButton("play", self.tr("Play the take"), self, 24)
        self.meters = RecorderMeters(self)
        self.advice = QLabel(self)
        self.buttons = RecorderButtons(self)
        self._views = QStackedWidget(self)
        self._playing = False
        self._height = ROOMY
        self.recognises = False  # whether recordings are recognised while they are made
        self._build()
        self.play.clicked.connect(self._on_play)
        self.head.devices.currentIndexChanged.connect(lambda _place: self._on_source())
        self.take.play_wanted.connect(self.play_requested)
        self.take.trimmed.connect(lambda *_trim: self.stop_playing_requested.emit())
        self.show_stage(Stage.READY)

    @property
    def monitor(self) -> bool:
        """Whether what the computer plays is recorded, and not somebody who hums."""
        return self.head.devices.monitor

    def show_devices(self, devices: Sequence[InputDevice], chosen: str) -> None:
        self.clear_trouble()
        self.head.devices.show_devices(devices, chosen)

    def show_stage(self, stage: Stage) -> None:
        """Go to a stage; the focus follows when it was in the panel."""
        had_focus = self._has_focus()
        self.stage = stage
        if stage is Stage.STARTING:
            self.trouble.hide()
        self.head.show_stage(stage)
        self.buttons.show_stage(stage)
        self._make_room()
        self._views.setCurrentIndex(1 if stage is Stage.TAKE else 0)
        if stage is Stage.STARTING:
            self.meters.rest()
            self.pitch.begin()
        elif not stage.live:
            self._rest()
        if stage is not Stage.STOPPING:
            self._advise("")
        if had_focus:
            self.focus_main()
        self.stage_changed.emit(stage)

    def _rest(self) -> None:
        """Say what to do, while nothing is recorded."""
        hum = self.tr("Hum, sing “la la” or whistle a few seconds of the tune, from any place in it.")
        play = self.tr("Play the music you want to know, and record a few seconds of it.")
        self.pitch.rest(play if self.monitor else hum)
        self.meters.show_source(monitor=self.monitor)
        self.meters.rest()

    def _on_source(self) -> None:
        if not self.stage.live:
            self._rest()

    def show_heard(self, heard: Heard) -> None:
        """Show what the microphone hears now."""
        self.pitch.hear(heard)
        self.head.show_elapsed(heard.elapsed_s)
        self.meters.show_heard(heard)
        monitor = self.monitor
        self.buttons.allow_search(enough(heard.voiced_s, heard.elapsed_s, monitor=monitor))
        self._advise(*(advice_for_playing(heard, recognises=self.recognises) if monitor else advice(heard)))

    def show_take(self, take: Take) -> None:
        had_focus = self._has_focus()
        self.take.show_take(take)
        self.show_stage(Stage.TAKE)
        self.show_used(take)
        if had_focus:
            self.focus_main()

    def show_used(self, used: Take) -> None:
        """Say what the used part of the take is good for."""
        monitor = self.monitor
        self.buttons.allow_search(enough(used.voiced_s, used.duration_s, monitor=monitor))
        self._advise(*verdict(used.voiced_s, used.duration_s, monitor=monitor))

    def show_playing(self, playing: bool) -> None:
        self._playing = playing
        self.play.set_icon(
            "pause" if playing else "play", self.tr("Stop playing") if playing else self.tr("Play the take")
        )
        if not playing:
            self.take.show_playhead(None)

    def show_trouble(self, error: KnownError, *, look_again: bool) -> None:
        self.trouble.say(error.message, error.hint, look_again=look_again)
        self.buttons.allow_record(not look_again)
        self._make_room()

    def clear_trouble(self) -> None:
        """There is something to record from again."""
        self.trouble.hide()
        self.buttons.allow_record(True)
        self._make_room()

    def fit(self, page_height: int, *, alone: bool) -> None:
        """Be high where nothing else is on the page, and low above an answer, the more so on a small page."""
        self._height = ROOMY if alone else LOW if page_height >= SMALL_PAGE else LOWEST
        self._make_room()

    def focus_main(self) -> None:
        """Put the focus where the next step is."""
        step = self.trouble.again if self.trouble.again.isVisible() else self.buttons.main(self.stage)
        (step if step.isEnabled() else self).setFocus()

    def event(self, event: QEvent) -> bool:
        # Elsewhere in the window the space bar plays and pauses music.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _is_space(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_space(event) and self.stage is Stage.TAKE:
            self._on_play()  # a second press of the key that stopped must not record over the take
        elif _is_space(event):
            self.toggle_requested.emit()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # a window that is minimised keeps the sign in its title
            self.left.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and event.source() is not self.take:
            event.acceptProposedAction()
            self._set_inviting(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._set_inviting(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_inviting(False)
        event.acceptProposedAction()
        if paths := [Path(path) for path in read_mime(event.mimeData()).paths]:
            self.files_dropped.emit(paths)

    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    def _set_inviting(self, inviting: bool) -> None:
        self.setProperty("dragging", inviting)
        self.style().unpolish(self)
        self.style().polish(self)

    def _make_room(self) -> None:
        """What says nothing in this stage goes: the page below may need the room."""
        nothing_to_see = self.stage is Stage.READY and not self.trouble.isHidden()
        self._views.setVisible(not nothing_to_see)
        measures = self.stage is not Stage.TAKE
        self.meters.setVisible(measures and not nothing_to_see)
        # The take has the room of the meters too, so that nothing jumps when a recording ends.
        self._views.setMinimumHeight(self._height + (0 if measures else self.meters.sizeHint().height() + SPACING))

    def _advise(self, words: str, tone: str = "") -> None:
        if (self.advice.text(), self.advice.property("tone")) == (words, tone):
            return
        self.advice.setText(words)
        self.advice.setProperty("tone", tone)
        self.advice.style().unpolish(self.advice)
        self.advice.style().polish(self.advice)

    def _on_play(self) -> None:
        if self._playing:
            self.stop_playing_requested.emit()
        else:
            self.play_requested.emit(self.take.trim[0])

    def _build(self) -> None:
        self.advice.setObjectName("recorderAdvice")
        self.advice.setWordWrap(True)
        self.advice.setTextFormat(Qt.TextFormat.PlainText)
        finished = QWidget(self)
        beside = QHBoxLayout(finished)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        beside.addWidget(self.play)
        beside.addWidget(self.take, 1)
        self._views.addWidget(self.pitch)
        self._views.addWidget(finished)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self.advice, 1)
        below.addWidget(self.buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 14)
        layout.setSpacing(SPACING)
        layout.addWidget(self.head)
        layout.addWidget(self.trouble)
        layout.addWidget(self._views, 1)
        layout.addWidget(self.meters)
        layout.addLayout(below)


def _is_space(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.NoModifier
