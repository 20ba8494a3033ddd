"""The filters of a query, as fields; what is typed is asked after a pause, what cannot be read is said."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.analysis.descriptors import PITCH_CLASSES
from vectorbeats_desktop.engine.records import FilterValue
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.discover.filter_fields import ChoiceField, DiversityField, Field, ListField, RangeField
from vectorbeats_desktop.ui.discover.filter_values import BadEntry
from vectorbeats_desktop.ui.discover.narrowing import Narrowing
from vectorbeats_desktop.ui.flow_layout import FlowLayout

TYPING_MS = 500
RATING_WIDTH = 126  # five stars


class FilterPanel(QFrame):
    """Edits a Narrowing, and follows it where it is changed elsewhere."""

    left = Signal()  # Escape

    def __init__(self, narrowing: Narrowing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filterPanel")
        self.setAccessibleName(self.tr("Filters"))
        self._narrowing = narrowing
        self._following = False
        self.genre = ListField("genre", self)
        self.key = ChoiceField("key", self)
        self.folder = ChoiceField("folder", self)
        self.year = RangeField("year", "", (self.tr("from"), self.tr("to")), self)
        self.tempo = RangeField("tempo", self.tr("BPM"), (self.tr("from"), self.tr("to")), self)
        self.duration = RangeField("duration", self.tr("min:s"), (self.tr("from"), self.tr("to")), self)
        self.rating = ChoiceField("rating", self, RATING_WIDTH)
        self.analysed = ChoiceField("analysed", self)
        self.diversity = DiversityField(self)
        self.problem = QLabel(self)
        self.clear = QPushButton(self.tr("Clear filters"), self)
        self._pause = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._pause.timeout.connect(self.apply)
        self._offer()
        self._build()
        self._follow()
        narrowing.changed.connect(self._follow)

    @property
    def fields(self) -> tuple[Field, ...]:
        """In the order of the tab key; all but the diversity."""
        return (
            self.genre, self.year, self.tempo, self.duration, self.key, self.folder, self.rating, self.analysed
        )  # fmt: skip

    def know(self, genres: Iterable[str], folders: Iterable[Path]) -> None:
        """Offer the genres and folders that there are in the library."""
        self.genre.know(sorted(set(genres), key=str.casefold))
        self.folder.offer([(path.name or str(path), str(path)) for path in folders])

    def apply(self) -> None:
        """Ask for what the fields say; one that cannot be read changes nothing and is told."""
        self._pause.stop()
        problems = []
        wanted: list[tuple[str, FilterValue | None]] = []
        for field in self.fields:
            try:
                wanted.append((field.field, field.value()))
            except BadEntry as error:
                problems.append(str(error))
        self.problem.setText("\n".join(problems))
        self.problem.setVisible(bool(problems))
        self._following = True  # a field that is being typed in is not written to
        for name, value in wanted:
            self._narrowing.set_filter(name, value)
        self._narrowing.set_diversity(self.diversity.value())
        self._following = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.apply()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _offer(self) -> None:
        keys = [f"{tonic} {mode}" for mode in ("major", "minor") for tonic in PITCH_CLASSES]
        self.key.offer([(wording.key(key), key) for key in keys])
        self.folder.offer(())
        stars = range(wording.MOST_STARS, 0, -1)
        self.rating.offer([(self.tr("from {0}").format("★" * count), (count, None)) for count in stars])
        self.analysed.offer([(self.tr("Yes"), True), (self.tr("Not yet"), False)])

    def _follow(self) -> None:
        """Show what is asked for."""
        self.clear.setEnabled(bool(self._narrowing.filters or self._narrowing.diversity))
        if self._following:
            return
        self._following = True
        for field in self.fields:
            field.show_value(self._narrowing.filters.get(field.field))
        self.diversity.show_value(self._narrowing.diversity)
        self._following = False
        self.problem.hide()

    def _on_edited(self) -> None:
        if not self._following:
            self._pause.start()

    def _clear(self) -> None:
        self._narrowing.put_back({}, 0.0)

    def _build(self) -> None:
        self.problem.setObjectName("fieldProblem")
        self.problem.setWordWrap(True)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.hide()
        self.clear.setProperty("kind", "quiet")
        self.clear.clicked.connect(self._clear)
        fields = QWidget(self)
        flow = FlowLayout(fields, 14)
        for field in (*self.fields, self.diversity):
            flow.addWidget(field)
            field.edited.connect(self._on_edited)
        below = QHBoxLayout()
        below.addWidget(self.problem, 1)
        below.addStretch(0)
        below.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignRight)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.setSpacing(6)
        layout.addWidget(fields)
        layout.addLayout(below)
