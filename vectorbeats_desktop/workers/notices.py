"""Notices of the desktop (specifications.freedesktop.org/notification-spec), sent in the loop of the session bus."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from dbus_fast import Message, MessageType, Variant
from dbus_fast.aio import MessageBus

NAME = INTERFACE = "org.freedesktop.Notifications"
OBJECT_PATH = "/org/freedesktop/Notifications"
AS_THE_DESKTOP_HAS_IT = -1  # milliseconds for which it is shown
LOW = 0  # urgency

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Notice:
    """What plays now, in a title and a line; `cover_id` names the picture beside them."""

    title: str
    text: str
    cover_id: str


class Notices:
    """Shows the newest notice in place of the one before. Where no desktop shows any, it does nothing."""

    def __init__(
        self, bus: MessageBus, identity: str, desktop_entry: str, find_cover: Callable[[str], Path | None]
    ) -> None:
        self._bus, self._identity, self._desktop_entry, self._find_cover = bus, identity, desktop_entry, find_cover
        self._next: Notice | None = None
        self._task: asyncio.Task[None] | None = None
        self._shown = 0  # the id that the desktop gave the last one
        self._markup: bool | None = None  # whether it reads the text as HTML; None until it has been asked

    def post(self, title: str, text: str, cover_id: str) -> None:
        """Show this one soon; of several at once, only the last."""
        self._next = Notice(title, text, cover_id)
        if self._task is None or self._task.done():
            self._task = asyncio.ensure_future(self._send())

    async def _send(self) -> None:
        while (notice := self._next) is not None:
            self._next = None
            if self._markup is None:
                known = await self._ask("GetCapabilities")
                self._markup = known is not None and "body-markup" in known[0]
            answer = await self._ask("Notify", "susssasa{sv}i", *self._body(notice))
            self._shown = answer[0] if answer is not None else 0

    def _body(self, notice: Notice) -> tuple[object, ...]:
        hints = {
            "desktop-entry": Variant("s", self._desktop_entry),
            "urgency": Variant("y", LOW),
            "suppress-sound": Variant("b", True),  # music plays
            "transient": Variant("b", True),
        }
        if (cover := self._find_cover(notice.cover_id)) is not None:
            hints["image-path"] = Variant("s", cover.absolute().as_uri())
        text = escape(notice.text, quote=False) if self._markup else notice.text
        icon = self._desktop_entry
        return self._identity, self._shown, icon, plain(notice.title), plain(text), [], hints, AS_THE_DESKTOP_HAS_IT

    async def _ask(self, member: str, signature: str = "", *body: object) -> list[Any] | None:
        message = Message(NAME, OBJECT_PATH, INTERFACE, member, signature=signature, body=list(body))
        answer = await self._bus.call(message)
        if answer is None or answer.message_type is MessageType.ERROR:
            reason = answer.error_name if answer is not None else "no answer"
            log.info("the desktop shows no notices", extra={"reason": reason})
            return None
        return list(answer.body)


def plain(words: str) -> str:
    """Without what D-Bus refuses: halves of characters, from names that are no Unicode, and zeros."""
    return words.encode("utf-8", "replace").decode("utf-8").replace("\0", "")
