"""The albums, artists or genres of the library, with a filter and an order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QMenu, QStackedWidget, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.library.groups import Group, Grouping
from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.icons import icon
from vectorbeats_desktop.ui.library.group_grid import GroupGrid
from vectorbeats_desktop.ui.library.group_model import MOST_PLAYED, GroupModel
from vectorbeats_desktop.ui.library_watch import LibraryWatch
from vectorbeats_desktop.ui.state_panel import StatePanel
from vectorbeats_desktop.ui.track_menu import TrackActions
from vectorbeats_desktop.workers.actions import Actions


class GroupPane(QWidget):
    """One grouping as a grid. It is read when it is first seen, and again when the library has changed since."""

    opened = Signal(object)  # Group

    def __init__(self, actions: Actions, covers: CoverCache, grouping: Grouping, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions, self._grouping = actions, grouping
        self.watch = LibraryWatch(
            actions, "group the library", lambda session: session.catalog.groups(grouping), self, seen_in=self
        )
        self.wishes = TrackActions(self)
        self.filter = QLineEdit(self)
        self.order = QComboBox(self)
        self.count = QLabel(self)
        self.groups = GroupModel(self._read_rows, self)
        self.grid = GroupGrid(self.groups, covers, self)
        self.nothing = StatePanel("library", self)
        self._stack = QStackedWidget(self)
        self._build()
        self.filter.textChanged.connect(self._on_filter)
        self.filter.returnPressed.connect(self.grid.setFocus)
        self.order.currentIndexChanged.connect(lambda _place: self.groups.set_sort(self.order.currentData()))
        self.grid.opened.connect(self.opened)
        self.grid.menu_requested.connect(self._show_menu)
        self.watch.changed.connect(self._on_groups)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.watch.catch_up()

    def play(self, group: Group) -> None:
        """Play a group from its first track on."""
        self._with_tracks(group, lambda tracks: self.wishes.play_requested.emit(tracks, 0, 0.0))

    def keep(self, group: Group) -> None:
        """Save a group as a playlist."""
        self._with_tracks(group, lambda tracks: self.wishes.save_requested.emit(tracks, group.title))

    def _with_tracks(self, group: Group, act: Callable[[list[Track]], None]) -> None:
        session = self._actions.session
        if session is not None:
            ids = group.file_ids[:MOST_PLAYED]
            job = self._actions.run("read a group", lambda _ctx: session.catalog.rows(ids))
            job.succeeded.connect(act)

    def _read_rows(self, ids: Sequence[int]) -> list[Track]:
        session = self._actions.session
        return session.catalog.rows(ids) if session is not None else []

    def _show_menu(self, group: Group, place: QPoint) -> None:
        menu = self.menu_of(group)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def menu_of(self, group: Group) -> QMenu:
        """What can be done with a group; the caller shows it."""
        wishes = self.wishes
        menu = QMenu(self)
        menu.addAction(self.tr("Open"), lambda: self.opened.emit(group))
        menu.addAction(self.tr("Play"), lambda: self.play(group))
        menu.addAction(
            self.tr("Play next"),
            lambda: self._with_tracks(group, lambda tracks: wishes.enqueue_requested.emit(tracks, True)),
        )
        menu.addAction(
            self.tr("Add to the queue"),
            lambda: self._with_tracks(group, lambda tracks: wishes.enqueue_requested.emit(tracks, False)),
        )
        menu.addAction(self.tr("Save as a playlist…"), lambda: self.keep(group))
        return menu

    def _on_groups(self, groups: Sequence[Group]) -> None:
        chosen = self.grid.currentIndex()
        key = self.groups.group(chosen.row()).scope.key if chosen.isValid() else ""
        scrolled = self.grid.verticalScrollBar().value()
        self.groups.show_groups(groups)
        if (row := self.groups.row_of(key)) is not None:
            self.grid.setCurrentIndex(self.groups.index(row))
        self.grid.verticalScrollBar().setValue(scrolled)
        self._say()

    def _on_filter(self, text: str) -> None:
        self.groups.set_filter(text)
        self._say()

    def _say(self) -> None:
        shown, total = self.groups.rowCount(), self.groups.total
        self.count.setText(
            wording.number(total)
            if shown == total
            else self.tr("{0} of {1}").format(wording.number(shown), wording.number(total))
        )
        if shown:
            self._stack.setCurrentWidget(self.grid)
            return
        if total:
            self.nothing.say(self.tr("Nothing matches “{0}”").format(self.filter.text().strip()))
        else:
            self.nothing.say(self.tr("Nothing here yet"), wording.no_groups(self._grouping))
        self._stack.setCurrentWidget(self.nothing)

    def _build(self) -> None:
        name = wording.grouping(self._grouping)
        self.grid.setAccessibleName(name)
        self.filter.setPlaceholderText(self.tr("Filter"))
        self.filter.setAccessibleName(self.tr("Filter: {0}").format(name))
        self.filter.setClearButtonEnabled(True)
        self.filter.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.filter.setMaximumWidth(420)
        self.order.setAccessibleName(self.tr("Order of {0}").format(name))
        self.order.addItem(self.tr("By name"), "name")
        if self._grouping is Grouping.ALBUM:
            self.order.addItem(self.tr("By artist"), "artist")
            self.order.addItem(self.tr("Newest first"), "year")
        self.order.addItem(self.tr("Most tracks first"), "tracks")
        self.count.setObjectName("muted")
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self.nothing)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.filter, 1)
        row.addWidget(self.order)
        row.addStretch(1)
        row.addWidget(self.count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 16)
        layout.setSpacing(12)
        layout.addLayout(row)
        layout.addWidget(self._stack, 1)
