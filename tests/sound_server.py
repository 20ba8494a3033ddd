"""A sound server of the test's own: what is played into its sinks is heard by its microphones."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np
import pytest
from numpy.typing import NDArray

START_S = 20.0
NEEDED = ("pulseaudio", "pactl", "paplay")
MICROPHONE, SPEAKERS = "room", "speakers"  # sinks; what they play is heard by their monitors

ALSA = "pcm.!default { type pulse }\nctl.!default { type pulse }\npcm.pulse { type pulse }\nctl.pulse { type pulse }\n"
_FOREIGN = ("PULSE_SERVER", "PULSE_SOURCE", "PULSE_SINK", "PULSE_COOKIE", "PULSE_CLIENTCONFIG", "DISPLAY")


@dataclass(frozen=True)
class SoundServer:
    """A running PulseAudio with two sinks; `room.monitor` is the default source, named "Größe „Raum“"."""

    surroundings: dict[str, str]
    microphone_id: str = f"pulse:{MICROPHONE}.monitor"
    speakers_id: str = f"pulse:{SPEAKERS}.monitor"

    def play(self, wav: Path, sink: str = MICROPHONE) -> subprocess.Popen[bytes]:
        """Begin to play a WAV file; the caller waits for the process, or ends it."""
        return subprocess.Popen(
            ["paplay", f"--device={sink}", str(wav)], env=self.surroundings, stdout=subprocess.DEVNULL
        )

    def ask(self, *words: str) -> str:
        """What pactl answers."""
        return subprocess.run(
            ["pactl", *words], env=self.surroundings, capture_output=True, text=True, check=True, timeout=START_S
        ).stdout.strip()

    def unplug(self, sink: str) -> None:
        """Take a sink away, and its monitor with it."""
        for line in self.ask("list", "short", "modules").splitlines():
            number, _name, arguments = (*line.split("\t"), "", "")[:3]
            if f"sink_name={sink}" in arguments:
                self.ask("unload-module", number)


@pytest.fixture
def sound_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    """A private server, which this process and its children speak to; the person's own is left alone."""
    missing = [program for program in NEEDED if shutil.which(program) is None]
    if sys.platform != "linux" or missing:
        pytest.skip(f"no sound server can be started here: {', '.join(missing) or sys.platform}")
    surroundings = _surroundings(tmp_path, monkeypatch)
    with (tmp_path / "pulseaudio.log").open("wb") as log, _daemon(tmp_path, surroundings, log) as daemon:
        server = SoundServer(surroundings)
        try:
            _wait_for(daemon, server, tmp_path)
            yield server
        finally:
            daemon.terminate()
            daemon.wait(START_S)


def _surroundings(folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    home, run = folder / "sound-home", folder / "run"
    for each in (home, run):
        each.mkdir(mode=0o700)
    alsa = folder / "asound.conf"
    # The system's own configuration first: without it ALSA does not know any kind of device.
    alsa.write_text("</usr/share/alsa/alsa.conf>\n" + ALSA)
    for name in _FOREIGN:
        monkeypatch.delenv(name, raising=False)
    for name, value in {
        "HOME": home,
        "XDG_RUNTIME_DIR": run,
        "XDG_CONFIG_HOME": home,
        "PULSE_RUNTIME_PATH": run,
        "PULSE_SERVER": f"unix:{_socket(folder)}",
        "ALSA_CONFIG_PATH": alsa,
    }.items():
        monkeypatch.setenv(name, str(value))
    return dict(os.environ)


def _socket(folder: Path) -> Path:
    return folder / "run" / "s"


def _daemon(folder: Path, surroundings: dict[str, str], log: IO[bytes]) -> subprocess.Popen[bytes]:
    modules = [
        f"module-native-protocol-unix socket={_socket(folder)} auth-anonymous=1",
        f"module-null-sink sink_name={MICROPHONE} sink_properties=\"device.description='Größe „Raum“'\"",
        f"module-null-sink sink_name={SPEAKERS} sink_properties=device.description=Speakers",
    ]
    quiet = ["-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--disable-shm=yes"]
    loads = [word for module in modules for word in ("-L", module)]
    return subprocess.Popen(
        ["pulseaudio", *quiet, *loads], env=surroundings, stdin=subprocess.DEVNULL, stdout=log, stderr=log
    )


def _wait_for(daemon: subprocess.Popen[bytes], server: SoundServer, folder: Path) -> None:
    give_up = time.monotonic() + START_S
    while time.monotonic() < give_up and daemon.poll() is None:
        try:
            server.ask("set-default-source", f"{MICROPHONE}.monitor")
        except subprocess.SubprocessError:
            time.sleep(0.05)
        else:
            return
    pytest.skip(f"no sound server can be started here: {(folder / 'pulseaudio.log').read_text()[-500:]}")


def plain_alsa(folder: Path) -> Path:
    """A configuration in which ALSA has no plugins, and so does not know of any sound server."""
    system = Path("/usr/share/alsa/alsa.conf")
    if not system.exists():
        pytest.skip("ALSA is not installed here")
    # Its first section loads the files of the plugins; with less than the rest, PortAudio ends the program.
    text, loads = re.subn(r"(?ms)^@hooks \[.*?^\]\n", "", system.read_text(), count=1)
    assert loads
    plain = folder / "plain-alsa.conf"
    plain.write_text(text)
    return plain


NOTES = (57.0, 60.0, 64.0, 62.0, 59.0, 57.0)  # A3 C4 E4 D4 B3 A3


def hum(notes: tuple[float, ...] = NOTES, note_s: float = 0.5, rate: int = 44_100) -> NDArray[np.float32]:
    """A hummed melody of MIDI notes, shape (n,): a soft voice with vibrato and eight harmonics."""
    count = round(note_s * rate)
    times = np.arange(count * len(notes)) / rate
    vibrato = 0.15 * np.sin(2 * np.pi * 5.5 * times)
    hertz = 440 * 2 ** ((np.repeat(notes, count) + vibrato - 69) / 12)
    phase = 2 * np.pi * np.cumsum(hertz) / rate
    tone = sum(np.sin(number * phase) / number**1.5 for number in range(1, 9))
    within = np.tile(np.minimum(1, np.minimum(np.arange(count), np.arange(count)[::-1]) / (0.03 * rate)), len(notes))
    return np.asarray(0.2 * tone * within, np.float32)


def write_wav(path: Path, samples: NDArray[np.float32], rate: int = 44_100) -> Path:
    """Write mono samples as 16-bit PCM."""
    with path.open("wb") as file, wave.open(file, "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(rate)
        wav.writeframes((samples * 32767).astype("<i2").tobytes())
    return path
