"""A library to mix queries on: six very different sounds, four tunes, hums of two of them, and pictures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.small_library import RATE, SOUNDS, fast_settings, make_library, make_picture, start_children
from vectorbeats_desktop.engine.analysis import pool
from vectorbeats_desktop.engine.library.demo import build
from vectorbeats_desktop.engine.library.demo.hums import demo_hums
from vectorbeats_desktop.engine.library.demo.pieces import load_pieces
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.records import Kind, Query, QueryPart, SearchResult
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.task import TaskContext

TUNES = ("Ode to Joy", "Greensleeves", "Amazing Grace", "Silent Night")
RECORDED = "Greensleeves"
PICTURES = {"IMG_1": (30, 30, 80), "furious riot": (200, 30, 30), "calm evening": (60, 60, 110)}
BOTH = "noise, then bells"
EVENING = "Quiet evening"
"""A saved playlist: the two tracks by Nora Vale."""


@dataclass(frozen=True)
class Mix:
    """A session on that library, and what queries are made of."""

    session: Session
    root: Path

    def words(self, text: str, weight: float = 1.0) -> QueryPart:
        return QueryPart(Kind.TEXT, text, weight)

    def like(self, name: str, weight: float = 1.0) -> QueryPart:
        return QueryPart(Kind.LIKE, self.music(name), weight)

    def sound(self, name: str, weight: float = 1.0) -> QueryPart:
        return QueryPart(Kind.SOUND, self.music(name), weight)

    def piece_of_both(self, start_s: float, end_s: float) -> QueryPart:
        """Some seconds of a file in which loud noise is followed by soft bells, six seconds each."""
        return QueryPart(Kind.SOUND, str(self.root / f"{BOTH}.wav"), start_s=start_s, end_s=end_s)

    def hum(self, title: str, weight: float = 1.0) -> QueryPart:
        return QueryPart(Kind.HUM, str(self.root / "data" / "hums" / f"{title}, hummed.wav"), weight)

    def recording(self, title: str, weight: float = 1.0) -> QueryPart:
        return QueryPart(Kind.RECOGNISE, str(self.root / f"{title}, recorded.wav"), weight)

    def picture(self, name: str, weight: float = 1.0) -> QueryPart:
        return QueryPart(Kind.IMAGE, str(self.root / f"{name}.png"), weight)

    def playlist(self, weight: float = 1.0) -> QueryPart:
        return QueryPart(Kind.PLAYLIST, EVENING, weight)

    def music(self, name: str) -> str:
        return str(self.root / "music" / f"{name}.flac")

    def track_id(self, title: str) -> str:
        return next(row.track_id for row in self.session.catalog.names() if row.title == title)

    def search(self, *parts: QueryPart, **others: object) -> SearchResult:
        return self.session.search(Query(parts, **others), TaskContext())  # type: ignore[arg-type]


def titles(result: SearchResult) -> list[str]:
    return [hit.track.tags.title for hit in result.hits]


def make_mixed(root: Path) -> None:
    """Write the music, index it, and save the playlist."""
    make_library(root / "music")
    for name, colour in PICTURES.items():
        make_picture(root / f"{name}.png", colour)
    both = [soundfile.read(root / "music" / f"{name}.flac")[0] for name in ("loud noise", "soft bells")]
    soundfile.write(root / f"{BOTH}.wav", np.concatenate(both), RATE)
    pieces = tuple(piece for piece in load_pieces() if piece.title in TUNES)
    with pytest.MonkeyPatch.context() as patch, Session.open(Paths.under(root / "data"), fast_settings()) as session:
        patch.setattr(build, "load_pieces", lambda: pieces)
        demo = session.build_demo(TaskContext())
        demo_hums(demo)
        folders = [session.add_folder(folder).folder_id for folder in (root / "music", demo)]
        report = session.index(TaskContext(), folders)
        assert report.analysed == len(SOUNDS) + len(TUNES), report.problems
        tracks = session.catalog.rows(session.catalog.page_ids())
        for track in tracks:
            if track.tags.title == RECORDED:
                _record(track.path, root / f"{RECORDED}, recorded.wav")
        nora = [track for track in tracks if track.tags.artist == "Nora Vale"]
        session.playlists.save(EVENING, nora)


def _record(track: Path, target: Path) -> None:
    """Ten seconds of a track, from its ninth on, as they are recorded in a room that is not silent."""
    samples, rate = soundfile.read(track, always_2d=True)
    heard = samples[9 * rate : 19 * rate].mean(axis=1)
    noise = np.random.default_rng(8).normal(size=len(heard))
    soundfile.write(target, 0.5 * heard + 0.1 * heard.std() * noise, rate)


@contextmanager
def opened(root: Path) -> Iterator[Mix]:
    """The library, open, with every child started that a question starts: tests look for leaks."""
    with pytest.MonkeyPatch.context() as patch, Session.open(Paths.under(root / "data"), fast_settings()) as session:
        patch.setattr(pool, "IDLE_S", 3_600.0)  # a worker that ended would be started again by some test
        mix = Mix(session, root)
        start_children(session)
        mix.search(mix.sound("low drone"), mix.hum("Ode to Joy"), mix.recording(RECORDED))
        yield mix
