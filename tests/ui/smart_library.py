"""A session with a real catalogue and real smart playlists, for tests of the window; only searches are made up."""

from __future__ import annotations

from pathlib import Path

from tests.engine.playlists.made_up_search import MadeUpSearches
from tests.fake_session import FakeSession
from vectorbeats_desktop.engine.encoders.concepts import load_concepts
from vectorbeats_desktop.engine.library.catalog import Catalog, SeenFile
from vectorbeats_desktop.engine.playlists.saved import Playlists
from vectorbeats_desktop.engine.playlists.smart import SmartPlaylists
from vectorbeats_desktop.engine.records import Folder, IndexReport, LibraryStatus, Query, SavedSearch, Tags

GENRES = ("Jazz", "Rock", "Soul")


class SmartSession(FakeSession):
    """Tracks t1 to t12 by four artists, a minute each, of 1990 to 2001; every third is jazz. `ranking` ranks them."""

    def __init__(self, root: Path, count: int = 12) -> None:
        super().__init__()
        self.real = Catalog(root / "catalog.sqlite")
        self.catalog = self.real  # type: ignore[assignment]
        self.space = load_concepts()
        for number in range(1, count + 1):
            self.add(number)
        self.ranking = MadeUpSearches(self.real)
        self.ranking.ranked = [f"t{number}" for number in range(count, 0, -1)]
        self.smart_playlists = SmartPlaylists(self.real, self.ranking, self.ranking.search)
        self.playlists = Playlists(self.real, lambda: self.smart_playlists)  # type: ignore[assignment]

    def add(self, number: int, genre: str = "") -> None:
        folder = self.real.add_folder(Path("/music"))
        (file_id,) = self.real.add_files(folder.folder_id, [SeenFile(f"/music/{number:03}.flac".encode(), 1, 1)])
        tags = Tags(f"Song {number}", f"Artist {number % 4}", "Album", genre=genre or GENRES[number % 3])
        tags = Tags(tags.title, tags.artist, tags.album, "", tags.genre, 1989 + number, duration_s=60.0, codec="flac")
        self.real.identified(file_id, f"t{number}", tags)

    def save_search(self, name: str, query: Query) -> None:
        self.ranking.saved[name] = query
        self.searches.kept.append(SavedSearch(len(self.searches.kept) + 1, name, query, 1.0))

    def index(self, *args: object, **others: object) -> IndexReport:
        return IndexReport(*(0,) * 9, 0.0)

    def status(self) -> LibraryStatus:
        return self.real.status()

    def folders(self) -> list[Folder]:
        return self.real.folders()

    def close(self) -> None:
        super().close()
        self.real.close()
