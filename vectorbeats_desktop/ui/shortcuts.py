"""The keys of the window, in one table: what they do, and the sheet that tells of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from vectorbeats_desktop.ui.pages import PAGES

CONTEXT = "Shortcuts"
TAKES_LETTERS = (QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit)
AROUND_COLUMNS, ROUND_SHEET = 112, 80  # pixels: title and margins of the sheet, and what the screen keeps beside it
SPACE = QKeySequence(Qt.Key.Key_Space)


def _mark(text: str) -> str:
    """Mark a text of the table for translation, which happens where it is shown."""
    return text


@dataclass(frozen=True, slots=True)
class Keys:
    """A line of the table.

    `bare` keys are left to fields while one has the focus, and the space bar to buttons as well.
    `by_widget` keys are only told of here: what has the focus acts on them itself.
    """

    action: str
    keys: tuple[str, ...]
    group: str
    text: str
    bare: bool = False
    shown: bool = True
    by_widget: bool = False


FIND, PLAY, VIEW = _mark("Find"), _mark("Play"), "VectorBeats"
TABLE = (
    Keys("words", ("Ctrl+L",), FIND, _mark("Type words to look for")),
    Keys("words", ("/",), FIND, _mark("Type words to look for"), bare=True),
    Keys("open", ("Ctrl+O",), FIND, _mark("Look with a picture or a sound")),
    Keys("hum", ("R",), FIND, _mark("Hum a tune: start and stop recording"), bare=True),
    Keys("discard", ("Esc",), FIND, _mark("Discard the take, close the recorder"), by_widget=True),
    Keys("confirm", ("Ctrl+Return",), FIND, _mark("That’s it: this result is what I looked for"), by_widget=True),
    Keys("unwanted", ("Del",), FIND, _mark("Not this one: leave this result out"), by_widget=True),
    Keys("why", ("Ctrl+I",), FIND, _mark("Why this result was found"), by_widget=True),
    Keys("compare", ("Ctrl+D",), FIND, _mark("Compare the two results that are chosen"), by_widget=True),
    Keys("rate", ("Alt+1", "Alt+5"), FIND, _mark("Rate this result with one star to five"), by_widget=True),
    Keys("filters", ("Ctrl+Shift+F",), FIND, _mark("Filter the results"), by_widget=True),
    Keys("covers", ("Ctrl+G",), FIND, _mark("Show the results as covers, or as a list"), by_widget=True),
    Keys("searches", ("Ctrl+H",), FIND, _mark("Earlier and saved searches"), by_widget=True),
    Keys("undo", ("Ctrl+Z",), FIND, _mark("Undo the last change of the query"), by_widget=True),
    Keys("redo", ("Ctrl+Shift+Z",), FIND, _mark("Do it again"), by_widget=True),
    Keys("paste", ("Ctrl+V",), FIND, _mark("Look with what was copied")),
    Keys("add_folder", ("Ctrl+Shift+O",), FIND, _mark("Add a music folder")),
    Keys("toggle", ("Space",), PLAY, _mark("Play or pause"), bare=True),
    Keys("next", ("Ctrl+Right",), PLAY, _mark("Next track")),
    Keys("previous", ("Ctrl+Left",), PLAY, _mark("Previous track")),
    Keys("forward", ("Ctrl+Shift+Right",), PLAY, _mark("10 seconds forward")),
    Keys("back", ("Ctrl+Shift+Left",), PLAY, _mark("10 seconds back")),
    Keys("louder", ("Ctrl+Up",), PLAY, _mark("Louder")),
    Keys("quieter", ("Ctrl+Down",), PLAY, _mark("Quieter")),
    Keys("queue", ("Ctrl+U",), PLAY, _mark("What plays next")),
    Keys("toggle", ("Media Play", "Toggle Media Play/Pause"), PLAY, "", shown=False),
    Keys("next", ("Media Next",), PLAY, "", shown=False),
    Keys("previous", ("Media Previous",), PLAY, "", shown=False),
    Keys("filter", ("Ctrl+F",), VIEW, _mark("Filter the library")),
    *(Keys(line.name, (f"Ctrl+{place}",), VIEW, line.title) for place, line in enumerate(PAGES, 1)),
    Keys("details", ("Alt+Return",), VIEW, _mark("Details of the chosen track"), by_widget=True),
    Keys("path", ("Ctrl+P",), VIEW, _mark("Path from one track to another")),
    Keys("keep", ("Ctrl+S",), VIEW, _mark("Save what is listed as a playlist")),
    Keys("rename", ("F2",), VIEW, _mark("Rename the playlist"), by_widget=True),
    Keys("move", ("Alt+Up", "Alt+Down"), VIEW, _mark("Move a track of the playlist"), by_widget=True),
    Keys("delete", ("Del",), VIEW, _mark("Delete the playlist, or take a track out"), by_widget=True),
    Keys("commands", ("Ctrl+K",), VIEW, _mark("Everything that can be done, by name")),
    Keys("help", ("F1",), VIEW, _mark("This sheet")),
    Keys("help", ("?",), VIEW, _mark("This sheet"), bare=True),
    Keys("quit", ("Ctrl+Q",), VIEW, _mark("Quit")),
)


class Shortcuts(QObject):
    """The table's keys, bound to the window's actions."""

    def __init__(self, window: QWidget, actions: Mapping[str, Callable[[], object]]) -> None:
        super().__init__(window)
        self._bare: list[QShortcut] = []
        self._by_action: dict[str, list[QShortcut]] = {}
        for line in (line for line in TABLE if not line.by_widget):
            for key in line.keys:
                shortcut = QShortcut(QKeySequence(key), window)
                shortcut.activated.connect(actions[line.action])
                self._by_action.setdefault(line.action, []).append(shortcut)
                if line.bare:
                    self._bare.append(shortcut)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    def set_enabled(self, action: str, enabled: bool) -> None:
        """Switch an action's keys, as where a page has the same key for itself."""
        for shortcut in self._by_action[action]:
            shortcut.setEnabled(enabled)

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        letters = not isinstance(new, TAKES_LETTERS)
        space = letters and not isinstance(new, QAbstractButton)
        for shortcut in self._bare:
            shortcut.setEnabled(space if shortcut.key() == SPACE else letters)


