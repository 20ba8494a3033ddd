"""By how much a file's tags say that it is to be played louder or more quietly.

ReplayGain 2.0 (wiki.hydrogenaudio.org) levels to -18 LUFS, in decibels as text; the R128 tags of Opus (RFC 7845,
section 5.2.1) level to -23 LUFS, in 256ths of a decibel as a whole number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from vectorbeats_desktop.engine.analysis.decode import open_audio
from vectorbeats_desktop.engine.records import ReplayGain

GAIN_VERSION = 1
R128_STEPS = 256.0  # in a decibel
R128_BELOW_DB = 5.0  # from ReplayGain's reference down to that of R128
FURTHEST_DB = 60.0  # a tag that says more is wrong


def read_replay_gain(path: Path) -> ReplayGain:
    """What a file's tags say of its loudness, in decibels; None for what they do not say. Raises UnreadableFile.

    Opus has tags of its own, which count before those of ReplayGain.
    """
    with open_audio(path) as (container, stream):
        told = {key.lower(): text for key, text in {**container.metadata, **stream.metadata}.items()}
    return ReplayGain(_said(told, "track"), _said(told, "album"))


def _said(told: Mapping[str, str], what: str) -> float | None:
    steps = _number(told.get(f"r128_{what}_gain", ""))
    gain = steps / R128_STEPS + R128_BELOW_DB if steps is not None else _number(told.get(f"replaygain_{what}_gain", ""))
    return gain if gain is not None and abs(gain) <= FURTHEST_DB else None


def _number(text: str) -> float | None:
    """The number that a text such as "-7.03 dB" or "+1,2" begins with."""
    found = re.match(r"\s*([+-]?\d{1,6}(?:[.,]\d{1,6})?)", text)
    return float(found[1].replace(",", ".")) if found else None
