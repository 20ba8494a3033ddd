"""Whether things may move in the window: some people are made unwell by that."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

PROPERTY = "reducedMotion"


def reduced() -> bool:
    """Whether the person asked that nothing moves by itself."""
    application = QApplication.instance()
    return application is not None and bool(application.property(PROPERTY))


def set_reduced(on: bool) -> None:
    """Let nothing move by itself from now on, or let it move again."""
    application = QApplication.instance()
    if application is not None:
        application.setProperty(PROPERTY, on)
