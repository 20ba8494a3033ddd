"""Install the wheel where nothing else is, as pipx does, and use it: `python packaging/installed.py [WHEEL]`.

Without a wheel one is made of this folder. The environment is a new one in a temporary folder, with the locked versions
and without what runs models. Its programs are started from elsewhere, with a data folder of their own; ends with 1 at
the first thing that is wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from system_entries import version

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "packaging" / "locks" / "program.txt"
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check")
PROGRAMS = ("vectorbeats", "vectorbeats-gui")
LIMIT_S = 600


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wheel", type=Path, nargs="?")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="installed-") as folder:
        room = Path(folder)
        wheel = options.wheel or made_wheel(room / "wheel")
        venv = installed(wheel.resolve(), room / "venv", "--constraint", str(LOCK))
        data = {**os.environ, "VECTORBEATS_DATA_DIR": str(room / "data"), "QT_QPA_PLATFORM": "offscreen"}
        told = run(venv, data, "--version")
        require(version() in told, f"--version says {told}")
        demo = json.loads(run(venv, data, "demo", "--json"))
        by = {name: demo[name]["results"] for name in ("picture", "words", "hum")}
        require(all(by.values()), f"the demo finds nothing: {[name for name in by if not by[name]]}")
        require("Ode to Joy" in by["hum"][0]["title"], "the hum finds another tune")
    say(f"{wheel.name}: installed, and the demo found {', '.join(hits[0]['title'] for hits in by.values())}.")
    return 0


def made_wheel(target: Path, *more: str) -> Path:
    """The wheel of this folder."""
    subprocess.run([*PIP, "wheel", "--quiet", "--no-deps", "--wheel-dir", target, *more, ROOT], check=True)
    return next(target.glob("*.whl"))


def installed(wheel: Path, venv: Path, *more: str) -> Path:
    """A new environment that has nothing but the wheel and what `more` of pip's options let it bring along."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    subprocess.run([*PIP, "--python", python_of(venv), "install", "--quiet", *more, wheel], check=True)
    for name in PROGRAMS:
        require(program(venv, name).is_file(), f"there is no program {name}")
    return venv


def run(venv: Path, surroundings: dict[str, str], *words: str) -> str:
    """What the installed program prints. It is started elsewhere: this folder's own modules must not help it."""
    command = [program(venv, PROGRAMS[0]), *words]
    done = subprocess.run(
        command, cwd=venv, env=surroundings, capture_output=True, text=True, timeout=LIMIT_S, check=False
    )
    require(done.returncode == 0, f"{words} ended with {done.returncode}:\n{done.stderr[-3000:]}")
    return done.stdout


def program(venv: Path, name: str) -> Path:
    return python_of(venv).with_name(f"{name}.exe" if os.name == "nt" else name)


def python_of(venv: Path) -> Path:
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def require(true: object, what: str) -> None:
    if not true:
        raise SystemExit(f"installed: {what}")


def say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
