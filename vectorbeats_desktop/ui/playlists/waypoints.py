"""Tracks that a path passes on its way."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.ui.flow_layout import FlowLayout
from vectorbeats_desktop.ui.icons import IconButton, beside_text, icon
from vectorbeats_desktop.ui.playlists.track_field import TrackField
from vectorbeats_desktop.workers.actions import Actions

MOST = 6
FIELD_WIDTH = 248


class Waypoints(QWidget):
    """Fields side by side, and a button that adds one."""

    changed = Signal()
    not_found = Signal(str)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self.rows: list[Waypoint] = []
        self.add = QPushButton(icon("add"), self.tr("By way of…"), self)
        self.add.setIconSize(beside_text(16))
        self.add.setProperty("kind", "quiet")
        self.add.setAccessibleDescription(self.tr("Add a track that the path passes"))
        self._flow = FlowLayout(self, 8)
        self._flow.addWidget(self.add)
        self.add.clicked.connect(self.add_field)

    @property
    def fields(self) -> list[TrackField]:
        return [row.field for row in self.rows]

    @property
    def tracks(self) -> list[Track]:
        """Those that are chosen, in order."""
        return [field.track for field in self.fields if field.track is not None]

    def add_field(self) -> TrackField:
        """Add an empty field, and go to it."""
        row = Waypoint(self._actions, len(self.rows) + 1, self)
        row.field.track_changed.connect(self.changed)
        row.field.not_found.connect(self.not_found)
        row.remove.clicked.connect(lambda: self._remove(row))
        self._flow.insertWidget(len(self.rows), row)
        self.rows.append(row)
        row.show()
        self._fit()
        row.field.setFocus()
        return row.field

    def _remove(self, row: Waypoint) -> None:
        held = row.field.track is not None
        row.field.give_up()
        self.rows.remove(row)
        self._flow.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._fit()
        self.add.setFocus()
        if held:
            self.changed.emit()

    def _fit(self) -> None:
        self.add.setVisible(len(self.rows) < MOST)
        self.updateGeometry()


class Waypoint(QWidget):
    """A field for one track, and a button that takes it away."""

    def __init__(self, actions: Actions, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = TrackField(actions, self.tr("Waypoint {0}").format(number), self)
        self.remove = IconButton("close", self.tr("Remove waypoint {0}").format(number), self, 16)
        self.setFixedWidth(FIELD_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.field, 1)
        row.addWidget(self.remove)
