"""Asks the server which tracks fit some questions, and for what is needed to judge them here.

What leaves are the questions (vectors, and ranges of moods) and ids of records; never words, pictures or recordings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from typing import Any, TypeVar

from vectorbeats_desktop.engine.analysis.descriptors import SOUND_VERSION, Sound
from vectorbeats_desktop.engine.library.entries import NameRow
from vectorbeats_desktop.engine.records import Tags
from vectorbeats_desktop.engine.remote import records
from vectorbeats_desktop.engine.remote.errors import RecordRefused, RemoteGone
from vectorbeats_desktop.engine.remote.link import Link
from vectorbeats_desktop.engine.remote.port import REMOVED, Port, Question, RemotePoint
from vectorbeats_desktop.engine.store import schema
from vectorbeats_desktop.engine.task import TaskContext

ASKED = 200  # records for each question; many may be of tracks that are here as well
MOST = 100  # tracks that are judged here: twice as many as a list usually shows
MOST_NAMES = 10_000  # records: some megabytes, which take less than a second on the way
LONGEST_NAME = 300  # characters; anybody may have written it

NAMES = ("title", "artist", "album", "genre")
SOUND = (records.DESCRIBED, records.FEATURES, "pitch_contour", "spectral_features")
Payloads = dict[str, Mapping[str, Any]]
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A track that others have: what its sound was heard to be, and its names as far as they are shared."""

    track_id: str
    tags: Tags
    sound: Sound


class Asking:
    """Asks over a link. `device` names this library, `music_version` its records of the kind "music"."""

    def __init__(self, link: Link, device: str, music_version: int) -> None:
        self._link = link
        self._device = device
        self._music_version = music_version

    def found(
        self,
        questions: Mapping[str, Sequence[Question]],
        named: Sequence[str],
        are_here: Callable[[Sequence[str]], set[str]],
        ctx: TaskContext,
    ) -> list[Found]:
        """The tracks that fit best, at most MOST, without those that `are_here`; those that are `named` come first.

        Raises RemoteError, Cancelled.
        """
        told: dict[str, Payloads] = {schema.MUSIC: {}, schema.AUDIO: {}}
        lists = [
            each for collection, asked in questions.items() for each in self._nearest(collection, asked, told, ctx)
        ]
        in_turn = dict.fromkeys((*named, *filter(None, chain.from_iterable(zip_longest(*lists)))))
        here = are_here(list(in_turn))
        wanted = list(islice((track_id for track_id in in_turn if track_id not in here), MOST))
        sounds = self._told(schema.AUDIO, "sound", SOUND_VERSION, wanted, SOUND, told, ctx)
        heard = [track_id for track_id in wanted if track_id in sounds]
        names = self._told(schema.MUSIC, "music", self._music_version, heard, NAMES, told, ctx)
        made = ((track_id, records.sound_of(sounds[track_id])) for track_id in heard)
        return [Found(each, _tags(names.get(each, {})), sound) for each, sound in made if sound is not None]

    def names(self, ctx: TaskContext) -> list[NameRow] | None:
        """The names of all that others have; None where these are more than can be read. Raises RemoteError."""
        fields = (records.TRACK, *NAMES)
        nothing: list[RemotePoint] | None = []
        points = self._asked(
            lambda port: port.all_told(schema.MUSIC, MOST_NAMES, fields, without=self._device), nothing, ctx
        )
        if points is None:
            return None
        told = ((point, _tags(point.payload)) for point in points if records.is_track(point.payload.get(records.TRACK)))
        return [
            NameRow(_track(point), tags.title, tags.artist, tags.album, tags.genre)
            for point, tags in told
            if tags.title or tags.artist or tags.album
        ]

    def _nearest(
        self, collection: str, questions: Sequence[Question], told: Mapping[str, Payloads], ctx: TaskContext
    ) -> list[list[str]]:
        """The tracks that each question finds, best first; what is told of them goes to `told`."""
        fields = (records.TRACK, *(NAMES if collection == schema.MUSIC else SOUND))
        nothing: list[list[RemotePoint]] = []

        def ask(port: Port) -> list[list[RemotePoint]]:
            return port.nearest(collection, questions, ASKED, fields, without=self._device)

        answers = self._asked(ask, nothing, ctx)
        found = [
            [point for point in points if records.is_track(point.payload.get(records.TRACK))] for points in answers
        ]
        told[collection].update({_track(point): point.payload for points in found for point in points})
        return [[_track(point) for point in points] for points in found]

    def _told(
        self,
        collection: str,
        kind: str,
        version: int,
        track_ids: Sequence[str],
        fields: Sequence[str],
        told: Mapping[str, Payloads],
        ctx: TaskContext,
    ) -> Payloads:
        """What the records of a kind tell of tracks; asked is for what is not known yet."""
        known = told[collection]
        missing = {
            records.record_id(track_id, kind, version): track_id for track_id in track_ids if track_id not in known
        }
        if missing:
            wanted = (records.TRACK, REMOVED, *fields)
            nothing: dict[str, RemotePoint] = {}
            points = self._asked(lambda port: port.read(collection, list(missing), fields=wanted), nothing, ctx)
            whole = (
                point
                for identity, point in points.items()
                if point.payload.get(records.TRACK) == missing.get(identity) and point.payload.get(REMOVED) is not True
            )
            known.update({_track(point): point.payload for point in whole})
        return known

    def _asked(self, work: Callable[[Port], Value], nothing: Value, ctx: TaskContext) -> Value:
        ctx.checkpoint()
        try:
            return self._link.call(work)
        except (RemoteGone, RecordRefused):  # nobody has shared anything yet, or nothing that could be compared
            return nothing


def _track(point: RemotePoint) -> str:
    return str(point.payload[records.TRACK])


def _tags(payload: Mapping[str, Any]) -> Tags:
    title, artist, album, genre = (_text(payload.get(name)) for name in NAMES)
    return Tags(title, artist, album, genre=genre)


def _text(told: object) -> str:
    """A name on one line."""
    if not isinstance(told, str):
        return ""
    return " ".join(_printable(told[:LONGEST_NAME]))


def _printable(text: str) -> Iterable[str]:
    return "".join(letter if letter.isprintable() else " " for letter in text).split()
