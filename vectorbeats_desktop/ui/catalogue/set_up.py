"""What can be chosen about the remote catalogue: the server, what is shared with it, and when it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.settings import declared
from vectorbeats_desktop.ui.catalogue.key_row import KeyRow
from vectorbeats_desktop.ui.row_pieces import row_label
from vectorbeats_desktop.ui.settings.row import SettingRow
from vectorbeats_desktop.ui.settings.section import Section
from vectorbeats_desktop.ui.turns import Turns
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.remote_actions import ENDPOINT

ADDRESS = ENDPOINT[0]
SHARES = ("remote.share_vectors", "remote.share_melodies", "remote.share_names", "remote.share_edits")
BY_ITSELF = "remote.by_itself"
WHEN = (BY_ITSELF, "remote.every_min", "remote.search")


class SetUp(QWidget):
    """Sections of settings, made when they are first wanted: most people have no server."""

    check_requested = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._rows: dict[str, SettingRow] = {}
        self._turns: Turns | None = None
        self.server = Section("server", self.tr("Server"), self)
        self.shared = Section("shared", self.tr("What is shared"), self)
        self.syncing = Section("syncing", self.tr("Syncing and searching"), self)
        self.key = KeyRow(actions.remote, self.server)
        self._asking = QWidget(self.server)
        self.check = QPushButton(self.tr("Check"), self._asking)
        self.found = row_label("", "", self._asking)
        self._build()
        self.check.clicked.connect(self.check_requested)
        self.key.field.returnPressed.connect(self.check_requested)

    @property
    def rows(self) -> dict[str, SettingRow]:
        """The row of each setting, by its name."""
        self.make()
        if self._turns is not None:
            self._turns.finish()
        return self._rows

    @property
    def address(self) -> QLineEdit:
        """The field for the server's address."""
        return cast(QLineEdit, self.rows[ADDRESS].control.widget)

    def make(self) -> None:
        """Make the rows, section by section: each takes longer than a frame."""
        if self._turns is None:
            steps = (
                self._add_server,
                partial(self._add, self.shared, SHARES),
                partial(self._add, self.syncing, WHEN),
            )
            self._turns = Turns(steps, self)

    def commit(self) -> None:
        """Choose what is typed in the fields, also in the one that has the focus, and use the key."""
        for name in ENDPOINT:
            widget = self.rows[name].control.widget
            for field in [widget] if isinstance(widget, QLineEdit) else widget.findChildren(QLineEdit):
                field.editingFinished.emit()
        self.key.commit()

    def refresh(self, name: str = "") -> None:
        """Show what counts now of a setting, or of all."""
        for row in self._rows.values():
            if name in ("", row.setting.name):
                row.refresh()

    def say(self, text: str, tone: str = "muted") -> None:
        """Say what came of asking the server."""
        self.found.setText(text)
        self.found.setProperty("tone", tone)
        self.found.style().unpolish(self.found)
        self.found.style().polish(self.found)

    def _add_server(self) -> None:
        rows = self._made(self.server, ENDPOINT)
        card = self.server.add_card(
            [rows[0], self.key, *rows[1:], self._asking],
            self.tr(
                "Whoever runs the server tells address and key. One of your own is started by a line: see the manual."
            ),
        )
        for widget in (card, self.key, self._asking):
            widget.show()  # the layout would do it a turn later, and what is wanted at once were hidden
        cast(QLineEdit, rows[0].control.widget).returnPressed.connect(self.check_requested)

    def _add(self, section: Section, names: Sequence[str]) -> None:
        section.add_card([*self._made(section, names)])

    def _made(self, section: Section, names: Sequence[str]) -> list[SettingRow]:
        rows = [SettingRow(declared(name), self._actions.preferences, section) for name in names]
        self._rows |= {row.setting.name: row for row in rows}
        return rows

    def _build(self) -> None:
        self.key.hide()  # until there is a card that it belongs on
        self._asking.hide()
        self.check.setAutoDefault(True)  # outside of a dialog Enter would not press it
        self.check.setAccessibleName(self.tr("Check the server"))
        row = QHBoxLayout(self._asking)
        row.setContentsMargins(16, 8, 16, 12)
        row.setSpacing(12)
        row.addWidget(self.check)
        row.addWidget(self.found, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for section in (self.server, self.shared, self.syncing):
            column.addWidget(section)
