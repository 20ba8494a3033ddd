"""What can be done in each stage of a recording."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from vectorbeats_desktop.ui.discover.recorder_stage import Stage
from vectorbeats_desktop.ui.icons import beside_text, icon

ICON = 16


class RecorderButtons(QWidget):
    """One row; `record_requested` starts a take, also the next one after it."""

    record_requested = Signal()
    stop_requested = Signal()
    search_requested = Signal()
    add_requested = Signal()
    keep_requested = Signal()
    discard_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.record = self._button(self.tr("Record"), self.record_requested, "primary", "record", "on_accent")
        self.stop = self._button(self.tr("Stop"), self.stop_requested, "secondary", "stop")
        self.search = self._button(self.tr("Search with this"), self.search_requested, "primary")
        self.add = self._button(self.tr("Add a second take"), self.add_requested)
        self.again = self._button(self.tr("Record again"), self.record_requested)
        self.keep = self._button(self.tr("Keep…"), self.keep_requested)
        self.discard = self._button(self.tr("Discard"), self.discard_requested)
        self.record.setToolTip(self.tr("Start (R)"))
        self.stop.setToolTip(self.tr("Stop (R)"))
        self.keep.setToolTip(self.tr("Keep the take as a WAV file"))
        self.again.setToolTip(self.tr("Discard this take and record another one (R)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.setAlignment(Qt.AlignmentFlag.AlignRight)
        shown = (self.record, self.stop, self.discard, self.keep, self.again, self.add, self.search)
        for button in shown:
            row.addWidget(button)
        self._shown = {
            Stage.READY: (self.record,),
            Stage.STARTING: (self.stop, self.search),
            Stage.RECORDING: (self.stop, self.search),
            Stage.STOPPING: (self.stop, self.search),
            Stage.TAKE: (self.search, self.add, self.again, self.keep, self.discard),
        }
        self._all = shown

    def show_stage(self, stage: Stage) -> None:
        """Show what can be done; what cannot be done yet is there but faint."""
        for button in self._all:
            button.setVisible(button in self._shown[stage])
        self.stop.setEnabled(stage in (Stage.STARTING, Stage.RECORDING))
        self.search.setText(self.tr("Search with this") if stage is Stage.TAKE else self.tr("Stop and search"))
        self.allow_search(False)

    def allow_search(self, enough: bool) -> None:
        """Offer searching once there is enough melody for it."""
        for button in (self.search, self.add):
            button.setEnabled(enough)

    def allow_record(self, possible: bool) -> None:
        self.record.setEnabled(possible)

    def name_uses(self, *, earlier: int, joins: bool) -> None:
        """Say what becomes of the take: `earlier` ones are in the query already, and it is to join them or not."""
        together = self.tr("Search with both") if earlier == 1 else self.tr("Search with all")
        self.search.setText(together if joins and earlier else self.tr("Search with this"))
        self.add.setText(together if earlier else self.tr("Add a second take"))
        self.add.setVisible(not (joins and earlier))
        self.add.setToolTip(
            self.tr("Takes of the same tune, for a surer answer")
            if earlier
            else self.tr("Search with this one, and hum the same tune once more for a surer answer")
        )

    def main(self, stage: Stage) -> QPushButton:
        """The button that the focus goes to in a stage."""
        if stage is Stage.TAKE:
            return self.search if self.search.isEnabled() else self.again
        return self.record if stage is Stage.READY else self.stop

    def _button(
        self, text: str, signal: SignalInstance, kind: str = "secondary", picture: str = "", role: str = "text"
    ) -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("kind", kind)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if picture:
            button.setIcon(icon(picture, role))
            button.setIconSize(beside_text(ICON))
        button.clicked.connect(lambda: signal.emit())
        button.setAutoDefault(True)  # outside of a dialog Enter would not press it
        return button
