"""The licences of what is bundled: which each part has, whether that is allowed, and their texts.

The table is licences/table.toml. A package or a native library that it does not cover is a fault: somebody has to look.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent / "licences"
TEXTS = FOLDER / "texts"
UNKNOWN = "NOASSERTION"  # as SPDX calls it: nobody has looked, or nothing can be said
# Of `libx264-d6533a8d.so.165`, `avcodec-62.dll`, `libpng16.16.dylib`: the name without what says which build it is.
_LIBRARY = re.compile(r"(?:.*\.so(?:\.\d+)*|.*\.dylib|.*\.dll)$", re.IGNORECASE)
_BUILD = re.compile(r"((-[0-9a-f]{8})+|-[0-9a-f]{32}|\.[0-9a-f]{8})(?=\.)", re.IGNORECASE)  # of Linux; of Windows
_ENDING = re.compile(r"(\.abi3)?(\.so(\.\d+)*|(\.\d+)*\.dylib|([-_]\d+)*\.dll)$", re.IGNORECASE)
_EXTENSION = re.compile(r"\.(cpython-[^.]+|abi3|cp\d+-[^.]+)\.(so|pyd)$|\.pyd$")


@dataclass(frozen=True, slots=True)
class Library:
    """A native library: the names its files begin with, and what is to be said of it."""

    name: str
    files: tuple[str, ...]
    licence: str
    copyright: str
    source: str


@dataclass(frozen=True, slots=True)
class Table:
    """licences/table.toml."""

    bundle: str
    for_packages: frozenset[str]
    for_libraries: frozenset[str]
    named: dict[str, str]
    stated: dict[str, str]
    libraries: tuple[Library, ...]

    @classmethod
    def read(cls, path: Path = FOLDER / "table.toml") -> Table:
        """The table. Raises OSError, KeyError."""
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        packages = frozenset(told["packages"])
        libraries = tuple(
            Library(entry["name"], tuple(entry["files"]), entry["licence"], entry["copyright"], entry["source"])
            for entry in told["library"]
        )
        stated = {_key(name): licence for name, licence in told["stated"].items()}
        return cls(told["bundle"], packages, packages | set(told["libraries"]), told["named"], stated, libraries)

    def of_package(self, distribution: metadata.Distribution) -> str:
        """A package's licence as an SPDX expression, or as it calls it; "" when it says nothing."""
        said = distribution.metadata
        if stated := self.stated.get(_key(said["Name"])):
            return stated
        if expression := said.get("License-Expression"):
            return expression
        classified = [
            line.rpartition(" :: ")[2] for line in said.get_all("Classifier") or () if line.startswith("License ::")
        ]
        words = [line for line in (said.get("License") or "").strip().splitlines()[:1] if line]
        found = [self.named.get(name, name) for name in (*classified, *words)]
        known = [name for name in found if self.allows(name, self.for_packages)]
        return (known or found or [""])[0]

    def of_library(self, file: str) -> Library | None:
        """Which library a file of that name is, or None when the table does not know it."""
        stem = library_stem(file)
        return next((library for library in self.libraries if stem in library.files), None)

    def allows(self, expression: str, allowed: frozenset[str]) -> bool:
        """Whether one of the alternatives of an SPDX expression without brackets asks for allowed licences only."""
        return any(all(part in allowed for part in choice.split(" AND ")) for choice in expression.split(" OR "))

    def unlisted_packages(self, distributions: Iterable[metadata.Distribution]) -> list[str]:
        """Packages whose licence is not allowed, or not known, each with what it says."""
        found = ((each.metadata["Name"], self.of_package(each)) for each in distributions)
        return [
            f"{name}: {licence or 'says nothing'}"
            for name, licence in found
            if not self.allows(licence, self.for_packages)
        ]

    def unlisted_libraries(self, files: Iterable[str]) -> list[str]:
        """Native libraries that the table does not know, or whose licence is not allowed."""
        unlisted = []
        for file in files:
            library = self.of_library(Path(file).name)
            if library is None or not self.allows(library.licence, self.for_libraries):
                unlisted.append(f"{file}: {library.licence if library else 'not in the table'}")
        return unlisted


def told_libraries(table: Table, names: Iterable[str]) -> list[dict[str, Any]]:
    """What is known of these native libraries, by name; of one that the table does not know, that nothing is."""
    found: dict[str, dict[str, Any]] = {}
    for name in sorted(set(names)):
        library = table.of_library(name) or Library(library_stem(name), (), UNKNOWN, "", "")
        found.setdefault(library.name, {**asdict(library), "files": []})["files"].append(name)
    return list(found.values())


def library_stem(file: str) -> str:
    """`x264` of `libx264-d6533a8d.so.165`."""
    return _ENDING.sub("", _BUILD.sub("", file)).removeprefix("lib")


def is_library(path: str) -> bool:
    """Whether a file is a native library of its own; an extension module or a plugin is its package's."""
    name = Path(path).name
    return (
        bool(_LIBRARY.fullmatch(name))
        and not _EXTENSION.search(name)
        and "/plugins/" not in path
        and _is_named_so(name)
    )


def _is_named_so(name: str) -> bool:
    return name.startswith("lib") or not name.endswith(".so")


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _report() -> None:
    """Print, as JSON, the native libraries in the wheels of the environment that this runs in."""
    from bundle_parts import is_wanted

    files = (str(file) for each in metadata.distributions() for file in each.files or ())
    names = (Path(file).name for file in files if is_library(file) and is_wanted(file))
    print(json.dumps(told_libraries(Table.read(), names)))


if __name__ == "__main__":
    _report()
