"""The bar at the bottom: what plays, where it is, and its controls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSlider, QToolButton, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.dragging import offers_tracks
from vectorbeats_desktop.ui.elided_label import ElidedLabel
from vectorbeats_desktop.ui.icons import IconButton, icon
from vectorbeats_desktop.ui.seek_slider import SeekSlider

if TYPE_CHECKING:  # Qt Multimedia is loaded after the window stands
    from vectorbeats_desktop.ui.player import Player

HEIGHT = 84
COVER = 52
NO_COVER_ICON = 22
VOLUME_STEP = 5
HOVER_MS = 500  # so long something is held over the queue's button until the queue opens
SIDE_WIDTH = 260


class PlayerBar(QFrame):
    """Shows the player and steers it; stands empty until there is one."""

    volume_chosen = Signal()
    queue_requested = Signal()
    queue_hovered = Signal()  # something is held over the queue's button, as if to be put into it
    dropped = Signal(object)  # QMimeData, for the end of the queue

    def __init__(self, covers: CoverCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("playerBar")
        self.setAccessibleName(self.tr("Player"))
        self.setFixedHeight(HEIGHT)
        self.setAcceptDrops(True)
        self._hovering = QTimer(self, singleShot=True, interval=HOVER_MS)
        self._hovering.timeout.connect(self.queue_hovered)
        self._covers = covers
        self._player: Player | None = None
        self._cover = QLabel(self)
        self._cover.setObjectName("playerCover")
        self._cover.setFixedSize(COVER, COVER)
        self._cover.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title = self._line("playerTitle")
        self.artist = self._line("playerArtist")
        self.hint = QLabel(self)
        self.hint.setObjectName("playerHint")
        self.hint.setWordWrap(True)
        self.previous = self._button("previous", self.tr("Previous track"))
        self.play = self._button("play", self.tr("Play"))
        self.next = self._button("next", self.tr("Next track"))
        self.position = self._time()
        self.length = self._time()
        self.seek = SeekSlider(self)
        self.seek.setAccessibleName(self.tr("Position in the track"))
        self.queue = self._button("queue", self.tr("What plays next"))
        self.more = self._button("more", self.tr("More of the player"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.mute = self._button("volume", self.tr("Mute"))
        self.mute.setCheckable(True)
        self.volume = QSlider(Qt.Orientation.Horizontal, self)
        self._build()
        self._connect()
        self._show_track(None)

    def attach(self, player: Player, volume: float) -> None:
        """Steer this player from now on."""
        self._player = player
        self.play.clicked.connect(player.toggle)
        self.next.clicked.connect(player.next)
        self.previous.clicked.connect(player.previous)
        player.track_changed.connect(self._show_track)
        player.playing_changed.connect(self._show_playing)
        player.position_changed.connect(self._show_position)
        player.output_changed.connect(self._show_output)
        player.queue.changed.connect(self._show_neighbours)
        player.volume_changed.connect(self._show_volume)
        player.repeat_changed.connect(self._show_neighbours)
        self.volume.setValue(round(volume * 100))
        player.set_volume(volume)
        self._show_output(player.has_output)
        self._show_track(player.current)

    @property
    def chosen_volume(self) -> float:
        """As it is heard, from 0 to 1."""
        return self.volume.value() / 100

    def show_sleep(self, said: str) -> None:
        """Let the button of the menu tell when the music stops by itself; with nothing said, it does not."""
        self.more.set_icon("more", said or self.tr("More of the player"), "accent_text" if said else "text")

    def step_volume(self, steps: int) -> None:
        """Louder or quieter, as the keys do it."""
        self.volume.setValue(self.volume.value() + steps * VOLUME_STEP)

    def _line(self, name: str) -> ElidedLabel:
        label = ElidedLabel(self)
        label.setObjectName(name)
        return label

    def _time(self) -> QLabel:
        label = QLabel("", self)
        label.setObjectName("playerTime")
        label.setMinimumWidth(44)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return label

    def _button(self, name: str, text: str) -> IconButton:
        button = IconButton(name, text, self)
        button.setFixedSize(36, 36)
        return button

    def _build(self) -> None:
        self.play.setObjectName("playButton")
        self.play.set_icon("play", self.tr("Play"), "on_accent")
        self.play.setFixedSize(40, 40)
        self.volume.setRange(0, 100)
        self.volume.setSingleStep(VOLUME_STEP)
        self.volume.setFixedWidth(104)
        self.volume.setAccessibleName(self.tr("Volume"))
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 0, 16, 0)
        grid.setHorizontalSpacing(16)
        grid.addLayout(self._build_track(), 0, 0)
        grid.addLayout(self._build_controls(), 0, 1)
        grid.addLayout(self._build_volume(), 0, 2)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 5)
        grid.setColumnStretch(2, 3)

    def _build_track(self) -> QHBoxLayout:
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addStretch(1)
        for label in (self.title, self.artist, self.hint):
            lines.addWidget(label)
        lines.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._cover)
        row.addLayout(lines, 1)
        return row

    def _build_controls(self) -> QVBoxLayout:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for button in (self.previous, self.play, self.next):
            buttons.addWidget(button)
        buttons.addStretch(1)
        times = QHBoxLayout()
        times.setSpacing(8)
        times.addWidget(self.position)
        times.addWidget(self.seek, 1)
        times.addWidget(self.length)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addStretch(1)
        column.addLayout(buttons)
        column.addLayout(times)
        column.addStretch(1)
        return column

    def _build_volume(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addStretch(1)
        row.addWidget(self.queue)
        row.addWidget(self.mute)
        row.addWidget(self.volume)
        row.addWidget(self.more)
        return row

    def _connect(self) -> None:
        self.seek.chosen.connect(self._seek)
        self.seek.hovering.connect(self._preview)
        self.queue.clicked.connect(self.queue_requested)
        self.mute.toggled.connect(self._mute)
        self.volume.valueChanged.connect(self._change_volume)
        self._covers.loaded.connect(self._on_cover)

    def _seek(self, share: float) -> None:
        if self._player is not None:
            self._player.seek(share * self._player.duration_s)

    def _preview(self, share: float) -> None:
        if self._player is not None:
            self.position.setText(wording.duration(share * self._player.duration_s))

    def _mute(self, muted: bool) -> None:
        if self._player is not None:
            self._player.set_muted(muted)
        self.mute.set_icon("muted" if muted else "volume", self.tr("Unmute") if muted else self.tr("Mute"))

    def _change_volume(self, percent: int) -> None:
        self.volume.setToolTip(self.tr("Volume {0} %").format(percent))
        if self._player is not None:
            self._player.set_volume(percent / 100)
            self.volume_chosen.emit()
        if self.mute.isChecked() and percent:
            self.mute.setChecked(False)

    def _show_volume(self, heard: float) -> None:
        """Follow a volume that was chosen elsewhere."""
        if round(heard * 100) != self.volume.value():
            self.volume.setValue(round(heard * 100))

    def _show_track(self, track: Track | None) -> None:
        self.title.setText(track.name if track else self.tr("Nothing plays"))
        self.artist.setText(wording.artist(track) if track else "")
        self.artist.setVisible(track is not None)
        self._cover.setPixmap(self._picture(track))
        for widget in (self.play, self.seek):
            widget.setEnabled(track is not None)
        if track is None:
            self._show_position(0, 0)
        self._show_neighbours()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._player is not None:
            self._cover.setPixmap(self._picture(self._player.current))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._player is not None and offers_tracks(event.mimeData()):
            event.acceptProposedAction()
            self._set_inviting(True)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()
        if not self.queue.geometry().contains(event.position().toPoint()):
            self._hovering.stop()
        elif not self._hovering.isActive():
            self._hovering.start()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._set_inviting(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_inviting(False)
        event.acceptProposedAction()
        self.dropped.emit(event.mimeData())

    def _set_inviting(self, inviting: bool) -> None:
        self._hovering.stop()
        self.setProperty("dragging", inviting)
        self.style().unpolish(self)
        self.style().polish(self)

    def _picture(self, track: Track | None) -> QPixmap:
        if track is None:
            return icon("music", "muted").pixmap(QSize(NO_COVER_ICON, NO_COVER_ICON), self.devicePixelRatioF())
        return self._covers.pixmap(track, COVER, self.devicePixelRatioF())

    def _on_cover(self, cover_id: str) -> None:
        current = self._player.current if self._player is not None else None
        if current is not None and current.cover_id == cover_id:
            self._cover.setPixmap(self._picture(current))

    def _show_neighbours(self) -> None:
        queue = self._player.queue if self._player is not None else None
        self.next.setEnabled(self._player is not None and self._player.has_next)
        self.previous.setEnabled(queue is not None and queue.current is not None)

    def _show_playing(self, playing: bool) -> None:
        name, text = ("pause", self.tr("Pause")) if playing else ("play", self.tr("Play"))
        self.play.set_icon(name, text, "on_accent")

    def _show_position(self, position_s: float, duration_s: float) -> None:
        if self.seek.isSliderDown():
            return
        self.seek.show_place(position_s, duration_s)
        self.position.setText(wording.duration(position_s) if duration_s > 0 else "")
        self.length.setText(wording.duration(duration_s) if duration_s > 0 else "")

    def _show_output(self, present: bool) -> None:
        self.hint.setText("" if present else self.tr("No sound output found. Connect speakers."))
        self.hint.setVisible(not present)
