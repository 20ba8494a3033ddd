"""Write the melody network as ONNX, and see that it says the same there.

python training/melody/export.py WEIGHTS.pt resources/models/melody.onnx

Its convolution over an octave, channel by channel, becomes a product with matrices of a band each, which ONNX Runtime
does in a third of the time (`octave_as_matrices`).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from network import CHANNELS, MelodyNetwork
from onnx import ModelProto, helper, numpy_helper

from vectorbeats_desktop.engine.melody.network import PITCHES
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
    model = onnx.load(args.model)
    octave_as_matrices(model)
    onnx.save(model, args.model)
    session = onnxruntime.InferenceSession(str(args.model), providers=["CPUExecutionProvider"])
    for length in LENGTHS:
        levels = torch.rand(1, length, BINS)
        with torch.no_grad():
            expected = network(levels).numpy()
        apart = np.abs(expected - session.run(None, {"levels": levels.numpy()})[0]).max()
        print(f"{length} frames: {apart:.1e} apart")
        if apart > TOLERANCE:
            raise SystemExit("The exported network says something else.")


def octave_as_matrices(model: ModelProto) -> None:
    """Put a product with a matrix for each channel in the place of the convolution `oct`.

    The matrices, (1, channels, PITCHES, PITCHES), are what that convolution makes of the identity. ONNX Runtime works
    them out once, as it opens the network, so that they take no room in its file.
    """
    graph = model.graph
    place, node = next((i, node) for i, node in enumerate(graph.node) if "oct.weight" in node.input)
    source, weights, bias = node.input
    tensor = next(tensor for tensor in graph.initializer if tensor.name == bias)
    channels = tensor.dims[0]
    shapes = {"oct.square": [PITCHES, PITCHES], "oct.stack": [1, channels, 1, 1]}
    graph.initializer.extend(numpy_helper.from_array(np.array(shape), name) for name, shape in shapes.items())
    tensor.dims[:] = [1, channels, 1, 1]
    product = [
        helper.make_node("ConstantOfShape", ["oct.square"], ["oct.zeros"]),
        helper.make_node("EyeLike", ["oct.zeros"], ["oct.eye"]),
        helper.make_node("Expand", ["oct.eye", "oct.stack"], ["oct.eyes"]),
        helper.make_node("Conv", ["oct.eyes", weights], ["oct.bands"]),
        helper.make_node("MatMul", [source, "oct.bands"], ["oct.sums"]),
        helper.make_node("Add", ["oct.sums", bias], [node.output[0]]),
    ]
    product[3].attribute.extend(node.attribute)
    graph.node.remove(node)
    for number, made in enumerate(product):
        graph.node.insert(place + number, made)
    onnx.checker.check_model(model)


if __name__ == "__main__":
    main()
