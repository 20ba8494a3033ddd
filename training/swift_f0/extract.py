"""Make resources/models/swift_f0.onnx: python training/swift_f0/extract.py

Takes the model that the package swift-f0 brings and leaves out of it what turns samples into spectra, which the program
does by FFT. What is left takes the magnitudes of three short-time spectra and answers as the whole does. No weight is
changed; bins that nothing reads are not computed, and layers are filled up with channels of nothing (`trim`).
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from pathlib import Path

import onnx
import trim
from onnx import GraphProto, ModelProto, NodeProto, TensorProto, helper, numpy_helper

TARGET = Path(__file__).resolve().parents[2] / "resources" / "models" / "swift_f0.onnx"
SIZES = (512, 1024, 2048)
OUTPUTS = ("pitch", "confidence")
LIMITS = ("fmin", "fmax")


def extracted(model: ModelProto) -> ModelProto:
    """The part of the model behind the three magnitudes, which become its inputs."""
    graph = model.graph
    inputs = [value for value in graph.input if value.name in LIMITS]
    named: dict[str, str] = {}
    for node in graph.node:
        if node.op_type == "Sqrt":
            size = _transform_size(node, graph)
            named[node.output[0]] = f"magnitude_{size}"
            inputs.append(
                helper.make_tensor_value_info(f"magnitude_{size}", TensorProto.FLOAT, [1, "frames", size // 2 + 1])
            )
    if sorted(named.values()) != sorted(f"magnitude_{size}" for size in SIZES):
        raise SystemExit(f"this is another model than is known: it has {', '.join(named.values())}")
    nodes = _behind(graph.node, set(named))
    for node in nodes:
        node.input[:] = [named.get(name, name) for name in node.input]
    made = helper.make_model(
        helper.make_graph(nodes, "swift_f0", inputs, list(graph.output), list(graph.initializer)),
        opset_imports=model.opset_import,
        ir_version=model.ir_version,
    )
    trim.leave_out_unread_bins(made)
    trim.fill_up_channels(made)
    used = {name for node in made.graph.node for name in node.input}
    unused = [tensor for tensor in made.graph.initializer if tensor.name not in used]
    for tensor in unused:
        made.graph.initializer.remove(tensor)
    onnx.checker.check_model(made)
    return made


def _transform_size(root: NodeProto, graph: GraphProto) -> int:
    """The size of the transform that a magnitude comes of, told by the filters that it is multiplied with."""
    reader = next(node for node in graph.node if root.output[0] in node.input)
    shape = next(node for node in graph.node if reader.input[1] in node.output).input[1]
    bins = numpy_helper.to_array(next(tensor for tensor in graph.initializer if tensor.name == shape))[0]
    return 2 * (int(bins) - 1)


def _behind(nodes: Sequence[NodeProto], inputs: set[str]) -> list[NodeProto]:
    """The nodes that the outputs need when `inputs` are given, in their order."""
    made_by = {name: node for node in nodes for name in node.output}
    wanted, found = list(OUTPUTS), set()
    while wanted:
        name = wanted.pop()
        if name not in inputs and (node := made_by.get(name)) is not None and id(node) not in found:
            found.add(id(node))
            wanted += node.input
    return [node for node in nodes if id(node) in found]


if __name__ == "__main__":
    source = resources.files("swift_f0") / "model.onnx"
    onnx.save(extracted(onnx.load_model_from_string(source.read_bytes())), TARGET)
    print(f"{TARGET.stat().st_size:,} bytes")
