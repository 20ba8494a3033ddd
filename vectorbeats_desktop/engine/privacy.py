"""Everything the program can ask of a network, in one table, and the switch of each.

Code that opens a network client belongs to a line of NETWORK, or, where what it opens never leaves this computer,
to LOCAL; a test reads the whole program and fails when neither names it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.settings import Settings

HUB = "https://huggingface.co"
MODELS = "models"
REMOTE = "remote"
SPOTIFY = "spotify"
SPOTIFY_PICTURES = ("i.scdn.co", "image-cdn-ak.spotifycdn.com", "image-cdn-fa.spotifycdn.com")

PACKAGE = "vectorbeats_desktop"


class NetworkOff(KnownError):
    """The person has switched this use of the network off."""

    code = "network_off"


@dataclass(frozen=True, slots=True)
class NetworkUse:
    """One thing that the program asks of a network.

    `setting` switches it, `hosts` tells whom it asks as things are set now, and `modules` are those that hold a
    network client for it.
    """

    name: str
    setting: str
    title: str
    when: str
    sent: str
    hosts: Callable[[Settings], str]
    modules: tuple[str, ...]


def models_host(settings: Settings) -> str:
    """The host that models come from: the hub's, or that of the mirror that was chosen."""
    address = settings.text("models.mirror") or HUB
    return urlsplit(address).netloc.rpartition("@")[2] or address


def remote_host(settings: Settings) -> str:
    """The host of the remote catalogue."""
    address = settings.text("remote.address")
    return urlsplit(address).netloc.rpartition("@")[2] or address or "nobody, as none is set"


NETWORK: tuple[NetworkUse, ...] = (
    NetworkUse(
        MODELS,
        "network.models",
        "Downloading models",
        "Only when you have clicked “Download” and then “Download now” for a model, or typed “--yes”.",
        "Which model and which of its files are wanted, and, as with any connection, this computer's address. "
        "Nothing of your music, your pictures, your recordings or your searches.",
        models_host,
        (f"{PACKAGE}.engine.models.hub", f"{PACKAGE}.engine.models.download"),
    ),
    NetworkUse(
        REMOTE,
        "network.remote",
        "Remote catalogue",
        "When a server is set: as you sync, by itself once you agreed and as long as that is on; before new music is "
        "analysed, to ask whether that was done; and as you search, if you chose that.",
        "What you chose to share of each track: its sound as numbers, its melody and fingerprint, its names, what you "
        "said of it; and a hash of its audio. As you search, what is looked for, as numbers. Never music, paths, names "
        "of files or people, pictures, recordings, or the words of a search.",
        remote_host,
        (f"{PACKAGE}.engine.remote.server",),
    ),
    NetworkUse(
        SPOTIFY,
        "network.spotify",
        "Spotify",
        "When you sign in, ask for a track there, or save a playlist there.",
        "Artist and title of the tracks you ask for, or their ISRC; which cover is shown where a file has none; names "
        "of the playlists you save; and who is signed in. Never music, paths, names of files, recordings or searches.",
        lambda _settings: ", ".join(("accounts.spotify.com", "api.spotify.com", *SPOTIFY_PICTURES)),
        tuple(f"{PACKAGE}.engine.remote.spotify.{name}" for name in ("account", "api", "art", "connection", "tokens")),
    ),
)

LOCAL: dict[str, str] = {
    f"{PACKAGE}.workers.mpris_bus": "the desktop's message bus, by which media keys reach the player",
    f"{PACKAGE}.workers.notices": "the desktop's message bus, by which it is told what begins to play",
    f"{PACKAGE}.ui.system": "a pair of sockets inside the process, by which a signal wakes the window",
    f"{PACKAGE}.engine.remote.spotify.redirect": "a page on this computer, to which Spotify's sign-in comes back",
    f"{PACKAGE}.engine.ipc": "a socket in the data folder, by which a second start of the program reaches the first",
    f"{PACKAGE}.engine.peers": "who is at the other end of that socket, as the system tells; it opens none",
}


def network_use(name: str) -> NetworkUse:
    """A line of the table. Raises KeyError."""
    return {use.name: use for use in NETWORK}[name]


def asks_others(settings: Settings) -> bool:
    """Whether a search also asks the remote catalogue, as far as settings say."""
    return settings.flag("network.remote") and settings.flag("remote.search") and bool(settings.text("remote.address"))


def permit(name: str, settings: Settings) -> None:
    """Return when a use of the network is switched on. Raises NetworkOff."""
    use = network_use(name)
    if not settings.flag(use.setting):
        raise NetworkOff(
            f"{use.title} is switched off.",
            f"Switch it on in the settings, under Privacy, or with: vectorbeats settings set {use.setting} on",
        )
