"""The two interfaces of MPRIS 2.2 (specifications.freedesktop.org/mpris-spec), as D-Bus clients see them.

Wishes are handed on as a name and a value; nothing is done here. Times are whole microseconds.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

from dbus_fast import DBusError, PropertyAccess, Variant
from dbus_fast.annotations import DBusBool, DBusDouble, DBusInt64, DBusObjectPath, DBusSignature, DBusStr
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property, dbus_signal

from vectorbeats_desktop.workers.notices import plain
from vectorbeats_desktop.workers.now_playing import LoopStatus, NowPlaying, PlayState

US = 1_000_000
TRACKS = "/org/vectorbeats/track"
NO_TRACK = "/org/mpris/MediaPlayer2/TrackList/NoTrack"
MIME_TYPES = ["audio/mpeg", "audio/flac", "audio/ogg", "audio/mp4", "audio/x-wav", "audio/aac", "audio/x-ms-wma"]
READ = PropertyAccess.READ

Wish = Callable[[str, object], None]
FindCover = Callable[[str], Path | None]
Nothing = Annotated[None, DBusSignature("")]
Texts = Annotated[list[str], DBusSignature("as")]
Metadata = Annotated[dict[str, Variant], DBusSignature("a{sv}")]


class RootInterface(ServiceInterface):
    """The program itself."""

    def __init__(self, wish: Wish, identity: str, desktop_entry: str) -> None:
        super().__init__("org.mpris.MediaPlayer2")
        self._wish, self._identity, self._desktop_entry = wish, identity, desktop_entry

    @dbus_method(name="Raise")
    def raise_window(self) -> Nothing:
        self._wish("raise", None)

    @dbus_method(name="Quit")
    def quit(self) -> Nothing:
        self._wish("quit", None)

    @dbus_property(READ, name="CanQuit")
    def can_quit(self) -> DBusBool:
        return True

    @dbus_property(READ, name="CanRaise")
    def can_raise(self) -> DBusBool:
        return True

    @dbus_property(READ, name="HasTrackList")
    def has_track_list(self) -> DBusBool:
        return False

    @dbus_property(READ, name="Identity")
    def identity(self) -> DBusStr:
        return self._identity

    @dbus_property(READ, name="DesktopEntry")
    def desktop_entry(self) -> DBusStr:
        return self._desktop_entry

    @dbus_property(READ, name="SupportedUriSchemes")
    def supported_uri_schemes(self) -> Texts:
        return ["file"]

    @dbus_property(READ, name="SupportedMimeTypes")
    def supported_mime_types(self) -> Texts:
        return MIME_TYPES


class PlayerInterface(ServiceInterface):
    """What plays, and how it is steered."""

    def __init__(self, wish: Wish, find_cover: FindCover) -> None:
        super().__init__("org.mpris.MediaPlayer2.Player")
        self._wish, self._find_cover = wish, find_cover
        self._now = NowPlaying()
        self._metadata = self._describe()
        self._place = (0.0, time.monotonic())  # seconds of the track, and when it was there

    def show(self, now: NowPlaying) -> None:
        """Tell clients what has changed."""
        before = self._told()
        if now.state is not self._now.state:
            self.put(self._position_s())  # the clock of the old state ends here
        self._now = now
        self._metadata = self._describe()
        after = self._told()
        if changed := {name: value for name, value in after.items() if before[name] != value}:
            self.emit_properties_changed(changed)

    def put(self, position_s: float) -> None:
        """Take note where in the track the player is. No client is told: they know what time it is."""
        self._place = (position_s, time.monotonic())

    @dbus_method(name="Next")
    def next(self) -> Nothing:
        self._wish("next", None)

    @dbus_method(name="Previous")
    def previous(self) -> Nothing:
        self._wish("previous", None)

    @dbus_method(name="Pause")
    def pause(self) -> Nothing:
        self._wish("pause", None)

    @dbus_method(name="PlayPause")
    def play_pause(self) -> Nothing:
        self._wish("toggle", None)

    @dbus_method(name="Stop")
    def stop(self) -> Nothing:
        self._wish("stop", None)

    @dbus_method(name="Play")
    def play(self) -> Nothing:
        self._wish("play", None)

    @dbus_method(name="Seek")
    def seek(self, offset: DBusInt64) -> Nothing:
        place_s = self._position_s() + offset / US
        if self._now.duration_s and place_s > self._now.duration_s:
            self._wish("next", None)  # as the specification has it
        else:
            self._wish("seek", max(0.0, place_s))

    @dbus_method(name="SetPosition")
    def set_position(self, track_id: DBusObjectPath, position: DBusInt64) -> Nothing:
        # Whoever means a track that has ended meanwhile is not listened to; nor who means no place of this one.
        if track_id == self._track_path() and 0 <= position <= self._now.duration_s * US:
            self._wish("seek", position / US)

    @dbus_method(name="OpenUri")
    def open_uri(self, uri: DBusStr) -> Nothing:
        if not uri.startswith("file://"):
            raise DBusError("org.freedesktop.DBus.Error.NotSupported", "Only files of this computer can be played.")
        self._wish("open", uri)

    @dbus_signal(name="Seeked")
    def seeked(self, position: DBusInt64) -> DBusInt64:
        return position

    @dbus_property(READ, name="PlaybackStatus")
    def playback_status(self) -> DBusStr:
        return str(self._now.state)

    @dbus_property(READ, name="Metadata")
    def metadata(self) -> Metadata:
        return self._metadata

    @dbus_property(name="Volume")
    def volume(self) -> DBusDouble:
        return self._now.volume

    @volume.setter  # type: ignore[no-redef]  # mypy knows only property
    def volume(self, volume: DBusDouble) -> None:
        self._wish("volume", min(max(0.0, volume), 1.0))

    @dbus_property(name="LoopStatus")
    def loop_status(self) -> DBusStr:
        return str(self._now.loop)

    @loop_status.setter  # type: ignore[no-redef]  # mypy knows only property
    def loop_status(self, loop: DBusStr) -> None:
        if loop not in set(LoopStatus):
            raise DBusError("org.freedesktop.DBus.Error.InvalidArgs", f"There is no loop status {loop!r}.")
        self._wish("loop", LoopStatus(loop))

    @dbus_property(name="Shuffle")
    def shuffle(self) -> DBusBool:
        return self._now.shuffled

    @shuffle.setter  # type: ignore[no-redef]  # mypy knows only property
    def shuffle(self, shuffled: DBusBool) -> None:
        self._wish("shuffle", shuffled)

    @dbus_property(READ, name="Position")
    def position(self) -> DBusInt64:
        return round(self._position_s() * US)

    @dbus_property(name="Rate")
    def rate(self) -> DBusDouble:
        return 1.0

    @rate.setter  # type: ignore[no-redef]  # mypy knows only property
    def rate(self, rate: DBusDouble) -> None:
        if rate == 0.0:
            self._wish("pause", None)  # as the specification has it; there is no other speed

    @dbus_property(READ, name="MinimumRate")
    def minimum_rate(self) -> DBusDouble:
        return 1.0

    @dbus_property(READ, name="MaximumRate")
    def maximum_rate(self) -> DBusDouble:
        return 1.0

    @dbus_property(READ, name="CanGoNext")
    def can_go_next(self) -> DBusBool:
        return self._now.has_next

    @dbus_property(READ, name="CanGoPrevious")
    def can_go_previous(self) -> DBusBool:
        return self._now.has_previous

    @dbus_property(READ, name="CanPlay")
    def can_play(self) -> DBusBool:
        return self._now.track is not None

    @dbus_property(READ, name="CanPause")
    def can_pause(self) -> DBusBool:
        return self._now.track is not None

    @dbus_property(READ, name="CanSeek")
    def can_seek(self) -> DBusBool:
        return self._now.track is not None and self._now.duration_s > 0

    @dbus_property(READ, name="CanControl")
    def can_control(self) -> DBusBool:
        return True

    def _told(self) -> dict[str, object]:
        """The properties that clients are told of when they change."""
        now = self._now
        present = now.track is not None
        return {
            "PlaybackStatus": str(now.state),
            "Metadata": self._metadata,
            "Volume": now.volume,
            "LoopStatus": str(now.loop),
            "Shuffle": now.shuffled,
            "CanGoNext": now.has_next,
            "CanGoPrevious": now.has_previous,
            "CanPlay": present,
            "CanPause": present,
            "CanSeek": present and now.duration_s > 0,
        }

    def _position_s(self) -> float:
        place_s, at = self._place
        if self._now.state is PlayState.PLAYING:
            place_s += time.monotonic() - at
        return min(place_s, self._now.duration_s) if self._now.duration_s else place_s

    def _track_path(self) -> str:
        return f"{TRACKS}/{self._now.number}" if self._now.track is not None else NO_TRACK

    def _describe(self) -> dict[str, Variant]:
        track, found = self._now.track, {"mpris:trackid": Variant("o", self._track_path())}
        if track is None:
            return found
        found["xesam:title"] = Variant("s", plain(track.name))
        found["xesam:url"] = Variant("s", track.path.absolute().as_uri())
        if self._now.duration_s > 0:
            found["mpris:length"] = Variant("x", round(self._now.duration_s * US))
        if track.tags.artist:
            found["xesam:artist"] = Variant("as", [plain(track.tags.artist)])
        if track.tags.album:
            found["xesam:album"] = Variant("s", plain(track.tags.album))
        if (cover := self._find_cover(track.cover_id)) is not None:
            found["mpris:artUrl"] = Variant("s", cover.absolute().as_uri())
        return found
