"""A hum in a file, read."""

from __future__ import annotations

from pathlib import Path

from vectorbeats_desktop.engine.analysis.excerpt import WHOLE, Excerpt
from vectorbeats_desktop.engine.melody.contour import LONGEST_S, Contour
from vectorbeats_desktop.engine.melody.errors import NoMelody


def read_hum(path: Path, excerpt: Excerpt = WHOLE) -> Contour:
    """The contour of what is hummed, sung or whistled in an excerpt of a file, at most its first 40 seconds.

    Meant for a worker process: it loads FFmpeg and the pitch tracker. Raises UnreadableFile, NoMelody.
    """
    import numpy as np

    from vectorbeats_desktop.engine.analysis.decode import decode_mono
    from vectorbeats_desktop.engine.melody.contour import contour_of
    from vectorbeats_desktop.engine.melody.pitch import RATE, hummed_pitch

    blocks, length = [], 0
    for block in decode_mono(path, RATE, excerpt):
        blocks.append(block)
        length += len(block)
        if length >= LONGEST_S * RATE:
            break
    samples = np.concatenate(blocks) if blocks else np.zeros(0, np.float32)
    contour = contour_of(hummed_pitch(samples))
    if not contour.is_melody:
        raise NoMelody(path.name)
    return contour
