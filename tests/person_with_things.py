"""A library without music files whose owner has made much: for what is kept, restored and forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from tests.small_library import make_picture, words
from vectorbeats_desktop.engine.library.catalog import SeenFile
from vectorbeats_desktop.engine.melody.contour import Contour
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.records import Correction, Kind, Query, QueryPart, Tags, Verdict
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.settings import Settings

TRACKS = tuple(f"a1-{number:032x}" for number in range(4))
RAIN = Query((words("rain"),))


@contextmanager
def opened(folder: Path) -> Iterator[Session]:
    """A session of an empty library."""
    settings = Settings.load(Paths.under(folder).settings)
    settings.set("search.text_model", False)
    settings.set("analysis.workers", 1)
    with Session.open(Paths.under(folder), settings) as session:
        yield session


def add_tracks(session: Session, music: Path) -> None:
    """Four files, identified, and of whose sound nothing is known."""
    music.mkdir(exist_ok=True)
    folder = session.add_folder(music)
    seen = [SeenFile(str(music / f"{number}.flac").encode(), 1, 1, number + 1) for number in range(len(TRACKS))]
    ids = session.catalog.add_files(folder.folder_id, seen)
    for file_id, track in zip(ids, TRACKS, strict=True):
        session.catalog.identified(file_id, track, Tags(title=track[-1]))


def make_things(session: Session, temporary: Path) -> None:
    """Stars, corrections, verdicts, hums, playlists, searches, settings."""
    session.rate(TRACKS[0], 5)
    session.catalog.correct(TRACKS[1], Correction(0.5, -0.5, 120.0))
    session.verdicts.say(RAIN, TRACKS[0], Verdict.WANTED)
    session.verdicts.say(RAIN, TRACKS[1], Verdict.UNWANTED)
    session.catalog.remember_hum(TRACKS[2], Contour(np.full(30, 60.0, np.float32), 6.0).to_bytes(), 1.0, 2.0)
    tracks = session.catalog.rows(session.catalog.page_ids())
    session.playlists.save("Evening", tracks[:2])
    session.catalog.put_recipe("Fives", '{"rules": []}', replace=False)
    picture = make_picture(temporary / "sunset.png", (250, 120, 40))
    session.searches.save("sunset", Query((QueryPart(Kind.IMAGE, str(picture)),)))
    session.searches.remember(RAIN)
    session.settings.set("search.limit", 77)
    session.settings.set("models.mirror", "https://secret.example")
    session.settings.set("network.remote", True)


def told(session: Session) -> dict[str, object]:
    """All that the person made, as the program shows it."""
    catalog = session.catalog
    return {
        "stars": catalog.ratings(TRACKS),
        "corrections": catalog.corrections(TRACKS),
        "verdicts": session.verdicts.of(RAIN),
        "hums": catalog.count_hums(),
        "playlists": [(each.name, each.count, each.changed_at, each.smart) for each in catalog.playlists()],
        "entries": [entry.track_id for entry in catalog.playlist_entries("Evening") or ()],
        "recipes": catalog.recipes(),
        "searches": [(search.name, search.asked_at) for search in session.searches.saved()],
        "history": [search.query for search in session.searches.asked()],
        "limit": session.settings.whole("search.limit"),
    }
