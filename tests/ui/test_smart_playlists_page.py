"""Smart playlists as a person makes, uses and loses them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.smart_library import SmartSession
from vectorbeats_desktop.engine.playlists.recipe import Operator, Order, Recipe, Rule
from vectorbeats_desktop.engine.records import Kind, Query, QueryPart
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.playlists.name_dialog import NameDialog
from vectorbeats_desktop.ui.playlists.page import PlaylistsPage
from vectorbeats_desktop.ui.playlists.rule_rows import RuleRow
from vectorbeats_desktop.ui.playlists.rule_values import (
    AgoEditor,
    BetweenEditor,
    ChoiceEditor,
    NumberEditor,
    WordsEditor,
)
from vectorbeats_desktop.ui.playlists.saving import PlaylistSaver
from vectorbeats_desktop.ui.playlists.smart_editor import SmartEditor
from vectorbeats_desktop.ui.theme import Theme
from vectorbeats_desktop.workers.actions import Actions

pytestmark = pytest.mark.qt_log_ignore("does not support|propagateSizeHints")

LEFT = Qt.MouseButton.LeftButton
WAIT_MS = 10_000
JAZZ = Recipe((Rule("genre", Operator.IS, ("jazz",)),))
CALM = Query((QueryPart(Kind.TEXT, "calm"),), limit=5)


@pytest.fixture
def session(tmp_path: Path) -> SmartSession:
    return SmartSession(tmp_path)


@pytest.fixture
def page(qtbot: QtBot, actions: Actions, covers: CoverCache, theme: Theme, session: SmartSession) -> PlaylistsPage:
    made = PlaylistsPage(actions, covers, PlaylistSaver(actions))
    qtbot.addWidget(made)
    made.resize(1100, 760)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def opened(page: PlaylistsPage, actions: Actions, session: SmartSession, qtbot: QtBot) -> None:
    actions.set_session(session.as_session())
    qtbot.waitUntil(lambda: page.saved.list.playlists.rowCount() == len(session.playlists.all()), timeout=WAIT_MS)


def shown(page: PlaylistsPage) -> list[str]:
    tracks = page.saved.table.tracks
    return [tracks.index(row, 0).data() for row in range(tracks.rowCount())]


def songs(*numbers: int) -> list[str]:
    return [f"Song {number}" for number in numbers]


def editor(qtbot: QtBot) -> SmartEditor:
    """The editor, once it has come and has its first answer."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), SmartEditor), timeout=WAIT_MS)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SmartEditor)
    return dialog


def counted(dialog: SmartEditor, text: str, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.preview.count.text() == text, timeout=WAIT_MS)


def pick(box: QComboBox, text: str) -> None:
    """Choose a line of a box by the keyboard."""
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    while box.currentText() != text:
        before = box.currentIndex()
        QTest.keyClick(box, Qt.Key.Key_Down)
        assert box.currentIndex() != before, f"{text} is not offered"


def words(row: RuleRow) -> WordsEditor:
    assert isinstance(row.editor, WordsEditor)
    return row.editor


def test_a_smart_playlist_is_made_by_keys_with_a_live_preview(
    page: PlaylistsPage, actions: Actions, session: SmartSession, qtbot: QtBot
) -> None:
    opened(page, actions, session, qtbot)
    QTest.mouseClick(page.new_smart, LEFT)
    dialog = editor(qtbot)
    counted(dialog, "12 tracks · 12 min", qtbot)
    assert dialog.problem.text() == "A rule says nothing yet: fill it in, or remove it."
    assert not dialog.save.isEnabled()
    (row,) = dialog.rules.rows
    QTest.keyClicks(words(row).line, "jazz, soul")
    counted(dialog, "8 tracks · 8 min", qtbot)
    QTest.mouseClick(dialog.rules.more, LEFT)
    assert dialog.rules.rows[1].field.hasFocus()
    pick(dialog.rules.rows[1].field, "Year")
    number = dialog.rules.rows[1].editor
    assert isinstance(number, NumberEditor)
    number.spin.selectAll()
    QTest.keyClicks(number.spin, "1998")
    counted(dialog, "3 tracks · 3 min", qtbot)
    assert [dialog.preview.first.item(place).text() for place in range(3)] == [
        "Song 12 — Artist 0",
        "Song 9 — Artist 1",
        "Song 11 — Artist 3",
    ]
    pick(dialog.match, "Any of these rules holds")
    counted(dialog, "9 tracks · 9 min", qtbot)
    dialog.name.selectAll()
    QTest.keyClicks(dialog.name, "Late jazz")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.saved.list.name == "Late jazz" and len(shown(page)) == 9, timeout=WAIT_MS)
    recipe = session.smart_playlists.recipe("Late jazz")
    assert recipe.rules == (Rule("genre", Operator.IS, ("jazz", "soul")), Rule("year", Operator.AT_LEAST, 1998.0))
    assert recipe.any_of
    assert page.saved.length.text() == "9 tracks · 9 min"
    assert page.saved.smart.rules.text() == "Genre is jazz, soul or Year is at least 1998 · By artist"


