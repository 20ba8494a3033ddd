"""The dialog that asks for pictures and music to look with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from vectorbeats_desktop.engine.library.scan import AUDIO_SUFFIXES
from vectorbeats_desktop.engine.playlists.files import READ as PLAYLIST_SUFFIXES
from vectorbeats_desktop.ui.discover.intake import PICTURE_SUFFIXES, dialog_patterns


def ask_for_files(parent: QWidget, take: Callable[[list[Path]], None]) -> None:
    """Open the dialog; `take` is called with what the person chose."""
    pictures, music = dialog_patterns(PICTURE_SUFFIXES), dialog_patterns(AUDIO_SUFFIXES)
    dialog = QFileDialog(parent, _say("Look with these"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilters(
        [
            _say("Pictures and music ({0})").format(f"{pictures} {music}"),
            _say("Pictures ({0})").format(pictures),
            _say("Music ({0})").format(music),
            _say("Playlists ({0})").format(dialog_patterns(PLAYLIST_SUFFIXES)),
            _say("All files (*)"),
        ]
    )
    dialog.filesSelected.connect(lambda names: take([Path(name) for name in names]))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _say(text: str) -> str:
    return QCoreApplication.translate("FilesDialog", text)
