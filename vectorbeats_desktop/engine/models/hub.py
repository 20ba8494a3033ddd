"""The hub that models are published on: which files a revision has, with their sizes and hashes, and where they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

import httpx

from vectorbeats_desktop.engine.concealing import concealed
from vectorbeats_desktop.engine.models.digest import Digest
from vectorbeats_desktop.engine.models.errors import NoConnection
from vectorbeats_desktop.engine.privacy import HUB
from vectorbeats_desktop.engine.untrusted_json import loads

CONNECT_S, READ_S = 15.0, 20.0  # a download is not given up before nothing came for so long
OFFLINE_HINT = "Check the connection, or import the model from a folder: “vectorbeats models import”."


@dataclass(frozen=True, slots=True)
class HubFile:
    """A file of a revision, as the hub states it: its size in bytes and its hash."""

    name: str
    size: int
    digest: Digest


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision by its full hash, and the files at its top."""

    commit: str
    files: dict[str, HubFile]


class Hub:
    """A client of the hub, or of a mirror that speaks as it does."""

    def __init__(self, client: httpx.Client, base: str) -> None:
        self.client = client
        self._base = base.rstrip("/")

    @property
    def host(self) -> str:
        """What a person is told they will connect to."""
        return urlsplit(self._base).netloc.rpartition("@")[2] or self._base

    def revision(self, source: str, revision: str) -> Revision:
        """The files of a revision; the newest one's for "". Raises NoConnection."""
        found = self._json(f"/api/models/{quote(source)}/revision/{quote(revision or 'main')}")
        try:
            commit = str(found["sha"])
            tree = self._json(f"/api/models/{quote(source)}/tree/{commit}")
            files = {entry["path"]: _file(entry) for entry in tree if entry["type"] == "file"}
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
            raise NoConnection(f"{self.host} gave an answer that is not understood.", OFFLINE_HINT) from error
        if revision and commit != revision:
            raise NoConnection(f"{self.host} has not the revision of {source} that is wanted.", OFFLINE_HINT)
        return Revision(commit, files)

    def url(self, source: str, commit: str, name: str) -> str:
        """Where a file of a revision is."""
        return f"{self._base}/{quote(source)}/resolve/{commit}/{quote(name)}"

    def _json(self, path: str) -> Any:
        try:
            answer = self.client.get(self._base + path)
            answer.raise_for_status()
            return loads(answer.content)
        except httpx.HTTPStatusError as error:
            code = error.response.status_code
            raise NoConnection(f"{self.host} answered {code} when it was asked for the model.", OFFLINE_HINT) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise NoConnection(f"{self.host} cannot be reached.", OFFLINE_HINT) from error
        except ValueError as error:
            raise NoConnection(f"{self.host} gave an answer that is not understood.", OFFLINE_HINT) from error


@contextmanager
def open_hub(mirror: str, proxy: str, permit: Callable[[], None]) -> Iterator[Hub]:
    """A hub by a mirror's address and a proxy's; "" is the hub itself, and no proxy but the system's.

    `permit` is called before each request, one that a server sends on to included; what it raises, nothing is asked.
    """
    timeout = httpx.Timeout(READ_S, connect=CONNECT_S)
    try:
        asked = {"request": [lambda _request: permit()]}
        client = httpx.Client(proxy=proxy or None, timeout=timeout, follow_redirects=True, event_hooks=asked)
    except ValueError as error:
        raise NoConnection(
            f"“{concealed(proxy)}” is no address of a proxy.", "Mend the setting models.proxy."
        ) from error
    with client:
        yield Hub(client, mirror or HUB)


def _file(entry: dict[str, Any]) -> HubFile:
    """Large files are stated by their SHA-256, small ones by git's hash of a blob.

    Raises KeyError, TypeError, ValueError, AttributeError or OverflowError for what states neither.
    """
    path, large = entry["path"], entry.get("lfs")
    size = int((large or entry)["size"])
    if not isinstance(path, str) or size < 0:
        raise ValueError("no file")
    if large:
        return HubFile(path, size, Digest("sha256", str(large["oid"]).removeprefix("sha256:")))
    return HubFile(path, size, Digest("git", str(entry["oid"])))
