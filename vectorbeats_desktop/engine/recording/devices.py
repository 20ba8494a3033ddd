"""What can be recorded from: the sources of the sound server, or else PortAudio's own devices.

PortAudio as Linux distributions build it knows a PulseAudio or PipeWire server as one device named
"pulse", without its sources and monitors. Those are asked of the server itself, through `pactl`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vectorbeats_desktop.engine.recording.errors import NoMicrophone

SERVER = "pulse:"
"""Begins the id of a sound server's source; PortAudio's own devices have `portaudio:HOST API:NAME`."""
PORTAUDIO = "portaudio:"

PACTL_TIMEOUT_S = 3.0
BEST_HOST_API = {"win32": "Windows WASAPI", "darwin": "Core Audio"}
"""Windows shows each device once for each host API; the others cut its name or add a delay."""

_LOOPBACK_NAMES = ("monitor of", "stereo mix", "what u hear", "wave out mix", "loopback", "blackhole", "soundflower")

PLUG_IN = "Plug a microphone in, or switch it on in the system's sound settings, and try again."
NO_PORTAUDIO = "The program cannot record, as the sound library PortAudio is missing."
GET_PORTAUDIO = "Install PortAudio (the package libportaudio2, or portaudio), then start the program again."


@dataclass(frozen=True, slots=True)
class InputDevice:
    """Something to record from. A `monitor` hears what the computer plays."""

    device_id: str
    name: str
    monitor: bool = False
    default: bool = False


def list_devices() -> tuple[InputDevice, ...]:
    """All that can be recorded from, the default first. Raises NoMicrophone when there is nothing.

    Without a sound server this loads PortAudio, whose list never changes again in this process.
    """
    devices = server_sources()
    if devices is None:
        devices = portaudio_devices()
    if not devices:
        raise NoMicrophone("No microphone was found.", PLUG_IN)
    return tuple(sorted(devices, key=lambda device: (not device.default, device.monitor)))


def find_device(device_id: str) -> InputDevice:
    """The device of that id, or the system's default one for "". Raises NoMicrophone."""
    devices = list_devices()
    if not device_id:
        return devices[0]
    for device in devices:
        if device.device_id == device_id:
            return device
    # Never another one instead: the person has not agreed to be heard by that.
    raise NoMicrophone(
        f"The microphone “{device_id.rpartition(':')[2]}” is not there.", "Plug it in again, or choose another one."
    )


def server_sources() -> tuple[InputDevice, ...] | None:
    """The sources of the running PulseAudio or PipeWire server; None when there is none that answers."""
    if sys.platform != "linux" or shutil.which("pactl") is None:
        return None
    try:
        sources = json.loads(_pactl("--format=json", "list", "sources"))
        about = json.loads(_pactl("--format=json", "info"))
        # pactl's JSON prints any name that is not ASCII as "(null)"; its plain text has them all.
        plain = parse_descriptions(_pactl("list", "sources")) if _lacks_names(sources) else {}
    except (OSError, subprocess.SubprocessError, ValueError):
        return None  # no server, one that hangs, or a pactl before JSON: PortAudio's list is used
    if not isinstance(sources, list) or not isinstance(about, dict):
        return None
    return parse_sources(sources, str(about.get("default_source_name", "")), plain)


def _pactl(*words: str) -> str:
    # In some languages pactl writes numbers with a comma, which is no JSON, and its words are translated.
    answer = subprocess.run(
        ["pactl", *words],
        env=dict(os.environ, LC_ALL="C.UTF-8"),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=PACTL_TIMEOUT_S,
        check=True,
    )
    return answer.stdout.decode("utf-8", "replace")


def parse_sources(
    sources: Sequence[Any], default: str, descriptions: Mapping[str, str] | None = None
) -> tuple[InputDevice, ...]:
    """Devices out of what `pactl --format=json list sources` prints; entries without a name are left out.

    `default` is the name of the default source; `descriptions`, by name, stand in for missing ones.
    """
    found = []
    for source in sources:
        name = source.get("name") if isinstance(source, dict) else None
        if not isinstance(name, str) or not name:
            continue
        about = source.get("properties")
        kind = about.get("device.class") if isinstance(about, dict) else None
        monitor = bool(source.get("monitor_source")) or kind == "monitor" or name.endswith(".monitor")
        shown = _description(source) or (descriptions or {}).get(name, "") or name
        found.append(InputDevice(SERVER + name, shown, monitor, name == default))
    return tuple(found)


def parse_descriptions(listing: str) -> dict[str, str]:
    """Description by name, out of what `pactl list sources` prints in English."""
    found: dict[str, str] = {}
    name = ""
    for line in listing.splitlines():
        if line.startswith("\tName: "):
            name = line.removeprefix("\tName: ")
        elif line.startswith("\tDescription: ") and name:
            found[name] = " ".join(line.removeprefix("\tDescription: ").split())
            name = ""  # of the next source's description, if it has no name
    return found


def _description(source: dict[str, Any]) -> str:
    text = source.get("description")
    return " ".join(text.split()) if isinstance(text, str) and text != "(null)" else ""


def _lacks_names(sources: object) -> bool:
    return isinstance(sources, list) and any(isinstance(each, dict) and not _description(each) for each in sources)


def portaudio_devices() -> tuple[InputDevice, ...]:
    """The inputs of PortAudio's best host API. Raises NoMicrophone when PortAudio is missing or does not start."""
    portaudio = load_portaudio()
    apis = portaudio.query_hostapis()
    best = BEST_HOST_API.get(sys.platform)
    chosen = next((api for api in apis if api["name"] == best), None)
    # A host API without devices, such as OSS on most systems, may come before the one that has them.
    with_inputs = [api for api in apis if api["default_input_device"] >= 0]
    if chosen not in with_inputs:
        chosen = with_inputs[0] if with_inputs else None
    if chosen is None:
        return ()
    found = []
    for index in chosen["devices"]:
        device = portaudio.query_devices(index)
        if device["max_input_channels"] > 0:
            name = str(device["name"])
            default = index == chosen["default_input_device"]
            found.append(InputDevice(f"{PORTAUDIO}{chosen['name']}:{name}", name, _is_loopback(name), default))
    return tuple(found)


def _is_loopback(name: str) -> bool:
    return any(known in name.casefold() for known in _LOOPBACK_NAMES)


def load_portaudio() -> Any:
    """The sounddevice module, with PortAudio started. Raises NoMicrophone."""
    try:
        import sounddevice
    except OSError as error:  # the library is not installed
        raise NoMicrophone(NO_PORTAUDIO, GET_PORTAUDIO) from error
    except Exception as error:
        # What PortAudio says when it does not start is an error of the module that is not there yet.
        if type(error).__name__ != "PortAudioError":
            raise
        raise NoMicrophone(f"The sound system does not start: {error}", PLUG_IN) from error
    return sounddevice
