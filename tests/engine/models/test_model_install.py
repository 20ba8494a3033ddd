"""Installing models from a hub that breaks, lies, changes and is slow, and from folders and archives."""

from __future__ import annotations

import errno
import io
import json
import os
import signal
import subprocess
import sys
import tarfile
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.hub_server import COMMIT, FakeHub, fake_hub
from vectorbeats_desktop.engine.encoders.neural.records import NeuralModel, Role
from vectorbeats_desktop.engine.errors import BadQuery, Cancelled, ModelUnavailable
from vectorbeats_desktop.engine.models import download, libraries
from vectorbeats_desktop.engine.models.errors import ModelTrouble, NoConnection, NoSpace, WrongContent
from vectorbeats_desktop.engine.models.installing import Installer
from vectorbeats_desktop.engine.models.libraries import NoModelLibraries
from vectorbeats_desktop.engine.models.manifest import ManifestError, ModelEntry, read_manifest
from vectorbeats_desktop.engine.models.shelf import OFF, ModelShelf
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.task import Progress, TaskContext

SOURCE = "someone/tiny"
WEIGHTS = np.random.default_rng(1).bytes(600_000)
FILES = {"config.json": b"{}", "notes.md": b"not wanted", "model.safetensors": WEIGHTS}


def entry(model_id: str = "tiny", *, revision: str = COMMIT, default: bool = True) -> ModelEntry:
    return ModelEntry(
        model_id, Role.SOUNDS, "Tiny", SOURCE, revision, "clap", 512, ("config.json", "extra.json"),
        ("model.safetensors", "pytorch_model.bin"), 1, 10, "MIT", ("English",), "fast", "Little.", "", default,
    )  # fmt: skip


class Trial:
    """Looks at nothing, counts, and refuses when told to."""

    def __init__(self) -> None:
        self.models: list[NeuralModel] = []
        self.refuses = ""

    def __call__(self, model: NeuralModel, ctx: TaskContext) -> None:
        assert sorted(path.name for path in model.folder.iterdir() if path.suffix in (".json", ".safetensors")) == [
            "config.json", "model.safetensors",
        ]  # fmt: skip
        self.models.append(model)
        if self.refuses:
            raise ModelUnavailable(self.refuses)


class Place:
    """A shelf, what installs onto it, and the hub."""

    def __init__(self, folder: Path, hub: FakeHub) -> None:
        self.hub = hub
        self.settings = Settings()
        self.settings.set("models.mirror", hub.address)
        self.trial = Trial()
        self.shelf = ModelShelf(folder / "models", self.settings, (entry(), entry("other", default=False)))
        self.installer = Installer(self.shelf, self.trial)

    def download(self, ctx: TaskContext | None = None, model_id: str = "tiny") -> None:
        self.installer.download(model_id, ctx or TaskContext())


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    monkeypatch.setattr(download, "WAIT_S", 0.01)
    with fake_hub(SOURCE, FILES) as hub:
        yield Place(tmp_path, hub)


def test_a_model_is_downloaded_compared_tried_and_used(place: Place) -> None:
    seen: list[Progress] = []
    ctx = TaskContext(seen.append)
    found = place.installer.download("tiny", ctx)
    assert (found.folder / "model.safetensors").read_bytes() == WEIGHTS
    assert not (found.folder / "notes.md").exists()
    assert (found.revision, found.how) == (COMMIT, "downloaded")
    assert [model.model_id for model in place.trial.models] == ["tiny"]
    state = place.shelf.state("tiny")
    assert state.used
    assert state.partial_bytes == 0
    last = [progress for progress in seen if progress.stage == "download"][-1]
    assert last.done == last.total == len(WEIGHTS) + 2
    chosen = place.shelf.chosen(Role.SOUNDS)
    assert chosen is not None
    assert chosen.as_model().space.startswith("clap_")
    assert place.shelf.verify("tiny", TaskContext()) == found


def test_nothing_is_downloaded_where_no_model_can_run(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "_missing", lambda: "torch")
    with pytest.raises(NoModelLibraries, match="lacks what runs models"):
        place.download()
    with pytest.raises(NoModelLibraries, match=r"vectorbeats-desktop\[models\]"):
        place.installer.take("tiny", place.shelf.folder, TaskContext())
    assert place.hub.downloads() == []


