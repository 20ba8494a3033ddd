"""What can be wrong with a hum."""

from __future__ import annotations

from vectorbeats_desktop.engine.errors import KnownError

LISTEN_HINT = "Hum, whistle or sing the tune for ten seconds, close to the microphone, with no music playing."


class NoMelody(KnownError):
    """A sound in which nobody hums, whistles or sings."""

    code = "no_melody"

    def __init__(self, name: str) -> None:
        super().__init__(f"No melody was heard in {name}.", LISTEN_HINT)
