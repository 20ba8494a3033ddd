"""Write the melody network as ONNX, and see that it says the same there.

python training/melody/export.py WEIGHTS.pt resources/models/melody.onnx
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from network import CHANNELS, MelodyNetwork

from vectorbeats_desktop.engine.melody.spectrum import BINS

OPSET = 17
LENGTHS = (400, 333, 2_080)
TOLERANCE = 1e-3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("model", type=Path)
    args = parser.parse_args()
    network = MelodyNetwork(CHANNELS)
    network.load_state_dict(torch.load(args.weights, weights_only=True))
    network.eval()
    torch.onnx.export(
        network,
        (torch.rand(1, LENGTHS[0], BINS),),
        str(args.model),
        input_names=["levels"],
        output_names=["scores"],
        dynamic_axes={"levels": {1: "frames"}, "scores": {1: "steps"}},
        opset_version=OPSET,
        dynamo=False,
    )
    session = onnxruntime.InferenceSession(str(args.model), providers=["CPUExecutionProvider"])
    for length in LENGTHS:
        levels = torch.rand(1, length, BINS)
        with torch.no_grad():
            expected = network(levels).numpy()
        apart = np.abs(expected - session.run(None, {"levels": levels.numpy()})[0]).max()
        print(f"{length} frames: {apart:.1e} apart")
        if apart > TOLERANCE:
            raise SystemExit("The exported network says something else.")


if __name__ == "__main__":
    main()