def test_a_broken_connection_is_taken_up_where_it_broke(place: Place) -> None:
    place.hub.break_after = [200_000, 100_000]
    place.download()
    first, second, third = place.hub.downloads()
    assert first == ""
    assert 0 < int(second.removeprefix("bytes=").rstrip("-")) <= 200_000 + 16_384
    assert second < third


def test_a_server_that_knows_no_ranges_gives_all_of_it_again(place: Place) -> None:
    place.hub.ranges = False
    place.hub.break_after = [200_000]
    place.download()
    assert len(place.hub.downloads()) == 2


def test_a_server_that_is_busy_is_asked_again_and_one_that_refuses_is_not(place: Place) -> None:
    place.hub.answers = [503, 503]
    place.download()
    place.shelf.remove("tiny")
    place.hub.answers = [403]
    with pytest.raises(NoConnection, match="answered 403"):
        place.download()


def test_a_server_that_always_breaks_off_is_given_up(place: Place) -> None:
    place.hub.answers = [503] * 20
    with pytest.raises(NoConnection, match="again and again"):
        place.download()
    place.hub.answers = []
    place.download()


def test_a_wrong_byte_is_refused_and_thrown_away(place: Place) -> None:
    place.hub.files["model.safetensors"] = WEIGHTS[:-1] + b"?"
    with pytest.raises(WrongContent, match="hash differs"):
        place.download()
    assert place.shelf.installed("tiny") is None
    assert place.trial.models == []
    place.hub.files["model.safetensors"] = WEIGHTS
    place.download()


def test_a_file_that_is_too_long_is_refused(place: Place) -> None:
    place.hub.files["model.safetensors"] = WEIGHTS + b"more" * 50_000
    with pytest.raises(WrongContent, match="longer"):
        place.download()


def test_a_file_that_changed_meanwhile_is_begun_anew(place: Place) -> None:
    place.hub.files["model.safetensors"] = b"old" * 200_000
    place.hub.break_after = [300_000]
    place.hub.after_break = {"model.safetensors": WEIGHTS}
    place.download()
    chosen = place.shelf.chosen(Role.SOUNDS)
    assert chosen is not None
    assert (chosen.folder / "model.safetensors").read_bytes() == WEIGHTS


def test_a_hub_that_is_away_or_talks_nonsense_is_told(place: Place) -> None:
    place.settings.set("models.mirror", "http://127.0.0.1:9")
    with pytest.raises(NoConnection, match="cannot be reached"):
        place.download()
    place.settings.set("models.mirror", "no address at all")
    with pytest.raises(NoConnection):
        place.download()
    place.settings.set("models.mirror", place.hub.address)
    place.hub.source = "someone/else"
    with pytest.raises(NoConnection, match="answered 404"):
        place.download()


def test_a_proxy_is_used(place: Place) -> None:
    place.settings.set("models.mirror", "http://hub.invalid")
    place.settings.set("models.proxy", place.hub.address)
    with pytest.raises(NoConnection, match=r"hub\.invalid answered 404"):
        place.download()
    assert place.hub.asked[0][0].startswith("http://hub.invalid/api/models/")
    place.settings.set("models.proxy", "nonsense://")
    with pytest.raises(NoConnection, match="no address of a proxy"):
        place.download()


def test_a_full_disk_is_told_before_and_in_the_middle(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "MARGIN", 10**18)
    with pytest.raises(NoSpace, match="are needed"):
        place.download()
    assert place.hub.downloads() == []
    monkeypatch.setattr(download, "MARGIN", 0)
    real = download.Download._write

    def full(self: Any, file: Any, block: bytes, meter: Any) -> None:
        if file.tell() > 100_000:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(self, file, block[:50_000], meter)

    with monkeypatch.context() as patch:
        patch.setattr(download.Download, "_write", full)
        with pytest.raises(NoSpace, match="what was downloaded is kept"):
            place.download()
    place.shelf.remove("tiny")
    place.download()


