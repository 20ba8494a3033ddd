"""`vectorbeats models`: nothing is downloaded without a yes, and each step says what it did."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.models.test_model_install import FILES, SOURCE, entry
from tests.hub_server import FakeHub, fake_hub
from tests.small_library import fast_settings
from tests.typed_commands import Run, runner
from vectorbeats_desktop.engine.models.installing import Installer
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.session import Session


@pytest.fixture
def hub() -> Iterator[FakeHub]:
    with fake_hub(SOURCE, FILES) as server:
        yield server


@pytest.fixture
def run(paths: Paths, tmp_path: Path, hub: FakeHub) -> Iterator[Run]:
    settings = fast_settings()
    settings.set("models.mirror", hub.address)
    with Session.open(paths, settings) as session:
        session.models.entries = (entry(), entry("other", default=False))
        session.installer = Installer(session.models, lambda _model, _ctx: None)

        yield runner(session, tmp_path)


def test_what_would_be_downloaded_is_told_first(run: Run, hub: FakeHub) -> None:
    code, out, err = run("models", "install", "tiny")
    assert (code, out) == (1, "")
    assert f"Tiny: 1 MB from {hub.address.removeprefix('http://')}, licence MIT" in err
    assert "--yes" in err
    assert hub.asked == [], "not even its size is asked for"


def test_a_model_is_installed_listed_verified_chosen_and_removed(run: Run) -> None:
    assert "[not installed]" in run("models", "list")[1]
    code, out, _ = run("models", "install", "tiny", "--yes")
    assert code == 0
    assert "Tiny is installed and was tried out. Run “vectorbeats index” once" in out
    assert "[downloaded, 1 MB, used]" in run("models", "list")[1]
    (tiny, other) = json.loads(run("models", "list", "--json")[1])
    assert (tiny["id"], tiny["installed"], tiny["used"], other["installed"]) == ("tiny", True, True, False)
    assert "all 2 files are as they were" in run("models", "verify", "tiny")[1]
    assert "No model is used for sounds" in run("models", "use", "tiny", "--off")[1]
    assert json.loads(run("models", "use", "tiny", "--json")[1]) == {"role": "sounds", "model": "tiny"}
    code, _, err = run("models", "use", "other")
    assert code == 2
    assert "not installed" in err
    assert "Tiny was removed" in run("models", "remove", "tiny")[1]
    assert run("models", "remove", "tiny")[0] == 1


def test_a_model_is_imported_from_a_folder(run: Run, tmp_path: Path, hub: FakeHub) -> None:
    folder = tmp_path / "usb"
    folder.mkdir()
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    code, out, _ = run("models", "import", "usb", "--as", "other", "--json")
    assert code == 0
    assert json.loads(out)["how"] == "imported"
    assert hub.asked == []
    code, _, err = run("models", "import", "nowhere")
    assert code == 3
    assert "cannot be opened" in err


def test_an_unknown_model_is_told_with_those_there_are(run: Run) -> None:
    code, _, err = run("models", "verify", "clapp")
    assert code == 2
    assert "There are: tiny, other." in err


def test_a_server_that_fails_is_told_with_3(run: Run, hub: FakeHub) -> None:
    hub.source = "gone"
    code, _, err = run("models", "install", "tiny", "--yes")
    assert code == 3
    assert "answered 404" in err
    assert "models import" in err
