"""Compares tracks without a library."""

from __future__ import annotations

from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.records import Comparison, MelodyPoint, Track, TrackDetails

MELODY = tuple(MelodyPoint(second, 60.0 + second % 7) for second in range(60))


class FakeComparing:
    """Answers as the session's part does: what differs is made of the tracks' names."""

    def __init__(self) -> None:
        self.asked: list[tuple[Track, Track]] = []
        self.refusal: KnownError | None = None
        self.shared = ("calm", "mellow")

    def of(self, first: Track, second: Track) -> Comparison:
        self.asked.append((first, second))
        if self.refusal is not None:
            raise self.refusal
        both = (TrackDetails(first, (first.path,), melody=MELODY), TrackDetails(second, (second.path,), stars=4))
        only = ((f"only in {first.name}",), (f"only in {second.name}",))
        return Comparison(both, self.shared, only)
