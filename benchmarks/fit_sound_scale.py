"""Make resources/sound_scale.json: how the sound descriptors are spread over varied music.

    python benchmarks/fit_sound_scale.py FOLDER...

For each descriptor its median over all music files below the folders, its spread (half the
distance of the 10th and the 90th percentile, over 1.28: the standard deviation if it is normal), and its weight.
The weights are not fitted: each group of descriptors gets the share below, its members equal
parts of it. The table shipped was made from Debian's wesnoth-1.16-music (41 orchestral tracks)
and the 200 excerpts of Emotify (Aljanaki 2016: classical, electronic, pop, rock): constants of
a scale only, no weights are trained.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from vectorbeats_desktop.engine.analysis.decode import decode_mono
from vectorbeats_desktop.engine.analysis.describe import describe
from vectorbeats_desktop.engine.analysis.descriptors import (
    BANDS,
    DESCRIPTORS,
    LEVEL,
    RHYTHM,
    SOUND_VERSION,
    SPECTRUM,
    TONALITY,
)
from vectorbeats_desktop.engine.paths import resources

SUFFIXES = {".ogg", ".mp3", ".flac", ".wav", ".opus", ".m4a"}
SHARES = {
    "level": (LEVEL, 0.12),
    "spectrum": ((*SPECTRUM, *BANDS), 0.20),
    "rhythm": (RHYTHM, 0.20),
    "tonality": (TONALITY, 0.08),
    "mfcc": (tuple(name for name in DESCRIPTORS if name.startswith("mfcc")), 0.28),
    "contrast": (tuple(name for name in DESCRIPTORS if name.startswith("contrast")), 0.09),
    # Alike in sound is not the same key: absolute pitch classes count for little.
    "chroma": (tuple(name for name in DESCRIPTORS if name.startswith("chroma")), 0.03),
}


def weights() -> dict[str, float]:
    """The square root of each descriptor's share, so that shares add up in squared distances."""
    return {name: float(np.sqrt(share / len(names))) for names, share in SHARES.values() for name in names}


def main(folders: list[Path]) -> None:
    files = sorted(file for folder in folders for file in folder.rglob("*") if file.suffix.lower() in SUFFIXES)
    rows = []
    for number, file in enumerate(files, 1):
        rows.append(describe(decode_mono(file)).descriptors)
        print(f"\r{number} of {len(files)}", end="", file=sys.stderr)
    matrix = np.stack(rows)
    low, middle, high = np.percentile(matrix, (10, 50, 90), axis=0)
    spread = np.maximum((high - low) / 2 / 1.2816, 1e-4 + 0.01 * np.abs(middle))
    weight = weights()
    lines = [f'"{name}": [{middle[n]:.5g}, {spread[n]:.5g}, {weight[name]:.5g}]' for n, name in enumerate(DESCRIPTORS)]
    head = f'{{"version": {SOUND_VERSION}, "tracks": {len(files)}, "scale": {{'
    text = head + "\n" + ",\n".join(lines) + "\n}}\n"
    json.loads(text)
    (resources() / "sound_scale.json").write_text(text, "utf-8")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
