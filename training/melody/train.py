"""Train the melody network on rendered arrangements.

python training/melody/train.py RENDERS WEIGHTS.pt --minutes 30 [--start WEIGHTS.pt]
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - its usual name
from network import CHANNELS, MelodyNetwork
from numpy.typing import NDArray
from torch import nn

from vectorbeats_desktop.engine.melody.network import BINS_PER_SEMITONE, LOWEST_MIDI, PITCHES
from vectorbeats_desktop.engine.melody.spectrum import BINS, log_spectrum

Floats = NDArray[np.float32]
Piece = tuple[NDArray[np.uint8], Floats, str]
"""Levels times 255, (frames, BINS); MIDI numbers or NaN, (frames,); what leads."""

CROP, BATCH = 160, 16  # frames; crops in a step
RATE, WARM_UP, DECAY = 3e-3, 50, 1e-3
OCTAVE = 12 * BINS_PER_SEMITONE
SPREAD = ((0, 0.6), (-1, 0.2), (1, 0.2))  # bins beside the right one are not quite wrong


def targets(labels: Floats) -> Floats:
    """MIDI numbers or NaN, (n,), as distributions (n, PITCHES + 1); pitches out of range are folded by octaves."""
    bins = (labels - LOWEST_MIDI) * BINS_PER_SEMITONE
    sung = np.isfinite(bins)
    wanted = np.zeros((len(labels), PITCHES + 1), np.float32)
    wanted[~sung, PITCHES] = 1
    at = bins[sung]
    at = np.where(at > PITCHES - 1, at - OCTAVE * np.ceil((at - PITCHES + 1) / OCTAVE), at)
    at = np.where(at < 0, at + OCTAVE * np.ceil(-at / OCTAVE), at)
    centre = np.round(at).astype(int)
    for beside, share in SPREAD:
        np.add.at(wanted, (np.flatnonzero(sung), np.clip(centre + beside, 0, PITCHES - 1)), share)
    return wanted


def crop(piece: Piece, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Eight seconds in another key, through another equaliser, with noise: levels and targets."""
    levels, labels, _ = piece
    start = 2 * int(rng.integers(0, (len(levels) - CROP) // 2))
    seen = levels[start : start + CROP].astype(np.float32) / 255
    wanted = labels[start : start + CROP : 2].copy()
    shift = int(rng.integers(-12, 13))  # bins
    if shift:
        seen = np.roll(seen, shift, 1)
        (seen[:, :shift] if shift > 0 else seen[:, shift:])[:] = 0
        wanted += shift / BINS_PER_SEMITONE
    equaliser = np.interp(np.linspace(0, 5, BINS), np.arange(6), rng.normal(0, 0.05, 6))
    seen = (seen + equaliser) * rng.uniform(0.85, 1.1) + rng.normal(0, 0.02, seen.shape)
    seen = np.clip(seen, 0, None)
    if rng.random() < 0.3:
        seen = np.maximum(seen, rng.uniform(0.1, 0.35))  # a noise floor
    return seen.astype(np.float32), targets(wanted)


def read(renders: Path, held_out: int) -> tuple[list[Piece], list[Piece]]:
    """Pieces to train on, and those of the last `held_out` songs."""
    files = sorted(renders.glob("*.npz"))
    songs = sorted({path.stem.split("-")[0] for path in files})
    train: list[Piece] = []
    validation: list[Piece] = []
    for path in files:
        with np.load(path) as kept:
            samples, labels, leads = kept["samples"].astype(np.float32) / 32_768, kept["labels"], str(kept["leads"])
        levels = (log_spectrum(samples) * 255).astype(np.uint8)
        count = min(len(levels), 2 * (len(labels) // 2))
        piece = (levels[:count], labels[:count], leads)
        (validation if path.stem.split("-")[0] in songs[len(songs) - held_out :] else train).append(piece)
    return train, validation


def accuracy(network: MelodyNetwork, pieces: list[Piece]) -> dict[str, float]:
    """Share of the moments with a melody in which its pitch class is named, by what leads."""
    right: dict[str, list[float]] = {}
    network.eval()
    with torch.no_grad():
        for levels, labels, leads in pieces:
            scores = network(torch.from_numpy(levels.astype(np.float32) / 255)[None])[0].numpy()
            wanted = labels[::2]
            sung = np.isfinite(wanted)
            named = scores[:, :PITCHES].argmax(1) / BINS_PER_SEMITONE + LOWEST_MIDI
            beside = np.abs((named - wanted + 6) % 12 - 6)
            right.setdefault(leads, []).append(float(np.mean(beside[sung] < 0.6)))
    return {leads: float(np.mean(shares)) for leads, shares in right.items()}


def train(network: MelodyNetwork, pieces: list[Piece], minutes: float) -> None:
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    rng, start, step, running = np.random.default_rng(0), time.monotonic(), 0, float("nan")
    while (done := (time.monotonic() - start) / 60 / minutes) < 1:
        rate = RATE * min(1, (step + 1) / WARM_UP) * max(0.02, 0.5 * (1 + float(np.cos(np.pi * done))))
        for group in optimiser.param_groups:
            group["lr"] = rate
        crops = [crop(pieces[int(rng.integers(len(pieces)))], rng) for _ in range(BATCH)]
        levels, wanted = (torch.from_numpy(np.stack(side)) for side in zip(*crops, strict=True))
        loss = -(wanted * F.log_softmax(network(levels), -1)).sum(-1).mean()
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        step += 1
        running = float(loss) if step == 1 else 0.98 * running + 0.02 * float(loss)
        if step % 100 == 0:
            print(f"{step} steps, {done:.0%}: loss {running:.3f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("renders", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--start", type=Path, help="weights to go on from")
    parser.add_argument("--held-out", type=int, default=6, help="songs that only measure")
    args = parser.parse_args()
    network = MelodyNetwork(CHANNELS)
    if args.start:
        network.load_state_dict(torch.load(args.start, weights_only=True))
    pieces, validation = read(args.renders, args.held_out)
    print(f"{len(pieces)} pieces to train on, {len(validation)} to measure on")
    train(network, pieces, args.minutes)
    print(accuracy(network, validation))
    torch.save(network.state_dict(), args.weights)


if __name__ == "__main__":
    main()
