"""An output of sound that no thread of Qt Multimedia needs Python for."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtMultimedia import QAudioOutput


def make_sound_output(parent: QObject) -> QAudioOutput:
    """An output for a player.

    What renders the sound lives in a thread of its own and is connected to the output. As it goes, `~QObject` locks a
    mutex of its own and calls the output's `disconnectNotify`. The first such call of an object that was made in Python
    waits for the GIL, to see whether Python overrides it; a thread that holds the GIL and waits for that mutex, in
    `QMediaPlayer.stop` for one, waits for ever then (seen with PySide 6.11). So the first call is made here.
    """
    output = QAudioOutput(parent)
    output.volumeChanged.disconnect(output.volumeChanged.connect(_hear_nothing))
    return output


def _hear_nothing(_volume: float) -> None:
    """Is connected and disconnected."""
