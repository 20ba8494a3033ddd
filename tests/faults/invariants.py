"""What must hold after every fault: what was shown as done or saved is there, and catalogue and store agree."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vectorbeats_desktop.engine.health import compare
from vectorbeats_desktop.engine.library import audit
from vectorbeats_desktop.engine.session import Session

STAGES = ("sound", "mood", "melody", "fingerprint")


@dataclass
class Shown:
    """What a person has been shown as done or saved. Values in `begun` were asked for, and may be there or not."""

    done: set[tuple[str, str]] = field(default_factory=set)  # track and stage
    stars: dict[str, int] = field(default_factory=dict)
    tempos: dict[str, float] = field(default_factory=dict)
    playlists: dict[str, list[str]] = field(default_factory=dict)
    begun: list[tuple[str, str, Any]] = field(default_factory=list)

    def see_done(self, rows: Iterable[Sequence[str]]) -> None:
        """Stages of tracks are shown as done: pairs of a track and a stage."""
        self.done |= {(track, stage) for track, stage in rows}

    def begin(self, kind: str, name: str, value: Any) -> None:
        """Something is asked for."""
        self.begun.append((kind, name, value))

    def end(self, kind: str, name: str, value: Any) -> None:
        """It has been shown as saved."""
        getattr(self, kind)[name] = value
        self.begun = [each for each in self.begun if each[:2] != (kind, name)]

    def settle(self, session: Session) -> None:
        """What was begun when the fault came is as it is now."""
        now = seen(session)
        for kind, name, _ in self.begun:
            if name in (there := getattr(now, kind)):
                getattr(self, kind)[name] = there[name]
        self.begun.clear()

    def to_json(self) -> str:
        """As text."""
        return json.dumps([sorted(self.done), self.stars, self.tempos, self.playlists, self.begun])

    @classmethod
    def from_json(cls, text: str) -> Shown:
        """Out of text."""
        done, stars, tempos, playlists, begun = json.loads(text)
        return cls({(t, s) for t, s in done}, stars, tempos, playlists, [(k, n, v) for k, n, v in begun])


def seen(session: Session) -> Shown:
    """All of it as the program shows it now."""
    catalog = session.catalog
    tracks = audit.known_tracks(catalog)
    tempos = {track: said.tempo_bpm for track, said in catalog.corrections(tracks).items()}
    return Shown(
        {(track, stage) for stage in STAGES for track in audit.done_tracks(catalog, stage)},
        dict(catalog.ratings(tracks)),
        {track: tempo for track, tempo in tempos.items() if tempo is not None},
        {each.name: [e.track_id for e in catalog.playlist_entries(each.name) or ()] for each in catalog.playlists()},
    )


def violations(session: Session, shown: Shown) -> list[str]:
    """Everything that does not hold; empty when all is well."""
    return lost(seen(session), shown) + disagreements(session)


def lost(now: Shown, shown: Shown) -> list[str]:
    """What was shown as done or saved and is not there now, or is something else."""
    wrong = [f"{stage} of {track} was done" for track, stage in sorted(shown.done - now.done)]
    for kind in ("stars", "tempos", "playlists"):
        there = getattr(now, kind)
        for name, value in getattr(shown, kind).items():
            allowed = [value, *(v for k, n, v in shown.begun if (k, n) == (kind, name))]
            if there.get(name) not in allowed:
                wrong.append(f"{kind} of {name}: {there.get(name)}, and {value} was shown")
    return wrong


def disagreements(session: Session) -> list[str]:
    """What is damaged, and where catalogue and store differ; also while the library is indexed."""
    wrong = []
    if damage := audit.damage(session.catalog):
        wrong.append(f"the catalogue is damaged: {damage}")
    found = compare(session.catalog, session.store)
    wrong += [f"{stage}: {len(tracks)} not in the store" for stage, tracks in found.missing.items() if tracks]
    wrong += [f"{len(points)} stray points in {where}" for where, points in found.stray.items() if points]
    return wrong


def parts_left(data: Path) -> list[Path]:
    """Files that were begun and not put into their place."""
    return [path for path in data.rglob("*.part") if path.is_file()]
