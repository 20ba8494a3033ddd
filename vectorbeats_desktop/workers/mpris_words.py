"""What is said over MPRIS: the state of the player as properties of D-Bus, with their types.

The interfaces are those of https://specifications.freedesktop.org/mpris-spec/latest/ in version 2.2.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field

ROOT = "org.mpris.MediaPlayer2"
PLAYER = "org.mpris.MediaPlayer2.Player"
PROPERTIES = "org.freedesktop.DBus.Properties"
INTROSPECTABLE = "org.freedesktop.DBus.Introspectable"
PEER = "org.freedesktop.DBus.Peer"
PATH = "/org/mpris/MediaPlayer2"
TRACK_PATH = "/org/vectorbeats/track"
NO_TRACK = "/org/mpris/MediaPlayer2/TrackList/NoTrack"
MICROSECONDS = 1_000_000
LOOPS = {"off": "None", "one": "Track", "all": "Playlist"}

Value = tuple[str, object]
"""A value with its D-Bus signature, which is how a variant is written."""

CONTENTS = "mpeg flac ogg opus mp4 aac x-wav x-aiff x-ms-wma x-wavpack x-ape x-musepack webm"
MIME_TYPES = [f"audio/{content}" for content in CONTENTS.split()]


@dataclass(frozen=True, slots=True)
class NowPlaying:
    """The state of the player. `place` numbers what plays, so that the same track twice is told apart; 0 is nothing.

    `position_s` is where the track was at `at`, seconds of the monotonic clock; `art_url` and `url` are addresses.
    """

    status: str = "Stopped"  # Playing, Paused or Stopped
    place: int = 0
    title: str = ""
    artist: str = ""
    album: str = ""
    url: str = ""
    art_url: str = ""
    length_s: float = 0.0
    volume: float = 1.0
    loop: str = "off"
    shuffled: bool = False
    can_next: bool = False
    can_previous: bool = False
    position_s: float = 0.0
    at: float = field(default_factory=time.monotonic, compare=False)

    @property
    def track_path(self) -> str:
        return f"{TRACK_PATH}/{self.place}" if self.place else NO_TRACK

    def position_now_us(self) -> int:
        """Where the track is at this moment, in microseconds."""
        ran = time.monotonic() - self.at if self.status == "Playing" else 0.0
        reached = self.position_s + ran
        return round((min(reached, self.length_s) if self.length_s else reached) * MICROSECONDS)


def root_properties(desktop_entry: str, identity: str) -> dict[str, Value]:
    """The properties of the program itself, which never change."""
    return {
        "CanQuit": ("b", True),
        "CanRaise": ("b", True),
        "HasTrackList": ("b", False),
        "Identity": ("s", identity),
        "DesktopEntry": ("s", desktop_entry),
        "SupportedUriSchemes": ("as", ["file"]),
        "SupportedMimeTypes": ("as", MIME_TYPES),
    }


def player_properties(now: NowPlaying) -> dict[str, Value]:
    """The properties of the player but its position, which is asked for and not announced."""
    there = now.place != 0
    return {
        "PlaybackStatus": ("s", now.status),
        "LoopStatus": ("s", LOOPS[now.loop]),
        "Shuffle": ("b", now.shuffled),
        "Rate": ("d", 1.0),
        "MinimumRate": ("d", 1.0),
        "MaximumRate": ("d", 1.0),
        "Metadata": ("a{sv}", metadata(now)),
        "Volume": ("d", now.volume),
        "CanGoNext": ("b", now.can_next),
        "CanGoPrevious": ("b", now.can_previous),
        "CanPlay": ("b", there),
        "CanPause": ("b", there),
        "CanSeek": ("b", there),
        "CanControl": ("b", True),
    }


def metadata(now: NowPlaying) -> dict[str, Value]:
    """What plays, in the words of xesam; what is not known is left out."""
    said: dict[str, Value] = {"mpris:trackid": ("o", now.track_path)}
    if now.length_s > 0:
        said["mpris:length"] = ("x", round(now.length_s * MICROSECONDS))
    for name, text in (("xesam:title", now.title), ("xesam:album", now.album)):
        if text:
            said[name] = ("s", text)
    if now.artist:
        said["xesam:artist"] = ("as", [now.artist])
    for name, address in (("xesam:url", now.url), ("mpris:artUrl", now.art_url)):
        if address:
            said[name] = ("s", address)
    return said


def introspection(root: dict[str, Value], player: dict[str, Value]) -> str:
    """What clients may ask, in D-Bus's XML."""
    writable = {"Volume", "LoopStatus", "Shuffle", "Rate"}
    methods = "".join(f'<method name="{name}"/>' for name in ("Next", "Previous", "Pause", "PlayPause", "Stop", "Play"))
    return (
        '<!DOCTYPE node PUBLIC "-//freedesktop//DTD D-BUS Object Introspection 1.0//EN" '
        '"http://www.freedesktop.org/standards/dbus/1.0/introspect.dtd">'
        f'<node><interface name="{ROOT}"><method name="Raise"/><method name="Quit"/>{_properties(root, set())}'
        f'</interface><interface name="{PLAYER}">{methods}'
        f'<method name="Seek">{_arg("Offset", "x")}</method>'
        f'<method name="SetPosition">{_arg("TrackId", "o")}{_arg("Position", "x")}</method>'
        f'<method name="OpenUri">{_arg("Uri", "s")}</method>'
        '<signal name="Seeked"><arg name="Position" type="x"/></signal>'
        f"{_properties({**player, 'Position': ('x', 0)}, writable)}</interface>"
        f'<interface name="{PROPERTIES}">'
        f'<method name="Get">{_arg("interface", "s")}{_arg("name", "s")}{_arg("value", "v", "out")}</method>'
        f'<method name="GetAll">{_arg("interface", "s")}{_arg("values", "a{sv}", "out")}</method>'
        f'<method name="Set">{_arg("interface", "s")}{_arg("name", "s")}{_arg("value", "v")}</method>'
        '<signal name="PropertiesChanged"><arg name="interface" type="s"/><arg name="changed" type="a{sv}"/>'
        '<arg name="invalidated" type="as"/></signal></interface></node>'
    )


def _arg(name: str, kind: str, way: str = "in") -> str:
    return f'<arg name="{name}" type="{kind}" direction="{way}"/>'


def _properties(table: dict[str, Value], writable: set[str]) -> str:
    return "".join(
        f'<property name="{name}" type="{kind}" access="{"readwrite" if name in writable else "read"}"/>'
        for name, (kind, _value) in table.items()
    )
