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
LEAST_LISTENED_S = 3.0  # of what the computer plays
SURELY_KNOWN_S = 12.0  # what is in the library is recognised by then, unless it is drowned in noise


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


def enough(voiced_s: float, duration_s: float, *, monitor: bool) -> bool:
    """Whether it makes sense to search with that much: of melody, or, where no one hums, of anything."""
    return duration_s >= LEAST_LISTENED_S if monitor else voiced_s >= LEAST_VOICED_S


def advice_for_playing(heard: Heard, *, recognises: bool) -> tuple[str, str]:
    """The same as `advice`, while what the computer plays is recorded."""
    if heard.too_quiet and heard.elapsed_s > SETTLING_S:
        return _say("Nothing is playing"), "warn"
    if not recognises:
        return _say("Stop and search whenever you like"), ""
    if heard.elapsed_s < SURELY_KNOWN_S:
        return _say("Listening: this ends by itself once the recording is recognised"), ""
    return _say("Not recognised so far; it may not be in your library"), ""


def verdict(voiced_s: float, duration_s: float = 0.0, *, monitor: bool = False) -> tuple[str, str]:
    """What a take is good for, and its tone."""
    if monitor:
        said = _say("{0} s recorded").format(f"{duration_s:.1f}")
        return said, "good" if duration_s >= LEAST_LISTENED_S else "warn"
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
