"""What a recording is known by: its encoded audio, without anything that may change around it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import av

from vectorbeats_desktop.engine.analysis.decode import BROKEN, COPY_HINT, NO_SOUND, open_audio
from vectorbeats_desktop.engine.errors import UnreadableFile

RECIPE = "a1"
"""The recipe's version. All that is known of a library hangs on it: a change makes every track a new one."""


def content_hash(path: Path) -> str:
    """Return the identity of a file's first audio stream: "a1-" and 32 hexadecimal digits.

    Recipe a1: BLAKE2b with a digest of 16 bytes over the payload bytes of all packets of the
    first audio stream, in the order they lie in the file. Tags, covers, timestamps, packet
    boundaries and side data are left out, so retagging, renaming or copying the stream into
    another container of the kind changes nothing. A file that is damaged further on is known
    by what comes before the damage.

    Raises:
        UnreadableFile: it cannot be opened, has no sound, or the disk fails while it is read.
    """
    digest = hashlib.blake2b(digest_size=16)
    size, damaged = 0, False
    with open_audio(path) as (container, stream):
        try:
            for packet in container.demux(stream):
                size += packet.size
                digest.update(packet)
        except av.error.InvalidDataError:
            damaged = True  # it ends what can be told apart from noise
        except (av.FFmpegError, OSError) as error:
            raise UnreadableFile("The file could not be read to its end.", "Check the drive it lies on.") from error
    if not size:
        raise UnreadableFile(BROKEN if damaged else NO_SOUND, COPY_HINT if damaged else "")
    return f"{RECIPE}-{digest.hexdigest()}"
