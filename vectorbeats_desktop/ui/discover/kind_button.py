"""What an audio file of the query is taken for: found out by itself, a recording, a hum, or a sound to be like."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from vectorbeats_desktop.engine.records import Kind
from vectorbeats_desktop.ui.discover.part_words import AUDIO_KINDS, kind_meaning, kind_name
from vectorbeats_desktop.ui.icons import icon

ICONS = {
    Kind.TEXT: "quote",
    Kind.LIKE: "heart",
    Kind.IMAGE: "image",
    Kind.HUM: "microphone",
    Kind.RECOGNISE: "fingerprint",
    Kind.AUTO: "wand",
    Kind.PLAYLIST: "playlists",
}


def icon_name(kind: Kind) -> str:
    """The icon of a kind."""
    return ICONS.get(kind, "music")


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
        for kind in AUDIO_KINDS:
            action = menu.addAction(icon(icon_name(kind)), kind_meaning(kind))
            action.setCheckable(True)
            action.setData(kind)
            group.addAction(action)
            self.choices[kind] = action
        menu.triggered.connect(lambda action: self.chosen.emit(Kind(action.data())))
        self.setMenu(menu)

    def show_kind(self, kind: Kind, name: str) -> None:
        """Mark what it is taken for now."""
        self.choices[kind].setChecked(True)
        self.setText(f"{kind_name(kind)} ▾")
        self.setToolTip(kind_meaning(kind))
        self.setAccessibleName(self.tr("How {0} is used: {1}").format(name, kind_meaning(kind)))