class ShortcutSheet(QDialog):
    """All keys at a glance."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        title = QLabel(self.windowTitle(), self)
        title.setObjectName("sheetTitle")
        columns = QWidget(self)
        row = QHBoxLayout(columns)
        row.setContentsMargins(0, 0, 12, 0)
        row.setSpacing(48)
        for groups in _in_two_columns():
            row.addLayout(self._column(groups), 1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(columns)
        columns.setAutoFillBackground(False)
        scroll.viewport().setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 16, 24)
        layout.setSpacing(16)
        layout.addWidget(title)
        layout.addWidget(scroll, 1)
        columns.ensurePolished()
        wanted = columns.sizeHint()
        scroll.setMinimumWidth(wanted.width() + 2)
        room = self.screen().availableSize().height() - ROUND_SHEET
        self.resize(self.minimumSizeHint().width(), min(wanted.height() + AROUND_COLUMNS, room))

    def _column(self, groups: Mapping[str, Sequence[tuple[str, str]]]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        for group, lines in groups.items():
            head = QLabel(QCoreApplication.translate(CONTEXT, group), self)
            head.setObjectName("sheetGroup")
            head.setContentsMargins(0, 8, 0, 0)
            grid.addWidget(head, grid.rowCount(), 0, 1, 2)
            for text, keys in lines:
                line = grid.rowCount()
                grid.addWidget(QLabel(text, self), line, 0)
                key = QLabel(keys, self)
                key.setObjectName("sheetKey")
                grid.addWidget(key, line, 1, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(0, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        return grid


def _in_two_columns() -> tuple[dict[str, list[tuple[str, str]]], dict[str, list[tuple[str, str]]]]:
    """The groups of keys in order, so that both columns are about as long."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for text, keys, group in sheet_lines():
        groups.setdefault(group, []).append((text, keys))
    half = len(sheet_lines()) / 2
    left: dict[str, list[tuple[str, str]]] = {}
    right: dict[str, list[tuple[str, str]]] = {}
    for before, (group, lines) in zip(accumulate(map(len, groups.values()), initial=0), groups.items(), strict=False):
        (left if before + len(lines) / 2 <= half else right)[group] = lines
    return left, right


def sheet_lines() -> list[tuple[str, str, str]]:
    """What each key does, the keys as this system writes them, and the group; one line per action."""
    lines: dict[str, tuple[str, list[str], str]] = {}
    for line in TABLE:
        if line.shown:
            keys = [QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in line.keys]
            text = QCoreApplication.translate(CONTEXT, line.text)
            lines.setdefault(line.action, (text, [], line.group))[1].extend(keys)
    return [(text, "  ".join(keys), group) for text, keys, group in lines.values()]
