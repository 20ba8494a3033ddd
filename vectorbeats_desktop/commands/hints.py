"""Hints as a command line has them: the engine does not know who asks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.library.saved_names import NameTaken
from vectorbeats_desktop.engine.playlists.files import FileThere
from vectorbeats_desktop.engine.playlists.saved import NoSuchPlaylist
from vectorbeats_desktop.engine.playlists.smart import LostSearch
from vectorbeats_desktop.engine.search.saved import NoSuchSearch

HINTS: dict[type[KnownError], str] = {
    NameTaken: "Choose another name, or say --replace.",
    FileThere: "Choose another name, or say --replace.",
    NoSuchPlaylist: "vectorbeats playlist list shows them.",
    NoSuchSearch: "vectorbeats searches list shows them.",
    LostSearch: "vectorbeats searches list shows those that are there.",
}


@contextmanager
def typed_hints(*, taken: str = "") -> Iterator[None]:
    """Tell what to type; `taken` is what to do about a name that is taken, where there is no --replace."""
    try:
        yield
    except tuple(HINTS) as error:
        if isinstance(error.__cause__, type(error)):
            raise  # it was given its hint nearer to where it came from
        hint = taken if taken and isinstance(error, NameTaken) else HINTS[type(error)]
        raise type(error)(error.message, hint) from error
