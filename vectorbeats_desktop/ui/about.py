"""What program this is, and under which terms it may be passed on."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from vectorbeats_desktop import __version__
from vectorbeats_desktop.engine.paths import licences


class AboutBox(QMessageBox):
    """Says the version and the licences; in a frozen program it leads to their texts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About VectorBeats"))
        self.setText(f"VectorBeats {__version__}")
        self._folder = licences()
        of_source = self.tr("The program's own source is under the Apache License 2.0.")
        of_bundle = self.tr(
            "This bundle also holds Qt (LGPL 3) and FFmpeg with x264 and x265 (GPL), and is therefore passed on as a "
            "whole under the GNU General Public License, version 3 or later."
        )
        self.setInformativeText(of_source if self._folder is None else f"{of_source}\n\n{of_bundle}")
        self.addButton(QMessageBox.StandardButton.Close)
        if self._folder is not None:
            texts = self.addButton(self.tr("Show licences"), QMessageBox.ButtonRole.ActionRole)
            texts.clicked.connect(self._show_licences)

    def _show_licences(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
