"""The map from what a picture model says of a picture to where a sound model has the music that goes with it."""

from __future__ import annotations

import json
import os
import threading
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.encoders.bridge.rows import centred, mean_of, typical, unit_rows
from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.untrusted_arrays import read_arrays
from vectorbeats_desktop.engine.untrusted_json import loads

FEWEST_PICTURES = 16  # with 4, a quarter of what is found with many is lost, with 16 a tenth (docs/QUALITY.md)
ARRAYS = ("centre", "down", "up", "shown", "heard")

Floats = NDArray[np.float32]


class BridgeUnfit(KnownError):
    """There is no bridge for these models: none was kept, it is broken, or it was fitted for others."""

    code = "bridge_unfit"


@dataclass(frozen=True, slots=True)
class Origin:
    """What a bridge was fitted on: the spaces of both models, which name their revisions, and the bank's recipe."""

    picture_model: str
    music_model: str
    grammar: str


@dataclass(frozen=True, slots=True)
class Diagnostics:
    """How the fit went: pairs, dimensions, ridge, and recall@10 for pairs of concepts that were held out.

    `chance` is the recall that guessing would have.
    """

    pairs: int
    dimensions: int
    ridge: float
    recall: float
    chance: float


@dataclass(frozen=True, slots=True, eq=False)
class Bridge:
    """A linear map of rank k from the picture model's space to the sound model's.

    `centre`, (p,), is what pictures have in common: that of phrases until `seeing` tells better. `down`, (p, k), and
    `up`, (k, m), are the map. `shown`, (C, p), and `heard`, (C, m), are where the models have each of `concepts`, seen
    from the mean of phrases: unit rows. `usual` is how large the cosines of pictures with `shown` usually are.
    """

    origin: Origin
    centre: Floats
    down: Floats
    up: Floats
    concepts: tuple[str, ...]
    shown: Floats
    heard: Floats
    usual: float
    diagnostics: Diagnostics
    sees_pictures: bool = False

    def to_music(self, pictures: Floats) -> Floats:
        """Pictures' vectors, (n, p), as directions of the sound model's space from its mean: (n, m) unit rows.

        Compare them with tracks less the mean of the library. Raises ValueError for rows of another size.
        """
        return self.through(self.centred(pictures))

    def centred(self, pictures: Floats) -> Floats:
        """Pictures' vectors less what pictures have in common: (n, p) unit rows."""
        if pictures.ndim != 2 or pictures.shape[1] != len(self.centre):
            raise ValueError(f"pictures have the shape {pictures.shape}, not (n, {len(self.centre)})")
        return centred(pictures, self.centre)

    def through(self, directions: Floats) -> Floats:
        """Directions of the picture model's space, (n, p), mapped: (n, m) unit rows."""
        return unit_rows(self.mapped(directions))

    def mapped(self, directions: Floats) -> Floats:
        """Directions of the picture model's space, (n, p), mapped and as long as they come out: (n, m)."""
        mapped: Floats = (directions @ self.down @ self.up).astype(np.float32)
        return mapped

    def seeing(self, pictures: Floats) -> Bridge:
        """The same bridge, with the mean of these pictures, (n, p), as what pictures have in common.

        Of fewer than FEWEST_PICTURES the mean is mostly what just these show, and the bridge stays as it is.
        """
        if len(pictures) < FEWEST_PICTURES:
            return self
        centre = mean_of(pictures)
        usual = typical(centred(pictures, centre) @ self.shown.T)
        return replace(self, centre=centre, usual=usual, sees_pictures=True)

    def save(self, path: Path) -> None:
        """Keep it in a file, which is whole or not there. Raises OSError."""
        path.parent.mkdir(parents=True, exist_ok=True)
        about = {"origin": asdict(self.origin), "diagnostics": asdict(self.diagnostics), "concepts": self.concepts}
        state = np.array([self.usual, float(self.sees_pictures)])
        partial = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}.part")
        try:
            with partial.open("wb") as file:
                arrays = {name: getattr(self, name) for name in ARRAYS}
                np.savez(file, about=np.array(json.dumps(about)), state=state, **arrays)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)

    @classmethod
    def load(cls, path: Path, origin: Origin) -> Bridge:
        """The bridge of a file. Raises BridgeUnfit when there is none, it is broken, or it is of another origin."""
        try:
            kept = read_arrays(path)
            about = loads(str(kept["about"]))
            bridge = cls(
                origin=Origin(**about["origin"]),
                concepts=tuple(about["concepts"]),
                diagnostics=Diagnostics(**about["diagnostics"]),
                usual=float(kept["state"][0]),
                sees_pictures=bool(kept["state"][1]),
                **{name: np.asarray(kept[name], np.float32) for name in ARRAYS},
            )
        except FileNotFoundError as error:
            raise BridgeUnfit("Pictures and music are not connected yet.", "It is done after both models.") from error
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise BridgeUnfit("What connects pictures and music is broken.", "It is made anew.") from error
        if bridge.origin != origin:
            raise BridgeUnfit("What connects pictures and music is of other models.", "It is made anew.")
        if not bridge._whole():
            raise BridgeUnfit("What connects pictures and music is broken.", "It is made anew.")
        return bridge

    def _whole(self) -> bool:
        fits = (
            self.down.ndim == self.up.ndim == 2
            and self.centre.shape == self.down.shape[:1]
            and self.down.shape[1:] == self.up.shape[:1]
            and self.shown.shape == (len(self.concepts), len(self.down))
            and self.heard.shape == (len(self.concepts), self.up.shape[1])
        )
        return fits and all(bool(np.isfinite(getattr(self, name)).all()) for name in ARRAYS)
