"""How the program fares: how long searches take, and the versions of its parts."""

from __future__ import annotations

import platform
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import metadata
from typing import Any

from vectorbeats_desktop import __version__
from vectorbeats_desktop.engine.journal import MIXED

PACKAGES = (
    "PySide6-Essentials", "av", "httpx", "numba", "numpy", "onnxruntime", "open_clip_torch", "pillow", "psutil",
    "qdrant-edge-py", "scipy", "sounddevice", "swift-f0", "torch", "transformers",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Latency:
    """How long searches of one kind took, in milliseconds, the oldest first; "mixed" are those of several kinds."""

    kind: str
    milliseconds: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.milliseconds)

    @property
    def slowest_twentieth(self) -> float:
        """What one in twenty took at least."""
        ranked = sorted(self.milliseconds)
        return ranked[min(len(ranked) - 1, int(0.95 * len(ranked)))]


def latencies(searches: Sequence[dict[str, Any]]) -> list[Latency]:
    """How long each kind of search took, by the journal's records of them, the newest first."""
    by_kind: dict[str, list[float]] = {}
    for record in reversed(searches):
        kinds, total = record.get("kinds"), (record.get("ms") or {}).get("total")
        if isinstance(kinds, list) and kinds and isinstance(total, int | float):
            kind = str(kinds[0]) if len(kinds) == 1 else MIXED
            by_kind.setdefault(kind, []).append(float(total))
    return [Latency(kind, tuple(took)) for kind, took in sorted(by_kind.items())]


def versions() -> dict[str, str]:
    """Of the program, of Python, of the system, and of the packages that are there."""
    found = {
        "vectorbeats": __version__,
        "python": sys.version.split()[0],
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
    }
    for package in PACKAGES:
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            found[package] = "not installed"
    return found
