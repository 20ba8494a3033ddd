"""How the remote catalogue stands, with the one thing that can be done about it."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.task import Progress
from vectorbeats_desktop.ui.catalogue import words
from vectorbeats_desktop.ui.catalogue.standing import Stage, Standing
from vectorbeats_desktop.ui.icons import IconLabel
from vectorbeats_desktop.ui.row_pieces import row_label
from vectorbeats_desktop.ui.switch import Switch

STEPS = 1_000


class StateCard(QFrame):
    """Shows a Standing, and how far a sync is."""

    act_requested = Signal()  # what is done next, by the stage
    cancel_requested = Signal()
    switched = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.stage = Stage.OPENING
        self._icon = IconLabel("catalogue", 24, self)
        self.title = row_label("", "cardTitle", self)
        self.text = row_label("", "", self)
        self.progress = row_label("", "muted", self)
        self.bar = QProgressBar(self)
        self.facts = row_label("", "muted", self)
        self.notice = row_label("", "", self)
        self.switch = Switch(self.tr("Remote catalogue"), self)
        self.act = QPushButton(self)
        self.cancel = QPushButton(self.tr("Cancel"), self)
        self._build()
        self.act.clicked.connect(self.act_requested)
        self.cancel.clicked.connect(self.cancel_requested)
        self.switch.toggled.connect(self.switched)

    def show_standing(self, shown: Standing, *, on: bool) -> None:
        """Say how it stands, and offer what comes next."""
        self.stage = shown.stage
        self._icon.set_icon(shown.icon, shown.tone)
        self.title.setText(shown.title)
        self.text.setText(shown.text)
        self.text.setVisible(bool(shown.text))
        self.setAccessibleName(shown.title)
        self.setAccessibleDescription(shown.text)
        with QSignalBlocker(self.switch):
            self.switch.setChecked(on)
        self._offer(shown.stage)

    def take_focus(self) -> None:
        """Put the focus on what comes next."""
        next((button for button in (self.act, self.cancel) if not button.isHidden()), self.switch).setFocus()

    def show_facts(self, facts: list[str], notice: str = "") -> None:
        """Say what waits, when it was synced and what came of it; a notice stands out."""
        self.facts.setText(" · ".join(facts))
        self.facts.setVisible(bool(facts))
        self.notice.setText(notice)
        self.notice.setVisible(bool(notice))

    def show_progress(self, told: Progress | None) -> None:
        """Say how far a sync is."""
        known = told is not None and told.total > 0
        self.bar.setRange(0, STEPS if known else 0)
        if told is not None and known:
            self.bar.setValue(round(STEPS * told.done / told.total))
        self.progress.setText(words.progress(told))
        self.cancel.setEnabled(True)

    def show_stopping(self) -> None:
        """Say that a sync ends as soon as it can."""
        self.progress.setText(self.tr("Stopping…"))
        self.cancel.setEnabled(False)

    def _offer(self, stage: Stage) -> None:
        offers = {
            Stage.OFF: self.tr("Switch on"),
            Stage.ASKING: self.tr("Look at an example…"),
            Stage.READY: self.tr("Sync now"),
            Stage.WAITING: self.tr("Try now"),
            Stage.STOPPED: self.tr("Try now"),
        }
        syncing = stage is Stage.SYNCING
        had_focus = self.act.hasFocus() or self.cancel.hasFocus()
        self.act.setText(offers.get(stage, ""))
        self.act.setAccessibleName(self.tr("{0}: remote catalogue").format(self.act.text().rstrip("…")))
        for widget in (self.bar, self.progress, self.cancel):
            widget.setVisible(syncing)
        self.act.setVisible(stage in offers)
        if had_focus:
            self.take_focus()

    def _build(self) -> None:
        self.notice.setProperty("tone", "warn")
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of the sync"))
        self.act.setProperty("kind", "primary")
        self.cancel.setAccessibleName(self.tr("Cancel: sync"))
        for button in (self.act, self.cancel):
            button.setAutoDefault(True)  # outside of a dialog Enter would not press it
        lines = QVBoxLayout()
        lines.setSpacing(6)
        for label in (self.title, self.text, self.progress, self.bar, self.facts, self.notice):
            lines.addWidget(label)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.act)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        lines.addSpacing(4)
        lines.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 14, 16, 14)
        row.setSpacing(14)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(lines, 1)
        row.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignTop)
