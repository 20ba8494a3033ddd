"""The part of a desktop that shows notices, on a bus of the test's own: it writes down what it was asked to show."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass
from typing import Annotated, Any

from dbus_fast import Variant
from dbus_fast.aio import MessageBus
from dbus_fast.annotations import DBusInt32, DBusSignature, DBusStr, DBusUInt32
from dbus_fast.service import ServiceInterface, dbus_method

NAME = "org.freedesktop.Notifications"
WAIT_S = 10.0


@dataclass(frozen=True)
class Shown:
    """A notice as it came."""

    program: str
    replaced: int
    title: str
    text: str
    hints: dict[str, Any]


class _Interface(ServiceInterface):
    def __init__(self, capabilities: list[str]) -> None:
        super().__init__(NAME)
        self.capabilities, self.shown = capabilities, list[Shown]()

    @dbus_method(name="GetCapabilities")
    def get_capabilities(self) -> Annotated[list[str], DBusSignature("as")]:
        return self.capabilities

    @dbus_method(name="Notify")
    def notify(
        self,
        program: DBusStr,
        replaced: DBusUInt32,
        icon: DBusStr,
        title: DBusStr,
        text: DBusStr,
        actions: Annotated[list[str], DBusSignature("as")],
        hints: Annotated[dict[str, Variant], DBusSignature("a{sv}")],
        timeout: DBusInt32,
    ) -> DBusUInt32:
        self.shown.append(Shown(program, replaced, title, text, {key: one.value for key, one in hints.items()}))
        return replaced or 41 + len(self.shown)


class NotificationService:
    """Runs in a thread until `close`."""

    def __init__(self, address: str, capabilities: list[str]) -> None:
        self._interface = _Interface(capabilities)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="notification service")
        self._thread.start()
        self._bus = asyncio.run_coroutine_threadsafe(self._serve(address), self._loop).result(WAIT_S)

    @property
    def shown(self) -> list[Shown]:
        return self._interface.shown

    def close(self) -> None:
        asyncio.run_coroutine_threadsafe(self._leave(), self._loop).result(WAIT_S)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(WAIT_S)
        self._loop.close()

    async def _serve(self, address: str) -> MessageBus:
        bus = await MessageBus(bus_address=address).connect()
        bus.export("/org/freedesktop/Notifications", self._interface)
        await bus.request_name(NAME)
        return bus

    async def _leave(self) -> None:
        self._bus.disconnect()
        await self._bus.wait_for_disconnect()  # type: ignore[no-untyped-call]
