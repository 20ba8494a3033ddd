"""A thread on the session bus of a Linux desktop: MPRIS for its keys and widgets, and notices of what plays."""

from __future__ import annotations

import asyncio
import logging
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vectorbeats_desktop.workers.now_playing import NowPlaying

if TYPE_CHECKING:  # imported by the thread, so that the window need not wait for it
    from dbus_fast.aio import MessageBus

    from vectorbeats_desktop.workers.mpris_interfaces import PlayerInterface
    from vectorbeats_desktop.workers.notices import Notices

BUS_NAME = "org.mpris.MediaPlayer2.vectorbeats"
OBJECT_PATH = "/org/mpris/MediaPlayer2"
SHUT_WAIT_S = 5.0

log = logging.getLogger(__name__)


class MprisBus(QObject):
    """Shows the player to the desktop and passes on what is wished there. Without a session bus it does nothing."""

    wished = Signal(str, object)  # what, and with which value; emitted in the bus's thread
    ready = Signal(str)  # the name under which it is on the bus

    def __init__(
        self, identity: str, desktop_entry: str, find_cover: Callable[[str], Path | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._identity, self._desktop_entry, self._find_cover = identity, desktop_entry, find_cover
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._player: PlayerInterface | None = None
        self._notices: Notices | None = None
        self._end: asyncio.Event | None = None
        self._now = NowPlaying()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="mpris", daemon=True)

    def start(self) -> None:
        """Look for the session bus, and be on it from now on."""
        self._thread.start()

    def show(self, now: NowPlaying) -> None:
        """Tell the desktop what plays."""
        with self._lock:
            self._now = now
        self._call(lambda player: player.show(now))

    def put(self, position_s: float) -> None:
        """Take note where in the track the player is."""
        self._call(lambda player: player.put(position_s))

    def tell_seeked(self, position_s: float) -> None:
        """Say that the player has gone to another place of the track."""

        def tell(player: PlayerInterface) -> None:
            player.put(position_s)
            player.seeked(round(position_s * 1_000_000))

        self._call(tell)

    def notify(self, title: str, text: str, cover_id: str = "") -> None:
        """Let the desktop show a notice, with a cover, in place of the one before."""
        with self._lock:
            if self._loop is not None and self._notices is not None:
                self._loop.call_soon_threadsafe(self._notices.post, title, text, cover_id)

    def shut(self) -> bool:
        """Leave the bus; say whether the thread has ended."""
        with self._lock:
            self._closed = True
            loop, end = self._loop, self._end
            if loop is not None and end is not None:
                loop.call_soon_threadsafe(end.set)
        if self._thread.ident is not None:
            self._thread.join(SHUT_WAIT_S)
        return not self._thread.is_alive()

    def _call(self, act: Callable[[PlayerInterface], None]) -> None:
        with self._lock:
            if self._loop is not None and self._player is not None:
                self._loop.call_soon_threadsafe(act, self._player)

    def _run(self) -> None:
        from dbus_fast import DBusFastError

        try:
            asyncio.run(self._serve())
        except (DBusFastError, OSError, EOFError) as error:
            log.info("the desktop's media keys are not reached", extra={"reason": str(error)})

    async def _serve(self) -> None:
        from dbus_fast import BusType
        from dbus_fast.aio import MessageBus

        from vectorbeats_desktop.workers.mpris_interfaces import PlayerInterface, RootInterface
        from vectorbeats_desktop.workers.notices import Notices

        bus = await MessageBus(bus_type=BusType.SESSION).connect()
        player = PlayerInterface(self.wished.emit, self._find_cover)
        player.show(self._now)
        bus.export(OBJECT_PATH, RootInterface(self.wished.emit, self._identity, self._desktop_entry))
        bus.export(OBJECT_PATH, player)
        name = await _own_name(bus)
        end = asyncio.Event()
        with self._lock:
            self._loop, self._player, self._end = asyncio.get_running_loop(), player, end
            self._notices = Notices(bus, self._identity, self._desktop_entry, self._find_cover)
            if self._closed:
                end.set()
            player.show(self._now)
        self.ready.emit(name)
        gone = asyncio.ensure_future(bus.wait_for_disconnect())  # type: ignore[no-untyped-call]
        await asyncio.wait((asyncio.ensure_future(end.wait()), gone), return_when=asyncio.FIRST_COMPLETED)
        with self._lock:
            self._loop = self._player = self._end = self._notices = None
        if not gone.done():
            bus.disconnect()
        await gone


async def _own_name(bus: MessageBus) -> str:
    """Take the program's name, or, when another window has it, one of this process (as the specification has it)."""
    from dbus_fast import NameFlag, RequestNameReply

    if await bus.request_name(BUS_NAME, NameFlag.DO_NOT_QUEUE) is RequestNameReply.PRIMARY_OWNER:
        return BUS_NAME
    name = f"{BUS_NAME}.instance{os.getpid()}"
    await bus.request_name(name, NameFlag.DO_NOT_QUEUE)
    return name