def test_a_download_is_cancelled_and_goes_on_later(place: Place) -> None:
    place.hub.delay_s = 0.02
    ctx = TaskContext()
    ctx.sink = lambda progress: ctx.cancel() if progress.done > 100_000 else None
    with pytest.raises(Cancelled):
        place.download(ctx)
    assert place.shelf.state("tiny").partial_bytes >= 100_000
    place.hub.delay_s = 0
    place.download()
    assert place.hub.downloads()[-1].startswith("bytes=")


def test_a_paused_download_waits(place: Place) -> None:
    place.hub.delay_s = 0.01
    ctx = TaskContext()
    ctx.sink = lambda progress: ctx.pause() if progress.done > 100_000 and not resumed.is_set() else None
    resumed = threading.Event()
    running = threading.Thread(target=place.download, args=(ctx,))
    running.start()
    deadline = time.monotonic() + 10
    while not ctx.paused and time.monotonic() < deadline:
        time.sleep(0.01)
    first = place.shelf.state("tiny").partial_bytes
    time.sleep(0.3)
    assert place.shelf.state("tiny").partial_bytes - first < 300_000
    resumed.set()
    ctx.resume()
    running.join()
    assert place.shelf.installed("tiny") is not None


def test_a_killed_program_goes_on_where_it_was(place: Place, tmp_path: Path) -> None:
    place.hub.delay_s = 0.05
    script = (
        "import sys; from pathlib import Path; from tests.engine.models.test_model_install import Place\n"
        "class Hub: address = sys.argv[2]\n"
        "Place(Path(sys.argv[1]), Hub()).download()\n"
    )
    root = Path(__file__).parents[3]
    running = subprocess.Popen([sys.executable, "-c", script, str(tmp_path), place.hub.address], cwd=root)
    deadline = time.monotonic() + 60
    while place.shelf.state("tiny").partial_bytes < 100_000 and time.monotonic() < deadline:
        time.sleep(0.02)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    place.hub.delay_s = 0
    place.download()
    assert place.hub.downloads()[-1].startswith("bytes=")


def test_two_models_come_at_once_and_the_same_not_twice(place: Place) -> None:
    place.hub.gate.clear()
    running = [threading.Thread(target=place.download, kwargs={"model_id": name}) for name in ("tiny", "other")]
    for thread in running:
        thread.start()
    deadline = time.monotonic() + 10
    while len(place.hub.downloads()) < 2 and time.monotonic() < deadline:
        time.sleep(0.01)
    with pytest.raises(ModelTrouble, match="being changed already"):
        place.download()
    with pytest.raises(ModelTrouble, match="being changed already"):
        place.shelf.remove("other")
    place.hub.gate.set()
    for thread in running:
        thread.join()
    assert all(state.installed for state in place.shelf.states())


def test_a_model_of_no_use_is_refused_and_not_downloaded_again(place: Place) -> None:
    place.trial.refuses = "Tiny does not tell sentences apart."
    with pytest.raises(ModelUnavailable, match="sentences apart"):
        place.download()
    assert place.shelf.installed("tiny") is None
    before = len(place.hub.downloads())
    place.trial.refuses = ""
    place.download()
    assert len(place.hub.downloads()) == before


def test_a_changed_file_is_found_out(place: Place) -> None:
    place.download()
    chosen = place.shelf.chosen(Role.SOUNDS)
    assert chosen is not None
    with (chosen.folder / "model.safetensors").open("r+b") as file:
        file.seek(1000)
        file.write(b"?!")
    with pytest.raises(WrongContent, match=r"model\.safetensors of tiny is not as it was"):
        place.shelf.verify("tiny", TaskContext())
    place.download()  # installs it anew, in its place
    place.shelf.verify("tiny", TaskContext())


def test_which_model_is_used(place: Place) -> None:
    place.download(model_id="other")
    assert place.shelf.state("other").used
    place.download()
    assert place.shelf.state("tiny").used, "the default"
    place.shelf.choose(Role.SOUNDS, "other")
    assert place.shelf.state("other").used
    place.shelf.choose(Role.SOUNDS, OFF)
    assert place.shelf.chosen(Role.SOUNDS) is None
    place.shelf.choose(Role.SOUNDS, "tiny")
    place.shelf.remove("tiny")
    assert place.shelf.state("other").used, "what was chosen is gone"
    with pytest.raises(BadQuery, match="not installed"):
        place.shelf.choose(Role.SOUNDS, "tiny")
    with pytest.raises(BadQuery, match="no model “nothing”"):
        place.shelf.remove("nothing")


