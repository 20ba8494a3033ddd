"""Saved playlists on the left, the tracks of the chosen one on the right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.records import Playlist, Track
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.elided_label import ElidedLabel
from vectorbeats_desktop.ui.icons import IconButton, beside_text, icon
from vectorbeats_desktop.ui.playlists.editable_list import EditableList
from vectorbeats_desktop.ui.playlists.file_dialogs import ask_for_playlists, ask_where_to_export
from vectorbeats_desktop.ui.playlists.playlist_list import PlaylistList
from vectorbeats_desktop.ui.playlists.saving import PlaylistSaver
from vectorbeats_desktop.ui.playlists.smart_bar import SmartBar
from vectorbeats_desktop.ui.playlists.smart_making import SmartMaker
from vectorbeats_desktop.ui.playlists.spotify_saving import SpotifySaver
from vectorbeats_desktop.ui.state_panel import StatePanel
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.job import Job

if TYPE_CHECKING:  # the engine's part is loaded with the session
    from vectorbeats_desktop.engine.playlists.saved import ImportedPlaylist, RemovedPlaylist
    from vectorbeats_desktop.workers.smart_actions import FilledPlaylist

LIST_WIDTH, TRACKS_WIDTH = 220, 800
LEAST_OF_LIST = 150
EMPTY, FULL = 1, 2


class SavedPane(QWidget):
    """What can be done with playlists; it shows what it is told is there."""

    said = Signal(str, str, object)  # what happened, the name of a button that takes it back, and what that does

    def __init__(self, actions: Actions, covers: CoverCache, saver: PlaylistSaver, parent: QWidget) -> None:
        super().__init__(parent)
        self._actions, self._saver = actions, saver
        self._reading: Job | None = None
        self._writing = 0  # changes of the order that are on their way
        self._playable: Sequence[Track] = ()
        self.maker = SmartMaker(actions, saver, self)
        self.spotify = SpotifySaver(actions, self)
        self.list = PlaylistList(self)
        self.title = ElidedLabel(self)
        self.length = QLabel(self)
        self.play = QPushButton(icon("play", "on_accent"), self.tr("Play"), self)
        self.rename = IconButton("rename", self.tr("Rename…"), self)
        self.export = IconButton("export", self.tr("Export…"), self)
        self.delete = IconButton("remove", self.tr("Delete the playlist"), self)
        self.smart = SmartBar(actions, self.maker, self)
        self.table = EditableList(covers, self)
        self.empty = StatePanel("playlists", self)
        self._stack = QStackedWidget(self)
        self._build()
        self._connect()

    def show_playlists(self, playlists: Sequence[Playlist], choose: str = "") -> None:
        """Show these; their tracks are read anew. `choose` names the one to be chosen."""
        self._stack.setCurrentIndex(FULL if playlists else EMPTY)
        self.list.show_playlists(playlists, choose)
        self._read(self.list.name)

    def import_files(self, paths: Sequence[Path]) -> None:
        """Save what these playlist files name, each as a playlist of its own."""
        for path in paths:
            job = self._actions.playlists.import_file(path)
            job.succeeded.connect(self._on_imported)

    def import_dialog(self) -> None:
        """Ask for playlist files to import."""
        ask_for_playlists(self, lambda path: self.import_files([path]))

    def focus_list(self) -> None:
        """Go to the list, or to the button that fills it."""
        (self.empty if self._stack.currentIndex() == EMPTY else self.list).setFocus()

    def _build(self) -> None:
        self.title.setObjectName("sectionTitle")
        self.length.setObjectName("muted")
        self.play.setProperty("kind", "primary")
        self.play.setIconSize(beside_text(16))
        self.list.setMinimumWidth(LEAST_OF_LIST)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self.title)
        names.addWidget(self.length)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addLayout(names, 1)
        for button in (self.rename, self.export, self.delete):
            head.addWidget(button)
        head.addSpacing(4)
        head.addWidget(self.play)
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.smart)
        column.addWidget(self.table, 1)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([LIST_WIDTH, TRACKS_WIDTH])
        self._fill_empty()
        for page in (QWidget(self), self.empty, split):  # the first until it is known what there is
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 16)
        layout.addWidget(self._stack)

    def _fill_empty(self) -> None:
        self.empty.say(
            self.tr("No playlists yet"),
            self.tr(
                "Keep what you found: save the results of a search, the queue, a path, or tracks of the library "
                "from their menu. Playlists of other players can be imported or dropped here. A smart playlist fills "
                "itself by rules."
            ),
        )
        button = self.empty.add_button(self.tr("Import a playlist…"), self.import_dialog, primary=True)
        self.empty.add_button(self.tr("New smart playlist…"), self.maker.new)
        self.empty.setFocusProxy(button)

    def _connect(self) -> None:
        self.list.chosen.connect(self._read)
        self.table.edited.connect(self._write_order)
        self.table.refused.connect(self._say_why_fixed)
        self.smart.filled.connect(self._on_filled)
        self.smart.failed.connect(self._on_unfilled)
        self.list.edit_requested.connect(self.smart.edit.click)
        self.list.freeze_requested.connect(self.smart.freeze.click)
        self.list.play_requested.connect(self._play)
        self.list.rename_requested.connect(self._rename)
        self.list.export_requested.connect(self._export)
        self.list.delete_requested.connect(self._delete)
        self.list.spotify_requested.connect(lambda: self.spotify.save(self.list.name))
        self.spotify.offered.connect(self.list.offer_spotify)
        self.spotify.said.connect(self.said)
        self.spotify.refresh()
        self.play.clicked.connect(self._play)
        self.rename.clicked.connect(self._rename)
        self.export.clicked.connect(self._export)
        self.delete.clicked.connect(self._delete)

    def _read(self, name: str) -> None:
        if name != self.title.text():
            self._show(name, [])
        self._reading = None
        if self.list.smart:
            if not self._playable:
                self.length.setText(self.tr("Being filled…"))
            self.smart.fill(name)
            return
        self.smart.leave()
        if not name:
            return
        job = self._actions.playlists.tracks(name)
        self._reading = job
        job.succeeded.connect(partial(self._on_tracks, job, name))

    def _on_tracks(self, job: Job, name: str, tracks: list[Track]) -> None:
        if job is self._reading and not self._writing:  # else it would show an order of before
            self._show(name, tracks)

    def _on_filled(self, name: str, found: FilledPlaylist) -> None:
        session = self._actions.session
        if session is None:
            return
        filled = found.filled
        self._name(name, found.first, fixed=True)
        self.table.show_files(filled.file_ids, session.catalog.rows)
        self.list.playlists.set_count(name, filled.count)
        said = (wording.tracks(filled.count), wording.long_duration(filled.seconds))
        self.length.setText(" · ".join(text for text in said if text))

    def _on_unfilled(self, name: str) -> None:
        self._show(name, [])
        self.length.setText("")  # nobody knows how many it would hold

    def _show(self, name: str, tracks: list[Track]) -> None:
        missing = self._missing(tracks)
        self._name(name, tracks, fixed=bool(missing))  # what is away would lose its place
        self.table.show_tracks(tracks)
        self.length.setText(self._how_long(tracks, missing))

    def _name(self, name: str, playable: Sequence[Track], *, fixed: bool) -> None:
        self.title.setText(name)
        self.table.setAccessibleName(self.tr("Tracks of {0}").format(name))
        self.table.fixed = fixed
        self._playable = playable
        for button in (self.play, self.export):
            button.setEnabled(bool(playable))

    def _missing(self, tracks: list[Track]) -> int:
        """How many of the chosen playlist's tracks the library does not have now."""
        playlist = self.list.playlists.playlist(self.list.currentIndex().row())
        return max(0, playlist.count - len(tracks)) if playlist is not None and tracks else 0

    def _how_long(self, tracks: list[Track], missing: int = 0) -> str:
        said = [wording.tracks(len(tracks)), wording.playing_time(tracks)]
        if missing:
            many = self.tr("{0} more are not in the library now").format(wording.number(missing))
            said.append(self.tr("1 more is not in the library now") if missing == 1 else many)
        return " · ".join(text for text in said if text)

    def _write_order(self, tracks: list[Track]) -> None:
        name = self.list.name
        if not tracks:
            self._delete()
            return
        self._writing += 1
        self.length.setText(self._how_long(tracks))
        job = self._actions.playlists.save(name, tracks, replace=True)
        for ended in (job.succeeded, job.failed, job.cancelled):
            ended.connect(self._on_written)

    def _on_written(self, _outcome: object = None) -> None:
        self._writing -= 1

    def _say_why_fixed(self) -> None:
        away = self.tr("Some of its tracks are not in the library now. Its order can be changed when they are back.")
        smart = self.tr("A smart playlist fills itself: edit its rules, or freeze it to change it by hand.")
        self.said.emit(smart if self.list.smart else away, "", None)

    def _play(self) -> None:
        if self._playable:
            self.table.wishes.play_requested.emit(list(self._playable), 0, 0.0)

    def _rename(self) -> None:
        self._saver.rename(self.list.name)

    def _export(self) -> None:
        name, tracks = self.list.name, self.table.given
        if self.list.smart:
            ask_where_to_export(
                self, name, lambda path: self._follow_export(self._actions.smart.export(name, path), path)
            )
        elif tracks:
            ask_where_to_export(
                self, name, lambda path: self._follow_export(self._actions.playlists.export(tracks, path), path)
            )

    def _follow_export(self, job: Job, path: Path) -> None:
        job.succeeded.connect(lambda _result: self.said.emit(self.tr("Exported to {0}.").format(path), "", None))

    def _delete(self) -> None:
        name = self.list.name
        job = self._actions.playlists.delete(name)
        job.succeeded.connect(lambda removed: self._on_deleted(name, removed))

    def _on_deleted(self, name: str, removed: RemovedPlaylist) -> None:
        self.said.emit(
            self.tr("“{0}” was deleted. Its music stays.").format(name),
            self.tr("Undo"),
            lambda: self._restore(name, removed),
        )

    def _restore(self, name: str, removed: RemovedPlaylist) -> None:
        self._actions.playlists.restore(removed).succeeded.connect(lambda _result: self._saver.saved.emit(name))

    def _on_imported(self, imported: ImportedPlaylist) -> None:
        said = self.tr("“{0}” was imported with {1}.").format(imported.name, wording.tracks(imported.count))
        if imported.missing:
            missing = wording.number(len(imported.missing))
            said += " " + self.tr("{0} of them are not in the library: add their folder to play them.").format(missing)
        self.said.emit(said, "", None)
        self._saver.saved.emit(imported.name)
