"""What keeps a hum from being recorded."""

from __future__ import annotations

from vectorbeats_desktop.engine.errors import KnownError


class NoMicrophone(KnownError):
    """There is no microphone, it cannot be opened, or it gives no sound."""

    code = "no_microphone"


class MicrophoneLost(KnownError):
    """The microphone, or the process that listens to it, went away in the middle of a take."""

    code = "microphone_lost"
