"""One use of the network: whom it asks, when, what is sent, and its switch."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.privacy import NetworkUse
from vectorbeats_desktop.ui.row_pieces import row_label
from vectorbeats_desktop.ui.settings import words
from vectorbeats_desktop.ui.switch import Switch
from vectorbeats_desktop.workers.preferences import Preferences


class NetworkRow(QWidget):
    """A line of the table of what the program asks of a network."""

    def __init__(self, use: NetworkUse, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.use, self._preferences = use, preferences
        title = words.tr(use.title)
        self.title = row_label(title, "settingTitle", self)
        self.host = row_label("", "muted", self)
        self.when = row_label(self.tr("When: {0}").format(words.tr(use.when)), "muted", self)
        self.sent = row_label(self.tr("What is sent: {0}").format(words.tr(use.sent)), "muted", self)
        self.switch = Switch(title, self)
        self.switch.setAccessibleDescription(words.tr(use.sent))
        self.setToolTip(use.setting)
        self.switch.toggled.connect(lambda on: preferences.choose(use.setting, on))
        texts = QVBoxLayout()
        texts.setSpacing(2)
        for label in (self.title, self.host, self.when, self.sent):
            texts.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(12)
        row.addLayout(texts, 1)
        row.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignVCenter)
        self.refresh()

    def fits(self, sought: list[str]) -> bool:
        """Whether all of the words are in what is told here, or in the title of the section."""
        use = self.use
        told = (use.setting, use.title, use.when, use.sent, self.title.text(), self.host.text(), self.when.text())
        return _all_in(sought, " ".join((*told, self.sent.text(), words.group(words.PRIVACY))))

    def refresh(self) -> None:
        """Show what counts now."""
        self.host.setText(self.tr("Asks: {0}").format(self.use.hosts(self._preferences.settings)))
        with QSignalBlocker(self.switch):
            self.switch.setChecked(self._preferences.settings.flag(self.use.setting))


def _all_in(sought: list[str], told: str) -> bool:
    folded = told.casefold()
    return all(word in folded for word in sought)
