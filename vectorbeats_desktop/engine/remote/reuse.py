"""Results of other computers, from a server or a file, as the stages of analysis take them over."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from vectorbeats_desktop.engine.analysis.elsewhere import Told
from vectorbeats_desktop.engine.analysis.jobs import Heard
from vectorbeats_desktop.engine.fingerprint.landmarks import Landmarks
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.library.changes import HEARD, MUSIC
from vectorbeats_desktop.engine.melody.track import packed_melody
from vectorbeats_desktop.engine.remote import records
from vectorbeats_desktop.engine.remote.errors import RemoteError, RemoteGone
from vectorbeats_desktop.engine.remote.link import Link
from vectorbeats_desktop.engine.remote.port import DEVICE, REMOVED, RemotePoint
from vectorbeats_desktop.engine.task import TaskContext

logger = logging.getLogger(__name__)


class Source(Protocol):
    """Where records are read from."""

    def read(self, collection: str, ids: Sequence[str], ctx: TaskContext) -> Mapping[str, RemotePoint]:
        """Those of the records that are there, with their vectors. Raises RemoteError, Cancelled."""
        ...


class ServerSource:
    """Records of a server."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def read(self, collection: str, ids: Sequence[str], ctx: TaskContext) -> Mapping[str, RemotePoint]:
        """Those of the records that are there."""
        return self._link.insist(ctx, lambda port: port.read(collection, ids, vectors=True))


class Reuse:
    """Asks a source. When it fails, it is asked no more, and everything is worked out here."""

    def __init__(self, catalog: Catalog, source: Source, *, to_tell: bool = False) -> None:
        """`to_tell` says that what is taken over is not on the server yet."""
        self._catalog = catalog
        self._to_tell = to_tell
        self._source = source
        self._failed = False
        self.notices: list[str] = []

    def ask(self, stage: str, version: int, track_ids: Sequence[str], ctx: TaskContext) -> Mapping[str, Told]:
        """What other computers found out about these tracks in this stage and version."""
        if self._failed or stage not in HEARD:
            return {}
        ids = {records.record_id(track_id, stage, version): track_id for track_id in track_ids}
        try:
            points = self._source.read(records.COLLECTION[stage], list(ids), ctx)
        except RemoteGone:
            return {}  # nobody has shared anything yet
        except RemoteError as error:
            self._failed = True
            self.notices.append(f"What other computers found out could not be asked for: {error.message}")
            logger.info("nothing can be reused", extra={"code": error.code})
            return {}
        found = {}
        for identity, point in points.items():
            told = point.payload
            whole = told.get(records.TRACK) == ids.get(identity) and told.get(records.VERSION) == version
            if not whole or told.get(REMOVED) is True:
                continue
            if (value := _READERS[stage](point, version)) is not None:
                found[ids[identity]] = Told(str(told.get(DEVICE)), value)
        return found

    def taken(self, stage: str, track_ids: Sequence[str]) -> None:
        """Take from the change log what came from there."""
        if self._to_tell:
            return
        self._catalog.taken_over(stage, track_ids)
        if stage == "sound":
            self._catalog.taken_over(MUSIC, track_ids)


def _heard(point: RemotePoint, _version: int) -> Heard | None:
    sound = records.sound_of(point.payload)
    return None if sound is None else Heard(sound)


def _content(kind: str, check: Callable[[bytes], Any]) -> Callable[[RemotePoint, int], bytes | None]:
    def read(point: RemotePoint, version: int) -> bytes | None:
        content = records.unpacked(point.payload.get(records.content_field(kind, version)))
        if content is None:
            return None
        try:
            check(content)
        except ValueError:
            return None
        return content

    return read


def _embedding(point: RemotePoint, _version: int) -> Any:
    model = point.payload.get(records.MODEL)
    vector = point.vectors.get(model) if isinstance(model, str) else None
    return None if vector is None else records.embedding_of(point, str(model), len(vector))


_READERS: Mapping[str, Callable[[RemotePoint, int], Any]] = {
    "sound": _heard,
    "melody": _content("melody", packed_melody),
    "fingerprint": _content("fingerprint", Landmarks.from_bytes),
    "embedding": _embedding,
}
