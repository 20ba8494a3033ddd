"""Installing a model: downloaded file by file, or taken from a folder or an archive; tried out; then put in place."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from vectorbeats_desktop.engine.encoders.neural.records import NeuralModel
from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.models.convert import converted
from vectorbeats_desktop.engine.models.digest import digest_of
from vectorbeats_desktop.engine.models.download import FULL, FULL_HINT, Download, Meter, require_space
from vectorbeats_desktop.engine.models.errors import ModelTrouble, NoSpace, WrongContent
from vectorbeats_desktop.engine.models.hub import Hub, HubFile, Revision, open_hub
from vectorbeats_desktop.engine.models.importing import taken_from
from vectorbeats_desktop.engine.models.libraries import require_libraries
from vectorbeats_desktop.engine.models.manifest import ModelEntry
from vectorbeats_desktop.engine.models.shelf import Installed, KeptFile, ModelShelf, as_model
from vectorbeats_desktop.engine.privacy import MODELS, permit
from vectorbeats_desktop.engine.task import TaskContext

Trial = Callable[[NeuralModel, TaskContext], None]
"""Asks a model a few questions. Raises KnownError with the reason when it is of no use, Cancelled."""


class Installer:
    """Brings models onto the shelf. `trial` decides whether one is of use; without passing it none is installed."""

    def __init__(self, shelf: ModelShelf, trial: Trial) -> None:
        self._shelf = shelf
        self._trial = trial

    def host(self) -> str:
        """The server that a download would ask."""
        with self._hub() as hub:
            return hub.host

    def download(self, model_id: str, ctx: TaskContext) -> Installed:
        """Download a model, going on where an earlier try ended.

        Raises NoModelLibraries, NetworkOff, BadQuery, NoConnection, NoSpace, WrongContent, ModelTrouble,
        ModelUnavailable, Cancelled; what was downloaded is kept, but for a file that is not the published one.
        """
        entry = self._shelf.entry(model_id)
        require_libraries()
        self._permit()
        with self._shelf.alone(model_id), self._hub() as hub:
            stated = hub.revision(entry.source, entry.revision)
            making = self._shelf.partial(model_id)
            making.mkdir(parents=True, exist_ok=True)
            wanted = _wanted(entry, stated)
            downloads = [
                Download(hub.client, hub.url(entry.source, stated.commit, file.name), making / file.name, file.size,
                         file.digest, self._permit)
                for file in wanted
            ]  # fmt: skip
            total = sum(file.size for file in wanted)
            require_space(making, total - sum(download.kept for download in downloads))
            meter = Meter(ctx, total)
            for download in downloads:
                download.run(meter, ctx)
            files = [KeptFile(file.name, file.size, file.digest) for file in wanted]
            return self._finish(entry, stated.commit, "downloaded", files, ctx)

    def take(self, model_id: str | None, source: Path, ctx: TaskContext) -> Installed:
        """Install a model from a folder or an archive (.zip, .tar, .tar.gz) of its files, without any network.

        Without an id the model is told by its files. Raises NoModelLibraries, BadQuery, NoSpace, WrongContent,
        ModelTrouble, ModelUnavailable, Cancelled.
        """
        require_libraries()
        candidates = [self._shelf.entry(model_id)] if model_id else list(self._shelf.entries)
        with taken_from(source, candidates) as (entry, copy), self._shelf.alone(entry.model_id):
            making = self._shelf.partial(entry.model_id)
            making.mkdir(parents=True, exist_ok=True)
            try:
                names = copy(making, ctx)
                files = [_kept(making / name, ctx) for name in names]
            except OSError as error:
                full = error.errno in (errno.ENOSPC, errno.EDQUOT)
                raise (NoSpace(FULL, FULL_HINT) if full else _unwritten(error)) from error
            return self._finish(entry, "", "imported", files, ctx)

    def _finish(self, entry: ModelEntry, revision: str, how: str, files: list[KeptFile], ctx: TaskContext) -> Installed:
        making = self._shelf.partial(entry.model_id)
        try:
            made = [
                _kept(converted(making / file.name, ctx), ctx) if file.name.endswith(".bin") else file for file in files
            ]
            self._trial(as_model(entry, making, made), ctx)
            return self._shelf.place(entry, revision, how, made)
        except OSError as error:
            full = error.errno in (errno.ENOSPC, errno.EDQUOT)
            raise (NoSpace(FULL, FULL_HINT) if full else _unwritten(error)) from error
        except KnownError:
            if how == "imported":
                shutil.rmtree(making, ignore_errors=True)
            raise

    def _hub(self) -> AbstractContextManager[Hub]:
        settings = self._shelf.settings
        return open_hub(settings.text("models.mirror"), settings.text("models.proxy"), self._permit)

    def _permit(self) -> None:
        permit(MODELS, self._shelf.settings)


def _wanted(entry: ModelEntry, stated: Revision) -> list[HubFile]:
    """The files of a model that the source has, its weights last."""
    weights = next((stated.files[name] for name in entry.weights if name in stated.files), None)
    if weights is None:
        raise WrongContent(f"The source of {entry.model_id} has no weights that can be used.", "Choose another model.")
    return [*(stated.files[name] for name in entry.files if name in stated.files), weights]


def _kept(path: Path, ctx: TaskContext) -> KeptFile:
    return KeptFile(path.name, path.stat().st_size, digest_of(path, "sha256", ctx))


def _unwritten(error: OSError) -> ModelTrouble:
    return ModelTrouble(f"A file cannot be read or written: {error.strerror or error}.", "Check the disk.")