def test_an_unpinned_model_keeps_the_revision_that_was_newest(place: Place) -> None:
    place.shelf.entries = (entry(revision=""),)
    assert place.installer.download("tiny", TaskContext()).revision == COMMIT


def folder_of(files: dict[str, bytes], folder: Path) -> Path:
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def test_a_model_is_imported_from_a_folder_or_an_archive(place: Place, tmp_path: Path) -> None:
    folder = folder_of(FILES, tmp_path / "usb" / "clap")
    archive, tape = tmp_path / "clap.zip", tmp_path / "clap.tar.gz"
    with zipfile.ZipFile(archive, "w") as made:
        for name, content in FILES.items():
            made.writestr(f"clap/{name}", content)
    with tarfile.open(tape, "w:gz") as made_tape:
        made_tape.add(folder, "clap")
    spaces = set()
    for source in (folder, folder.parent, archive, tape):
        found = place.installer.take(None, source, TaskContext())
        assert (found.how, found.revision) == ("imported", "")
        assert (found.folder / "model.safetensors").read_bytes() == WEIGHTS
        assert place.hub.asked == []
        spaces.add(found.as_model().space)
        place.shelf.remove(found.entry.model_id)
    place.download()
    chosen = place.shelf.chosen(Role.SOUNDS)
    assert chosen is not None
    assert spaces == {chosen.as_model().space}, "the same weights are the same, wherever they came from"


def test_archives_that_mean_harm_do_none(place: Place, tmp_path: Path) -> None:
    archive, tape = tmp_path / "bad.zip", tmp_path / "bad.tar"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("../../config.json", b"{}")
        made.writestr("a/b/c/model.safetensors", WEIGHTS)
    with tarfile.open(tape, "w") as made_tape:
        link = tarfile.TarInfo("model.safetensors")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        made_tape.addfile(link)
        made_tape.addfile(tarfile.TarInfo("config.json"), io.BytesIO())
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("config.json", b"{}")
        made.writestr("model.safetensors", bytes(80_000_000))
    for source in (archive, tape, bomb):
        with pytest.raises(WrongContent):
            place.installer.take("tiny", source, TaskContext())
        assert place.shelf.installed("tiny") is None
    assert not (tmp_path.parent / "config.json").exists()


def test_what_is_no_model_is_refused_in_words(place: Place, tmp_path: Path) -> None:
    (tmp_path / "song.mp3").write_bytes(b"no archive")
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 broken")
    empty = folder_of({}, tmp_path / "empty")
    with pytest.raises(ModelTrouble, match="neither a folder nor an archive"):
        place.installer.take(None, tmp_path / "song.mp3", TaskContext())
    with pytest.raises(ModelTrouble):
        place.installer.take(None, tmp_path / "broken.zip", TaskContext())
    with pytest.raises(ModelTrouble, match="cannot be opened"):
        place.installer.take(None, tmp_path / "nowhere", TaskContext())
    with pytest.raises(WrongContent, match=r"does not hold config\.json and model\.safetensors"):
        place.installer.take("tiny", empty, TaskContext())


def test_the_manifest_names_pinned_models_and_never_the_broken_one() -> None:
    entries = read_manifest()
    assert {entry.role for entry in entries} == set(Role)
    assert all(len(entry.revision) in (0, 40) for entry in entries)
    assert all(entry.revision for entry in entries if entry.default)
    assert "laion/larger_clap_music" not in {entry.source for entry in entries}
    assert all(entry.gives and entry.license and entry.megabytes for entry in entries)


def test_a_table_that_breaks_a_rule_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "manifest.toml"
    table.write_text('[x]\nrole = "sounds"\n')
    with pytest.raises(ManifestError):
        read_manifest(table)


def test_a_note_that_is_damaged_means_not_installed(place: Place) -> None:
    place.download()
    note = place.shelf.folder / "tiny" / "installed.json"
    note.write_text(json.dumps({"files": "?"}))
    assert place.shelf.state("tiny").installed is None
    place.download()
    assert place.shelf.state("tiny").installed is not None
