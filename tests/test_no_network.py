"""Nothing is reached over a network unasked: no process of the program connects to anything beyond this computer."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.small_library import make_library, make_picture
from vectorbeats_desktop.engine.paths import DATA_DIR_VARIABLE

ROOT = Path(__file__).parents[1]
INTERNET = re.compile(r"sa_family=(?!AF_UNIX)")  # in an strace: an address of any kind but sockets of this computer
# Python runs this first in every process that it starts, children included, before any code of the program.
WATCH = """
import os, socket, sys

def _watch(event, args):
    if event == "socket.connect":
        told = args[0].family != socket.AF_UNIX and not str(args[1][0]).startswith(("127.", "::1", "localhost"))
    else:
        told = event == "socket.getaddrinfo" and args[0] not in (None, "", "localhost", "127.0.0.1", "::1")
    if told:
        with open(os.environ["CONNECTIONS"], "a") as log:
            log.write(f"{event} {args[1:]} {sys.argv}\\n")

sys.addaudithook(_watch)
with open(os.environ["CONNECTIONS"] + ".seen", "a") as log:
    log.write(f"{os.getpid()}\\n")
"""


@pytest.fixture
def watched(tmp_path: Path) -> dict[str, str]:
    folder = tmp_path / "watch"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(WATCH)
    places = os.pathsep.join((str(folder), str(ROOT)))
    data = {DATA_DIR_VARIABLE: str(tmp_path / "data"), "CONNECTIONS": str(tmp_path / "log"), "PYTHONPATH": places}
    return {**os.environ, **data}


def connections(surroundings: dict[str, str]) -> str:
    log = Path(surroundings["CONNECTIONS"])
    return log.read_text() if log.exists() else ""


def run(surroundings: dict[str, str], *words: str) -> int:
    return subprocess.run([sys.executable, *words], env=surroundings, check=False, timeout=170).returncode


def test_the_watch_sees_what_it_should(watched: dict[str, str]) -> None:
    script = "import socket; s = socket.socket(); s.setblocking(False); s.connect_ex(('192.0.2.1', 9))"
    assert run(watched, "-c", script) == 0
    assert "192.0.2.1" in connections(watched)


def test_no_process_of_the_program_connects_beyond_this_computer(watched: dict[str, str], tmp_path: Path) -> None:
    make_library(tmp_path / "music")
    picture = make_picture(tmp_path / "sunset beach.png", (250, 120, 40))
    program = ("-m", "vectorbeats_desktop")
    assert run(watched, *program, "index", str(tmp_path / "music")) == 0
    assert run(watched, *program, "search", "--image", str(picture), "--text", "calm piano") == 0
    assert run(watched, *program, "models", "list") == 0
    assert run(watched, *program, "models", "install", "clap-general") == 1, "told, and not done"
    processes = Path(watched["CONNECTIONS"] + ".seen").read_text().split()
    assert len(set(processes)) >= 8, "the children were watched as well"
    assert connections(watched) == ""


@pytest.fixture
def traced(tmp_path: Path) -> list[str]:
    """How a program is started whose reaching out the kernel writes down: of its children and libraries as well."""
    found = shutil.which("strace")
    if found is None:
        pytest.skip("strace is not installed")
    trace = [
        found,
        "-f",
        "-qq",
        "-e",
        "signal=none",
        "--seccomp-bpf",
        "-e",
        "trace=execve,connect,sendto,sendmsg,sendmmsg",
    ]
    trace += ["-o", str(tmp_path / "trace")]
    tried = subprocess.run([*trace, sys.executable, "-c", ""], capture_output=True, text=True, check=False)
    if tried.returncode:
        pytest.skip(f"this system lets no program be traced: {tried.stderr}")
    return trace


def reached(trace: Path) -> list[str]:
    """The calls of a trace by which something beyond this computer could be told something."""
    return [line for line in trace.read_text().splitlines() if INTERNET.search(line)]


def test_the_trace_sees_what_it_should(traced: list[str], tmp_path: Path) -> None:
    udp = "s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.sendto(b'x', ('192.0.2.1', 9))"
    tcp = "s = socket.socket(); s.setblocking(False); s.connect_ex(('192.0.2.2', 9))"
    unix = "s = socket.socket(socket.AF_UNIX); s.connect_ex('/nowhere')"
    for told, seen in ((udp, "192.0.2.1"), (tcp, "192.0.2.2"), (unix, "")):
        child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {'import socket; ' + told!r}])"
        subprocess.run([*traced, sys.executable, "-c", child], check=True, timeout=60, stderr=subprocess.DEVNULL)
        assert [seen in line for line in reached(tmp_path / "trace")] == ([True] if seen else [])
        assert seen or "AF_UNIX" in (tmp_path / "trace").read_text()


def test_the_kernel_sees_no_process_reach_beyond_this_computer(traced: list[str], tmp_path: Path) -> None:
    make_library(tmp_path / "music")
    picture = make_picture(tmp_path / "sunset beach.png", (250, 120, 40))
    data = {**os.environ, DATA_DIR_VARIABLE: str(tmp_path / "data"), "PYTHONPATH": str(ROOT)}
    for words in (["index", str(tmp_path / "music")], ["search", "--image", str(picture), "--text", "calm piano"]):
        program = [*traced, sys.executable, "-m", "vectorbeats_desktop", *words]
        assert subprocess.run(program, env=data, check=False, timeout=170).returncode == 0
        trace = tmp_path / "trace"
        assert reached(trace) == []
        started = {line.split()[0] for line in trace.read_text().splitlines() if " execve(" in line}
        assert len(started) >= 3, "the children were watched as well"


def test_no_library_gathers_what_it_would_tell_its_maker(tmp_path: Path) -> None:
    """ONNX Runtime keeps events in a database of the user's cache until it can send them, past any hook of Python's."""
    script = (
        "import vectorbeats_desktop.engine.melody.network as n; from vectorbeats_desktop.engine.paths import resources;"
        "n._session(resources() / 'models' / n.FILE); import swift_f0; swift_f0.SwiftF0()"
    )
    places = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache"), "PYTHONPATH": str(ROOT)}
    surroundings = {name: text for name, text in os.environ.items() if not name.startswith(("ORT_", "CI"))}
    subprocess.run([sys.executable, "-c", script], env=surroundings | places, check=True, timeout=120)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
