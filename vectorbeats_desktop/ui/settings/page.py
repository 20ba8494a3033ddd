"""The Settings page: sections of rows, a list of sections beside them, and a field to look for words."""

from __future__ import annotations

from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from vectorbeats_desktop.engine.setting import Setting
from vectorbeats_desktop.engine.settings import SETTINGS
from vectorbeats_desktop.ui.column import centred_column, scroll_down
from vectorbeats_desktop.ui.discover.hint_bar import HintBar
from vectorbeats_desktop.ui.settings import words
from vectorbeats_desktop.ui.settings.backup import BackupSection
from vectorbeats_desktop.ui.settings.network_row import NetworkRow
from vectorbeats_desktop.ui.settings.privacy import PrivacySection
from vectorbeats_desktop.ui.settings.row import SettingRow
from vectorbeats_desktop.ui.settings.section import Section
from vectorbeats_desktop.ui.settings.spotify_row import SpotifyRow
from vectorbeats_desktop.ui.state_panel import StatePanel
from vectorbeats_desktop.ui.turns import Turns
from vectorbeats_desktop.workers.actions import Actions

WIDEST = 1100
LIST_WIDTH = 170
DIAGNOSTICS = "diagnostics"
SPOTIFY = "spotify"
BACKUP = "backup"


class SettingsPage(QWidget):
    """Everything that can be chosen. A choice counts at once, and is written beside the window."""

    page_requested = Signal(str)  # a page's name

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settingsPage")
        self.setAccessibleName(self.tr("Settings"))
        self._actions = actions
        self.search = QLineEdit(self)
        self.diagnostics = QPushButton(self.tr("Diagnostics"), self)
        self.hint = HintBar(self)
        self.nothing = StatePanel("search", self)
        self.list = QListWidget(self)
        self._inner = QWidget()
        self._scroll = QScrollArea(self)
        self._column = QVBoxLayout(self._inner)
        self._rows: dict[str, SettingRow] = {}
        self._made: list[Section] = []
        self._groups = _groups()
        self._build()
        # Some hundred widgets take longer than a window may keep silent.
        first, *later = [partial(self._add_section, name) for name in self._groups]
        first()
        self._turns = Turns([*later, self._add_privacy], self)
        self.nothing.hide()
        self.list.setCurrentRow(0)
        self._connect()

    def take_focus(self) -> None:
        """Put the focus into the field for words, and count anew what is kept."""
        self.search.setFocus()
        if self._turns.done:
            self.privacy.refresh()

    @property
    def sections(self) -> list[Section]:
        """All sections, in the list's order; those that are not yet there are made first."""
        self._turns.finish()
        return self._made

    @property
    def privacy(self) -> PrivacySection:
        """The last section."""
        return cast(PrivacySection, self.sections[-1])

    @property
    def rows(self) -> dict[str, SettingRow]:
        """The row of each setting, by its name."""
        self._turns.finish()
        return self._rows

    def row(self, name: str) -> SettingRow:
        """The row of a setting. Raises KeyError."""
        return self.rows[name]

    def show_section(self, name: str) -> None:
        """Bring a section into view."""
        self.search.clear()
        self.list.setCurrentRow(next(place for place, section in enumerate(self.sections) if section.name == name))
        self._go_to_section(self.list.currentRow())

    def look_for(self, text: str) -> None:
        """Show the rows that have all words of the text."""
        sought = text.casefold().split()
        found = 0
        for place, section in enumerate(self.sections):
            here = section.look_for(sought)
            self.list.item(place).setHidden(not here)
            found += here
        self._scroll.setVisible(found > 0)
        self.list.setVisible(found > 0)
        self.nothing.setVisible(not found)
        if not found:
            self.nothing.say(
                self.tr("Nothing is called that"),
                self.tr("No setting has “{0}” in its name or in what it does.").format(text.strip()),
            )

    def _add_section(self, name: str) -> None:
        if name == BACKUP:
            self._add_backup()
            return
        section = Section(name, words.group(name), self._inner)
        rows = [SettingRow(each, self._actions.preferences, section) for each in self._groups[name]]
        self._rows |= {row.setting.name: row for row in rows}
        section.add_card([*rows, SpotifyRow(self._actions, section)] if name == SPOTIFY else list[QWidget](rows))
        self._add(section)

    def _add_backup(self) -> None:
        rows = [SettingRow(each, self._actions.preferences, self._inner) for each in self._groups[BACKUP]]
        self._rows |= {row.setting.name: row for row in rows}
        self._add(BackupSection(self._actions, rows, self._inner))

    def _add_privacy(self) -> None:
        section = PrivacySection(self._actions, self._inner)
        self._rows |= {row.setting.name: row for row in section.others}
        self._add(section)
        section.refresh()

    def _add(self, section: Section) -> None:
        self._column.insertWidget(len(self._made), section)
        section.show()  # the layout would do it a turn later, and rows that are asked for at once were hidden
        self._made.append(section)

    def _connect(self) -> None:
        preferences = self._actions.preferences
        self.search.textChanged.connect(self.look_for)
        self.list.currentRowChanged.connect(self._go_to_section)
        self.list.itemClicked.connect(lambda item: self._go_to_section(self.list.row(item)))
        self.diagnostics.clicked.connect(lambda: self.page_requested.emit(DIAGNOSTICS))
        preferences.changed.connect(self._on_changed)
        preferences.failed.connect(self._on_not_written)
        preferences.saved.connect(self.hint.hide)
        find = QShortcut(QKeySequence("Ctrl+F"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.search.setFocus)

    def _on_changed(self, name: str) -> None:
        if name in self._rows:
            self._rows[name].refresh()
        for use in self._inner.findChildren(NetworkRow):
            use.refresh()

    def _on_not_written(self, _error: object) -> None:
        said = self.tr("What you chose counts, but is not written yet, and would be forgotten when the program ends.")
        self.hint.say(said, self.tr("Write it now"), self._actions.preferences.save)

    def _go_to_section(self, place: int) -> None:
        if 0 <= place < len(self.sections) and not self.sections[place].isHidden():
            # Once the layout knows where it is, which after a change it does not yet.
            QTimer.singleShot(0, self, lambda: self._scroll_to(self.sections[place]))

    def _scroll_to(self, section: Section) -> None:
        self._column.activate()
        self._scroll.verticalScrollBar().setValue(section.y())

    def _build(self) -> None:
        title = QLabel(self.tr("Settings"), self)
        title.setObjectName("pageTitle")
        self.search.setPlaceholderText(self.tr("Find a setting"))
        self.search.setAccessibleName(self.tr("Find a setting"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(240)
        self.diagnostics.setToolTip(self.tr("Health, log, speed, and a report for support"))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.search)
        head.addWidget(self.diagnostics)
        self._build_list()
        self._column.setContentsMargins(0, 0, 8, 16)
        self._column.setSpacing(8)
        self._column.addStretch(1)
        scroll_down(self._scroll, self._inner)
        body = QHBoxLayout()
        body.setSpacing(20)
        body.addWidget(self.list)
        body.addWidget(self._scroll, 1)
        layout = centred_column(self, WIDEST)
        layout.addLayout(head)
        layout.addWidget(self.hint)
        layout.addLayout(body, 1)
        layout.addWidget(self.nothing, 1)

    def _build_list(self) -> None:
        self.list.setObjectName("sectionList")
        self.list.setAccessibleName(self.tr("Sections"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for name in (*self._groups, words.PRIVACY):
            QListWidgetItem(words.group(name), self.list)
        self._fit_list()

    def _fit_list(self) -> None:
        """Let the list be as wide as its longest name, in any language and size of text."""
        self.list.ensurePolished()
        self.list.setFixedWidth(max(LIST_WIDTH, self.list.sizeHintForColumn(0) + 2 * self.list.frameWidth()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_list()


def _groups() -> dict[str, list[Setting]]:
    """The settings that are shown, by group; those of privacy have a section of their own."""
    groups: dict[str, list[Setting]] = {name: [] for name in words.GROUPS}
    for setting in SETTINGS:
        if not setting.hidden and setting.group not in (words.OF_PRIVACY, words.PRIVACY):
            groups.setdefault(setting.group, []).append(setting)
    return {name: settings for name, settings in groups.items() if settings}
