"""What would leave this computer, shown before anything does, and the person's word."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from vectorbeats_desktop.ui.catalogue import words
from vectorbeats_desktop.ui.row_pieces import row_label
from vectorbeats_desktop.workers.remote_actions import Offer

NAMES = "names"  # of what is agreed to, what is no record of its own
HEIGHT = 260


class ExampleCard(QFrame):
    """Shows an Offer; agreeing is to what is shown, whatever is chosen meanwhile."""

    agreed = Signal(object)  # Terms
    put_off = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.offer: Offer | None = None
        self.title = row_label(self.tr("Before anything is shared"), "cardTitle", self)
        self.text = row_label("", "", self)
        self.records = QPlainTextEdit(self)
        self.never = row_label(
            self.tr(
                "Never sent: music, paths, names of files, folders, computers or people, pictures, searches, "
                "playlists. What is shared is chosen below."
            ),
            "muted",
            self,
        )
        self.yes = QPushButton(self.tr("Share"), self)
        self.no = QPushButton(self.tr("Not now"), self)
        self._build()
        self.yes.clicked.connect(self._on_yes)
        self.no.clicked.connect(self.put_off)
        self.hide()

    def show_offer(self, offer: Offer, host: str) -> None:
        """Show what would be sent to a host."""
        self.offer = offer
        nothing_chosen = not set(offer.terms.shared) - {NAMES}
        self.text.setText(self._said(offer, host, nothing_chosen=nothing_chosen))
        self.records.setPlainText(words.example(offer.records))
        self.records.setVisible(bool(offer.records))
        self.yes.setEnabled(bool(offer.records) or nothing_chosen)
        self.yes.setText(self.tr("Agree") if nothing_chosen else self.tr("Share"))
        self.show()

    def wait(self) -> None:
        """Let nobody agree to what is not shown any more."""
        self.yes.setEnabled(False)

    def _said(self, offer: Offer, host: str, *, nothing_chosen: bool) -> str:
        if nothing_chosen:
            return self.tr("Nothing is chosen to be shared. You would only learn from {0} what others say.").format(
                host
            )
        if not offer.records:
            return self.tr(
                "There is no analysed music yet that an example could be made of. Add music first; what others found "
                "out about it is asked for from {0} all the same, by a hash of its audio."
            ).format(host)
        name = next((str(record["title"]) for record in offer.records if record.get("title")), "")
        of = self.tr("of “{0}”").format(name) if name else self.tr("of one track")
        return self.tr("This is all that would go to {0} {1}, and the like of every other track.").format(host, of)

    def _on_yes(self) -> None:
        if self.offer is not None:
            self.agreed.emit(self.offer.terms)

    def _build(self) -> None:
        self.records.setReadOnly(True)
        self.records.setTabChangesFocus(True)
        self.records.setFixedHeight(HEIGHT)
        self.records.setAccessibleName(self.tr("What would be sent of one track"))
        self.records.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.records.setObjectName("exampleRecords")
        self.yes.setProperty("kind", "primary")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.yes, self.no):
            button.setAutoDefault(True)  # outside of a dialog Enter would not press it
            buttons.addWidget(button)
        buttons.addStretch(1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(16, 14, 16, 14)
        lines.setSpacing(8)
        for widget in (self.title, self.text, self.records, self.never):
            lines.addWidget(widget)
        lines.addLayout(buttons)
