"""The invitation: a big area that says what may be dropped."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.records import LibraryStatus
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.icons import IconLabel


class DropArea(QFrame):
    """Says what the page takes in; the page itself receives the drops."""

    choose_requested = Signal()
    hum_requested = Signal()
    demo_requested = Signal()
    folder_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dropArea")
        self._title = self._label("dropTitle")
        self._text = self._label("dropText")
        self.footer = self._label("dropFooter")
        self.choose = self._button(self.tr("Choose…"), self.choose_requested, primary=True)
        self.hum = self._button(self.tr("Hum a tune"), self.hum_requested)
        self.folder = self._button(self.tr("Add a music folder…"), self.folder_requested, primary=True)
        self.demo = self._button(self.tr("Try it with demo music"), self.demo_requested)
        self._busy = self._standing = ""
        self._build()
        self.set_status(LibraryStatus(files=1))
        self.footer.clear()

    def _build(self) -> None:
        icons = QHBoxLayout()
        icons.setSpacing(16)
        icons.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        for name in ("image", "music", "microphone"):
            icons.addWidget(IconLabel(name, 40, self))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        for button in (self.choose, self.hum, self.folder, self.demo):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 32, 24, 32)
        layout.setSpacing(8)
        layout.addStretch(1)
        layout.addLayout(icons)
        layout.addSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self._text)
        layout.addSpacing(12)
        layout.addLayout(buttons)
        layout.addSpacing(8)
        layout.addWidget(self.footer)
        layout.addStretch(1)

    def set_status(self, status: LibraryStatus) -> None:
        """Say how much there is to be found; with no music yet, offer to add some first."""
        empty = status.files == 0
        for button in (self.folder, self.demo):
            button.setVisible(empty)
        for button in (self.choose, self.hum):
            button.setVisible(not empty)
        if empty:
            self._say(
                self.tr("First, some music"),
                self.tr(
                    "Point at a folder of yours: it is listened to right here, on this computer. "
                    "Or begin with some short demo pieces."
                ),
            )
        else:
            self._say(
                self.tr("Drop a picture or a piece of music here, or hum"),
                self.tr(
                    "From your file manager, a web page or the clipboard, several at once if you like. "
                    "Out comes the music of yours that fits."
                ),
            )
        self._standing = "" if empty else self._how_far(status)
        self.footer.setText(self._busy or self._standing)

    def set_busy(self, busy: str) -> None:
        """Say what is being done to the library, or, when empty, that nothing is."""
        self._busy = busy
        self.demo.setEnabled(not busy)
        self.footer.setText(busy or self._standing)

    def _how_far(self, status: LibraryStatus) -> str:
        files = wording.number(status.files)
        if status.pending:
            return self.tr("{0} of {1} tracks analysed so far").format(wording.number(status.ready), files)
        return (
            self.tr("1 track in your library")
            if status.files == 1
            else self.tr("{0} tracks in your library").format(files)
        )

    def _say(self, title: str, text: str) -> None:
        self._title.setText(title)
        self._text.setText(text)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)

    def set_inviting(self, inviting: bool) -> None:
        """Light up while something is dragged over the page."""
        self.setProperty("dragging", inviting)
        self.style().unpolish(self)
        self.style().polish(self)

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _button(self, text: str, signal: SignalInstance, *, primary: bool = False) -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("kind", "primary" if primary else "secondary")
        button.clicked.connect(lambda: signal.emit())
        return button
