"""The locations in an XSPF file, by a parser that expands nothing and fetches nothing."""

from __future__ import annotations

from xml.parsers import expat

SEPARATOR = " "  # between an element's namespace and its name
LONGEST_LOCATION = 32_768  # characters, the longest path of any system


class NotXspf(Exception):
    """XML that is no XSPF, is broken, or declares a document type, as only attacks do."""


def locations(content: bytes) -> list[str]:
    """The first location of each track, in order. Raises NotXspf."""
    reader = _Reader()
    try:
        reader.parser.Parse(content, True)
    except expat.ExpatError as error:
        raise NotXspf(str(error)) from error
    except (LookupError, ValueError) as error:
        raise NotXspf("its encoding is not known") from error
    if not reader.is_playlist:
        raise NotXspf("no playlist in it")
    return reader.found


class _Reader:
    """Collects text where it stands in playlist/trackList/track/location, whatever the namespace."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.is_playlist = False
        self._path: list[str] = []
        self._text: list[str] | None = None
        self._has_location = False
        self.parser = expat.ParserCreate(namespace_separator=SEPARATOR)
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters

    def _refuse(self, *_declared: object) -> None:
        raise NotXspf("it declares a document type")

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        self._path.append(name.rsplit(SEPARATOR, 1)[-1])
        if len(self._path) == 1:
            self.is_playlist = self._path == ["playlist"]
        if self._path == ["playlist", "trackList", "track"]:
            self._has_location = False
        elif self._path == ["playlist", "trackList", "track", "location"] and not self._has_location:
            self._text = []

    def _end(self, _name: str) -> None:
        self._path.pop()
        if self._text is None or len(self._path) != 3:
            return
        text, self._text = "".join(self._text).strip(), None
        if text and len(text) <= LONGEST_LOCATION:
            self.found.append(text)
            self._has_location = True

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)
