"""The server's key: typed here, kept in the system's keyring, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from vectorbeats_desktop.ui.icons import IconButton
from vectorbeats_desktop.ui.row_pieces import row_label
from vectorbeats_desktop.ui.settings.controls import WIDE
from vectorbeats_desktop.workers.remote_actions import KeyState, RemoteActions

if TYPE_CHECKING:
    from vectorbeats_desktop.workers.job import Job


class KeyRow(QWidget):
    """A line of the server's section. What was typed is used by `commit`, and gone from the field then."""

    told = Signal()  # whether there is a key is known anew

    def __init__(self, remote: RemoteActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settingRow")
        self._remote = remote
        self.state = KeyState(has_keyring=True, known=False)
        name = self.tr("Key")
        self.title = row_label(name, "settingTitle", self)
        self.text = row_label("", "muted", self)
        self.field = QLineEdit(self)
        self.forget = IconButton("close", self.tr("Forget the key"), self, 16)
        self._build(name)

    def refresh(self) -> None:
        """Look in the keyring, in a thread, whether there is a key."""
        self._remote.key_state().succeeded.connect(self._show)

    def commit(self) -> Job | None:
        """Use the key that was typed; None when none was."""
        key = self.field.text().strip()
        self.field.clear()
        if not key:
            return None
        job = self._remote.use_key(key)
        job.succeeded.connect(self._look_again)
        return job

    def _on_forget(self) -> None:
        self.field.clear()
        self.field.setFocus()  # the button goes
        self._remote.forget_key().succeeded.connect(self._look_again)

    def _look_again(self, _kept: object = None) -> None:
        self.refresh()

    def _show(self, state: KeyState) -> None:
        self.state = state
        self.text.setText(self._said(state))
        self.field.setPlaceholderText("••••••••" if state.known else "")
        self.forget.setVisible(state.known)
        self.told.emit()

    def _said(self, state: KeyState) -> str:
        if not state.has_keyring:
            if state.known:
                return self.tr(
                    "This computer has no keyring: the key is known until the program ends, and is written nowhere."
                )
            return self.tr("This computer has no keyring: the key is asked for at each start, and is written nowhere.")
        if state.known:
            return self.tr("It is in the system's keyring. Type another one to replace it.")
        return self.tr("It goes into the system's keyring, and into no file. Empty where the server asks for none.")

    def _build(self, name: str) -> None:
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(name)
        self.field.setMinimumWidth(WIDE)
        self.title.setBuddy(self.field)
        self.forget.clicked.connect(self._on_forget)
        kept = self.forget.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # or the field would jump aside
        self.forget.setSizePolicy(kept)
        self.forget.hide()
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self.title)
        texts.addWidget(self.text)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 10, 10)
        row.setSpacing(12)
        row.addLayout(texts, 1)
        row.addWidget(self.field, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.forget, 0, Qt.AlignmentFlag.AlignVCenter)
