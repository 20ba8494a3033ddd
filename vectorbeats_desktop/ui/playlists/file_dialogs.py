"""The dialogs that ask for playlist files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData
from PySide6.QtWidgets import QFileDialog, QWidget

from vectorbeats_desktop.ui.dragging import files_of

PLAYLIST_SUFFIXES = (".m3u8", ".m3u", ".xspf", ".jspf")
NOT_IN_NAMES = '<>:"/\\|?*'  # on one of the systems that the file may be carried to


def ask_for_playlists(parent: QWidget, take: Callable[[Path], object]) -> None:
    """Open a dialog; `take` is called with each file that the person chose."""
    dialog = QFileDialog(parent, _say("Import playlists"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    patterns = " ".join(f"*{suffix}" for suffix in PLAYLIST_SUFFIXES)
    dialog.setNameFilters([_say("Playlists ({0})").format(patterns), _say("All files (*)")])
    dialog.filesSelected.connect(lambda names: [take(Path(name)) for name in names])
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def ask_where_to_export(parent: QWidget, name: str, take: Callable[[Path], object]) -> None:
    """Open a dialog that begins with the playlist's name; `take` is called with the file that the person chose."""
    dialog = QFileDialog(parent, _say("Export the playlist"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    filters = {
        _say("M3U8 playlist (*.m3u8)"): "m3u8",
        _say("XSPF playlist (*.xspf)"): "xspf",
        _say("JSPF playlist (*.jspf)"): "jspf",
    }
    dialog.setNameFilters(list(filters))
    dialog.setDefaultSuffix("m3u8")  # so that it is in the name before the dialog asks whether to replace a file
    dialog.filterSelected.connect(lambda chosen: _take_suffix(dialog, filters[chosen]))
    dialog.selectFile(f"{file_name(name)}.m3u8")
    dialog.filesSelected.connect(lambda names: take(Path(names[0])))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _take_suffix(dialog: QFileDialog, suffix: str) -> None:
    dialog.setDefaultSuffix(suffix)
    typed = Path(dialog.selectedFiles()[0]).name if dialog.selectedFiles() else ""
    if Path(typed).suffix in PLAYLIST_SUFFIXES:
        dialog.selectFile(str(Path(typed).with_suffix(f".{suffix}")))


def file_name(name: str) -> str:
    """A playlist's name as a file can have it on every system."""
    plain = "".join("_" if letter in NOT_IN_NAMES else letter for letter in name).strip(" .")
    return plain or _say("Playlist")


def playlist_files(mime: QMimeData) -> list[Path]:
    """The playlist files of this computer in a drop; cheap, as it is asked while the pointer moves."""
    return [path for path in files_of(mime) if path.suffix.lower() in PLAYLIST_SUFFIXES]


def _say(text: str) -> str:
    return QCoreApplication.translate("PlaylistDialogs", text)
