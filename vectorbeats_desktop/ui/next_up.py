"""A second medium that has opened the file that follows: it begins at once when the one before ends.

How long it is silent between two pieces of one tone, on a null sink of PulseAudio (`benchmarks/gaps.py`): 27 to 46 ms
when the file is opened only then (70 to 150 ms on a busy computer); 17 to 30 ms when the opened one begins at the end;
0 to 13 ms when it begins `LEAD_S` before, or both are heard for up to 20 ms. Qt Multimedia cannot join them exactly.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer

from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.ui.queue import Entry
from vectorbeats_desktop.ui.sound_output import make_sound_output

MS = 1000
OPEN_BEFORE_S = 8.0  # so long before a track's end the next one is opened
WATCHED_S = 0.5  # so long before it, it is known well enough when it comes
LEAD_S = 0.008  # what the opened medium takes until it is heard
TAIL_MS = 500  # after so long the file before has surely ended
OPEN = (QMediaPlayer.MediaStatus.LoadedMedia, QMediaPlayer.MediaStatus.BufferedMedia)
EXACT = frozenset((".aif", ".aiff", ".ape", ".flac", ".m4a", ".oga", ".ogg", ".opus", ".wav", ".wv"))
"""Files whose length is known to the sample. That of others is a guess where a header is missing."""


class NextUp(QObject):
    """Holds one entry of the queue open, silent and at its beginning, and says when it is its turn."""

    due = Signal(object)  # the Entry: what plays ends in a moment. Where that is not known, its end tells of it

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._output = make_sound_output(parent)
        self._media = QMediaPlayer(parent)
        self._media.setAudioOutput(self._output)
        self._entry: Entry | None = None
        self._tail = QTimer(self, singleShot=True, interval=TAIL_MS)  # the last of the file before is heard
        self._tail.timeout.connect(self.let_go)
        self._end = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._end.timeout.connect(self._on_end)

    @property
    def entry(self) -> Entry | None:
        return self._entry

    def look(self, plays: Track, left_s: float, follows: Entry | None, like: QAudioOutput) -> None:
        """Take note of how much is left of what plays, what follows, and where it is to be heard."""
        self._end.stop()
        if follows is None or follows.start_s or left_s > OPEN_BEFORE_S:
            self.drop()
        elif follows is not self._entry:
            self._open(follows, like)
        elif LEAD_S < left_s < WATCHED_S and plays.path.suffix.lower() in EXACT:
            self._end.start(round((left_s - LEAD_S) * MS))

    def _on_end(self) -> None:
        if self._entry is not None and self.has(self._entry):
            self.due.emit(self._entry)

    def _open(self, entry: Entry, like: QAudioOutput) -> None:
        if self._tail.isActive():
            return  # a little later
        self._entry = entry
        self._output.setDevice(like.device())
        self._media.setSource(QUrl.fromLocalFile(str(entry.track.path)))
        self._media.pause()

    def drop(self) -> None:
        """Nothing follows, or something else."""
        if self._entry is not None:
            self.let_go()

    def let_go(self) -> None:
        """Close what is open."""
        self._entry = None
        self._tail.stop()
        self._end.stop()
        if not self._media.source().isEmpty():
            self._media.setSource(QUrl())

    def has(self, entry: Entry) -> bool:
        """Whether this entry can begin at once. What is not open yet, or cannot be opened, is begun the usual way."""
        return entry is self._entry and self._media.mediaStatus() in OPEN

    def swap(self, media: QMediaPlayer, output: QAudioOutput) -> tuple[QMediaPlayer, QAudioOutput]:
        """Give away the opened medium with its output, and keep these, whose last moment may still be heard."""
        opened = self._media, self._output
        self._media, self._output, self._entry = media, output, None
        self._end.stop()
        self._tail.start()
        return opened
