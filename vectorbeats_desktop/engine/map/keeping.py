"""The layout on disk. It can always be made again, so a damaged file is one that is not there."""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np

from vectorbeats_desktop.engine.map.records import Layout
from vectorbeats_desktop.engine.untrusted_arrays import read_arrays

NAME = "layout.npz"

logger = logging.getLogger(__name__)


def load(folder: Path, recipe: str) -> Layout | None:
    """The kept layout, or None when there is none of this recipe that can be read."""
    try:
        kept = read_arrays(folder / NAME)
        if str(kept["recipe"]) != recipe:
            return None
        ids, places, fitted = kept["track_ids"], kept["places"], int(kept["fitted"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, LookupError, TypeError, OverflowError) as error:
        logger.warning("the kept map cannot be read, and is made again", extra={"reason": str(error)})
        return None
    if places.shape != (len(ids), 2) or places.dtype != np.float32 or not np.isfinite(places).all():
        logger.warning("the kept map is damaged, and is made again")
        return None
    return Layout(tuple(ids.tolist()), places, fitted)


def save(folder: Path, recipe: str, layout: Layout) -> None:
    """Keep a layout in place of the one before, whole or not at all. A full disk is no reason to show no map."""
    part = folder / f"{NAME}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            np.savez(
                file,
                recipe=np.array(recipe),
                track_ids=np.array(layout.track_ids, np.str_),
                places=layout.places,
                fitted=np.array(layout.fitted),
            )
        part.replace(folder / NAME)
    except OSError as error:
        logger.warning("the map could not be kept", extra={"reason": str(error)})
