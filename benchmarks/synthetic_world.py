"""What the bridge finds in a world where the truth is known: python benchmarks/synthetic_world.py [--seeds 3]

Two towers with nothing in common but what they mean embed phrases, pictures and tracks (see
tests/engine/encoders/bridge/synthetic.py). Prints, as means over worlds:

    recall@10      the share of a picture's ten truly nearest tracks among the first ten found
    of oracle      that recall against the recall of the map by which the towers were really made
    mood@10        the share of the first ten in the picture's quadrant of valence and energy
    hubs           how many of the first ten places hubs take; they are 3 % of the tracks

The shuffled bank and the identity map are controls: they must fall to chance.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

from tests.engine.encoders.bridge.rankings import Rankings
from tests.engine.encoders.bridge.synthetic import World, best, mood_precision, recall
from vectorbeats_desktop.engine.encoders.bridge.bank import PAIRS, Bank, build_bank
from vectorbeats_desktop.engine.encoders.bridge.rows import mean_of
from vectorbeats_desktop.engine.encoders.concepts import load_concepts

COUNTS = (500, 2_000, 6_000, 20_000)
KNOWN_PICTURES = (4, 16, 64)
Floats = NDArray[np.float32]
Row = tuple[str, Floats]
Figures = tuple[float, float, float]


def rows(world: World, banks: Callable[[int], Bank]) -> Iterator[Row]:
    """Every ranking of a world, by name."""
    whole = Rankings(world, banks(PAIRS))
    linear = whole.mapped(whole.bridge)
    yield "both towers' meaning, read (out of reach)", whole.read_minds()
    yield "the true map (the oracle)", whole.true_map()
    yield "linear map", linear
    yield "concepts", whole.concepts()
    yield "valence and energy", whole.affect()
    yield "all three", whole.fused(linear)
    yield "control: shuffled bank", whole.mapped(whole.shuffled())
    yield "control: identity map", whole.identity()
    yield "control: any order", np.random.default_rng(1).random(linear.shape, np.float32)
    yield "no centring", whole.uncentred()
    yield "no hubness correction", whole.mapped(whole.bridge, "")
    yield "CSLS, not query-bank normalisation", whole.mapped(whole.bridge, "csls")
    yield "no noise on the phrases", whole.mapped(whole.fitted(whole.bank, noise=0.0))
    for known in KNOWN_PICTURES:
        yield (
            f"centred by {known} pictures",
            whole.mapped(replace(whole.bridge, centre=mean_of(world.seen_before[:known]))),
        )
    for name, same in (("only the pairs that say the same", True), ("only the pairs that say different things", False)):
        part = Rankings(world, Bank.of(pair for pair in whole.bank.pairs if pair.same is same))
        yield name, part.mapped(part.bridge)
    for count in COUNTS:
        some = Rankings(world, banks(count))
        yield f"{count:,} pairs", some.mapped(some.bridge)


def figures(world: World, scores: Floats) -> Figures:
    return recall(scores, world.right()), mood_precision(scores, world), float(world.tracks.hubs[best(scores)].mean())


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the bridge in a synthetic world.")
    parser.add_argument("--seeds", type=int, default=3, help="worlds")
    parser.add_argument("--first", type=int, default=7, help="seed of the first; constants were chosen on 1 to 6")
    parser.add_argument("--noise", type=float, default=0.6, help="of wording and execution, against meaning")
    arguments = parser.parse_args()
    made: dict[int, Bank] = {}
    found: dict[str, list[Figures]] = {}
    started = time.process_time()
    for seed in range(arguments.first, arguments.first + arguments.seeds):
        world = World(seed=seed, noise=arguments.noise)
        for name, scores in rows(world, lambda count: made.get(count) or made.setdefault(count, _bank(count))):
            found.setdefault(name, []).append(figures(world, scores))
    oracle = fmean(recalled for recalled, _, _ in found["the true map (the oracle)"])
    print("| | recall@10 | of oracle | mood@10 | hubs |\n|---|---|---|---|---|")
    for name, measured in found.items():
        recalled, mood, hubs = (fmean(column) for column in zip(*measured, strict=True))
        print(f"| {name} | {recalled:.3f} | {recalled / oracle:.2f} | {mood:.2f} | {hubs:.2f} |")
    print(f"{arguments.seeds} worlds, {time.process_time() - started:.0f} s of processor time")


def _bank(count: int) -> Bank:
    return build_bank(load_concepts(), count=count)


if __name__ == "__main__":
    main()
