"""`vectorbeats models`: which models there are, and how they come, are used and go."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vectorbeats_desktop.commands.command import Workplace
from vectorbeats_desktop.commands.output import FOUND, NOTHING_FOUND
from vectorbeats_desktop.engine.models.shelf import OFF, Installed, State

NEXT = "Run “vectorbeats index” once, so that it sees and hears the library."


@dataclass(frozen=True, slots=True)
class ListModels:
    """List the models."""

    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Print what each gives, its size, and whether it is there and used."""
        states = place.session.models.states()
        if self.as_json:
            place.out.json([_state_json(state) for state in states])
            return FOUND
        for state in states:
            entry = state.entry
            place.out.say(f"{entry.model_id}  {entry.title}, for {entry.role}  [{_told(state)}]")
            place.out.say(f"    {entry.gives}")
            size = f"{entry.megabytes:,} MB to download, about {entry.memory_mb:,} MB of memory"
            place.out.say(f"    {size}; {entry.license}; {', '.join(entry.languages)}; {entry.speed}. {entry.note}")
        return FOUND


@dataclass(frozen=True, slots=True)
class InstallModel:
    """Download a model and install it, when the person has said yes."""

    model_id: str
    yes: bool = False
    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Say what would be downloaded from where; with `yes` do it, going on where an earlier try ended."""
        entry, host = place.session.models.entry(self.model_id), place.session.installer.host()
        what = f"{entry.title}: {entry.megabytes:,} MB from {host}, licence {entry.license}"
        if not self.yes:
            place.out.note(f"{what}. Nothing was downloaded yet: add --yes to do it.")
            return NOTHING_FOUND
        place.out.note(f"{what}.")
        return _installed(place.session.installer.download(self.model_id, place.ctx), place, self.as_json)


@dataclass(frozen=True, slots=True)
class ImportModel:
    """Install a model from a folder or an archive, without any network."""

    source: str
    model_id: str = ""
    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Copy, try out and install."""
        source: Path = place.absolute(self.source)
        return _installed(place.session.installer.take(self.model_id or None, source, place.ctx), place, self.as_json)


@dataclass(frozen=True, slots=True)
class VerifyModel:
    """Compare the files of a model with their hashes."""

    model_id: str
    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Read every file; a difference is an error."""
        found = place.session.models.verify(self.model_id, place.ctx)
        if self.as_json:
            place.out.json({"model": self.model_id, "files": [file.name for file in found.files], "ok": True})
        else:
            place.out.say(f"{found.entry.title}: all {len(found.files)} files are as they were installed.")
        return FOUND


@dataclass(frozen=True, slots=True)
class RemoveModel:
    """Remove a model from the disk."""

    model_id: str
    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Remove it, and what was downloaded of it."""
        models = place.session.models
        there = models.state(self.model_id)
        models.remove(self.model_id)
        gone = there.installed is not None or there.partial_bytes > 0
        if self.as_json:
            place.out.json({"model": self.model_id, "removed": gone})
        else:
            place.out.say(f"{there.entry.title} was removed." if gone else f"{there.entry.title} was not there.")
        return FOUND if gone else NOTHING_FOUND


@dataclass(frozen=True, slots=True)
class UseModel:
    """Choose the model of its role, or "none" for a role."""

    model_id: str
    off: bool = False
    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Use it from now on."""
        models = place.session.models
        entry = models.entry(self.model_id)
        models.choose(entry.role, OFF if self.off else self.model_id)
        if self.as_json:
            place.out.json({"role": entry.role, "model": None if self.off else self.model_id})
        elif self.off:
            place.out.say(f"No model is used for {entry.role} any more.")
        else:
            place.out.say(f"{entry.title} is used for {entry.role}. {NEXT}")
        return FOUND


def _installed(found: Installed, place: Workplace, as_json: bool) -> int:
    if as_json:
        place.out.json(_state_json(place.session.models.state(found.entry.model_id)))
    else:
        place.out.say(f"{found.entry.title} is installed and was tried out. {NEXT}")
    return FOUND


def _told(state: State) -> str:
    if state.installed is not None:
        return f"{state.installed.how}, {state.installed.size / 1e6:,.0f} MB{', used' if state.used else ''}"
    if state.partial_bytes:
        return f"{state.partial_bytes / 1e6:,.0f} MB downloaded, goes on with install"
    return "not installed"


def _state_json(state: State) -> dict[str, object]:
    entry, there = state.entry, state.installed
    return {
        "id": entry.model_id,
        "role": entry.role,
        "title": entry.title,
        "source": entry.source,
        "revision": there.revision if there else entry.revision,
        "license": entry.license,
        "languages": list(entry.languages),
        "megabytes": entry.megabytes,
        "memory_mb": entry.memory_mb,
        "gives": entry.gives,
        "note": entry.note,
        "installed": there is not None,
        "how": there.how if there else None,
        "bytes": there.size if there else state.partial_bytes,
        "used": state.used,
    }
