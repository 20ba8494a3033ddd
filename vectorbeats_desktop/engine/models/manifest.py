"""The table of models that can be installed, `resources/models/manifest.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from vectorbeats_desktop.engine import paths
from vectorbeats_desktop.engine.encoders.neural.records import Role


class ManifestError(ValueError):
    """The table breaks a rule; the message says where."""


@dataclass(frozen=True, slots=True)
class ModelEntry:
    """A line of the table; see there what the fields mean.

    `files` and the first of `weights` that the source has are what is downloaded, `megabytes` about how much.
    """

    model_id: str
    role: Role
    title: str
    source: str
    revision: str
    architecture: str
    dimension: int
    files: tuple[str, ...]
    weights: tuple[str, ...]
    megabytes: int
    memory_mb: int
    license: str
    languages: tuple[str, ...]
    speed: str
    gives: str
    note: str
    default: bool
    trained: bool = False


@cache
def read_manifest(path: Path | None = None) -> tuple[ModelEntry, ...]:
    """The entries of a table, by default of `resources/models/manifest.toml`. Raises ManifestError."""
    table = path or paths.resources() / "models" / "manifest.toml"
    try:
        document = tomllib.loads(table.read_text(encoding="utf-8"))
        entries = tuple(_entry(model_id, fields) for model_id, fields in document.items())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise ManifestError(f"{table.name} is not written as it should be: {error!r}") from error
    for role in Role:
        of_role = [entry for entry in entries if entry.role is role]
        if of_role and sum(entry.default for entry in of_role) != 1:
            raise ManifestError(f"{table.name}: one model for {role} must be the default")
    return entries


def _entry(model_id: str, fields: Mapping[str, Any]) -> ModelEntry:
    lists = {name: tuple(fields[name]) for name in ("files", "weights", "languages")}
    for name in (*lists["files"], *lists["weights"]):
        if Path(name).name != name:
            raise ValueError(f"{model_id}: {name} is not a plain file name")
    return ModelEntry(**{"model_id": model_id, **fields, **lists, "role": Role(fields["role"])})
