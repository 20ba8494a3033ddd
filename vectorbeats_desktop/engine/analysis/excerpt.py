"""Which part of a file is meant."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The seconds of a file from `start_s` to `end_s`; None is its end."""

    start_s: float = 0.0
    end_s: float | None = None

    @classmethod
    def of(cls, start_s: float | None, end_s: float | None) -> Excerpt:
        """The excerpt of a part that may leave out where it begins, where it ends, or both."""
        return cls(start_s or 0.0, end_s)

    @property
    def length_s(self) -> float | None:
        """How long it is, or None for up to the file's end."""
        return None if self.end_s is None else self.end_s - self.start_s


WHOLE = Excerpt()
