"""How fast CLIP and CLAP are on this computer, at their real sizes with random weights: nothing is downloaded.

    python benchmarks/encoders.py [--device cpu] [--quick]

A track is three windows of ten seconds. Decoding is not in it (`benchmarks/analysis.py`); the mel spectrogram is.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
WINDOWS = 3
SENTENCE = "slow piano music for a rainy night drive"
CLAPS = {"CLAP, larger": ("base", 128), "CLAP, small": ("tiny", 96)}


@dataclass(frozen=True)
class Network:
    """A network with random weights: what it makes of items and of a sentence, and what makes items for it."""

    items: Callable[[Any], Any]
    words: Callable[[], Any]
    made: Callable[[int], Any]
    network: Any


def clip(name: str) -> Network:
    import open_clip
    import torch
    from PIL import Image

    network, _, look = open_clip.create_model_and_transforms(name)
    tokens = open_clip.get_tokenizer(name)([SENTENCE])
    network.eval()
    picture = Image.effect_noise((512, 384), 60).convert("RGB")

    def said() -> Any:
        return network.encode_text(tokens.to(next(network.parameters()).device))

    return Network(network.encode_image, said, lambda count: torch.stack([look(picture)] * count), network)


def clap(size: str, width: int) -> Network:
    import numpy as np
    import torch
    from transformers import ClapConfig, ClapFeatureExtractor, ClapModel

    depths = [2, 2, 12, 2] if size == "base" else [2, 2, 6, 2]
    audio = {
        "patch_embeds_hidden_size": width, "depths": depths, "hidden_size": 8 * width, "enable_fusion": False,
        "num_attention_heads": [4, 8, 16, 32], "projection_dim": 512,
    }  # fmt: skip
    network = ClapModel(ClapConfig(text_config={"projection_dim": 512}, audio_config=audio, projection_dim=512))
    network.eval()
    listen = ClapFeatureExtractor(truncation="rand_trunc")
    window = np.random.default_rng(1).standard_normal(480_000).astype(np.float32) / 10
    tokens = torch.randint(5, 50_000, (1, 12))

    def said() -> Any:
        return network.get_text_features(input_ids=tokens.to(next(network.parameters()).device))

    def made(count: int) -> Any:
        return listen([window] * count, sampling_rate=48_000, return_tensors="pt")["input_features"]

    return Network(lambda items: network.get_audio_features(input_features=items), said, made, network)


def median_s(call: Callable[[], Any], repeat: int, synchronise: Callable[[], None]) -> float:
    times = []
    for _ in range(repeat):
        began = time.perf_counter()
        call()
        synchronise()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def measure(name: str, device: str, quick: bool) -> None:
    from vectorbeats_desktop.engine.encoders.text_model_child import mend_torchvision

    mend_torchvision()
    import torch

    began = time.perf_counter()
    network = clip(name) if name.startswith("ViT") else clap(*CLAPS[name])
    loaded = time.perf_counter() - began
    for precision in (torch.float32, torch.bfloat16 if device == "cpu" else torch.float16):
        network.network.to(device, precision)
        for batch in (1, 8) if device == "cpu" else (1, 8, 32, 128):
            print(row(name, network, device, precision, batch, 2 if quick else 5, loaded), flush=True)


def row(name: str, network: Network, device: str, precision: Any, batch: int, repeat: int, loaded: float) -> str:
    import torch

    cuda = device == "cuda"
    with torch.inference_mode():
        began = time.perf_counter()
        prepared = network.made(batch)
        preparing = (time.perf_counter() - began) / batch
        items = prepared.to(device, precision)
        each = median_s(partial(network.items, items), repeat, _synchronise(cuda)) / batch
        words = median_s(network.words, repeat, _synchronise(cuda))
    per = 1 if name.startswith("ViT") else WINDOWS
    rate = 3600 / (per * (each + preparing))
    told = f"{name:<14} {device:<5} {str(precision)[6:]:<9} {batch:>5} {1000 * each:>9.0f} {1000 * preparing:>9.0f}"
    return f"{told} {rate:>12,.0f} {1000 * words:>9.0f} {loaded:>8.1f} {_memory(cuda):>9.0f}"


def _synchronise(cuda: bool) -> Callable[[], None]:
    import torch

    return torch.cuda.synchronize if cuda else lambda: None


def _memory(cuda: bool) -> float:
    """Peak MB: of the card, or of this process."""
    import torch

    if cuda:
        return float(torch.cuda.max_memory_allocated() / 1e6)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--device", default="cpu", choices=("cpu", "cuda", "mps"))
    parser.add_argument("--quick", action="store_true", help="fewer repetitions")
    parser.add_argument("--only", help="one network, in this process")
    given = parser.parse_args()
    if given.only:
        measure(given.only, given.device, given.quick)
        return
    print(
        f"{'network':<14} {'where':<5} {'precision':<9} {'batch':>5} {'ms/item':>9} {'prep. ms':>9} "
        f"{'items/h':>12} {'words ms':>9} {'load s':>8} {'peak MB':>9}"
    )
    print("(an item is a picture, or a track of three windows; ms are for one picture or window)")
    for name in ("ViT-B-32", "ViT-B-32-256", *CLAPS):
        quick = ["--quick"] if given.quick else []
        command = [sys.executable, __file__, "--only", name, "--device", given.device, *quick]
        subprocess.run(command, check=True, cwd=ROOT)


if __name__ == "__main__":
    main()
