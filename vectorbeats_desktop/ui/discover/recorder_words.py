"""What the recorder says while a person hums, and about what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from vectorbeats_desktop.engine.recording.take import AIM_VOICED_S, LEAST_VOICED_S, LONGEST_S

if TYPE_CHECKING:
    from vectorbeats_desktop.engine.recording.devices import InputDevice
    from vectorbeats_desktop.engine.recording.take import Heard

SETTLING_S = 1.5  # a microphone and a person need that long before silence means anything
NOTHING_YET_S = 4.0


def advice(heard: Heard) -> tuple[str, str]:
    """What to do now, and its tone: "warn" for something to change, "good" once there is enough, else ""."""
    if heard.overloaded:
        return _say("Too loud: move away"), "warn"
    if heard.too_quiet and heard.elapsed_s > SETTLING_S:
        return _say("Too quiet: come closer"), "warn"
    if heard.no_melody or (heard.voiced_s <= 0 and heard.elapsed_s > NOTHING_YET_S):
        return _say("No melody heard yet"), "warn"
    if heard.voiced_s < LEAST_VOICED_S:
        return _say("Hum at least {0} seconds").format(f"{LEAST_VOICED_S:.0f}"), ""
    if heard.voiced_s < AIM_VOICED_S:
        return _say("Enough to search; {0} seconds find better").format(f"{AIM_VOICED_S:.0f}"), "good"
    return _say("Plenty to search with; it ends by itself at {0} seconds").format(f"{LONGEST_S:.0f}"), "good"


def verdict(voiced_s: float) -> tuple[str, str]:
    """What a take is good for, and its tone."""
    if voiced_s <= 0:
        return _say("No melody heard in this take. Record it again, a little louder or nearer."), "warn"
    if voiced_s < LEAST_VOICED_S:
        return _say("{0} s of melody; searching takes {1}. Record it again, and a little longer.").format(
            f"{voiced_s:.1f}", f"{LEAST_VOICED_S:.0f}"
        ), "warn"
    return _say("{0} s of melody").format(f"{voiced_s:.1f}"), "good"


def device_name(device: InputDevice) -> str:
    """A device as its list names it; what the computer plays is told from what a microphone hears."""
    if device.monitor:
        # PulseAudio and PipeWire name the monitor of a loudspeaker so.
        return _say("What the computer is playing: {0}").format(device.name.removeprefix("Monitor of "))
    return device.name


def _say(text: str) -> str:
    return QCoreApplication.translate("Recorder", text)
