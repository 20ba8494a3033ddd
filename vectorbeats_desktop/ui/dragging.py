"""What is dragged within the window, out of it and into it: files, and playlists by their names."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QByteArray, QMimeData, QUrl

from vectorbeats_desktop.engine.records import Track

URI_LIST = "text/uri-list"
PLAYLIST = "application/x-vectorbeats-playlist"
"""The name of a saved playlist, which no other program knows."""


def files_mime(paths: Iterable[Path | str]) -> QMimeData:
    """Files, as every program takes them."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def tracks_mime(tracks: Iterable[Track]) -> QMimeData:
    """The files of tracks."""
    return files_mime(track.path for track in tracks)


def playlist_mime(name: str) -> QMimeData:
    """A saved playlist."""
    mime = QMimeData()
    mime.setData(PLAYLIST, QByteArray(name.encode()))
    return mime


def playlist_of(mime: QMimeData) -> str:
    """The name of the playlist that is dragged; empty when it is something else."""
    return bytes(mime.data(PLAYLIST).data()).decode()


def files_of(mime: QMimeData) -> list[Path]:
    """The files and folders of this computer that are dragged."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()] if mime.hasUrls() else []


def offers_tracks(mime: QMimeData) -> bool:
    """Whether a drag may hold music; cheap, as it is asked while the pointer moves."""
    return mime.hasUrls() or mime.hasFormat(PLAYLIST)
