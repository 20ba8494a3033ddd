"""How the program fares: how long searches take, and the versions of its parts."""

from __future__ import annotations

import platform
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from typing import Any

from vectorbeats_desktop import __version__
from vectorbeats_desktop.engine.counters import Histogram, Labels
from vectorbeats_desktop.engine.journal import MIXED

PACKAGES = (
    "PySide6-Essentials", "av", "httpx", "numba", "numpy", "onnxruntime", "open_clip_torch", "pillow", "psutil",
    "qdrant-edge-py", "scipy", "sounddevice", "swift-f0", "torch", "transformers",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Latency:
    """How long searches of one kind took, in milliseconds; "mixed" are those of several kinds.

    The figures are of all that were ever counted, as a monitor is told them; `latest` is how the newest ones went, the
    oldest of these first, as far as the journal keeps them.
    """

    kind: str
    counted: Histogram
    latest: tuple[float, ...] = ()

    @property
    def count(self) -> int:
        return self.counted.count

    @property
    def median(self) -> float:
        return 1_000 * self.counted.quantile(0.5)

    @property
    def slowest_twentieth(self) -> float:
        """What one in twenty took at least."""
        return 1_000 * self.counted.quantile(0.95)


def latencies(counted: Mapping[Labels, Histogram], searches: Sequence[dict[str, Any]]) -> list[Latency]:
    """How long each kind of search took, as counted, and by the journal's records of the latest, the newest first."""
    latest = _latest(searches)
    by_kind = {dict(labels).get("kind", ""): histogram for labels, histogram in counted.items()}
    return [Latency(kind, by_kind[kind], tuple(latest.get(kind, ()))) for kind in sorted(by_kind)]


def _latest(searches: Sequence[dict[str, Any]]) -> dict[str, list[float]]:
    by_kind: dict[str, list[float]] = {}
    for record in reversed(searches):
        kinds, total = record.get("kinds"), (record.get("ms") or {}).get("total")
        if isinstance(kinds, list) and kinds and isinstance(total, int | float):
            kind = str(kinds[0]) if len(kinds) == 1 else MIXED
            by_kind.setdefault(kind, []).append(float(total))
    return by_kind


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
