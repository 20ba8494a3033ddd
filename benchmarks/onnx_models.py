"""CLIP and CLAP on the processor: PyTorch beside ONNX Runtime, whole and in 8 bits, side by side in one run.

    pip install onnx onnxscript        (only for this; the program needs neither)
    python benchmarks/onnx_models.py [--repeat 5]

The networks have their real sizes and random weights, so the rates are real; the cosines say how much a conversion
changes the vectors of *these* weights.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.encoders import CLAPS, clap, clip
from vectorbeats_desktop.engine.encoders.text_model_child import mend_torchvision

BATCH = 4
OPSET = 18


def exported(network: Any, items: Any, path: Path) -> None:
    """Write the part of a network that sees or hears as an ONNX file."""
    import torch

    class Tower(torch.nn.Module):  # type: ignore[misc]  # torch is not followed
        def __init__(self) -> None:
            super().__init__()
            self.network = network

        def forward(self, given: Any) -> Any:
            if hasattr(self.network, "encode_image"):
                return self.network.encode_image(given)
            made = self.network.get_audio_features(input_features=given)
            return getattr(made, "pooler_output", made)

    with warnings.catch_warnings(), torch.inference_mode():
        warnings.simplefilter("ignore")
        torch.onnx.export(Tower(), (items,), path, opset_version=OPSET, input_names=["given"], dynamo=True)


def runner(path: Path, threads: int) -> Callable[[Any], Any]:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name
    return lambda items: session.run(None, {name: items})[0]


def cosine(one: Any, other: Any) -> float:
    ones, others = np.asarray(one, np.float64), np.asarray(other, np.float64)
    return float(((ones * others).sum(1) / np.linalg.norm(ones, axis=1) / np.linalg.norm(others, axis=1)).min())


def measure(name: str, repeat: int) -> None:
    import torch
    from onnxruntime.quantization import quantize_dynamic

    network = clip(name) if name.startswith("ViT") else clap(*CLAPS[name])
    items = network.made(BATCH)
    items = items + 0.05 * torch.randn(items.shape, generator=torch.Generator().manual_seed(1))
    threads = torch.get_num_threads()
    with tempfile.TemporaryDirectory() as folder:
        whole, small = Path(folder) / "whole.onnx", Path(folder) / "small.onnx"
        exported(network.network, items, whole)
        quantize_dynamic(whole, small)

        def by_torch(given: Any) -> Any:
            with torch.inference_mode():
                made = network.items(given)
                return getattr(made, "pooler_output", made).numpy()

        ways: dict[str, Callable[[], Any]] = {
            "PyTorch": partial(by_torch, items),
            "ONNX Runtime": partial(runner(whole, threads), items.numpy()),
            "ONNX, 8 bits": partial(runner(small, threads), items.numpy()),
        }
        made = {way: call() for way, call in ways.items()}
        times: dict[str, list[float]] = {way: [] for way in ways}
        for _ in range(repeat):  # in turn, so that a busy moment of the machine meets all of them
            for way, call in ways.items():
                began = time.perf_counter()
                call()
                times[way].append((time.perf_counter() - began) / BATCH)
    base = statistics.median(times["PyTorch"])
    for way, took in times.items():
        each = statistics.median(took)
        ratio, alike = base / each, cosine(made["PyTorch"], made[way])
        print(f"{name:<14} {way:<14} {1000 * each:>9.0f} {ratio:>8.2f} {alike:>9.4f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=5)
    given = parser.parse_args()
    mend_torchvision()
    print(f"{'network':<14} {'how':<14} {'ms/item':>9} {'faster':>8} {'cosine':>9}")
    for name in ("ViT-B-32", *CLAPS):
        measure(name, given.repeat)


if __name__ == "__main__":
    main()
