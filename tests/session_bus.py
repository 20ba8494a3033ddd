"""A D-Bus of a test's own, and a client on it in a thread, as a desktop's media widget has one."""

from __future__ import annotations

import asyncio
import subprocess
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, TypeVar

from dbus_fast import Message, MessageType, Variant
from dbus_fast.aio import MessageBus

PATH = "/org/mpris/MediaPlayer2"
ROOT = "org.mpris.MediaPlayer2"
PLAYER = "org.mpris.MediaPlayer2.Player"
PROPERTIES = "org.freedesktop.DBus.Properties"
WAIT_S = 10.0

Answer = TypeVar("Answer")


class SessionBus:
    """A daemon that ends with `close`."""

    def __init__(self) -> None:
        self._daemon = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address"], stdout=subprocess.PIPE, text=True
        )
        assert self._daemon.stdout is not None
        self.address = self._daemon.stdout.readline().strip()

    def close(self) -> None:
        self._daemon.terminate()
        self._daemon.wait(WAIT_S)
        assert self._daemon.stdout is not None
        self._daemon.stdout.close()


@dataclass(slots=True)
class Heard:
    """Signals that came, in order: (member, body)."""

    signals: list[tuple[str, list[Any]]] = field(default_factory=list)

    def changes(self) -> dict[str, Any]:
        """Every property as it was told last."""
        told: dict[str, Any] = {}
        for member, body in self.signals:
            if member == "PropertiesChanged" and body[0] == PLAYER:
                told |= {name: variant.value for name, variant in body[1].items()}
        return told

    def seeks(self) -> list[int]:
        return [body[0] for member, body in self.signals if member == "Seeked"]


class BusClient:
    """Asks one program on the bus. Each call waits for its answer, so it is made while Qt's loop runs elsewhere."""

    def __init__(self, address: str, name: str) -> None:
        self._name, self.heard = name, Heard()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="bus client")
        self._thread.start()
        self._bus = self._run(self._connect(address)).result(WAIT_S)

    def call(self, interface: str, member: str, signature: str = "", *body: object) -> Future[list[Any]]:
        """Call a method; the future holds what it answers, or raises AssertionError with the bus's error."""
        message = Message(self._name, PATH, interface, member, signature=signature, body=list(body))
        return self._run(self._ask(message))

    def get(self, name: str, interface: str = PLAYER) -> Any:
        (variant,) = self.call(PROPERTIES, "Get", "ss", interface, name).result(WAIT_S)
        return variant.value

    def put(self, name: str, signature: str, value: object) -> None:
        self.call(PROPERTIES, "Set", "ssv", PLAYER, name, Variant(signature, value)).result(WAIT_S)

    def names(self) -> list[str]:
        message = Message("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "ListNames")
        (names,) = self._run(self._ask(message)).result(WAIT_S)
        return list(names)

    def close(self) -> None:
        self._bus.disconnect()
        self._run(self._bus.wait_for_disconnect()).result(WAIT_S)  # type: ignore[no-untyped-call]
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(WAIT_S)
        self._loop.close()

    def _run(self, asked: Coroutine[Any, Any, Answer]) -> Future[Answer]:
        return asyncio.run_coroutine_threadsafe(asked, self._loop)

    async def _connect(self, address: str) -> MessageBus:
        bus = await MessageBus(bus_address=address).connect()
        bus.add_message_handler(self._on_message)
        rule = f"type='signal',sender='{self._name}',path='{PATH}'"
        await bus.call(
            Message(
                "org.freedesktop.DBus",
                "/org/freedesktop/DBus",
                "org.freedesktop.DBus",
                "AddMatch",
                signature="s",
                body=[rule],
            )
        )
        return bus

    async def _ask(self, message: Message) -> list[Any]:
        answer = await self._bus.call(message)
        assert answer is not None
        assert answer.message_type is not MessageType.ERROR, (answer.error_name, answer.body)
        return list(answer.body)

    def _on_message(self, message: Message) -> None:
        if message.message_type is MessageType.SIGNAL and message.path == PATH:
            self.heard.signals.append((message.member or "", list(message.body)))
