"""Plays the queue with Qt Multimedia. It is imported after the window stands."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtMultimedia import QAudio, QAudioDevice, QMediaDevices, QMediaPlayer

from vectorbeats_desktop.engine.errors import KnownError, UnreadableFile
from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.ui.next_up import WATCHED_S, NextUp
from vectorbeats_desktop.ui.queue import Entry, PlayQueue
from vectorbeats_desktop.ui.sound_link import sound_trouble
from vectorbeats_desktop.ui.sound_output import make_sound_output
from vectorbeats_desktop.workers.now_playing import PlayState

MS = 1000
RESTART_AFTER_S = 3.0  # "previous" later than this goes to the beginning of the same track
TROUBLES_IN_A_ROW = 5  # then the reason is not one track, and going on would only flash through the queue

log = logging.getLogger(__name__)


class Repeat(StrEnum):
    """What comes after the last track, or after each; the values of the setting."""

    OFF = "off"
    ALL = "all"
    ONE = "one"


class Player(QObject):
    """Play, pause, seek, volume, next, previous; says when a file does not play and goes on."""

    beginning = Signal()  # the queue's current entry is about to be heard
    track_changed = Signal(object)  # Track, or None when the queue has ended
    playing_changed = Signal(bool)
    state_changed = Signal()
    position_changed = Signal(float, float)  # seconds: where it is, and how long it is
    duration_changed = Signal(float)
    seeked = Signal(float)  # to this second, other than by playing on
    volume_changed = Signal(float)
    repeat_changed = Signal()
    rested = Signal()  # stopped at a track's end, as was asked
    output_changed = Signal(bool)  # whether there is anything to play through
    failed = Signal(object)  # KnownError

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.queue = PlayQueue(self)
        self._output = make_sound_output(self)
        self._media = QMediaPlayer(self)
        self._media.setAudioOutput(self._output)
        self._devices = QMediaDevices(self)
        self._start_ms = 0
        self._troubles = 0
        self._at_end = self._ending = False
        self._repeat = Repeat.OFF
        self._volume = self._gain = self._fade = 1.0
        self._rests = False
        self._output_id, self._output_gone = "", False
        self._next_up = NextUp(self)
        self._next_up.due.connect(self._on_due)
        self._devices.audioOutputsChanged.connect(self._on_outputs_changed)
        self._listen()

    @property
    def current(self) -> Track | None:
        entry = self.queue.current
        return entry.track if entry is not None else None

    @property
    def playing(self) -> bool:
        return self._media.playbackState() == QMediaPlayer.PlaybackState.PlayingState

    @property
    def state(self) -> PlayState:
        if self.playing:
            return PlayState.PLAYING
        paused = self._media.playbackState() == QMediaPlayer.PlaybackState.PausedState
        return PlayState.PAUSED if paused else PlayState.STOPPED

    @property
    def at_end(self) -> bool:
        """Whether the queue has been played to its end, and nothing has been begun since."""
        return self._at_end

    @property
    def has_output(self) -> bool:
        return bool(QMediaDevices.audioOutputs())

    @property
    def position_s(self) -> float:
        return self._media.position() / MS

    @property
    def duration_s(self) -> float:
        """The playing track's length; from its tags while the file is still being opened."""
        measured = self._media.duration() / MS
        if measured > 0 or self.current is None:
            return measured
        return self.current.tags.duration_s or 0.0

    def play_tracks(self, tracks: Sequence[Track], index: int = 0, start_s: float = 0.0) -> None:
        """Play these tracks from the one at `index` on, which begins at `start_s`."""
        self._troubles = 0
        self.queue.replace(tracks, index, start_s)
        self._begin(self.queue.current)

    def play(self, track: Track, start_s: float = 0.0) -> None:
        """Play one track from `start_s` on."""
        self.play_tracks([track], 0, start_s)

    def enqueue(self, tracks: Sequence[Track], following: bool = False) -> None:
        """Add tracks to the queue; when nothing is in it, play them."""
        if self.queue.current is None:
            self.play_tracks(tracks)
        else:
            self.queue.insert(tracks, following=following)

    def put(self, tracks: Sequence[Track], before: Entry | None) -> None:
        """Put tracks into the queue before an entry, or at its end; when nothing is in it, play them."""
        if self.queue.current is None:
            self.play_tracks(tracks)
        else:
            self.queue.put(tracks, before)

    def go(self, place: int) -> None:
        """Play the queue's entry at that place."""
        self._troubles = 0
        if (entry := self.queue.go(place)) is not None:
            self._begin(entry)

    def toggle(self) -> None:
        """Play or pause."""
        if self.playing:
            self.pause()
        else:
            self.resume()

    def pause(self) -> None:
        """Wait where it is."""
        self._at_end = False
        self._media.pause()

    def resume(self) -> None:
        """Play on."""
        self._at_end = False
        if self.current is not None and not self._tell_lost():
            self._media.play()

    def halt(self) -> None:
        """Stop, and wait at the beginning of the track."""
        self._media.stop()
        self.seeked.emit(0.0)

    def lose_sound(self) -> None:
        """Stop because the sound server has gone, and say so to whoever was hearing something."""
        if self._media.playbackState() != QMediaPlayer.PlaybackState.StoppedState:
            self.stop()
            self._tell_lost()

    def stop(self) -> None:
        """Stop, and let go of the file."""
        self._media.stop()
        self._media.setSource(QUrl())

    @property
    def repeat(self) -> Repeat:
        return self._repeat

    @property
    def repeats(self) -> bool:
        """Whether it never comes to an end by itself."""
        return self._repeat is not Repeat.OFF

    def set_repeat(self, repeat: Repeat) -> None:
        """Play the queue, or one track, again and again."""
        self._repeat = repeat
        self.repeat_changed.emit()

    @property
    def has_next(self) -> bool:
        """Whether `next` leads to a track."""
        return self.queue.has_next or (self._repeat is Repeat.ALL and self.queue.current is not None)

    def next(self) -> None:
        """Go to the next track; after the last one, stop, or begin again where the queue is repeated."""
        entry = self.queue.go(self.queue.index + 1)
        if entry is None and self._repeat is Repeat.ALL:
            entry = self.queue.go(0)
        if entry is not None:
            self._begin(entry)
        else:
            self._at_end = self.queue.current is not None
            self._media.stop()

    def previous(self) -> None:
        """Go to the beginning of this track, or from there to the track before."""
        if self.position_s > RESTART_AFTER_S or not self.queue.has_previous:
            self.seek(0)
        else:
            self.go(self.queue.index - 1)

    def seek(self, position_s: float) -> None:
        """Go to a place in the playing track."""
        self._go_to(min(max(0.0, position_s), self.duration_s))

    @property
    def volume(self) -> float:
        """As it was chosen, from 0 to 1."""
        return self._volume

    def set_volume(self, heard: float) -> None:
        """Set the volume, from 0 to 1, in steps that sound even."""
        self._volume = min(max(0.0, heard), 1.0)
        self._set_level()
        self.volume_changed.emit(self._volume)

    def set_gain(self, gain_db: float) -> None:
        """Play by so many decibels more quietly than the volume says; not louder, which the output cannot."""
        self._gain = min(1.0, 10 ** (gain_db / 20))
        self._set_level()

    def set_fade(self, share: float) -> None:
        """Play with this share of the volume, as it is heard, from 0 to 1."""
        fade = min(max(0.0, share), 1.0)
        if fade != self._fade:
            self._fade = fade
            self._set_level()

    def _set_level(self) -> None:
        linear = QAudio.convertVolume(
            self._volume * self._fade,
            QAudio.VolumeScale.LogarithmicVolumeScale,
            QAudio.VolumeScale.LinearVolumeScale,
        )
        self._output.setVolume(linear * self._gain)

    @property
    def rests_after_track(self) -> bool:
        """Whether it stops when the track ends."""
        return self._rests

    def rest_after_track(self, rests: bool) -> None:
        """Stop when the track ends, once; or go on."""
        self._rests = rests

    @property
    def output_id(self) -> str:
        """The device that was chosen; empty for the system's."""
        return self._output_id

    def outputs(self) -> list[tuple[str, str]]:
        """The devices there are: (id, name)."""
        return [(_id_of(device), device.description()) for device in QMediaDevices.audioOutputs()]

    def choose_output(self, device_id: str) -> None:
        """Play through this device while it is there, and through the system's else; empty means always that."""
        self._output_id, self._output_gone = device_id, False
        self._next_up.drop()
        self._take_output()

    def set_muted(self, muted: bool) -> None:
        self._output.setMuted(muted)

    def _begin(self, entry: Entry | None) -> None:
        self._at_end = False
        if entry is None:
            self.stop()
            self.track_changed.emit(None)
            return
        if self._tell_lost():
            self.track_changed.emit(entry.track)
            return
        if self._next_up.has(entry):
            self._begin_opened(entry)
            return
        self._start_ms = 0
        self.beginning.emit()
        self.track_changed.emit(entry.track)
        self._media.setSource(QUrl())  # the same file again, after an error, would be ignored
        self._start_ms = round(entry.start_s * MS)  # not before: the file that goes says once more that it is loaded
        # No look at the file beforehand: on a drive that is asleep that would stop the window.
        self._media.setSource(QUrl.fromLocalFile(str(entry.track.path)))
        self._media.play()

    def _tell_lost(self) -> bool:
        trouble = sound_trouble()
        if trouble is not None:
            self.failed.emit(trouble)
        return trouble is not None

    def _begin_opened(self, entry: Entry) -> None:
        """Play what was opened before. First of all: while others are told of it, it can be heard already."""
        before, muted = self._media, self._output.isMuted()
        self._listen(on=False)
        self._media, self._output = self._next_up.swap(self._media, self._output)
        self._output.setMuted(muted)
        self._start_ms = 0
        self._set_level()
        self.beginning.emit()
        self._media.play()
        if not self._ending:
            before.stop()
        self.track_changed.emit(entry.track)
        self._listen()
        self._on_state()
        self._on_duration()

    def _listen(self, *, on: bool = True) -> None:
        """Take note of what the medium tells, or no longer."""
        media = self._media
        for signal, slot in (
            (media.playbackStateChanged, self._on_state),
            (media.mediaStatusChanged, self._on_status),
            (media.positionChanged, self._on_position),
            (media.durationChanged, self._on_duration),
            (media.errorOccurred, self._on_error),
            (media.sourceChanged, self._on_source),
        ):
            if on:
                signal.connect(slot)
            else:
                signal.disconnect(slot)

    def _on_state(self) -> None:
        self.playing_changed.emit(self.playing)
        self.state_changed.emit()

    def _on_duration(self) -> None:
        self._on_position()
        self.duration_changed.emit(self.duration_s)

    def _on_source(self, source: QUrl) -> None:
        if source.isEmpty():  # stopped, or something else is to be played
            self._next_up.let_go()

    def _on_status(self, status: QMediaPlayer.MediaStatus) -> None:
        if status in (QMediaPlayer.MediaStatus.LoadedMedia, QMediaPlayer.MediaStatus.BufferedMedia):
            self._troubles = 0
            if self._start_ms and self._media.isSeekable():
                start, self._start_ms = self._start_ms, 0
                self._go_to(start / MS)
        elif status == QMediaPlayer.MediaStatus.EndOfMedia:
            self._troubles = 0
            if self._rests:
                self.rested.emit()
            else:
                self._follow(again=self._repeat is Repeat.ONE)

    def _go_to(self, position_s: float) -> None:
        self._media.setPosition(round(position_s * MS))
        self.seeked.emit(position_s)

    def _on_position(self) -> None:
        self.position_changed.emit(self.position_s, self.duration_s)
        if self.playing and (track := self.current) is not None and self.duration_s > 0:
            self._next_up.look(track, self.duration_s - self.position_s, self._following(), self._output)

    def _following(self) -> Entry | None:
        """What comes by itself when the track has ended."""
        stays = self._rests or self._repeat is Repeat.ONE
        return None if stays else self.queue.following(again=self._repeat is Repeat.ALL)

    def _on_due(self, entry: Entry) -> None:
        at_end = self.duration_s - self.position_s < WATCHED_S  # and nobody has gone back meanwhile
        if self.playing and at_end and entry is self._following():
            self._ending = True  # the last moment of what plays is still to be heard
            self.next()
            self._ending = False

    def _on_error(self, _error: QMediaPlayer.Error, text: str) -> None:
        track = self.current
        if track is None:
            return
        log.info("a track did not play", extra={"file": str(track.path), "reason": text})
        self._troubles += 1
        self.failed.emit(self._explain(track, text))
        if self._troubles < TROUBLES_IN_A_ROW:
            self._follow()
        else:
            self._media.stop()

    def _follow(self, *, again: bool = False) -> None:
        """Go on to the next track, once Qt's call that told of the end has returned."""
        ended = self.queue.current

        def go_on() -> None:
            if self.queue.current is ended:  # else the person has chosen something meanwhile
                self._play_again() if again else self.next()

        QTimer.singleShot(0, self, go_on)

    def _play_again(self) -> None:
        self._go_to(0)
        self._media.play()

    def _explain(self, track: Track, text: str) -> KnownError:
        goes_on = self.has_next and self._troubles < TROUBLES_IN_A_ROW
        return UnreadableFile(
            self.tr("“{0}” could not be played: {1}.").format(
                track.name, text.rstrip(".") or self.tr("unknown reason")
            ),
            self.tr("The next track follows.") if goes_on else self.tr("Check that the file and its drive are there."),
        )

    def _on_outputs_changed(self) -> None:
        self._next_up.drop()  # it would be heard where the old output is
        self._take_output()
        self.output_changed.emit(self.has_output)

    def _take_output(self) -> None:
        device: QAudioDevice = QMediaDevices.defaultAudioOutput()  # headphones that were plugged in are followed
        chosen = [one for one in QMediaDevices.audioOutputs() if _id_of(one) == self._output_id]
        gone = bool(self._output_id) and not chosen
        if chosen:
            device = chosen[0]
        elif gone and not self._output_gone:
            self.failed.emit(
                KnownError(
                    self.tr("The output that was chosen is not there."),
                    self.tr("Until it comes back, the system's output is used."),
                )
            )
        self._output_gone = gone
        if not device.isNull():
            self._output.setDevice(device)


def _id_of(device: QAudioDevice) -> str:
    return bytes(device.id().data()).decode("utf-8", "replace")
