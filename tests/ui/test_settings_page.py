"""The Settings page, driven as a person does: made from the table, searched, chosen on, reset, and its privacy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLabel, QLineEdit, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from tests.memory_keyring import ring_in_place
from tests.small_library import fast_settings, words
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.records import Query
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.setting import Setting, Value
from vectorbeats_desktop.engine.settings import SETTINGS, Settings
from vectorbeats_desktop.ui.settings.controls import make_control
from vectorbeats_desktop.ui.settings.page import SettingsPage
from vectorbeats_desktop.ui.switch import Switch
from vectorbeats_desktop.ui.theme import Theme
from vectorbeats_desktop.workers.actions import Actions

WAIT_MS = 15_000
STORE_MS = 60_000  # what asks the store waits until it is open
LEFT = Qt.MouseButton.LeftButton

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.load(tmp_path / "config" / "settings.json")


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, actions: Actions, settings: Settings) -> SettingsPage:
    actions.preferences.attach(settings)
    made = SettingsPage(actions)
    qtbot.addWidget(made)
    made.resize(1080, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


@pytest.fixture
def session(paths: Paths) -> Iterator[Session]:
    with Session.open(paths, fast_settings()) as opened:
        yield opened


def control(page: SettingsPage, name: str, kind: type[QWidget]) -> QWidget:
    widget = page.row(name).control.widget
    assert isinstance(widget, kind)
    return widget


def shown(page: SettingsPage) -> set[str]:
    return {name for name, row in page.rows.items() if row.isVisibleTo(page)}


def click(widget: QWidget) -> None:
    assert widget.isVisible()
    QTest.mouseClick(widget, LEFT)


def test_every_setting_of_the_table_has_a_row_unless_it_is_hidden(page: SettingsPage) -> None:
    of_network = {use.use.setting for use in page.privacy.uses}
    rows = set(page.rows) | of_network | {"privacy.encrypt"}  # a row of its own: more than a choice is changed
    assert rows == {setting.name for setting in SETTINGS if not setting.hidden}
    assert all(row.title.text() and row.text.text() for row in page.rows.values())


def test_a_choice_counts_at_once_is_written_soon_and_can_be_reset(
    qtbot: QtBot, page: SettingsPage, settings: Settings, tmp_path: Path
) -> None:
    row = page.row("search.learn_from_verdicts")
    assert not row.reset.isVisible()
    click(control(page, "search.learn_from_verdicts", Switch))
    assert settings.flag("search.learn_from_verdicts")
    file = tmp_path / "config" / "settings.json"
    qtbot.waitUntil(lambda: file.exists() and Settings.load(file).flag("search.learn_from_verdicts"), timeout=WAIT_MS)
    click(row.reset)
    assert not settings.flag("search.learn_from_verdicts")
    assert not row.reset.isVisible()
    qtbot.waitUntil(lambda: not Settings.load(file).flag("search.learn_from_verdicts"), timeout=WAIT_MS)


def test_numbers_have_their_unit_and_limits(page: SettingsPage, settings: Settings) -> None:
    seconds = control(page, "models.idle_s", QSpinBox)
    assert isinstance(seconds, QSpinBox)
    assert (seconds.minimum(), seconds.maximum(), seconds.suffix()) == (10, 86_400, " s")
    share = control(page, "library.removal_share", QSpinBox)
    assert isinstance(share, QSpinBox)
    assert share.text() == "30 %"
    share.setFocus()
    share.selectAll()
    QTest.keyClicks(share, "45")
    assert settings.number("library.removal_share") == 0.3, "half a number is no choice"
    QTest.keyClick(share, Qt.Key.Key_Return)
    assert settings.number("library.removal_share") == 0.45


def test_choices_and_words_are_chosen(page: SettingsPage, settings: Settings) -> None:
    device = control(page, "models.device", QComboBox)
    assert isinstance(device, QComboBox)
    device.setFocus()
    QTest.keyClick(device, Qt.Key.Key_Down)
    assert settings.text("models.device") == "cuda"
    mirror = control(page, "models.mirror", QLineEdit)
    mirror.setFocus()
    QTest.keyClicks(mirror, "https://models.example ")
    QTest.keyClick(mirror, Qt.Key.Key_Return)
    assert settings.text("models.mirror") == "https://models.example"
    assert page.privacy.uses[0].host.text() == "Asks: models.example"


def test_the_wheel_over_a_field_moves_the_page_and_no_number(page: SettingsPage, settings: Settings) -> None:
    field = control(page, "search.limit", QSpinBox)
    centre = QPointF(field.rect().center())
    turned = QWheelEvent(
        centre, field.mapToGlobal(centre), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(field, turned)
    assert settings.whole("search.limit") == 50


def test_what_counts_after_a_restart_is_told_and_stands_out_once_it_was_changed(page: SettingsPage) -> None:
    row = page.row("models.threads")
    assert row.effect.text() == "Takes effect after a restart"
    assert row.effect.property("tone") == "muted"
    page._actions.preferences.choose("models.threads", 2)
    assert row.effect.property("tone") == "warn"
    assert not page.row("search.limit").effect.isVisible()


def test_words_filter_rows_by_title_text_and_name(page: SettingsPage) -> None:
    QTest.keyClicks(page.search, "artist")
    assert shown(page) == {"remote.share_names", "search.per_artist"}
    page.search.clear()
    QTest.keyClicks(page.search, "IDLE_S")
    assert shown(page) == {"models.idle_s"}
    page.search.clear()
    QTest.keyClicks(page.search, "battery pause")
    assert shown(page) == {"analysis.pause_on_battery"}
    page.search.clear()
    QTest.keyClicks(page.search, "nothing like this")
    assert shown(page) == set()
    assert page.nothing.isVisible()
    assert "nothing like this" in page.nothing.text.text()
    page.search.clear()
    assert not page.nothing.isVisible()
    assert len(shown(page)) == len(page.rows)


def test_a_sentence_about_rows_that_do_not_fit_goes_with_them(
    qtbot: QtBot, page: SettingsPage, actions: Actions, session: Session
) -> None:
    actions.set_session(session)
    qtbot.waitUntil(lambda: bool(page.privacy.kept), timeout=WAIT_MS)
    page.search.setText("downloading")
    said = [label for label in page.privacy.findChildren(QLabel) if "gone for good" in label.text()]
    assert [label.isVisibleTo(page) for label in said] == [False]
    page.search.clear()
    assert [label.isVisibleTo(page) for label in said] == [True]


def test_the_list_brings_a_section_into_view(qtbot: QtBot, page: SettingsPage) -> None:
    page.show_section("privacy")
    qtbot.waitUntil(lambda: page._scroll.verticalScrollBar().value() > 100, timeout=WAIT_MS)
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: page._scroll.verticalScrollBar().value() == 0, timeout=WAIT_MS)


def test_what_a_command_changes_is_shown(page: SettingsPage, settings: Settings) -> None:
    settings.set("search.limit", 20)
    field = control(page, "search.limit", QSpinBox)
    assert isinstance(field, QSpinBox)
    assert field.value() == 20


def test_a_choice_that_cannot_be_written_is_kept_told_and_written_when_asked_again(
    qtbot: QtBot, page: SettingsPage, actions: Actions, settings: Settings, tmp_path: Path
) -> None:
    folder = tmp_path / "config"
    folder.write_text("a file where a folder should be")
    with qtbot.waitSignal(actions.failed, timeout=WAIT_MS) as told:
        click(control(page, "search.learn_from_verdicts", Switch))
    assert "could not be written" in told.args[0].message
    assert told.args[0].hint
    assert settings.flag("search.learn_from_verdicts"), "the choice counts all the same"
    assert page.hint.isVisible()
    folder.unlink()
    click(page.hint.button)
    qtbot.waitUntil(lambda: not settings.unsaved and not page.hint.isVisible(), timeout=WAIT_MS)
    assert Settings.load(folder / "settings.json").flag("search.learn_from_verdicts")


def test_what_is_left_is_written_when_the_window_ends(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    actions, settings = Actions(), Settings.load(path)
    actions.preferences.attach(settings)
    actions.preferences.choose("search.limit", 20)
    assert not path.exists()
    assert actions.shut()
    assert Settings.load(path).whole("search.limit") == 20


def test_a_folder_is_chosen_with_a_dialog(qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen: list[Value] = []
    parent = QWidget()
    qtbot.addWidget(parent)
    setting = Setting("a.folder", str, "", "Where things go", title="Folder", unit="folder")
    made = make_control(setting, chosen.append, parent)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: "/somewhere")
    button = made.widget.findChild(QPushButton)
    assert button is not None
    button.click()
    assert chosen == ["/somewhere"]
    assert made.widget.findChild(QLineEdit).text() == "/somewhere"  # type: ignore[union-attr]


def test_a_use_of_the_network_is_told_and_switched(page: SettingsPage, settings: Settings) -> None:
    use = page.privacy.uses[0]
    assert use.title.text() == "Downloading models"
    assert use.host.text() == "Asks: huggingface.co"
    assert "Nothing of your music" in use.sent.text()
    click(use.switch)
    assert not settings.flag("network.models")
    settings.reset("network.models")
    assert use.switch.isChecked()


def test_what_is_kept_is_counted_and_deleted_after_asking(
    qtbot: QtBot, page: SettingsPage, actions: Actions, session: Session
) -> None:
    session.searches.remember(Query((words("zanzibar"),)))
    actions.set_session(session)
    qtbot.waitUntil(lambda: bool(page.privacy.kept) and page.privacy.kept[0].count.text() == "1", timeout=WAIT_MS)
    row = page.privacy.kept[0]
    assert [each.forget.isEnabled() for each in page.privacy.kept[1:5]] == [False] * 4
    click(row.forget)
    assert row.no.hasFocus()
    click(row.no)
    assert len(session.searches.history()) == 1
    click(row.forget)
    click(row.yes)
    qtbot.waitUntil(lambda: row.count.text() == "None", timeout=WAIT_MS)
    assert session.searches.history() == []


def test_the_list_of_sections_is_as_wide_as_its_longest_name(page: SettingsPage) -> None:
    page.list.item(0).setText("Was auf diesem Rechner aufgehoben wird")
    font = page.font()
    font.setPixelSize(2 * page.fontInfo().pixelSize())
    page.setFont(font)
    QApplication.processEvents()
    assert page.list.sizeHintForColumn(0) <= page.list.viewport().width()


def test_what_is_kept_is_encrypted_by_a_button_that_says_what_came_of_it(
    qtbot: QtBot, page: SettingsPage, actions: Actions, session: Session
) -> None:
    row = page.privacy.encrypt
    assert not row.button.isEnabled(), "there is nothing to encrypt before the library is open"
    session.searches.remember(Query((words("a foggy harbour"),)))
    with ring_in_place():
        actions.set_session(session)
        page.show_section("privacy")
        qtbot.waitUntil(row.button.isEnabled, timeout=STORE_MS)
        assert row.button.text() == "Encrypt"
        row.button.click()
        qtbot.waitUntil(lambda: row.said.text() == "It is encrypted.", timeout=STORE_MS)
        qtbot.waitUntil(row.button.isEnabled, timeout=STORE_MS)
        assert row.button.text() == "Decrypt"
        assert b"foggy" not in session.catalog.path.read_bytes()
        row.button.click()
        qtbot.waitUntil(lambda: "not encrypted any more" in row.said.text(), timeout=STORE_MS)


def test_without_a_keyring_nothing_is_encrypted_and_it_is_said(
    qtbot: QtBot, page: SettingsPage, actions: Actions, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vectorbeats_desktop.engine.remote.keys.has_keyring", lambda: False)
    actions.set_session(session)
    row = page.privacy.encrypt
    qtbot.waitUntil(row.button.isEnabled, timeout=STORE_MS)
    row.button.click()
    qtbot.waitUntil(lambda: "no keyring" in row.problem.text(), timeout=STORE_MS)
    qtbot.waitUntil(row.button.isEnabled, timeout=STORE_MS)
    assert row.button.text() == "Encrypt"
