"""The three steps of the first start: where the music is, how politely it is listened to, and models."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.records import Folder
from vectorbeats_desktop.engine.settings import declared
from vectorbeats_desktop.ui.settings.words import tr as setting_words
from vectorbeats_desktop.workers.preferences import Preferences

POLITE = ("analysis.pause_while_playing", "analysis.pause_on_battery", "analysis.pause_on_busy")


class Step(QWidget):
    """A title, a few words, and what can be done."""

    def __init__(self, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.title = self._label("sectionTitle", title)
        self.text = self._label("cardDetails", text)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)
        self.column.addWidget(self.title)
        self.column.addWidget(self.text)

    def first(self) -> QWidget:
        """What takes the focus when the step is shown."""
        return self

    def _label(self, name: str, text: str = "") -> QLabel:
        label = QLabel(text, self)
        label.setObjectName(name)
        label.setWordWrap(True)
        return label


class FoldersStep(Step):
    """Point at folders, or try the demo music."""

    add_folder_requested = Signal()
    demo_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.title.setText(self.tr("Where is your music?"))
        self.text.setText(
            self.tr(
                "Add one folder or several. Your files stay where they are and are never changed; they can be played "
                "at once. No music at hand? Twenty-one short pieces are made in a few seconds."
            )
        )
        self.setAccessibleName(self.title.text())
        self.known = self._label("cardSaid")
        self.add = QPushButton(self.tr("Add folder…"), self)
        self.add.setProperty("kind", "primary")
        self.demo = QPushButton(self.tr("Try it with demo music"), self)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.add)
        row.addWidget(self.demo)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(self.known)
        self.column.addStretch(1)
        self.add.clicked.connect(self.add_folder_requested)
        self.demo.clicked.connect(self.demo_requested)

    def first(self) -> QWidget:
        return self.add

    def show_folders(self, folders: Sequence[Folder]) -> None:
        """Tell which folders there are by now."""
        self.known.setText("\n".join(f"✓ {folder.path}" for folder in folders))


class PolitenessStep(Step):
    """When listening to the music shall wait."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.title.setText(self.tr("How shall it listen?"))
        self.text.setText(
            self.tr(
                "Each track is listened to once, in the background, so that it can be found by a picture, a hum or "
                "words. All of that happens on this computer. It may wait while you need the computer yourself."
            )
        )
        self.setAccessibleName(self.title.text())
        self.boxes: dict[str, QCheckBox] = {}
        for name in POLITE:
            box = self.boxes[name] = QCheckBox(setting_words(declared(name).title), self)
            box.setChecked(bool(preferences.value(name)))
            box.toggled.connect(lambda on, name=name: preferences.choose(name, on))
            self.column.addWidget(box)
        self.column.addStretch(1)

    def first(self) -> QWidget:
        return self.boxes[POLITE[0]]


class ModelsStep(Step):
    """Models are offered, and nothing is downloaded."""

    models_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.title.setText(self.tr("Shall it understand pictures by what they show?"))
        self.text.setText(
            self.tr(
                "Without any download, pictures are read by their colours and light, and words by mood and names. "
                "Models of some hundred megabytes understand more. The page Models tells their sizes and where they "
                "come from; nothing is downloaded unless you say so there, and it can be done at any time."
            )
        )
        self.setAccessibleName(self.title.text())
        self.look = QPushButton(self.tr("Look at the models"), self)
        row = QHBoxLayout()
        row.addWidget(self.look)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(1)
        self.look.clicked.connect(self.models_requested)

    def first(self) -> QWidget:
        return self.look
