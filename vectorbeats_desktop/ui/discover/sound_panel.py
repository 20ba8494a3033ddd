"""Which side of a sound counts, and which piece of it: a small panel under its chip."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.records import Emphasis, QueryPart
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.discover.filter_values import BadEntry, read_piece
from vectorbeats_desktop.ui.discover.part_words import emphasis

TIME_WIDTH = 76
GAP = 4


class SoundPanel(QFrame):
    """What is chosen counts at once; Enter and Escape close. A time that cannot be read is said and changes nothing."""

    chosen = Signal(object, object, object)  # Emphasis, start and end in seconds or None

    def __init__(self, part: QueryPart, name: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popupPanel")
        self.setAccessibleName(self.tr("What of {0} counts").format(name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.emphasis = QComboBox(self)
        self.start = self._time(part.start_s, self.tr("beginning"), self.tr("From, in minutes and seconds"))
        self.end = self._time(part.end_s, self.tr("end"), self.tr("To, in minutes and seconds"))
        self.problem = QLabel(self)
        self._told = (part.emphasis, part.start_s, part.end_s)
        self._build(name)
        self._fill(part)

    def show_under(self, widget: QWidget) -> None:
        """Open below a widget, inside the screen."""
        self.adjustSize()
        corner = widget.mapToGlobal(QPoint(0, widget.height() + GAP))
        room = widget.screen().availableGeometry()
        corner.setX(max(room.left(), min(corner.x(), room.right() - self.width())))
        if corner.y() + self.height() > room.bottom():
            corner.setY(widget.mapToGlobal(QPoint(0, -GAP)).y() - self.height())
        self.move(corner)
        self.show()
        self.emphasis.setFocus()

    def _build(self, name: str) -> None:
        self.emphasis.setAccessibleName(self.tr("Which side of the sound counts most"))
        self.problem.setObjectName("fieldProblem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        title = QLabel(name, self)
        title.setObjectName("sectionTitle")
        title.setTextFormat(Qt.TextFormat.PlainText)
        times = QHBoxLayout()
        times.setSpacing(8)
        times.addWidget(self.start)
        times.addWidget(QLabel("–", self))
        times.addWidget(self.end)
        times.addStretch(1)
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.addRow(self.tr("Most alike in"), self.emphasis)
        form.addRow(self.tr("Only the piece"), times)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(10)
        layout.addWidget(title)
        layout.addLayout(form)
        layout.addWidget(self.problem)

    def _fill(self, part: QueryPart) -> None:
        for value in Emphasis:
            self.emphasis.addItem(emphasis(value), value)
        self.emphasis.setCurrentIndex(self.emphasis.findData(part.emphasis))
        self.emphasis.currentIndexChanged.connect(lambda _place: self._tell())
        for field in (self.start, self.end):
            field.editingFinished.connect(self._tell)
            field.returnPressed.connect(self._on_return)

    def _time(self, seconds: float | None, nothing: str, name: str) -> QLineEdit:
        field = QLineEdit(wording.duration(seconds), self)
        field.setPlaceholderText(nothing)
        field.setAccessibleName(name)
        field.setFixedWidth(TIME_WIDTH)
        return field

    def _on_return(self) -> None:
        if self._tell():
            self.close()

    def _tell(self) -> bool:
        """Tell what is chosen when it is new; say whether it could be read."""
        try:
            start, end = read_piece(self.start.text(), self.end.text())
        except BadEntry as error:
            self.problem.setText(str(error))
            self.problem.show()
            self.adjustSize()
            return False
        self.problem.hide()
        told = (Emphasis(self.emphasis.currentData()), start, end)
        if told != self._told:
            self._told = told
            self.chosen.emit(*told)
        return True
