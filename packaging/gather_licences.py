"""Puts the licences of all that is in a bundle into its folder `licences`, with a summary; see packaging/build.py."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

from licences import TEXTS, Library, Table, is_library

ROOT = Path(__file__).resolve().parent.parent
TEXT_NAMES = ("licen", "copying", "notice", "copyright", "authors", "thirdparty")
SUMMARY = "SUMMARY.md"
INTRODUCTION = """# Licences

VectorBeats Desktop itself is under the Apache License 2.0 (`VectorBeats.txt`); its source may be used under that alone.

This bundle also holds the packages and libraries below. FFmpeg in it is built with x264 and x265, which are under
the GNU General Public License; so **this bundle as a whole is passed on under {bundle}** (`texts/GPL-3.0.txt`).
Qt and Qt for Python are under the LGPL 3: they lie as files of their own in `_internal/PySide6` and
`_internal/shiboken6`, and may be replaced by other builds of the same version. Where the sources of each library are is
said beside it.
The bundle is made from pyproject.toml and packaging/locks by `python packaging/build.py`.
"""


def gather(bundle: Path, target: Path, distributions: Iterable[metadata.Distribution], table: Table) -> Path:
    """Write the licences of a bundle into a folder; return the summary.

    Raises LookupError for what the table does not cover, OSError.
    """
    distributions = list(distributions)
    files = sorted({file.name for file in libraries_in(bundle)})
    if problems := [*table.unlisted_packages(distributions), *table.unlisted_libraries(files)]:
        raise LookupError("not covered by packaging/licences/table.toml:\n  " + "\n  ".join(problems))
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(TEXTS, target / "texts")
    shutil.copy(ROOT / "LICENSE", target / "VectorBeats.txt")
    _copy_python(target)
    lines = [
        INTRODUCTION.format(bundle=table.bundle),
        "## Python packages\n\n| package | version | licence |\n|---|---|---|",
    ]
    for each in sorted(distributions, key=lambda found: found.metadata["Name"].lower()):
        _copy_texts(each, target / "packages" / each.metadata["Name"])
        lines.append(f"| {each.metadata['Name']} | {each.version} | {table.of_package(each)} |")
    lines.append("\n## Native libraries\n\n| library | files | licence | copyright | sources |\n|---|---|---|---|---|")
    lines += [_row(library, names) for library, names in _used(files, table)]
    _copy_of_system(bundle, target / "of this computer")
    (target / SUMMARY).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return target / SUMMARY


def libraries_in(bundle: Path) -> Iterator[Path]:
    """The native libraries in a bundle, each once."""
    for file in bundle.rglob("*"):
        if file.is_file() and not file.is_symlink() and is_library(file.relative_to(bundle).as_posix()):
            yield file


def _used(files: list[str], table: Table) -> Iterator[tuple[Library, list[str]]]:
    for library in table.libraries:
        if names := [file for file in files if table.of_library(file) is library]:
            yield library, names


def _row(library: Library, names: list[str]) -> str:
    told = (library.name, ", ".join(names), library.licence, library.copyright, library.source)
    return f"| {' | '.join(told)} |"


def _copy_texts(distribution: metadata.Distribution, target: Path) -> None:
    """All texts of a package's metadata that look like a licence; of some there are none, and the summary names it."""
    for file in distribution.files or ():
        inside = any(part.endswith(".dist-info") for part in file.parts)
        if inside and file.suffix not in (".py", ".pyc") and any(word in str(file.name).lower() for word in TEXT_NAMES):
            target.mkdir(parents=True, exist_ok=True)
            name = "-".join(part for part in file.parts[1:] if part != "licenses")
            shutil.copy(str(file.locate()), target / name)


def _copy_python(target: Path) -> None:
    for folder in (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix)):
        if (folder / "LICENSE.txt").is_file():
            shutil.copy(folder / "LICENSE.txt", target / "Python.txt")
            return


def _copy_of_system(bundle: Path, target: Path) -> None:
    """On Debian and its kin: what the packages of this computer's own libraries say of their copyright."""
    if shutil.which("dpkg-query") is None:
        return
    for file in sorted((bundle / "_internal").glob("lib*.so*")):
        if file.is_symlink():
            continue
        told = subprocess.run(
            ["dpkg-query", "-S", f"*/{file.name}"], capture_output=True, text=True, check=False
        ).stdout
        for package in {line.split(":")[0] for line in told.splitlines()}:
            said = Path("/usr/share/doc") / package / "copyright"
            if said.is_file():
                target.mkdir(parents=True, exist_ok=True)
                shutil.copy(said, target / f"{package}.txt")
