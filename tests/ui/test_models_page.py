"""The Models page, driven as a person does, with a hub on this computer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.engine.models.test_model_install import FILES, SOURCE, WEIGHTS, entry
from tests.hub_server import FakeHub, fake_hub
from tests.small_library import fast_settings
from vectorbeats_desktop.engine.encoders.neural.records import NeuralModel, Role
from vectorbeats_desktop.engine.errors import ModelUnavailable
from vectorbeats_desktop.engine.models.installing import Installer
from vectorbeats_desktop.engine.models.shelf import OFF
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.task import TaskContext
from vectorbeats_desktop.ui.models.card import ModelCard
from vectorbeats_desktop.ui.models.page import ModelsPage
from vectorbeats_desktop.ui.theme import Theme
from vectorbeats_desktop.workers.actions import Actions

WAIT_MS = 15_000
LEFT = Qt.MouseButton.LeftButton

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def hub() -> Iterator[FakeHub]:
    with fake_hub(SOURCE, FILES) as server:
        yield server


@pytest.fixture
def session(paths: Paths, hub: FakeHub) -> Iterator[Session]:
    settings = fast_settings()
    settings.set("models.mirror", hub.address)
    with Session.open(paths, settings) as opened:
        opened.models.entries = (entry(), entry("other", default=False))
        opened.installer = Installer(opened.models, lambda _model, _ctx: None)
        yield opened


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, actions: Actions, session: Session) -> ModelsPage:
    made = ModelsPage(actions)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    with qtbot.waitExposed(made):
        made.show()
    actions.set_session(session)
    qtbot.waitUntil(lambda: set(made.cards) == {"tiny", "other"}, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: bool(made.cards["tiny"]._where), timeout=WAIT_MS)
    return made


def click(button: QPushButton) -> None:
    assert button.isVisible(), button.text()
    QTest.mouseClick(button, LEFT)


def download(card: ModelCard) -> None:
    click(card.download)
    click(card.yes)


def installed(qtbot: QtBot, card: ModelCard) -> None:
    qtbot.waitUntil(lambda: card.state.installed is not None and card.job is None, timeout=WAIT_MS)


def test_nothing_is_downloaded_before_host_and_size_were_read(page: ModelsPage, hub: FakeHub) -> None:
    card = page.cards["tiny"]
    click(card.download)
    assert f"1 MB would be downloaded from {hub.address.removeprefix('http://')}; " in card.said.text()
    assert "are free on the disk" in card.said.text()
    assert card.no.hasFocus()
    click(card.no)
    assert not card.said.isVisible()
    assert card.download.isVisible()
    assert hub.asked == []


def test_a_model_comes_is_verified_used_and_goes(qtbot: QtBot, page: ModelsPage, session: Session) -> None:
    card, other = page.cards["tiny"], page.cards["other"]
    download(card)
    installed(qtbot, card)
    assert card.badge.text() == "In use"
    assert "Tiny is ready" in page.hint.label.text()
    click(card.verify)
    qtbot.waitUntil(lambda: "All 2 files" in card.said.text(), timeout=WAIT_MS)
    download(other)
    installed(qtbot, other)
    assert other.badge.text() == "Installed"
    click(other.use)
    qtbot.waitUntil(lambda: other.badge.text() == "In use" and card.badge.text() == "Installed", timeout=WAIT_MS)
    click(other.unuse)
    qtbot.waitUntil(lambda: other.badge.text() == "Installed", timeout=WAIT_MS)
    click(card.remove)
    click(card.yes)
    qtbot.waitUntil(lambda: card.badge.text() == "Not installed", timeout=WAIT_MS)
    assert session.models.installed("tiny") is None


def test_a_download_is_paused_cancelled_and_goes_on(qtbot: QtBot, page: ModelsPage, hub: FakeHub) -> None:
    card = page.cards["tiny"]
    hub.delay_s = 0.1
    download(card)
    qtbot.waitUntil(lambda: card.said.text().startswith("Downloading") and card.bar.value() > 100, timeout=WAIT_MS)
    hub.delay_s = 1.0  # the rest would take half a minute: what waits in buffers cannot be all of it
    click(card.pause)
    assert card.pause.text() == "Go on"
    click(card.pause)
    click(card.cancel)
    qtbot.waitUntil(lambda: card.job is None and "are here already" in card.badge.text(), timeout=WAIT_MS)
    assert card.download.text() == "Go on…"
    hub.delay_s = 0
    download(card)
    installed(qtbot, card)
    assert hub.downloads()[-1].startswith("bytes=")


def test_two_models_come_at_once(qtbot: QtBot, page: ModelsPage, hub: FakeHub) -> None:
    hub.gate.clear()
    for card in page.cards.values():
        download(card)
    qtbot.waitUntil(lambda: len(hub.downloads()) == 2, timeout=WAIT_MS)
    hub.gate.set()
    for card in page.cards.values():
        installed(qtbot, card)


def test_what_goes_wrong_is_told_beside_the_model(
    qtbot: QtBot, page: ModelsPage, hub: FakeHub, session: Session
) -> None:
    card = page.cards["tiny"]
    hub.files["model.safetensors"] = WEIGHTS[:-1] + b"?"
    download(card)
    qtbot.waitUntil(lambda: "hash differs" in card.said.text() and card.job is None, timeout=WAIT_MS)
    assert card.download.isVisible()
    hub.files["model.safetensors"] = WEIGHTS

    def refuse(_model: NeuralModel, _ctx: TaskContext) -> None:
        raise ModelUnavailable("Tiny does not tell sentences apart.", "Choose another.")

    session.installer = Installer(session.models, refuse)
    download(card)
    qtbot.waitUntil(lambda: "sentences apart. Choose another." in card.said.text(), timeout=WAIT_MS)


def test_a_model_is_imported_from_a_folder(qtbot: QtBot, page: ModelsPage, tmp_path: Path) -> None:
    folder = tmp_path / "usb"
    folder.mkdir()
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    page.import_from(folder)
    qtbot.waitUntil(lambda: "is ready" in page.hint.label.text(), timeout=WAIT_MS)
    page.import_from(tmp_path / "nowhere")
    qtbot.waitUntil(lambda: "cannot be opened" in page.hint.label.text(), timeout=WAIT_MS)


def test_the_library_is_gone_through_when_asked(
    qtbot: QtBot, page: ModelsPage, actions: Actions, session: Session
) -> None:
    card = page.cards["tiny"]
    download(card)
    installed(qtbot, card)
    session.models.choose(Role.SOUNDS, OFF)  # its files are not a model's
    with qtbot.waitSignal(actions.index_started, timeout=WAIT_MS):
        click(page.hint.button)
    qtbot.waitUntil(lambda: actions.indexing is None, timeout=WAIT_MS)
