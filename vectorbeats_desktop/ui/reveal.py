"""Shows a file in the system's file manager."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices

SERVICE, PLACE, INTERFACE = (
    "org.freedesktop.FileManager1",
    "/org/freedesktop/FileManager1",
    "org.freedesktop.FileManager1",
)


def reveal(path: Path) -> None:
    """Open the folder of a file, with the file chosen where the file manager can do that; returns at once."""
    if sys.platform == "win32":
        QProcess.startDetached("explorer", ["/select,", str(path)])
    elif sys.platform == "darwin":
        QProcess.startDetached("open", ["-R", str(path)])
    elif not _by_file_manager(path):
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def _by_file_manager(path: Path) -> bool:
    """Ask a file manager that speaks the freedesktop interface; False where none answers to its name."""
    from PySide6.QtDBus import QDBusConnection, QDBusMessage  # few ever need it

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected() or not bus.interface().isServiceRegistered(SERVICE).value():
        return False
    message = QDBusMessage.createMethodCall(SERVICE, PLACE, INTERFACE, "ShowItems")
    message.setArguments([[QUrl.fromLocalFile(str(path)).toString()], ""])
    return bus.send(message)
