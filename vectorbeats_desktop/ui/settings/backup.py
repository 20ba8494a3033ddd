"""The Backup section: everything a person made to a file and from one, and copies of the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.row_pieces import row_button, row_label
from vectorbeats_desktop.ui.settings import words
from vectorbeats_desktop.ui.settings.copy_row import CopyRow
from vectorbeats_desktop.ui.settings.row import SettingRow
from vectorbeats_desktop.ui.settings.section import Section
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.job import Job

if TYPE_CHECKING:  # the engine comes with the session
    from vectorbeats_desktop.engine.backup.copies import CatalogCopy, Holding
    from vectorbeats_desktop.engine.backup.file import Restored

SUFFIX = ".vbbackup"


class BackupRow(QWidget):
    """A title, what it is about, buttons, and below them what has become of it."""

    def __init__(self, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settingRow")
        self.title = row_label(title, "settingTitle", self)
        self.text = row_label(text, "muted", self)
        self.said = row_label("", "muted", self)
        self.problem = row_label("", "fieldProblem", self)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        for label in (self.title, self.text, self.said, self.problem):
            texts.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(12)
        row.addLayout(texts, 1)
        row.addLayout(self._buttons)
        self.say("")

    def add_button(self, text: str, act: object) -> QPushButton:
        button = row_button(text, self.title.text(), act, self)
        self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return button

    def fits(self, sought: list[str]) -> bool:
        """Whether all of the words are in what is told here, or in the title of the section."""
        told = f"backup {self.title.text()} {self.text.text()} {words.group('backup')}".casefold()
        return all(word in told for word in sought)

    def say(self, text: str, problem: str = "") -> None:
        """Tell what has become of it."""
        for label, told in ((self.said, text), (self.problem, problem)):
            label.setText(told)
            label.setVisible(bool(told))


class BackupSection(Section):
    """`settings` are the rows of what can be chosen about copies."""

    def __init__(self, actions: Actions, settings: Sequence[SettingRow], parent: QWidget | None = None) -> None:
        super().__init__("backup", words.group("backup"), parent)
        self._actions = actions
        self._sought: list[str] = []
        self.file = BackupRow(
            self.tr("Everything you made"),
            self.tr(
                "Stars, corrections, what you said of results, playlists, searches, folders and settings in one file, "
                "to keep or to carry to another computer. Restoring deletes nothing: of one thing the later counts."
            ),
            self,
        )
        self.save = self.file.add_button(self.tr("Save to a file…"), self._ask_where_to)
        self.load = self.file.add_button(self.tr("Restore from a file…"), self._ask_from_where)
        self.now = BackupRow(
            self.tr("Copies of the library"),
            self.tr("Of all that is known and was made, without the music. They lie on this computer."),
            self,
        )
        self.copy_now = self.now.add_button(self.tr("Make a copy now"), self._copy)
        self.add_card([self.file])
        self._card = self.add_card([self.now, *settings])
        self.copies: list[CopyRow] = []
        actions.session_ready.connect(self.refresh)
        actions.backup.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Look anew which copies there are."""
        ready = self._actions.session is not None
        for button in (self.save, self.load, self.copy_now):
            button.setEnabled(ready)
        if ready:
            self._actions.backup.copies().succeeded.connect(self._show)

    def look_for(self, sought: list[str]) -> int:
        self._sought = sought
        found = super().look_for(sought)
        for row in self.copies:
            row.setVisible(not self.now.isHidden())
        return found

    def _show(self, found: list[tuple[CatalogCopy, Holding]]) -> None:
        layout = self._card.layout()
        assert layout is not None
        for row in self.copies:
            layout.removeWidget(row)
            row.deleteLater()
        self.copies = [CopyRow(copy, holding, self._card) for copy, holding in found]
        for row in self.copies:
            row.wanted.connect(partial(self._go_back, row.copy))
            layout.addWidget(row)
            row.setVisible(not self.now.isHidden())

    def _copy(self) -> None:
        self._follow(self._actions.backup.copy(), self.now, self.tr("Copying…"), self._on_copied)

    def _on_copied(self, _copy: CatalogCopy) -> None:
        self.now.say(self.tr("The copy is made."))

    def _go_back(self, copy: CatalogCopy) -> None:
        job = self._actions.backup.go_back(copy)
        self._follow(job, self.now, self.tr("Going back…"), self._on_back)

    def _on_back(self, _before: CatalogCopy | None) -> None:
        self.now.say(self.tr("The library is what it was then. What it was until now is the newest copy."))

    def _on_saved(self, counts: dict[str, int]) -> None:
        self.file.say(self.tr("Saved. Entries: {0}").format(wording.number(sum(counts.values()))))

    def _on_restored(self, restored: Restored) -> None:
        merged = restored.merged.values()
        told = [self.tr("Restored. Entries: {0}.").format(wording.number(sum(each.taken for each in merged)))]
        if there := sum(each.there for each in merged):
            told.append(self.tr("Here already, or newer here: {0}.").format(wording.number(there)))
        if waiting := sum(each.waiting for each in merged):
            told.append(self.tr("Waiting for their music: {0}.").format(wording.number(waiting)))
        self.file.say(" ".join(told))

    def _follow(self, job: Job, row: BackupRow, doing: str, done: object) -> None:
        row.say(doing)
        self._enable(False)
        job.succeeded.connect(done)
        job.cancelled.connect(partial(row.say, ""))
        job.failed.connect(partial(self._on_failed, row))
        for ended in (job.succeeded, job.cancelled, job.failed):
            ended.connect(lambda *_outcome: self._enable(True))

    def _on_failed(self, row: BackupRow, error: Exception) -> None:
        row.say("", str(error) if isinstance(error, KnownError) else self.tr("It failed; the log has the details."))

    def _enable(self, enabled: bool) -> None:
        for button in (self.save, self.load, self.copy_now, *(row.back for row in self.copies)):
            button.setEnabled(enabled)

    def _ask_where_to(self) -> None:
        dialog = QFileDialog(self, self.tr("Save everything you made"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(SUFFIX[1:])
        dialog.selectFile(f"VectorBeats{SUFFIX}")
        dialog.filesSelected.connect(lambda names: self.save_to(Path(names[0])))
        self._open(dialog)

    def _ask_from_where(self) -> None:
        dialog = QFileDialog(self, self.tr("Restore what you made"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.filesSelected.connect(lambda names: self.restore_from(Path(names[0])))
        self._open(dialog)

    def _open(self, dialog: QFileDialog) -> None:
        filters = [self.tr("Backups (*.vbbackup)"), self.tr("All files (*)")]
        dialog.setNameFilters(filters)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_to(self, target: Path) -> None:
        """Write everything the person made to a file."""
        self._follow(self._actions.backup.make(target), self.file, self.tr("Saving…"), self._on_saved)

    def restore_from(self, source: Path) -> None:
        """Take over what a file holds."""
        self._follow(self._actions.backup.restore(source), self.file, self.tr("Restoring…"), self._on_restored)
