"""Devices: what pactl and PortAudio print, read into names and marks."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.sound_server import SoundServer, sound_server
from vectorbeats_desktop.engine.recording import devices
from vectorbeats_desktop.engine.recording.devices import (
    InputDevice,
    find_device,
    list_devices,
    parse_descriptions,
    parse_sources,
    portaudio_devices,
    server_sources,
)
from vectorbeats_desktop.engine.recording.errors import NoMicrophone

__all__ = ["sound_server"]

# As pactl 16 prints it, shortened: a laptop with PulseAudio.
PULSEAUDIO = """[
{"index":0,"state":"SUSPENDED","name":"alsa_output.pci-0000_00_1f.3.analog-stereo.monitor",
 "description":"Monitor of Built-in Audio Analog Stereo","driver":"module-alsa-card.c","mute":false,
 "monitor_source":"alsa_output.pci-0000_00_1f.3.analog-stereo","properties":{"device.class":"monitor"}},
{"index":1,"state":"IDLE","name":"alsa_input.pci-0000_00_1f.3.analog-stereo",
 "description":"Built-in Audio  Analog\\tStereo",
 "monitor_source":"","properties":{"device.class":"sound","device.api":"alsa"},"ports":[{"name":"analog-input-mic"}]},
{"index":2,"name":"alsa_input.usb-M\\u00fcller.mono","description":"(null)","monitor_source":"","properties":{}}
]"""
# As pactl prints it on PipeWire, shortened; and what no server should send.
PIPEWIRE = """[
{"index":57,"name":"bluez_input.AC_80_0A.0","description":"WH-1000XM4: \\u201cKopfh\\u00f6rer\\u201d","properties":
 {"api.bluez5.address":"AC:80:0A","media.class":"Audio/Source"}},
{"index":58,"name":"my_sink.monitor","description":"Loopback","properties":{"media.class":"Audio/Sink"}},
{"index":59,"description":"nameless"}, {"index":60,"name":7}, null, "text",
{"index":61,"name":"bare"}
]"""
PLAIN = """Source #2
\tState: IDLE
\tName: alsa_input.usb-Müller.mono
\tDescription: Mikrofon  „Größe“: 日本
\tProperties:
\t\tdevice.description = "another"
\t\tDescription: no
Source #3
\tDescription: of nothing
"""


def test_sources_of_pulseaudio_have_names_and_monitors_are_marked() -> None:
    plain = parse_descriptions(PLAIN)
    found = parse_sources(json.loads(PULSEAUDIO), "alsa_input.pci-0000_00_1f.3.analog-stereo", plain)
    assert found == (
        InputDevice(
            "pulse:alsa_output.pci-0000_00_1f.3.analog-stereo.monitor",
            "Monitor of Built-in Audio Analog Stereo",
            monitor=True,
        ),
        InputDevice("pulse:alsa_input.pci-0000_00_1f.3.analog-stereo", "Built-in Audio Analog Stereo", default=True),
        InputDevice("pulse:alsa_input.usb-Müller.mono", "Mikrofon „Größe“: 日本"),
    )


def test_sources_of_pipewire_and_odd_entries() -> None:
    found = parse_sources(json.loads(PIPEWIRE), "")
    assert [(each.name, each.monitor) for each in found] == [
        ("WH-1000XM4: “Kopfhörer”", False),
        ("Loopback", True),
        ("bare", False),
    ]
    assert not any(each.default for each in found)


@pytest.fixture
def pactl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program named pactl, which a test writes."""
    if sys.platform != "linux":
        pytest.skip("pactl is asked on Linux only")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    return tmp_path / "pactl"


@pytest.mark.parametrize(
    "script",
    ["exit 1", "echo no json", "echo '{\"balance\":0,00}'", "echo '{}'", "sleep 30", "printf '\\377'"],
)
def test_a_server_that_gives_no_answer_is_none(pactl: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "PACTL_TIMEOUT_S", 0.3)
    pactl.write_text(f"#!/bin/sh\nexec 2>&1\n{script.replace('sleep', 'exec sleep')}\n")
    pactl.chmod(0o755)
    assert server_sources() is None


def test_without_pactl_there_is_no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert server_sources() is None


def _portaudio(apis: list[dict[str, Any]], found: list[dict[str, Any]]) -> SimpleNamespace:
    return SimpleNamespace(
        query_hostapis=lambda: apis, query_devices=lambda index=None: found if index is None else found[index]
    )


def test_portaudio_lists_the_inputs_of_one_host_api(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [("Mikrofon (USB)", 1), ("Lautsprecher", 0), ("Stereo Mix (Realtek)", 2), ("Mikrofon (USB", 2)]
    found = [{"name": name, "max_input_channels": inputs} for name, inputs in names]
    apis = [
        {"name": "MME", "devices": [3], "default_input_device": 3},
        {"name": "Windows WASAPI", "devices": [0, 1, 2], "default_input_device": 0},
    ]
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(devices, "load_portaudio", lambda: _portaudio(apis, found))
    assert portaudio_devices() == (
        InputDevice("portaudio:Windows WASAPI:Mikrofon (USB)", "Mikrofon (USB)", default=True),
        InputDevice("portaudio:Windows WASAPI:Stereo Mix (Realtek)", "Stereo Mix (Realtek)", monitor=True),
    )
    apis[1]["default_input_device"] = -1  # no input there: another host API may have one
    assert [each.device_id for each in portaudio_devices()] == ["portaudio:MME:Mikrofon (USB"]
    apis[0]["default_input_device"] = -1
    assert portaudio_devices() == ()


def test_the_default_comes_first_and_monitors_last(monkeypatch: pytest.MonkeyPatch) -> None:
    played, line, mic = InputDevice("a", "A", monitor=True), InputDevice("b", "B"), InputDevice("c", "C", default=True)
    monkeypatch.setattr(devices, "server_sources", lambda: (played, line, mic))
    assert list_devices() == (mic, line, played)
    assert find_device("") == mic
    assert find_device("a") == played
    with pytest.raises(NoMicrophone, match="“b” is not there") as raised:
        find_device("pulse:b")
    assert raised.value.hint


def test_a_server_without_sources_has_no_microphone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "server_sources", lambda: ())
    with pytest.raises(NoMicrophone) as raised:
        list_devices()
    assert "Plug" in raised.value.hint


def test_without_portaudio_it_says_what_to_install() -> None:
    program = (
        "import ctypes.util, sys; ctypes.util.find_library = lambda name: None\n"
        "from vectorbeats_desktop.engine.recording.devices import load_portaudio\n"
        "from vectorbeats_desktop.engine.recording.errors import NoMicrophone\n"
        "try: load_portaudio()\n"
        "except NoMicrophone as error: print(error.code, error)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    if not done.stdout:
        pytest.skip("sounddevice brings PortAudio along on this system")
    assert "no_microphone" in done.stdout
    assert "libportaudio2" in done.stdout


def test_a_real_server_is_asked(sound_server: SoundServer) -> None:
    assert list_devices() == (
        InputDevice(sound_server.microphone_id, "Monitor of Größe „Raum“", monitor=True, default=True),
        InputDevice(sound_server.speakers_id, "Monitor of Speakers", monitor=True),
    )
