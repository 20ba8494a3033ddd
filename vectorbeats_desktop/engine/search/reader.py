"""Parts of a query, read: pictures and words by their encoders, sounds by analysing them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from PIL import Image

from vectorbeats_desktop.engine.encoders.picture import PictureEncoder, caption_of
from vectorbeats_desktop.engine.encoders.picture_file import WORKING_SIDE
from vectorbeats_desktop.engine.encoders.words import WordsEncoder
from vectorbeats_desktop.engine.errors import BadQuery, UnreadableFile, UnreadablePicture
from vectorbeats_desktop.engine.records import Kind, QueryPart, Track
from vectorbeats_desktop.engine.search.channel import ReadPart, Voice
from vectorbeats_desktop.engine.search.hearing import HeardParts
from vectorbeats_desktop.engine.search.medium_means import PICTURE, WORDS
from vectorbeats_desktop.engine.search.model_reader import ModelReader
from vectorbeats_desktop.engine.search.picture_memory import PictureMemory
from vectorbeats_desktop.engine.search.picture_opener import PictureOpener, opened_here
from vectorbeats_desktop.engine.task import TaskContext

CAPTION_TRUST = 5.0  # a caption, wholly understood, against the picture's colours: it says what is shown
CAPTION_TRUST_BESIDE_MODEL = 1.0  # against a model, which sees what is shown
TEXT_MODEL = "text model"  # among the models that answer
LONGEST_TEXT = 2_000  # characters; what a text model reads at once, and a second's work for the word list


class PlaylistReader(Protocol):
    """Knows what is in a playlist."""

    def read(self, name_or_file: str) -> Sequence[Track]:
        """The tracks of a saved playlist, or of a playlist's file. Raises BadQuery, KnownError."""
        ...


class PartReader:
    """Reads each part of a query by what it is.

    `memory`, when given, keeps what was read of pictures; `models` add what the models make of a part; `opened` opens
    pictures, in this process unless another way is given.
    """

    def __init__(
        self,
        words: WordsEncoder,
        pictures: PictureEncoder,
        heard: HeardParts,
        playlists: PlaylistReader,
        memory: PictureMemory | None = None,
        models: ModelReader | None = None,
        opened: PictureOpener = opened_here,
    ) -> None:
        self._words = words
        self._pictures = pictures
        self._heard = heard
        self._memory = memory
        self._models = models
        self._opened = opened
        self._playlists = playlists

    @property
    def installed(self) -> frozenset[str]:
        """All models that may have something to say of a part."""
        text = {TEXT_MODEL} if self._words.has_model else set()
        return frozenset(text) | (self._models.installed if self._models else frozenset())

    @property
    def ready(self) -> frozenset[str]:
        """Those that would answer now."""
        text = {TEXT_MODEL} if self._words.by_model else set()
        return frozenset(text) | (self._models.ready if self._models else frozenset())

    def read(self, part: QueryPart, ctx: TaskContext) -> ReadPart:
        """Read a part.

        Raises BadQuery, UnreadablePicture, UnreadableFile, NoMelody, NothingHeard, Cancelled.
        """
        if not part.value.strip():
            raise BadQuery("A part of the query is empty.", "Type some words, or choose a file.")
        if part.kind is Kind.TEXT:
            return self._read_words(part, ctx)
        if part.kind is Kind.PLAYLIST:
            return self._read_playlist(part)
        path = Path(part.value)
        if path.is_dir():
            raise BadQuery(f"{part.value} is a folder.", "Choose a file in it.")
        if not path.is_file():
            raise BadQuery(f"There is no file at {part.value}.", "It may have been moved or deleted.")
        if part.kind is Kind.IMAGE:
            return self._read_picture(part, path, ctx)
        if part.kind is Kind.AUTO:
            return self._read_by_content(part, path, ctx)
        try:
            return self._heard.read(part, path, ctx)
        except UnreadableFile as error:  # it speaks of "this file", of which a query may have several
            raise type(error)(f"{path.name}: {error.message}", error.hint) from error

    def _read_words(self, part: QueryPart, ctx: TaskContext) -> ReadPart:
        read = replace(part, value=part.value[:LONGEST_TEXT])
        reading = self._words.read(read.value)
        left_out = len(part.value) > len(read.value)
        cut = (f"Only the first {LONGEST_TEXT:,} characters of the words were read.",) if left_out else ()
        said = ReadPart(read, Kind.TEXT, (Voice(reading, WORDS),), notices=(*cut, *reading.notices))
        return said if self._models is None else self._models.said(said, ctx)

    def _read_playlist(self, part: QueryPart) -> ReadPart:
        tracks = self._playlists.read(part.value)
        members = tuple(dict.fromkeys(track.track_id for track in tracks if track.track_id))
        if not members:
            raise BadQuery(f"No track of the playlist “{part.value}” is in the library.", "Choose another playlist.")
        return ReadPart(part, Kind.PLAYLIST, members=members)

    def _read_by_content(self, part: QueryPart, path: Path, ctx: TaskContext) -> ReadPart:
        try:
            return self._read_picture(part, path, ctx)
        except UnreadablePicture as no_picture:
            try:
                return self._heard.read(part, path, ctx)
            except UnreadableFile as error:
                raise BadQuery(
                    f"{path.name} is neither a picture nor a sound that can be read.", "Choose another file."
                ) from (error if no_picture is None else no_picture)

    def _read_picture(self, part: QueryPart, path: Path, ctx: TaskContext) -> ReadPart:
        """A picture's voices: what a model sees, or else its colours; and louder, what it is said to show."""
        pixels = Image.fromarray(self._opened(path, WORKING_SIDE, ctx))
        picture = self._pictures.looked_at(pixels, part.caption.strip() or caption_of(path))
        row, seen, told = (None, None, ()) if self._models is None else self._models.picture(path, ctx)
        if self._memory is not None:
            self._memory.remember(path, picture, row, seen)
        looks = picture.reading if seen is None else seen.reading
        said = self._words.read(picture.caption) if picture.caption else None
        read = ReadPart(part, Kind.IMAGE, picture=row)
        if said is None or said.certainty <= 0:
            return replace(read, voices=(Voice(looks, PICTURE),), notices=(*told, *looks.notices))
        trust = (CAPTION_TRUST if seen is None else CAPTION_TRUST_BESIDE_MODEL) * said.certainty
        voices = (Voice(said, WORDS, trust / (1 + trust)), Voice(looks, PICTURE, 1 / (1 + trust)))
        # What only colours can tell matters no more once words say what is shown.
        return replace(read, voices=voices, notices=(*told, *said.notices))
