"""“More of this” and “less of this”, for each thing that reasons name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from vectorbeats_desktop.engine.records import Reason

Push = Callable[[str, bool], object]
"""Called with words, and whether they are to count more."""
CONTEXT = "PushMenu"


def pushable(reasons: Iterable[Reason]) -> list[str]:
    """What the reasons name that a query can ask for, each once."""
    return list(dict.fromkeys(name for reason in reasons for name in reason.concept_names))


def push_menu(words: Iterable[str], push: Push, parent: QWidget) -> QMenu:
    """A menu that asks for more or less of each; the caller shows it."""
    menu = QMenu(QCoreApplication.translate(CONTEXT, "More or less of…"), parent)
    for each in words:
        if menu.actions():
            menu.addSeparator()
        for more in (True, False):
            menu.addAction(_line(each, more), partial(push, each, more))
    return menu


def shown(words: str) -> str:
    """Words as a button or a menu takes them: a lone & would mark a key."""
    return words.replace("&", "&&")


def _line(words: str, more: bool) -> str:
    text = (
        QCoreApplication.translate(CONTEXT, "More of “{0}”")
        if more
        else QCoreApplication.translate(CONTEXT, "Less of “{0}”")
    )
    return text.format(shown(words))
