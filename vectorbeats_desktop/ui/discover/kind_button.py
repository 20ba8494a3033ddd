"""What an audio file of the query is taken for: a piece of music, or a hum."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from vectorbeats_desktop.engine.records import Kind
from vectorbeats_desktop.ui.icons import icon

AUDIO_KINDS = (Kind.SOUND, Kind.HUM)


class KindButton(QToolButton):
    """Opens a small menu, by the pointer, the space bar or the down key."""

    chosen = Signal(object)  # Kind

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("kindButton")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        menu = QMenu(self)
        group = QActionGroup(menu)
        self.choices: dict[Kind, QAction] = {}
        for kind, picture in ((Kind.SOUND, "music"), (Kind.HUM, "microphone")):
            action = menu.addAction(icon(picture), meaning(kind))
            action.setCheckable(True)
            action.setData(kind)
            group.addAction(action)
            self.choices[kind] = action
        menu.triggered.connect(lambda action: self.chosen.emit(Kind(action.data())))
        self.setMenu(menu)

    def show_kind(self, kind: Kind, name: str) -> None:
        """Mark what it is taken for now."""
        self.choices[kind].setChecked(True)
        short = self.tr("Hum") if kind is Kind.HUM else self.tr("Sound")
        self.setText(f"{short} ▾")
        self.setToolTip(meaning(kind))
        self.setAccessibleName(self.tr("How {0} is used: {1}").format(name, meaning(kind)))


def meaning(kind: Kind) -> str:
    """What it means to search with a file as this kind."""
    if kind is Kind.HUM:
        return QCoreApplication.translate("KindButton", "This is a hum")
    return QCoreApplication.translate("KindButton", "Sounds like this")
