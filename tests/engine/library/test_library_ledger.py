"""What is kept count of is what there is, whatever was written, taken back, or killed; and it is looked at alone."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import numpy as np
import pytest

from vectorbeats_desktop.engine.library import audit, ledger
from vectorbeats_desktop.engine.library.catalog import Catalog, FingerprintRow, MelodyRow, MoodRow, Presence, SeenFile
from vectorbeats_desktop.engine.library.entries import SoundRow
from vectorbeats_desktop.engine.records import Features, FileProblem, Mood, Tags

FEATURES = Features(120.0, 4, "A minor", 0.5, -14.0, 3.0, 2100.0, 1.5)
STAGES = ("sound", "mood", "cover", "gain", "fingerprint", "melody", "sight")
PROBLEM = FileProblem(Path("x"), "sound", "unreadable_file", "This file is damaged.", "")


class TakenBackError(Exception):
    """Ends a batch, which leaves nothing of it."""


class Someone:
    """Does one thing after the other with a catalogue, each by chance that is the same each time."""

    def __init__(self, catalog: Catalog, seed: int) -> None:
        self._catalog = catalog
        self._random = random.Random(seed)
        self._folders = [catalog.add_folder(Path(f"/music/{name}")).folder_id for name in "abc"]
        self._acts: tuple[Callable[[], object], ...] = (
            *(self._add,) * 3,
            *(self._identify,) * 4,
            *(self._find_out,) * 6,
            self._touch,
            self._lose,
            self._forget,
            self._fail,
            self._retry,
            self._remove_folder,
            lambda: catalog.remove_files(self._files(2)),
            lambda: audit.do_again(catalog, self._random.choice(STAGES), set(self._tracks(2))),
            lambda: catalog.stage_done("mood", -1, self._tracks(2)),
            lambda: catalog.require_stages({"sound": self._random.randint(1, 2), "mood": 0}),
        )

    def act(self) -> None:
        self._random.choice(self._acts)()

    def act_in_vain(self, times: int) -> None:
        with suppress(TakenBackError), self._catalog.batch():
            for _ in range(times):
                self.act()
            raise TakenBackError

    def _files(self, most: int) -> list[int]:
        ids = list(self._catalog.page_ids())
        return self._random.sample(ids, min(len(ids), most))

    def _tracks(self, most: int) -> list[str]:
        ids = sorted(audit.known_tracks(self._catalog))
        return self._random.sample(ids, min(len(ids), most))

    def _add(self) -> None:
        folder = self._random.choice(self._catalog.folders())
        paths = [f"{folder.path}/{self._random.randint(0, 99)}.flac".encode() for _ in range(4)]
        self._catalog.add_files(folder.folder_id, [SeenFile(path, 1, 1, 0) for path in paths])

    def _identify(self) -> None:
        for file_id, _ in list(self._catalog.files_to_identify())[:3]:
            self._catalog.identified(file_id, f"track {self._random.randint(0, 30)}", Tags(title="A title"))

    def _find_out(self) -> None:
        tracks, version = self._tracks(4), self._random.randint(1, 2)
        stage = self._random.choice(STAGES)
        if stage == "sound":
            self._catalog.sound_done([SoundRow(t, version, np.zeros(3, np.float32), FEATURES) for t in tracks])
        elif stage == "mood":
            self._catalog.mood_done([MoodRow(t, version, Mood(0.5, 0.5, ())) for t in tracks])
        elif stage == "fingerprint":
            self._catalog.fingerprint_done([FingerprintRow(t, version, b"x") for t in tracks])
        elif stage == "melody":
            self._catalog.melody_done([MelodyRow(t, version, b"x") for t in tracks])
        else:
            self._catalog.stage_done(stage, version, tracks)

    def _touch(self) -> None:
        self._catalog.touch_changed([(file_id, SeenFile(b"", 2, 2, 0)) for file_id in self._files(2)])

    def _lose(self) -> None:
        self._catalog.set_presence(self._files(3), self._random.choice(list(Presence)))

    def _forget(self) -> None:
        self._catalog.sweep_gone()
        self._catalog.forget_tracks(self._catalog.orphan_tracks())

    def _fail(self) -> None:
        for track in self._tracks(2):
            self._catalog.stage_failed(
                track, self._random.choice(STAGES), 1, PROBLEM, crashed=self._random.random() < 0.5
            )

    def _retry(self) -> None:
        self._catalog.retry()

    def _remove_folder(self) -> None:
        if self._random.random() < 0.2:
            folder = self._random.choice(self._catalog.folders())
            self._catalog.remove_folder(folder.folder_id)
            self._catalog.add_folder(folder.path)


def is_right(catalog: Catalog) -> bool:
    return audit.count_anew(catalog)


def missing_by_looking(catalog: Catalog, stage: str, version: int) -> list[str]:
    with catalog.read() as connection:
        rows = connection.execute(
            "SELECT track_id FROM tracks WHERE track_id NOT IN ("
            "SELECT track_id FROM stages WHERE stage = ? AND version = ? AND state <> 'trying') AND track_id IN ("
            "SELECT track_id FROM files WHERE presence = 0) ORDER BY track_id",
            (stage, version),
        )
        return [row[0] for row in rows]


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_done_and_taken_back_it_is_what_there_is(catalog: Catalog, seed: int) -> None:
    someone = Someone(catalog, seed)
    for number in range(120):
        someone.act()
        if number % 10 == 0:
            someone.act_in_vain(5)
        for stage in STAGES:
            for version in (1, 2):
                found = [track for track, _ in catalog.tracks_missing(stage, version, 100)]
                assert found == missing_by_looking(catalog, stage, version)
        if number % 15 == 0:
            assert is_right(catalog)
    assert is_right(catalog)
    with catalog.read() as connection:
        live = "(SELECT track_id FROM files WHERE presence <> 1)"
        for table in ("tracks", "sound", "melodies", "fingerprints"):
            there = connection.execute(f"SELECT COUNT(*) FROM {table} WHERE track_id IN {live}").fetchone()[0]
            assert ledger.count_living(connection, table) == there
    assert catalog.status().files == len(catalog.page_ids()) > 0
    assert catalog.count_described(1) == len(catalog.descriptors(1)[0])


def test_a_row_that_is_replaced_is_counted_once(catalog: Catalog) -> None:
    Someone(catalog, 1)._add()
    (file_id, _) = next(iter(catalog.files_to_identify()))
    catalog.identified(file_id, "a", Tags(title="A"))
    for version in (1, 2, 2):
        catalog.sound_done([SoundRow("a", version, np.zeros(3, np.float32), FEATURES)])
        catalog.fingerprint_done([FingerprintRow("a", version, b"x")])
        catalog.melody_done([MelodyRow("a", version, b"x")])
        assert catalog.fingerprint_stamp(version)[1] == catalog.count_described(version) == 1
        assert is_right(catalog)
    assert catalog.fingerprint_stamp(1)[1] == catalog.count_described(1) == 0


def test_what_is_wrong_is_found_and_put_right(catalog: Catalog) -> None:
    someone = Someone(catalog, 3)
    for _ in range(60):
        someone.act()
    with catalog.write(visible=False) as connection:
        connection.execute("DELETE FROM unsettled")
        connection.execute("UPDATE counts SET held = held + 1")
    assert not is_right(catalog)
    assert is_right(catalog)


KILLED = """
import sys
from pathlib import Path
from tests.engine.library.test_library_ledger import Someone
from vectorbeats_desktop.engine.library.catalog import Catalog
catalog = Catalog(Path(sys.argv[1]))
someone = Someone(catalog, int(sys.argv[2]))
for number in range(10_000):
    someone.act()
    print(number, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_it_is_what_there_is_after_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "catalog.sqlite"
    for seed in range(3):
        with subprocess.Popen(
            [sys.executable, "-c", KILLED, str(path), str(seed)], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            for line in process.stdout:
                if int(line) >= 40 + seed:
                    break
            os.kill(process.pid, signal.SIGKILL)
        with closing(Catalog(path)) as catalog:
            assert catalog.status().files > 0
            assert is_right(catalog)