def test_it_is_marked_in_the_list(page: PlaylistsPage, actions: Actions, session: SmartSession, qtbot: QtBot) -> None:
    session.smart_playlists.save("jazz", JAZZ)
    session.playlists.save("mix", session.real.rows(session.real.page_ids())[:2])
    opened(page, actions, session, qtbot)
    qtbot.waitUntil(lambda: shown(page) == songs(12, 9, 6, 3), timeout=WAIT_MS)
    model = page.saved.list.playlists
    told = [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert told == ["jazz: 4 tracks, fills itself", "mix: 2 tracks"]
    assert page.saved.smart.isVisible()
    page.saved.list.setCurrentIndex(model.index(1))
    qtbot.waitUntil(lambda: len(page.saved.table.given) == 2, timeout=WAIT_MS)
    assert not page.saved.smart.isVisible()
    assert not page.saved.table.fixed


def test_it_is_filled_anew_when_the_library_changes_and_keeps_the_selection(
    page: PlaylistsPage, actions: Actions, session: SmartSession, qtbot: QtBot
) -> None:
    session.smart_playlists.save("jazz", JAZZ)
    opened(page, actions, session, qtbot)
    qtbot.waitUntil(lambda: len(shown(page)) == 4, timeout=WAIT_MS)
    page.saved.table.selectRow(1)
    session.add(13, "Jazz")
    actions.library_changed.emit()
    qtbot.waitUntil(lambda: shown(page) == songs(12, 13, 9, 6, 3), timeout=WAIT_MS)
    assert page.saved.table.selected_rows() == [2]
    assert page.saved.list.playlists.playlist(0).count == 5  # type: ignore[union-attr]


def test_what_a_person_says_of_tracks_counts_at_once(
    page: PlaylistsPage, actions: Actions, session: SmartSession, qtbot: QtBot
) -> None:
    session.smart_playlists.save("best", Recipe((Rule("rating", Operator.AT_LEAST, 4),)))
    opened(page, actions, session, qtbot)
    qtbot.waitUntil(page.saved.smart.note.isVisible, timeout=WAIT_MS)
    assert page.saved.smart.note.text() == "No track of your library fits these rules now."
    session.real.rate("t5", 5)
    qtbot.waitUntil(lambda: shown(page) == songs(5), timeout=WAIT_MS)
    assert not page.saved.smart.note.isVisible()
    page.hide()
    with qtbot.waitSignal(actions.playlists.changed, timeout=WAIT_MS):
        session.real.rate("t5", 1)
    assert shown(page) == songs(5)  # nothing is asked while nobody looks
    page.show()
    qtbot.waitUntil(lambda: shown(page) == [], timeout=WAIT_MS)


def test_it_plays_and_queues_but_is_not_changed_by_hand(
    page: PlaylistsPage, actions: Actions, session: SmartSession, qtbot: QtBot
) -> None:
    session.smart_playlists.save("jazz", JAZZ)
    opened(page, actions, session, qtbot)
    qtbot.waitUntil(lambda: len(shown(page)) == 4, timeout=WAIT_MS)
    with qtbot.waitSignal(page.play_requested) as played:
        QTest.mouseClick(page.saved.play, LEFT)
    assert [track.track_id for track in played.args[0]] == ["t12", "t9", "t6", "t3"]
    table = page.saved.table
    table.selectRow(2)
    with qtbot.waitSignal(page.play_requested) as played:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert [len(played.args[0]), played.args[1]] == [4, 2]
    menu = table.menu_of(2, table.chosen_tracks())
    actions_by_text = {action.text(): action for action in menu.actions()}
    with qtbot.waitSignal(page.enqueue_requested) as queued:
        actions_by_text["Play next"].trigger()
    assert [track.track_id for track in queued.args[0]] == ["t6"]
    assert not actions_by_text["Take out of the playlist"].isEnabled()
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert page.hint.label.text().startswith("A smart playlist fills itself")
    assert len(shown(page)) == 4


def test_the_rules_are_edited_and_shown_as_they_were(
    page: PlaylistsPage, actions: Actions, session: SmartSession, qtbot: QtBot
) -> None:
    session.save_search("calm", CALM)
    rules = (
        Rule("year", Operator.BETWEEN, (1992.0, 1996.0)),
        Rule("added", Operator.IN_LAST, 14),
        Rule("artist", Operator.CONTAINS_NOT, "3"),
        Rule("folder", Operator.IS, "/music"),
        Rule("energy", Operator.AT_LEAST, -0.2),
    )
    kept = Recipe(rules[:4], search="calm", order=Order.RANDOM, seed=9, tracks=3, minutes=45.0)
    session.smart_playlists.save("kept", kept)
    opened(page, actions, session, qtbot)
    qtbot.waitUntil(lambda: page.saved.smart.rules.text() != "", timeout=WAIT_MS)
    QTest.mouseClick(page.saved.smart.edit, LEFT)
    dialog = editor(qtbot)
    assert not dialog.name.isVisible()
    kinds = [type(row.editor) for row in dialog.rules.rows]
    assert kinds == [BetweenEditor, AgoEditor, WordsEditor, ChoiceEditor]
    assert dialog.recipe() == kept
    assert dialog.shuffle.isVisible()
    QTest.mouseClick(dialog.shuffle, LEFT)
    QTest.mouseClick(dialog.rules.rows[1].remove, LEFT)
    assert dialog.rules.rows[1].remove.hasFocus()
    assert dialog.rules.rows[1].field.accessibleName() == "Rule 2: field"
    QTest.keyClick(dialog.save, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(session.smart_playlists.recipe("kept").rules) == 3, timeout=WAIT_MS)
    changed = session.smart_playlists.recipe("kept")
    assert changed.rules == (rules[0], *rules[2:4])
    assert changed.seed != 9


def test_a_rule_that_is_added_below_is_seen(
    page: PlaylistsPage, actions: Actions, session: SmartSession, qtbot: QtBot
) -> None:
    opened(page, actions, session, qtbot)
    page.make_smart()
    dialog = editor(qtbot)
    for count in range(2, 12):
        QTest.keyClick(dialog.rules.more, Qt.Key.Key_Space)
        assert len(dialog.rules.rows) == count
        last = dialog.rules.rows[-1]
        qtbot.waitUntil(lambda last=last: last.visibleRegion().boundingRect() == last.rect(), timeout=WAIT_MS)  # type: ignore[misc]
    dialog.reject()


def test_what_cannot_be_read_is_said_and_not_saved(
    page: PlaylistsPage, actions: Actions, session: SmartSession, qtbot: QtBot
) -> None:
    session.smart_playlists.save("jazz", JAZZ)
    opened(page, actions, session, qtbot)
    page.make_smart()
    dialog = editor(qtbot)
    (row,) = dialog.rules.rows
    pick(row.field, "Added")
    pick(row.operator, "since")
    QTest.keyClicks(row.editor.line, "soon")  # type: ignore[attr-defined]
    assert dialog.problem.text().startswith("“soon” is no date.")
    assert not dialog.save.isEnabled()
    QTest.mouseClick(row.remove, LEFT)
    assert dialog.save.isEnabled()
    dialog.name.selectAll()
    QTest.keyClicks(dialog.name, "jazz")
    assert dialog.problem.text() == "There is a playlist of this name."
    assert not dialog.save.isEnabled()
    dialog.reject()


def test_a_search_ranks_and_is_told_when_it_is_gone(
    page: PlaylistsPage, actions: Actions, session: SmartSession, qtbot: QtBot
) -> None:
    session.save_search("calm", CALM)
    opened(page, actions, session, qtbot)
    page.make_smart()
    dialog = editor(qtbot)
    QTest.mouseClick(dialog.rules.rows[0].remove, LEFT)
    assert dialog.order.findText("Best match first") < 0
    pick(dialog.search, "calm")
    assert dialog.order.currentText() == "Best match first"
    counted(dialog, "5 tracks · 5 min", qtbot)
    QTest.keyClick(dialog.save, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown(page) == songs(12, 11, 10, 9, 8), timeout=WAIT_MS)
    session.ranking.saved.clear()
    session.searches.kept.clear()
    actions.library_changed.emit()
    note = page.saved.smart.note
    qtbot.waitUntil(note.isVisible, timeout=WAIT_MS)
    assert note.text().startswith("The saved search “calm” is no longer there.")
    assert shown(page) == []
    assert not page.saved.play.isEnabled()
    QTest.mouseClick(page.saved.smart.edit, LEFT)
    dialog = editor(qtbot)
    assert dialog.search.currentText() == "calm (no longer there)"
    qtbot.waitUntil(lambda: "no longer there" in dialog.preview.note.text(), timeout=WAIT_MS)
    pick(dialog.search, "None")
    counted(dialog, "12 tracks · 12 min", qtbot)
    dialog.reject()


def test_deleting_can_be_undone(page: PlaylistsPage, actions: Actions, session: SmartSession, qtbot: QtBot) -> None:
    session.smart_playlists.save("jazz", JAZZ)
    opened(page, actions, session, qtbot)
    QTest.keyClick(page.saved.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(page.hint.isVisible, timeout=WAIT_MS)
    assert session.playlists.all() == []
    qtbot.waitUntil(page.saved.empty.isVisible, timeout=WAIT_MS)
    QTest.mouseClick(page.hint.button, LEFT)
    qtbot.waitUntil(lambda: page.saved.list.name == "jazz" and len(shown(page)) == 4, timeout=WAIT_MS)
    assert session.smart_playlists.recipe("jazz") == JAZZ


def test_it_is_frozen_to_an_ordinary_playlist(
    page: PlaylistsPage, actions: Actions, session: SmartSession, qtbot: QtBot
) -> None:
    session.smart_playlists.save("jazz", JAZZ)
    opened(page, actions, session, qtbot)
    QTest.mouseClick(page.saved.smart.freeze, LEFT)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), NameDialog), timeout=WAIT_MS)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, NameDialog)
    assert dialog.save.text() == "Save as “jazz (2)”"
    assert not dialog.add.isVisible()  # nothing can be put into one that fills itself
    QTest.mouseClick(dialog.save, LEFT)
    qtbot.waitUntil(lambda: page.saved.list.name == "jazz (2)", timeout=WAIT_MS)
    session.add(13, "Jazz")
    assert len(session.playlists.tracks("jazz (2)")) == 4
    assert len(session.playlists.tracks("jazz")) == 5


