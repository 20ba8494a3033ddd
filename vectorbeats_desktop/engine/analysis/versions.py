"""Versions of stages that depend on more than one thing."""

from __future__ import annotations

import hashlib

OUTDATED = -1
"""A version that is never the current one: the stage is done again, and counts as done until then."""


def number_of(name: str) -> int:
    """A version's name as the number that the catalogue keeps: the first 48 bits of its BLAKE2b hash."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=6).digest(), "big")
