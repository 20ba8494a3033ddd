"""A title that is HTML is shown as it stands: no picture that it names is opened, not even by a tooltip."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtGui import QTextDocument

import vectorbeats_desktop
from vectorbeats_desktop.ui.elided_label import ElidedLabel
from vectorbeats_desktop.ui.plain_tip import plain_tip

UI = Path(vectorbeats_desktop.__file__).parent / "ui"
TITLE = 'Loud & <img src="file:////server/share/x.png"> <b>quiet</b>\nsecond line'


class Watched(QTextDocument):
    """Notes what a text asks to be opened."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def loadResource(self, kind: int, url: object) -> object:  # noqa: N802 - Qt's name
        self.asked.append(str(url))
        return None


def shown(text: str) -> Watched:
    document = Watched()
    document.setHtml(text)
    document.size()  # lays it out, which opens its pictures
    return document


@pytest.mark.usefixtures("qapp")
def test_markup_is_words() -> None:
    assert shown(TITLE).asked, "what a tooltip would do with it"
    safe = shown(plain_tip(TITLE))
    assert safe.asked == []
    assert safe.toPlainText() == TITLE
    assert plain_tip("Rock & Roll\nsecond") == "Rock & Roll\nsecond"


def test_a_label_s_tooltip_is_plain(qtbot: object) -> None:
    label = ElidedLabel()
    label.setText(TITLE)
    assert shown(label.toolTip()).asked == []
    assert label.text() == TITLE


def test_tooltips_of_things_that_others_named_are_plain() -> None:
    """Each tooltip is a text of ours, or goes through `plain_tip`."""
    ours = {"tr", "_meaning", "kind_meaning", "_tip", "explanation"}
    for path in sorted(UI.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "setToolTip":
                written = ast.unparse(node.args[0])
                safe = "plain_tip(" in written or any(f"{name}(" in written for name in ours)
                constant = isinstance(node.args[0], ast.Constant) or f"{path.name}:{written}" in NAMED_BY_US
                assert safe or constant, f"{path.name}:{node.lineno} {written}"


NAMED_BY_US = {
    "row.py:setting.name", "network_row.py:use.setting", "icons.py:text", "trim_handle.py:name", "chips.py:does",
    "tray.py:_line(track) if track is not None else APPLICATION",
}  # fmt: skip
"""Tooltips whose text is a name or a phrase of the program's own, or which the system draws."""
