"""A data folder, open: every part of the engine, and what may be asked of them together.

The window and the command line both work through a Session. Its methods may be called from any
thread; the slow ones take a TaskContext.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

from vectorbeats_desktop.engine import children, log
from vectorbeats_desktop.engine import health as parts_health
from vectorbeats_desktop.engine.analysis.pipeline import Indexer
from vectorbeats_desktop.engine.analysis.pool import WorkerPool
from vectorbeats_desktop.engine.backup.copies import DAMAGED, RESTORED, CatalogCopy, Copies
from vectorbeats_desktop.engine.comparing import Comparing
from vectorbeats_desktop.engine.counters import RESTARTS
from vectorbeats_desktop.engine.details import Details
from vectorbeats_desktop.engine.encoders.concepts import ConceptSpace, load_concepts
from vectorbeats_desktop.engine.encoders.music import MusicEncoder
from vectorbeats_desktop.engine.encoders.neural.records import Role, Running
from vectorbeats_desktop.engine.encoders.neural.smoke import smoke_test
from vectorbeats_desktop.engine.encoders.picture import PictureEncoder
from vectorbeats_desktop.engine.encoders.text_model import TextModel, find_weights
from vectorbeats_desktop.engine.encoders.towers import Towers
from vectorbeats_desktop.engine.encoders.words import WordsEncoder
from vectorbeats_desktop.engine.errors import CatalogDamaged
from vectorbeats_desktop.engine.health_records import HealthReport
from vectorbeats_desktop.engine.humming import Humming
from vectorbeats_desktop.engine.journal import Journal
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.map.library_map import LibraryMap
from vectorbeats_desktop.engine.metrics_file import MetricsFile
from vectorbeats_desktop.engine.model_towers import ModelTowers
from vectorbeats_desktop.engine.models.shelf import ModelShelf
from vectorbeats_desktop.engine.owner import DataFolderOwner
from vectorbeats_desktop.engine.paths import Paths, file_of_id
from vectorbeats_desktop.engine.playlists.routes import Routes
from vectorbeats_desktop.engine.playlists.saved import Playlists
from vectorbeats_desktop.engine.playlists.smart import SmartPlaylists
from vectorbeats_desktop.engine.privacy import asks_others
from vectorbeats_desktop.engine.recognition import Recognition
from vectorbeats_desktop.engine.records import (
    FileProblem,
    Folder,
    IndexReport,
    Kind,
    LibraryStatus,
    OthersAnswer,
    Query,
    SearchResult,
)
from vectorbeats_desktop.engine.refilling import Refilling
from vectorbeats_desktop.engine.sealing import Sealing, make_seal
from vectorbeats_desktop.engine.search.affect import AffectChannel
from vectorbeats_desktop.engine.search.concept import ConceptChannel
from vectorbeats_desktop.engine.search.cover_alike import CoverChannel
from vectorbeats_desktop.engine.search.diversity import Diversity
from vectorbeats_desktop.engine.search.hearing import HeardParts
from vectorbeats_desktop.engine.search.library_view import LibraryViews
from vectorbeats_desktop.engine.search.linear_map import LinearMapChannel
from vectorbeats_desktop.engine.search.medium_means import MediumMeans
from vectorbeats_desktop.engine.search.members import MembersChannel
from vectorbeats_desktop.engine.search.model_reader import ModelReader
from vectorbeats_desktop.engine.search.model_vectors import ModelVectors
from vectorbeats_desktop.engine.search.naming import NamesChannel
from vectorbeats_desktop.engine.search.picture_memory import PictureMemory
from vectorbeats_desktop.engine.search.picture_opener import PooledPictures
from vectorbeats_desktop.engine.search.reader import PartReader
from vectorbeats_desktop.engine.search.saved import Searches
from vectorbeats_desktop.engine.search.service import SearchService
from vectorbeats_desktop.engine.search.sound_model import SoundModelChannel
from vectorbeats_desktop.engine.search.sound_reader import PooledSoundReader
from vectorbeats_desktop.engine.search.sounds import SoundsChannel
from vectorbeats_desktop.engine.search.vectors import PointIds, TrackVectors
from vectorbeats_desktop.engine.search.verdicts import Verdicts
from vectorbeats_desktop.engine.search.waiting import result_of
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.store.client import VectorStore
from vectorbeats_desktop.engine.store.connection import StoreDamaged
from vectorbeats_desktop.engine.store.schema import AUDIO, CONCEPT_SIZE, MUSIC, SOUND_SIZE, SOUND_VECTOR, spaces
from vectorbeats_desktop.engine.surroundings import looks
from vectorbeats_desktop.engine.task import TaskContext
from vectorbeats_desktop.engine.understanding import Understanding
from vectorbeats_desktop.engine.waveforms import Waveforms

if TYPE_CHECKING:
    from vectorbeats_desktop.engine.analysis.elsewhere import Elsewhere
    from vectorbeats_desktop.engine.models.installing import Installer
    from vectorbeats_desktop.engine.others import Others
    from vectorbeats_desktop.engine.remote.catalogue import RemoteCatalogue
    from vectorbeats_desktop.engine.remote.spotify.service import Spotify

logger = logging.getLogger(__name__)

Value = TypeVar("Value")

INDEX_POLL_S = 0.1
WARM_POLL_S = 0.1
REFILLED = (
    "The vector store had lost {:,} recordings. They were put back from what the catalogue keeps; nothing is lost."
)
READ_BY = {
    Role.PICTURES: frozenset((Kind.IMAGE, Kind.AUTO)),
    Role.SOUNDS: frozenset((Kind.TEXT, Kind.SOUND, Kind.LIKE, Kind.AUTO)),
}
"""Which kinds of parts a model has something to say of."""


class Session:
    """One open data folder. `close()` ends every child process and lets go of the folder.

    Its parts: `paths`, `settings`, `catalog`, `copies`, `store`, `space`, `words`, `pictures`, `music`,
    `opener`, `humming`, `recognition`, `views`, `sounds`, `concepts`, `verdicts`, `playlists`, `search_service`,
    `searches`, `sealing`, `smart_playlists`, `routes`, `journal`, `library_map`, `models`, `installer`, `details`,
    `comparing`, `model_towers`, `understanding`, `model_vectors`, `waveforms`, `metrics_file`, and `text_model` (None
    when it is not installed or is switched off).
    """

    catalog: Catalog

    def __init__(
        self, paths: Paths, settings: Settings, closing: ExitStack, towers: Callable[[], Towers] | None = None
    ) -> None:
        """Use `Session.open`, which owns the folder first and gives it back when a part fails."""
        self.paths = paths
        self.settings = settings
        self._closing = ExitStack()
        self._indexing = threading.Lock()
        self._mended_losses = 0
        self.space: ConceptSpace = load_concepts()
        self.copies = Copies(paths)
        self.catalog = Catalog(paths.catalog, make_seal(settings))
        closing.callback(self.catalog.close)
        self.store = VectorStore(paths.store, spaces(self.space.space_id), settings.number("models.idle_s"))
        closing.callback(self.store.close)
        self.text_model = self._find_text_model(closing)
        self.models = ModelShelf(paths.models, settings)
        running = Running(settings.text("models.device"), settings.whole("models.threads"), paths.cache / "models")
        self._running = running
        self.model_towers = ModelTowers(self.models, self.catalog, running, settings.number("models.idle_s"))
        closing.callback(self.model_towers.close)
        towers = towers or self.model_towers
        self.understanding = Understanding(self.space, self.store, paths.cache / "models", towers)
        self.words = WordsEncoder(self.space, self.text_model)
        self.pictures = PictureEncoder(self.space)
        self.music = MusicEncoder(self.space)
        self._query_pool = WorkerPool(
            1,
            settings.number("analysis.file_timeout_s"),
            self._worker_memory_mb(),
            idle_s=settings.number("models.idle_s"),  # a picture that is dropped shall not wait for a process to start
        )
        self.opener = PooledPictures(self._query_pool)
        closing.callback(self._query_pool.close)
        self.humming = Humming(self.catalog, self._query_pool, paths.cache, settings.number("models.idle_s"))
        closing.callback(self.humming.close)
        self.recognition = Recognition(self.catalog, self._query_pool, paths.fingerprints)
        closing.callback(self.recognition.close)
        self.verdicts = Verdicts(self.catalog, lambda: settings.flag("search.learn_from_verdicts"))
        self.views = LibraryViews(self.catalog)
        self.sounds = TrackVectors(self.store, PointIds(), AUDIO, SOUND_VECTOR, SOUND_SIZE)
        concept_space = self.space.space_id, CONCEPT_SIZE
        self.concepts = TrackVectors(self.store, self.sounds.points, MUSIC, *concept_space)
        self.model_vectors = ModelVectors(self.store, self.sounds.points, towers)
        self.playlists = Playlists(self.catalog, lambda: self.smart_playlists)
        self.journal = self._journal(closing)
        self.search_service = self._search_service()
        self.searches = Searches(self.catalog, settings, paths.saved_parts)
        closing.callback(self.searches.close)
        self.sealing = Sealing(self, self.catalog.seal)
        self.smart_playlists = SmartPlaylists(self.catalog, self.searches, self.search_service.search)
        self.routes = Routes(self.catalog, self.sounds, self.views)
        self.library_map = LibraryMap(self.catalog, self.views, self.sounds, paths.cache / "map")
        self.waveforms = Waveforms(self._query_pool, paths.waveforms)
        self.last_health: HealthReport | None = None
        self.metrics_file = MetricsFile(self)
        closing.callback(self.metrics_file.close)
        self.store.start()

    @classmethod
    def open(
        cls,
        paths: Paths,
        settings: Settings | None = None,
        wait_s: float = 0.0,
        towers: Callable[[], Towers] | None = None,
    ) -> Session:
        """Own and open a data folder; the vector store starts in the background.

        `towers` gives the models to use instead of those that are installed.

        Waits `wait_s` seconds for another owner to let go. Raises DataFolderBusy, DataFolderBroken.
        """
        with ExitStack() as closing:
            owner = DataFolderOwner.acquire(paths, wait_s)
            closing.callback(owner.release)
            closing.callback(log.release, log.configure(paths.logs))
            try:
                session = cls(paths, settings or Settings.load(paths.settings), closing, towers)
            except CatalogDamaged as error:
                raise Copies(paths).damaged(error.message) from error
            session._closing = closing.pop_all()
        logger.info("session opened")
        return session

    def close(self) -> None:
        """End the children, close the catalogue, and let go of the folder. Doing so twice is harmless."""
        self._closing.close()

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @cached_property
    def installer(self) -> Installer:
        """What brings models onto the shelf; few starts need it, and it brings the network's library along."""
        from vectorbeats_desktop.engine.models.installing import Installer as Made

        return Made(self.models, lambda model, ctx: smoke_test(model, ctx, self._running))

    @cached_property
    def details(self) -> Details:
        """What is known of single tracks, and the correction of it."""
        return Details(self.catalog, self.store, self.music, self.space)

    @cached_property
    def refilling(self) -> Refilling:
        """What fills the store again out of the catalogue."""
        return Refilling(self.catalog, self.store, self.details, self.space.space_id)

    @cached_property
    def comparing(self) -> Comparing:
        """What two tracks have in common."""
        return Comparing(self.details, self.concepts, self.views, self.space)

    @cached_property
    def remote(self) -> RemoteCatalogue:
        """The catalogue that is shared over a server; most starts have no use for it."""
        from vectorbeats_desktop.engine.remote.catalogue import RemoteCatalogue as Made
        from vectorbeats_desktop.engine.remote.gathering import Gathering

        gathering = Gathering(self.catalog, self.store, self.music, self.space, self.settings)
        made = Made(self.catalog, self.settings, gathering, self.details.read_anew)
        self._closing.callback(made.close)
        return made

    @cached_property
    def others(self) -> Others:
        """What others have for a search; few starts ask it."""
        from vectorbeats_desktop.engine.others import Others as Made
        from vectorbeats_desktop.engine.remote.guest_reader import GuestReader

        reader = GuestReader(self.catalog, self.store, self.music, self.space)
        made = Made(self.settings, self.catalog, self.views, self.search_service, reader, lambda: self.remote)
        self._closing.callback(made.close)
        return made

    @cached_property
    def spotify(self) -> Spotify:
        """What Spotify says of tracks, when asked; few starts need it, and it brings libraries along."""
        from vectorbeats_desktop.engine.remote.spotify.service import Spotify as Made

        made = Made(self.settings, self.paths.cache, made=self.opener.small_jpeg)
        self._closing.callback(made.close)
        return made

    # The library

    def folders(self) -> list[Folder]:
        """The folders the person pointed at."""
        return self.catalog.folders()

    def add_folder(self, path: Path) -> Folder:
        """Take a folder into the library, or return it when it is in there. Raises KnownError."""
        return self.catalog.add_folder(path)

    def remove_folder(self, folder_id: int) -> None:
        """Take a folder and what is known of its files out of the library; the files stay as they are."""
        self.catalog.remove_folder(folder_id)

    def index(
        self,
        ctx: TaskContext,
        folders: Sequence[int] | None = None,
        confirm_removals: bool = False,
        elsewhere: Elsewhere | None = None,
        places: Collection[Path] | None = None,
    ) -> IndexReport:
        """Scan folders (all when None) and analyse what is new. One run at a time; another waits.

        With `places`, files and folders that changed, nothing else in the folders is looked at.

        `confirm_removals` is the person's word that files gone in great number are really gone. `elsewhere` is asked
        for what other computers found out; by itself the remote catalogue is, when it is switched on.
        Raises Cancelled, StoreUnavailable.
        """
        with self._alone(ctx):
            self._agree_again(ctx)
            self.sealing.go_on(ctx)
            filled = self._fill_store_again(ctx) if self._has_lost() or self.refilling.is_due() else 0
            indexer = self._indexer(elsewhere or self._remote_results())
            report = self._despite_damage(lambda: indexer.run(ctx, folders, confirm_removals, places))
            if self._has_lost():  # meanwhile; what is lost without being noticed, the next run counts
                filled += self._fill_store_again(ctx)
        if filled:
            notices = (REFILLED.format(filled), *report.notices)
            report = replace(report, notices=notices, refilled=filled)
        self.journal.add_run(report)
        return report

    def retry(self, file_ids: Sequence[int] | None = None) -> None:
        """Let files that were set aside (all when None) be tried again by the next `index`."""
        self.catalog.retry(file_ids)

    def build_demo(self, ctx: TaskContext) -> Path:
        """Make the demo music and return its folder, which is not yet in the library."""
        from vectorbeats_desktop.engine.library.demo import build_demo  # a synthesiser that few starts need

        build_demo(self.paths.demo, ctx)
        return self.paths.demo

    def demo_pictures(self) -> list[Path]:
        """Pictures to search the demo music with, made when they are missing. Raises OSError."""
        from vectorbeats_desktop.engine.library.demo import demo_pictures

        return demo_pictures(self.paths.demo)

    def status(self) -> LibraryStatus:
        """How many files stand where."""
        return self.catalog.status()

    def problems(self) -> list[FileProblem]:
        """Files that could not be read or analysed, and why."""
        return self.catalog.problems()

    def cover_path(self, cover_id: str) -> Path | None:
        """The cover's picture file, or None when there is none (any more)."""
        path = file_of_id(self.paths.covers, cover_id, ".jpg")
        return path if path is not None and path.is_file() else None

    # Search

    def search(self, query: Query, ctx: TaskContext) -> SearchResult:
        """Find music; see SearchService.search. Raises BadQuery, KnownError, Cancelled."""
        result = self._despite_damage(lambda: self.search_service.search(query, ctx))
        self.journal.add_search(query, result)
        return result

    def search_with_others(self, query: Query, ctx: TaskContext) -> SearchResult:
        """As `search`, with what is known already of what others have; asks nobody, and waits for nobody."""
        searching = self.others if asks_others(self.settings) else self.search_service
        result = self._despite_damage(lambda: searching.search(query, ctx))
        self.journal.add_search(query, result)
        return result

    def ask_others(self, query: Query, ctx: TaskContext) -> OthersAnswer:
        """Ask the remote catalogue what it has beside, when that is wanted; see Others.ask. Raises as `search` does."""
        return self.others.ask(query, ctx) if asks_others(self.settings) else OthersAnswer()

    def rate(self, track_id: str, stars: int | None) -> None:
        """Give a track 1 to 5 stars; None takes its rating away. Raises BadQuery."""
        self.catalog.rate(track_id, stars)

    def confirm_hum(self, hums: Sequence[Path], track_id: str, ctx: TaskContext) -> int:
        """Remember that hums are of a track; see Humming.confirm. Raises BadQuery, NoMelody, KnownError, Cancelled."""
        return self.humming.confirm(hums, track_id, ctx)

    def warm(self) -> None:
        """Start loading in the background what is slow to load: the store, what opens pictures, models, the matcher.

        What is not installed, or has nothing to work on, is left alone.
        """
        self.store.start()
        self.opener.warm()
        if self.text_model is not None:
            self.text_model.warm()
        self.model_towers.warm()
        if asks_others(self.settings):
            self.others.warm()
        self.humming.warm()

    def wait_until_warm(self, kinds: Iterable[Kind], timeout_s: float, ctx: TaskContext) -> None:
        """Wait until the models that parts of these kinds are read by are ready, have failed, or time runs out.

        For commands, whose answers shall not depend on how long ago the program was started.
        Raises Cancelled.
        """
        wanted = frozenset(kinds)
        if wanted & {Kind.TEXT, Kind.IMAGE, Kind.AUTO}:
            self._wait_for_words(timeout_s, ctx)
        roles = {role for role, asked in READ_BY.items() if wanted & asked}
        self.model_towers.wait(frozenset(roles), timeout_s, ctx)

    def _wait_for_words(self, timeout_s: float, ctx: TaskContext) -> None:
        model = self.text_model
        if model is None:
            return
        give_up = time.monotonic() + timeout_s
        model.warm()
        while not model.wait(WARM_POLL_S) and not model.problem and time.monotonic() < give_up:
            ctx.checkpoint()

    def words_source(self) -> str:
        """By what words are understood now: "text model" or "word list"."""
        return "text model" if self.text_model is not None and self.text_model.ready else "word list"

    # Health

    def health(self, ctx: TaskContext) -> HealthReport:
        """Look at every part: the catalogue, the store, whether they agree, the models, the disk."""
        self.last_health = parts_health.check(self, ctx, looks(self, ctx))
        return self.last_health

    def try_worker(self, ctx: TaskContext, patience_s: float) -> None:
        """See whether a process that reads files answers: the one that runs, or one that is started for this alone.

        Raises KnownError, TimeoutError, Cancelled.
        """
        if self._query_pool.pids():
            result_of(self._query_pool.submit(os.getpid), ctx, patience_s)
            return
        with WorkerPool(1, patience_s, self._worker_memory_mb()) as pool:
            result_of(pool.submit(os.getpid), ctx, patience_s)

    def repair(self, ctx: TaskContext) -> HealthReport:
        """Mend what `health` found and can be mended, and look again; never while `index` runs."""
        with self._alone(ctx):
            self.last_health = parts_health.repair(self, ctx, looks(self, ctx))
        return self.last_health

    def go_back_to(self, copy: CatalogCopy, ctx: TaskContext) -> CatalogCopy | None:
        """Let the library be what it was in a copy; what it is now is kept as one, which is returned.

        The music itself, settings and models stay as they are. Raises CatalogDamaged, DataFolderBroken, Cancelled.
        """
        with self._alone(ctx):
            before = self.copies.go_back(self.catalog, copy, ctx)
            self._agree_again(ctx)
            self.sealing.bring_in(ctx)
        return before

    # Parts

    def _despite_damage(self, act: Callable[[], Value]) -> Value:
        """What `act` returns; done again with a store begun anew when it proves damaged, which `index` fills again."""
        try:
            return act()
        except StoreDamaged:
            if not parts_health.replace_damaged(self.store):
                raise
            return act()

    def _agree_again(self, ctx: TaskContext) -> None:
        """After a copy was gone back to: bring what hangs on the catalogue to agree with it."""
        if self.catalog.get_meta(RESTORED):
            self.humming.begin_anew()
            self.recognition.index.refresh(ctx)
            parts_health.mend(self, ctx)
            if damaged := self.catalog.get_meta(DAMAGED):
                from vectorbeats_desktop.engine.backup.salvage import salvage  # hardly ever needed

                salvage(self, self.paths.data / damaged)
                self.catalog.set_meta(DAMAGED, None)
            self.catalog.set_meta(RESTORED, None)

    def _has_lost(self) -> bool:
        """Whether the store was begun anew since it was last filled."""
        return self.store.losses > self._mended_losses

    def _fill_store_again(self, ctx: TaskContext) -> int:
        """Fill in what a damaged or deleted store has lost, out of the catalogue; returns of how many tracks."""
        losses = self.store.losses
        filled = parts_health.mend(self, ctx)
        self._mended_losses = losses
        return filled

    @contextmanager
    def _alone(self, ctx: TaskContext) -> Iterator[None]:
        """Wait until nobody else changes the library. Raises Cancelled."""
        while not self._indexing.acquire(timeout=INDEX_POLL_S):
            ctx.checkpoint()
        try:
            yield
        finally:
            self._indexing.release()

    def _remote_results(self) -> Elsewhere | None:
        if not self.settings.flag("network.remote") or not self.settings.text("remote.address"):
            return None
        return self.remote.results()

    def _indexer(self, elsewhere: Elsewhere | None) -> Indexer:
        parts = (self.catalog, self.store, self.paths.covers, self.settings)
        return Indexer(
            *parts,
            music=self.music,
            pictures=self.pictures,
            space=self.space,
            prints=self.recognition.index,
            understanding=self.understanding,
            elsewhere=elsewhere,
            before_melodies=self.humming.compile_ahead,
        )

    def _find_text_model(self, closing: ExitStack) -> TextModel | None:
        weights = find_weights() if self.settings.flag("search.text_model") else None
        if weights is None:
            return None
        model = TextModel(weights, self.paths.cache, idle_s=self.settings.number("models.idle_s"))
        closing.callback(model.close)
        return model

    def _journal(self, closing: ExitStack) -> Journal:
        journal = Journal(self.paths.logs)
        self.restarts_before = journal.counters.counted().total(RESTARTS)
        closing.callback(journal.counters.save)

        def lost(name: str) -> None:
            journal.counters.add(RESTARTS, process=name.rstrip("-0123456789"))

        children.watch_losses(lost)
        closing.callback(children.unwatch_losses, lost)
        return journal

    def _worker_memory_mb(self) -> float:
        return self.settings.number("analysis.worker_memory_mb")

    def _search_service(self) -> SearchService:
        sounds, concepts = self.sounds, self.concepts
        hearing = PooledSoundReader(self._query_pool, sounds)
        heard_by_model, places = self.model_vectors.tracks, self.settings.whole("analysis.sound_windows")
        seal = self.catalog.seal
        memory = PictureMemory(self.store, self.space, self.model_vectors.pictures, lambda: not seal.on)
        models = ModelReader(self.understanding, self._query_pool, heard_by_model, places, self.opener.open)
        heard = HeardParts(hearing, self.humming.reader, self.recognition.reader, hearing, models)
        reader = PartReader(self.words, self.pictures, heard, self.playlists, memory, models, self.opener.open)
        channels = (
            ConceptChannel(self.space, concepts, MediumMeans(self.space)),
            AffectChannel(),
            NamesChannel(),
            SoundsChannel(sounds),
            SoundModelChannel.of_words(heard_by_model),
            SoundModelChannel.of_sounds(heard_by_model),
            LinearMapChannel(self.space, heard_by_model, self.understanding.bridge),
            CoverChannel(self.catalog, self.store, self.model_vectors.pictures),
            self.humming.channel,
            self.recognition.channel,
            MembersChannel.of_sound(sounds),
            MembersChannel.of_mood(concepts),
        )
        return SearchService(
            self.catalog,
            reader,
            channels,
            self.views,
            verdicts=self.verdicts,
            diversity=Diversity(sounds),
            counters=self.journal.counters,
        )
