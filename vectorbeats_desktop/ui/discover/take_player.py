"""Lets a person hear a take again. Qt Multimedia is loaded with it, so it is imported at the first wish."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtMultimedia import QMediaPlayer

from vectorbeats_desktop.engine.errors import UnreadableFile
from vectorbeats_desktop.ui.sound_link import sound_trouble
from vectorbeats_desktop.ui.sound_output import make_sound_output

MS = 1000


class TakePlayer(QObject):
    """Plays a piece of one file and tells where it is."""

    position_changed = Signal(float)  # seconds
    playing_changed = Signal(bool)
    failed = Signal(object)  # KnownError

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._media = QMediaPlayer(self)
        self._media.setAudioOutput(make_sound_output(self))
        self._start_ms = self._end_ms = 0
        self._media.positionChanged.connect(self._on_position)
        self._media.playbackStateChanged.connect(lambda: self.playing_changed.emit(self.playing))
        self._media.mediaStatusChanged.connect(self._on_status)
        self._media.errorOccurred.connect(self._on_error)

    @property
    def playing(self) -> bool:
        return self._media.playbackState() == QMediaPlayer.PlaybackState.PlayingState

    def play(self, path: Path, start_s: float, end_s: float) -> None:
        """Play from `start_s` to `end_s`."""
        if (trouble := sound_trouble()) is not None:
            self.failed.emit(trouble)
            return
        self._start_ms, self._end_ms = round(start_s * MS), round(end_s * MS)
        source = QUrl.fromLocalFile(str(path))
        if self._media.source() == source:
            self._media.setPosition(self._start_ms)
            self._start_ms = 0
        else:
            self._media.setSource(source)
        self._media.play()

    def stop(self) -> None:
        """Stop, and let go of the file."""
        self._media.stop()
        self._media.setSource(QUrl())

    def _on_status(self, status: QMediaPlayer.MediaStatus) -> None:
        opened = status in (QMediaPlayer.MediaStatus.LoadedMedia, QMediaPlayer.MediaStatus.BufferedMedia)
        if opened and self._start_ms:
            start, self._start_ms = self._start_ms, 0
            self._media.setPosition(start)

    def _on_position(self, position_ms: int) -> None:
        if self.playing and position_ms >= self._end_ms:
            self._media.stop()
        elif self.playing:
            self.position_changed.emit(position_ms / MS)

    def _on_error(self, _error: QMediaPlayer.Error, text: str) -> None:
        reason = text.rstrip(".") or self.tr("unknown reason")
        self.failed.emit(
            UnreadableFile(
                self.tr("The take could not be played: {0}.").format(reason),
                self.tr("It can be searched with and kept all the same."),
            )
        )
