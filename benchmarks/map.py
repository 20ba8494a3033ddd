"""How long making the map takes, what it keeps of what is alike, and how fast it is drawn.

    python benchmarks/map.py [--sizes 2000 20000 100000] [--no-layout] [--pacmap]

Made-up sounds of 40 overlapping clusters of unit length in 128 dimensions. For each size: seconds by the clock and
of the processor, the process's peak memory, and against the 128 dimensions, k = 15, for 1,000 tracks: the share of
neighbours kept (recall), trustworthiness (Venna and Kaski 2001), and Spearman's rho of distances between tracks
that were picked blindly (far). With --pacmap, the same of PaCMAP, which has to be installed for it.

Newcomers: 500 of them placed into a layout of that size. Frames: the real widget, drawn offscreen by the
processor alone, zoomed a little each time; median and worst of 40. Pointing: finding what is under the pointer.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Mapping
from multiprocessing import get_context
from multiprocessing.connection import Connection

import numpy as np
import psutil
from numpy.typing import NDArray
from scipy.stats import spearmanr

from vectorbeats_desktop.engine.map.embedding import embed
from vectorbeats_desktop.engine.map.placing import place_beside

SIZES = (2_000, 20_000, 100_000)
DRAWN = (1_000, 20_000, 100_000)
SCREENS = ((1280, 800), (2560, 1440))
KEPT, ASKED, PAIRS, NEWCOMERS, FRAMES = 15, 1_000, 3_000, 500, 40
CLUSTERS, FAMILIES, INNER, DIMENSIONS = 40, 8, 12, 128

Floats = NDArray[np.float32]


def sounds(count: int) -> Floats:
    """Clusters in families, each with directions of its own in which it is wide: (count, 128)."""
    random = np.random.default_rng(0)
    families = random.normal(size=(FAMILIES, DIMENSIONS))
    centres = 0.45 * families[random.integers(0, FAMILIES, CLUSTERS)] + 0.35 * random.normal(
        size=(CLUSTERS, DIMENSIONS)
    )
    shared = random.normal(size=(INNER, DIMENSIONS))
    own = 0.5 * random.normal(size=(CLUSTERS, INNER, DIMENSIONS))
    clusters = random.integers(0, CLUSTERS, count)
    parts = []
    for start in range(0, count, 2_000):
        some = clusters[start : start + 2_000]
        wide = np.einsum("ni,nid->nd", random.normal(size=(len(some), INNER)), own[some])
        common = random.normal(size=(len(some), INNER)) @ shared
        parts.append(centres[some] + 0.28 * (common + wide) + 0.2 * random.normal(size=(len(some), DIMENSIONS)))
    made = np.concatenate(parts)
    return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), np.float32)


def by_umap(vectors: Floats) -> Floats:
    return embed(vectors, lambda *_told: None)


def by_pacmap(vectors: Floats) -> Floats:
    import pacmap  # type: ignore[import-not-found,import-untyped,unused-ignore]

    made = pacmap.PaCMAP(n_neighbors=KEPT, random_state=42)
    return np.asarray(made.fit_transform(vectors, init="pca"), np.float32)


def _measured(pipe: Connection, make: Callable[[Floats], Floats], count: int) -> None:
    vectors = sounds(count)
    began, used = time.perf_counter(), time.process_time()
    places = make(vectors)
    pipe.send((places, time.perf_counter() - began, time.process_time() - used))


def layout(make: Callable[[Floats], Floats], count: int) -> tuple[Floats, float, float, float]:
    """Places, seconds, processor seconds, and peak MB of a process that does nothing else."""
    context = get_context("spawn")
    mine, theirs = context.Pipe()
    process = context.Process(target=_measured, args=(theirs, make, count))
    process.start()
    theirs.close()
    watched, peak = psutil.Process(process.pid), 0
    while not mine.poll(0.05):
        peak = max(peak, watched.memory_info().rss)
    places, seconds, used = mine.recv()
    process.join()
    return places, seconds, used, peak / 1e6


def quality(vectors: Floats, places: Floats) -> tuple[float, float, float]:
    """Recall, trustworthiness and far."""
    random = np.random.default_rng(1)
    asked = random.choice(len(vectors), min(ASKED, len(vectors)), replace=False)
    kept, penalty = 0, 0.0
    for row in asked:
        away = -(vectors @ vectors[row])
        away[row] = np.inf
        beside = ((places - places[row]) ** 2).sum(axis=1)
        beside[row] = np.inf
        shown = np.argpartition(beside, KEPT)[:KEPT]
        ranks = np.empty(len(vectors), np.int64)
        ranks[np.argsort(away)] = np.arange(1, len(vectors) + 1)
        kept += int((ranks[shown] <= KEPT).sum())
        penalty += float(np.maximum(ranks[shown] - KEPT, 0).sum())
    trust = 1 - 2 * penalty / (len(asked) * KEPT * (2 * len(vectors) - 3 * KEPT - 1))
    one, other = random.integers(0, len(vectors), (2, PAIRS))
    apart = 1 - (vectors[one] * vectors[other]).sum(axis=1)
    rho = float(spearmanr(apart, np.linalg.norm(places[one] - places[other], axis=1)).statistic)
    return kept / (len(asked) * KEPT), trust, rho


def newcomers_s(vectors: Floats, places: Floats) -> float:
    """Seconds that placing the last few among the others takes."""
    ids = [str(number) for number in range(NEWCOMERS)]
    began = time.perf_counter()
    place_beside(ids, vectors[-NEWCOMERS:], vectors[:-NEWCOMERS], places[:-NEWCOMERS], lambda _done: None)
    return time.perf_counter() - began


def layouts(sizes: list[int], makers: Mapping[str, Callable[[Floats], Floats]]) -> None:
    print(
        f"{'layout':<10}{'tracks':>9}{'s':>8}{'cpu s':>8}{'peak MB':>9}{'recall':>8}{'trust':>8}{'far':>7}{'new s':>8}"
    )
    for count in sizes:
        for name, make in makers.items():
            places, seconds, used, peak = layout(make, count)
            vectors = sounds(count)
            recall, trust, rho = quality(vectors, places)
            new = newcomers_s(vectors, places)
            print(
                f"{name:<10}{count:>9,}{seconds:>8.1f}{used:>8.1f}{peak:>9.0f}{recall:>8.3f}{trust:>8.3f}{rho:>7.2f}{new:>8.2f}",
                flush=True,
            )


def frames() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QApplication

    from vectorbeats_desktop.ui.map.canvas import MapCanvas
    from vectorbeats_desktop.ui.map.picking import nearest_row
    from vectorbeats_desktop.ui.theme import Theme

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    Theme(application, "dark")
    random = np.random.default_rng(0)
    print(
        f"\n{'frames':<14}{'points':>9}{'median ms':>11}{'worst ms':>10}{'a second':>10}"
        f"{'lit up ms':>11}{'pointing ms':>13}"
    )
    for width, height in SCREENS:
        for count in DRAWN:
            canvas = MapCanvas()
            canvas.resize(width, height)
            places = random.normal(scale=0.4, size=(count, 2)).astype(np.float32)
            inks = (random.integers(0, 1 << 24, count) | 0xFF000000).astype(np.uint32)
            canvas.show_points(places, inks)
            onto = QImage(width, height, QImage.Format.Format_RGB32)
            plain = _drawn_ms(canvas, onto)
            canvas.set_bright(np.arange(0, count, 20))
            lit = _drawn_ms(canvas, onto)
            began = time.perf_counter()
            for number in range(FRAMES):
                nearest_row(places, canvas.view, number, number, 12)
            pointing = (time.perf_counter() - began) / FRAMES * 1e3
            median = float(np.median(plain))
            print(
                f"{width}×{height:<9}{count:>9,}{median:>11.1f}{max(plain):>10.1f}{1e3 / median:>10.0f}"
                f"{float(np.median(lit)):>11.1f}{pointing:>13.2f}",
                flush=True,
            )


def _drawn_ms(canvas: object, onto: object) -> list[float]:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QImage

    from vectorbeats_desktop.ui.map.canvas import MapCanvas

    assert isinstance(canvas, MapCanvas)
    assert isinstance(onto, QImage)
    canvas.fit()
    canvas.render(onto, QPoint())
    taken = []
    for _ in range(FRAMES):
        began = time.perf_counter()
        canvas.zoom(1.01)
        canvas.render(onto, QPoint())
        taken.append((time.perf_counter() - began) * 1e3)
    return taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="*", default=list(SIZES))
    parser.add_argument("--no-layout", action="store_true", help="measure drawing only")
    parser.add_argument("--pacmap", action="store_true", help="measure PaCMAP beside it")
    given = parser.parse_args()
    if not given.no_layout:
        layouts(given.sizes, {"ours": by_umap} | ({"PaCMAP": by_pacmap} if given.pacmap else {}))
    frames()


if __name__ == "__main__":
    main()
