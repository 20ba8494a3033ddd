"""The player on the session's D-Bus, as MPRIS has it: media keys, the desktop's player controls, headsets.

Qt's own D-Bus module writes a small whole number as 32 bits whatever the interface asks for, and a track's
length takes 64; so the bus is spoken to by jeepney, in a thread of its own.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Mapping
from typing import Any

from jeepney import (
    DBusAddress,
    DBusErrorResponse,
    Message,
    MessageType,
    message_bus,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.auth import AuthenticationError
from jeepney.io.threading import DBusConnection, ReceiveStopped, open_dbus_connection
from PySide6.QtCore import QObject, Signal

from vectorbeats_desktop.workers import mpris_words as words
from vectorbeats_desktop.workers.mpris_words import MICROSECONDS, NowPlaying, Value

JOIN_S = 5.0
OURS = 1  # RequestName's answer when we have the name now
DO_NOT_QUEUE = 4  # do not wait in line for the name

log = logging.getLogger(__name__)


class MediaBus(QObject):
    """Tells the desktop what plays, and passes on what it asks for. Signals come in the thread that made it.

    Without a session bus it quietly does nothing.
    """

    asked = Signal(str)  # Raise, Quit, PlayPause, Play, Pause, Stop, Next, Previous
    seek_asked = Signal(float)  # seconds on, or back
    position_asked = Signal(int, float)  # the number of what plays (see NowPlaying), and the second to go to
    open_asked = Signal(str)  # an address
    volume_asked = Signal(float)  # from 0 to 1
    loop_asked = Signal(str)  # off, one or all
    shuffle_asked = Signal(bool)

    def __init__(self, desktop_entry: str, identity: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = words.root_properties(desktop_entry, identity)
        self._entry = desktop_entry
        self._now = NowPlaying()
        self._lock = threading.Lock()
        self._connection: DBusConnection | None = None
        self._closing = False
        self._thread = threading.Thread(target=self._serve, name="media-bus", daemon=True)
        self._thread.start()

    def show(self, now: NowPlaying) -> None:
        """Tell the desktop of a new state; only what has changed is sent."""
        with self._lock:
            before, self._now = words.player_properties(self._now), now
            connection = self._connection
        after = words.player_properties(now)
        if connection is not None and (changed := {k: v for k, v in after.items() if before[k] != v}):
            self._signal(connection, words.PROPERTIES, "PropertiesChanged", "sa{sv}as", (words.PLAYER, changed, []))

    def jumped(self, now: NowPlaying) -> None:
        """Tell the desktop that the position has changed otherwise than by playing on."""
        self.show(now)
        if (connection := self._connection) is not None:
            self._signal(connection, words.PLAYER, "Seeked", "x", (round(now.position_s * MICROSECONDS),))

    def close(self) -> bool:
        """Leave the bus; say whether the thread has ended."""
        with self._lock:
            self._closing = True
            if self._connection is not None:
                self._connection.interrupt()
        self._thread.join(JOIN_S)
        return not self._thread.is_alive()

    def _serve(self) -> None:
        try:
            connection = open_dbus_connection("SESSION")
        except (OSError, KeyError, RuntimeError, AuthenticationError, DBusErrorResponse) as error:
            log.info("no media keys: there is no session bus", extra={"reason": str(error) or type(error).__name__})
            return
        try:
            self._answer_all(connection)
        except ReceiveStopped:
            pass
        except OSError as error:  # also when the bus has ended, as it does when the person logs out
            log.info("the session bus is gone", extra={"reason": str(error)})
        finally:
            with self._lock:
                self._connection = None
            connection.close()

    def _answer_all(self, connection: DBusConnection) -> None:
        with self._lock:
            if self._closing:
                return
            self._connection = connection
        name = f"{words.ROOT}.{self._entry}"
        names = iter((name, f"{name}.instance{os.getpid()}"))  # the second where another data folder's window is
        connection.send(message_bus.RequestName(next(names), DO_NOT_QUEUE))
        # The answer comes among the calls, the first of which may be there before it is looked at.
        while True:
            message = connection.receive()
            kind = message.header.message_type
            if kind is MessageType.method_call:
                connection.send(self._answer(message))
            elif kind is MessageType.method_return and message.body != (OURS,) and (other := next(names, "")):
                connection.send(message_bus.RequestName(other, DO_NOT_QUEUE))

    def _answer(self, call: Message) -> Message:
        fields = {key.name: value for key, value in call.header.fields.items()}
        interface, member = str(fields.get("interface", "")), str(fields.get("member", ""))
        if interface == words.PEER and member == "Ping":
            return new_method_return(call)
        if fields.get("path") != words.PATH:
            return _refuse(call, "UnknownObject", f"There is nothing at {fields.get('path')}.")
        if interface == words.INTROSPECTABLE:
            text = words.introspection(self._root, words.player_properties(self._now))
            return new_method_return(call, "s", (text,))
        try:
            if interface == words.PROPERTIES:
                return self._answer_property(call, member)
            return self._obey(call, member)
        except LookupError:
            return _refuse(call, "UnknownMethod", f"{member} is not known here.")
        except (TypeError, ValueError):
            return _refuse(call, "InvalidArgs", f"{member} takes other arguments.")

    def _answer_property(self, call: Message, member: str) -> Message:
        table = self._table(call.body[0])
        if member == "GetAll":
            return new_method_return(call, "a{sv}", (dict(table),))
        name = call.body[1]
        if name not in table:
            return _refuse(call, "UnknownProperty", f"There is no property {name}.")
        if member == "Get":
            return new_method_return(call, "v", (table[name],))
        if member != "Set":
            raise LookupError(member)
        return self._set(call, name, call.body[2][1])

    def _table(self, interface: str) -> Mapping[str, Value]:
        if interface == words.ROOT:
            return self._root
        if interface != words.PLAYER:
            raise LookupError(interface)
        with self._lock:
            now = self._now
        return {**words.player_properties(now), "Position": ("x", now.position_now_us())}

    def _set(self, call: Message, name: str, value: Any) -> Message:
        if name == "Volume":
            self.volume_asked.emit(min(max(0.0, float(value)), 1.0))
        elif name == "Shuffle":
            self.shuffle_asked.emit(bool(value))
        elif name == "LoopStatus":
            kept = {said: loop for loop, said in words.LOOPS.items()}
            if value not in kept:
                raise ValueError(value)
            self.loop_asked.emit(kept[value])
        elif name != "Rate":  # there is one rate, and setting it changes nothing
            return _refuse(call, "PropertyReadOnly", f"{name} cannot be set.")
        return new_method_return(call)

    def _obey(self, call: Message, member: str) -> Message:
        if member == "Seek":
            self.seek_asked.emit(call.body[0] / MICROSECONDS)
        elif member == "SetPosition":
            path, position = call.body
            with self._lock:
                now = self._now
            if path == now.track_path and 0 <= position <= now.length_s * MICROSECONDS:  # else it came too late
                self.position_asked.emit(now.place, position / MICROSECONDS)
        elif member == "OpenUri":
            self.open_asked.emit(call.body[0])
        elif member in ("Raise", "Quit", "PlayPause", "Play", "Pause", "Stop", "Next", "Previous"):
            self.asked.emit(member)
        else:
            raise LookupError(member)
        return new_method_return(call)

    def _signal(
        self, connection: DBusConnection, interface: str, name: str, signature: str, body: tuple[Any, ...]
    ) -> None:
        try:
            connection.send(new_signal(DBusAddress(words.PATH, interface=interface), name, signature, body))
        except OSError as error:
            log.info("the session bus does not take a message", extra={"reason": str(error)})


def _refuse(call: Message, kind: str, text: str) -> Message:
    return new_error(call, f"org.freedesktop.DBus.Error.{kind}", "s", (text,))
