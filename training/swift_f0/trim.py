"""Makes the extracted network quicker, and answer the same: what is computed for nothing is left out of it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from onnx import AttributeProto, ModelProto, NodeProto, helper, numpy_helper

CHANNELS, FILLED = 12, 16  # ONNX Runtime computes eight or sixteen at once
BINS, BINS_AXIS = 128, 2
UPPER_PAD = 2  # of the four, two at the beginning and two at the end, that of the bins' end
_Arrays = dict[str, NDArray[np.generic]]


def leave_out_unread_bins(model: ModelProto) -> None:
    """Let each convolution make only those bins that are read of what it makes.

    The answer is read off the first bins of the last layer, by a `Slice`. Each layer below needs as many more as the
    filter above it reaches; what lies higher is not computed, and not padded. Where the two layers of a sum differ, the
    longer one is cut.
    """
    graph, kept = model.graph, _arrays(model)
    end = next(node for node in graph.node if node.op_type == "Slice")
    last = list(graph.node).index(end)
    read = {end.input[0]: int(kept[end.input[2]][0])}
    for node in reversed(list(graph.node)[:last]):
        bins = read.get(node.output[0], 0)
        if bins and node.op_type == "Conv":
            wanted = min(BINS, bins + _reach(node, kept) - _pads(node)[0])
            read[node.input[0]] = max(read.get(node.input[0], 0), wanted)
        elif bins and node.op_type in ("Relu", "Add"):
            read |= {name: max(read.get(name, 0), bins) for name in node.input}
    for node in list(graph.node)[:last]:
        bins = read.get(node.output[0], 0)
        if bins and node.op_type == "Conv":
            pads = _pads(node)
            pads[UPPER_PAD] = bins + _reach(node, kept) - pads[0] - read[node.input[0]]
            _attribute(node, "pads").ints[:] = pads
        elif bins and node.op_type == "Add":
            node.input[:] = [_cut(model, node, name, bins) if read[name] > bins else name for name in node.input]
    for reader in graph.node:
        reader.input[:] = [end.input[0] if name == end.output[0] else name for name in reader.input]
    graph.node.remove(end)


def fill_up_channels(model: ModelProto) -> None:
    """Add channels of nothing to the layers of twelve: what fits into registers is not laid out anew for each layer."""
    kept = _arrays(model)
    for node in model.graph.node:
        if node.op_type != "Conv" or (weights := kept[node.input[1]]).ndim != BINS_AXIS + 2:
            continue
        more = [(0, FILLED - CHANNELS if size == CHANNELS else 0) for size in weights.shape[:2]]
        _replace(model, node.input[1], np.pad(weights, (*more, (0, 0), (0, 0))))
        _replace(model, node.input[2], np.pad(kept[node.input[2]], more[:1]))


def _cut(model: ModelProto, reader: NodeProto, name: str, bins: int) -> str:
    """The first bins of a layer, under a name of their own."""
    short = f"{name}.first_{bins}"
    if any(short in node.output for node in model.graph.node):
        return short
    numbers = {"start": 0, "end": bins, "axis": BINS_AXIS}
    for part, number in numbers.items():
        model.graph.initializer.append(numpy_helper.from_array(np.array([number]), f"{short}.{part}"))
    place = list(model.graph.node).index(reader)
    made = helper.make_node("Slice", [name, *(f"{short}.{part}" for part in numbers)], [short])
    model.graph.node.insert(place, made)
    return short


def _reach(node: NodeProto, kept: _Arrays) -> int:
    """How many bins more than it makes a convolution reads, padding included."""
    dilations = next((each.ints for each in node.attribute if each.name == "dilations"), [1])
    return int((kept[node.input[1]].shape[BINS_AXIS] - 1) * dilations[0])


def _pads(node: NodeProto) -> list[int]:
    return list(_attribute(node, "pads").ints)


def _attribute(node: NodeProto, name: str) -> AttributeProto:
    return next(each for each in node.attribute if each.name == name)


def _arrays(model: ModelProto) -> _Arrays:
    return {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}


def _replace(model: ModelProto, name: str, array: NDArray[np.generic]) -> None:
    tensor = next(tensor for tensor in model.graph.initializer if tensor.name == name)
    tensor.CopyFrom(numpy_helper.from_array(np.ascontiguousarray(array), name))
