"""The vector instruction that the matcher's loops are built around, told to the compiler as such.

The cost of a step of the hum, in all keys, is a weight times LANES neighbours of a row. Written as a loop, the
compiler guards every sixteen products against arrays that overlap, and that took three quarters of a match.
"""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba.core import types
from numba.extending import intrinsic

LANES = 16  # twelve keys, and four that fill the vector


def _typed_put(typing: Any, cells: Any, at: Any, row: Any, first: Any, weight: Any) -> Any:
    return types.void(cells, at, row, first, weight), _put


def _typed_add(typing: Any, cells: Any, at: Any, row: Any, first: Any, weight: Any) -> Any:
    return types.void(cells, at, row, first, weight), _add


def _put(context: Any, builder: Any, signature: Any, values: Any) -> Any:
    target, product = _target(context, builder, signature, values), _product(context, builder, signature, values)
    builder.store(product, target, align=1)
    return context.get_dummy_value()


def _add(context: Any, builder: Any, signature: Any, values: Any) -> Any:
    target, product = _target(context, builder, signature, values), _product(context, builder, signature, values)
    before = builder.load(target, align=1)
    whole = isinstance(before.type.element, ir.IntType)
    builder.store(builder.add(before, product) if whole else builder.fadd(before, product), target, align=1)
    return context.get_dummy_value()


def _target(context: Any, builder: Any, signature: Any, values: Any) -> Any:
    return _neighbours(context, builder, signature.args[0], values[0], values[1])


def _product(context: Any, builder: Any, signature: Any, values: Any) -> Any:
    weight = values[4]
    vector = ir.VectorType(weight.type, LANES)
    nothing = ir.Constant(vector, ir.Undefined)
    one = builder.insert_element(nothing, weight, ir.Constant(ir.IntType(32), 0))
    all_of_it = ir.Constant(ir.VectorType(ir.IntType(32), LANES), [0] * LANES)
    weights = builder.shuffle_vector(one, nothing, all_of_it)
    row = builder.load(_neighbours(context, builder, signature.args[2], values[2], values[3]), align=1)
    return builder.mul(weights, row) if isinstance(weight.type, ir.IntType) else builder.fmul(weights, row)


def _neighbours(context: Any, builder: Any, kind: Any, array: Any, first: Any) -> Any:
    """A pointer to LANES values of an array, wherever they begin."""
    data = context.make_array(kind)(context, builder, array).data
    vector = ir.VectorType(context.get_value_type(kind.dtype), LANES)
    return builder.bitcast(builder.gep(data, [first]), vector.as_pointer())


put_weighed: Any = intrinsic(_typed_put)
"""cells[at : at + LANES] = weight * row[first : first + LANES]; arrays and weight of one type, places int64."""

add_weighed: Any = intrinsic(_typed_add)
"""cells[at : at + LANES] += weight * row[first : first + LANES]."""