def test_it_is_exported_with_relative_paths(
    page: PlaylistsPage, actions: Actions, session: SmartSession, qtbot: QtBot, tmp_path: Path
) -> None:
    session.smart_playlists.save("jazz", JAZZ)
    opened(page, actions, session, qtbot)
    qtbot.waitUntil(page.saved.export.isEnabled, timeout=WAIT_MS)
    QTest.mouseClick(page.saved.export, LEFT)
    dialog = page.saved.findChild(QFileDialog)
    assert dialog is not None
    dialog.filesSelected.emit([str(tmp_path / "jazz.m3u8")])
    dialog.close()
    qtbot.waitUntil(page.hint.isVisible, timeout=WAIT_MS)
    written = (tmp_path / "jazz.m3u8").read_text(encoding="utf-8").splitlines()
    paths = [line for line in written if not line.startswith("#")]
    assert len(paths) == 4
    assert all(line.startswith("../") for line in paths)


def test_of_a_long_one_only_what_is_looked_at_is_read(
    qtbot: QtBot, page: PlaylistsPage, actions: Actions, session: SmartSession
) -> None:
    for number in range(13, 700):
        session.add(number, "Jazz")
    session.smart_playlists.save("all", Recipe(order=Order.OLDEST))
    opened(page, actions, session, qtbot)
    table = page.saved.table
    qtbot.waitUntil(lambda: table.tracks.rowCount() == 699, timeout=WAIT_MS)
    assert table.given == []
    table.selectRow(650)
    with qtbot.waitSignal(page.play_requested) as played:
        table.play_from(650)
    assert played.args[0][played.args[1]].track_id == "t651"
