"""One setting: what it does, its control, the way back to the default, and when a choice counts."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.errors import BadSetting
from vectorbeats_desktop.engine.setting import Setting, Value
from vectorbeats_desktop.ui.icons import IconButton
from vectorbeats_desktop.ui.row_pieces import row_label
from vectorbeats_desktop.ui.settings import words
from vectorbeats_desktop.ui.settings.controls import make_control
from vectorbeats_desktop.workers.preferences import Preferences


class SettingRow(QWidget):
    """Shows what counts now, and chooses; also shows what was chosen elsewhere."""

    def __init__(self, setting: Setting, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settingRow")
        self.setting, self._preferences = setting, preferences
        self._sought = words.sought(setting)
        self._before = preferences.value(setting.name)  # what the running program works with
        title = words.tr(setting.title)
        self.title = row_label(title, "settingTitle", self)
        self.text = row_label(words.tr(setting.text), "muted", self)
        self.effect = row_label(words.effect(setting.effect), "settingEffect", self)
        self.problem = row_label("", "fieldProblem", self)
        self.control = make_control(setting, self._choose, self)
        self.reset = IconButton("undo", self.tr("Back to the default: {0}").format(title), self, 16)
        self.setToolTip(setting.name)
        self._build()
        self.reset.clicked.connect(self._reset)
        self.refresh()

    def fits(self, sought: list[str]) -> bool:
        """Whether all of the words are in its name, title or text."""
        return all(word in self._sought for word in sought)

    def refresh(self) -> None:
        """Show what counts now."""
        value = self._preferences.value(self.setting.name)
        self.control.show(value)
        self.problem.hide()
        self.reset.setVisible(value != self.setting.default)
        self.effect.setVisible(bool(self.effect.text()))
        waiting = self.setting.restart and value != self._before
        self.effect.setProperty("tone", "warn" if waiting else "muted")
        self.effect.style().unpolish(self.effect)
        self.effect.style().polish(self.effect)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.control.widget.update()

    def _choose(self, value: Value) -> None:
        try:
            self._preferences.choose(self.setting.name, value)
        except BadSetting as error:
            self.problem.setText(error.message)
            self.problem.show()

    def _reset(self) -> None:
        self._preferences.reset(self.setting.name)
        self.control.widget.setFocus()  # the button goes

    def _build(self) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(2)
        for label in (self.title, self.text, self.effect, self.problem):
            texts.addWidget(label)
        self.title.setBuddy(self.control.widget)
        kept = self.reset.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # or the control would jump aside
        self.reset.setSizePolicy(kept)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 10, 10)
        row.setSpacing(12)
        row.addLayout(texts, 1)
        row.addWidget(self.control.widget, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignVCenter)
