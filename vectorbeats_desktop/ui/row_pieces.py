"""What rows of settings, troubles and health are made of."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget


def row_label(text: str, name: str, parent: QWidget) -> QLabel:
    """Plain text that wraps where the row ends; `name` is the style sheet's."""
    label = QLabel(text, parent)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label


def row_button(text: str, about: str, act: object, parent: QWidget) -> QPushButton:
    """A button at a row's end; screen readers are told what it is `about`."""
    button = QPushButton(text, parent)
    button.setAutoDefault(True)  # outside of a dialog Enter would not press it
    button.setAccessibleName(f"{text.rstrip('…')}: {about}")
    button.clicked.connect(act)
    return button
