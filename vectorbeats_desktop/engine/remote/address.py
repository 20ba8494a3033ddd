"""Where the server is: its address, checked before anything is sent there."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

from vectorbeats_desktop.engine.remote.errors import (
    RemoteAddressWrong,
    RemoteKeyInAddress,
    RemoteNotSet,
    RemotePlain,
    RemotePrefixWrong,
)

SET = "Set it: vectorbeats settings set remote.address https://HOST:6333"
_PREFIX = re.compile(r"[A-Za-z0-9_.-]{0,64}")


def checked_address(address: str, *, allow_plain: bool) -> str:
    """The address without its trailing slash.

    Raises RemoteNotSet for none or half of one, RemotePlain for plain HTTP.
    HTTP without TLS is for this computer itself, unless it is allowed: on the way, anybody could read the key.
    """
    if not address.strip():
        raise RemoteNotSet("No server is set for the remote catalogue.", SET)
    parts = urlsplit(address.strip())
    try:
        named = parts.hostname and parts.scheme in ("http", "https") and (parts.port or True)
    except ValueError:
        named = False
    if not named:
        raise RemoteAddressWrong(f"“{address}” is no address of a server.", SET)
    if parts.username or parts.password:
        raise RemoteKeyInAddress("A key does not belong into the address.", "Enter it apart: vectorbeats sync --key")
    if parts.scheme == "http" and not allow_plain and not is_this_computer(str(parts.hostname)):
        raise RemotePlain(
            "The address begins with http: anybody on the way could read what is sent, and the key.",
            "Use https, or, in a network that you trust: vectorbeats settings set remote.allow_plain on",
        )
    return address.strip().rstrip("/")


def checked_prefix(prefix: str) -> str:
    """What the names of the collections begin with. Raises RemotePrefixWrong."""
    if not _PREFIX.fullmatch(prefix):
        raise RemotePrefixWrong(
            f"“{prefix}” cannot begin a collection's name.", "Use up to 64 letters, digits, and any of _ . -"
        )
    return prefix


def is_this_computer(host: str) -> bool:
    """Whether a host's name can mean no other computer."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
