"""The matcher's inner loop, told to the compiler as vector instructions: one column of dynamic time warping.

A lane is a track: LANES tracks go side by side, in whole numbers of sixteen bits that stop at FAR when they are
added (which the compiler has instructions for, and cannot be asked for otherwise). Written as a loop over lanes, it
guards every step against arrays that overlap, and keeps nothing in registers from one step to the next.
"""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba.core import cgutils as untyped
from numba.core import types
from numba.extending import intrinsic

cgutils: Any = untyped

LANES = 16
FAR = 65_535

_WORD, _LONG = ir.IntType(16), ir.IntType(64)
_VECTOR, _WIDE = ir.VectorType(_WORD, LANES), ir.VectorType(ir.IntType(32), LANES)
_FAR = ir.Constant(_VECTOR, [FAR] * LANES)


def _typed(
    typing: Any, costs: Any, places: Any, weights: Any, price: Any, one_back: Any, two_back: Any, best: Any
) -> Any:
    return types.void(costs, places, weights, price, one_back, two_back, best), _column


def _column(context: Any, builder: Any, signature: Any, values: Any) -> Any:
    named = zip(signature.args, values, strict=True)
    costs, places, weights, price, one_back, two_back, best = (
        context.make_array(kind)(context, builder, value) if isinstance(kind, types.Array) else value
        for kind, value in named
    )
    classes = signature.args[1].ndim
    count = cgutils.unpack_tuple(builder, places.shape)[0]
    price = _all(builder, price)
    first, one = ir.Constant(_LONG, 0), ir.Constant(_LONG, 1)
    begun = _weighed(builder, costs.data, places.data, weights.data, first, classes)
    # What a step of the hum needs of those before: of this row of the track, and of the one and the two before.
    cell, end, both_before = (_variable(builder, value) for value in (begun, begun, _FAR))
    before = _variable(builder, _load(builder, _row(builder, one_back.data, first)))
    leap_before = _variable(builder, _replaced(builder, _row(builder, two_back.data, first), begun))
    with cgutils.for_range(builder, builder.sub(count, one), intp=_LONG) as loop:
        step = builder.add(loop.index, one)
        cost = _weighed(builder, costs.data, places.data, weights.data, step, classes)
        both = _sum(builder, builder.load(both_before), builder.load(cell))
        dear = _sum(builder, _least(builder, builder.load(leap_before), both), price)
        way = _sum(builder, _least(builder, dear, builder.load(before)), cost)
        builder.store(builder.load(before), both_before)
        builder.store(cost, cell)
        builder.store(way, end)
        builder.store(_load(builder, _row(builder, one_back.data, step)), before)
        builder.store(_replaced(builder, _row(builder, two_back.data, step), way), leap_before)
    beyond = _load(builder, _row(builder, costs.data, ir.Constant(_LONG, 12)))
    least = _row(builder, best.data, first)
    ended = _sum(builder, builder.load(end), beyond)
    builder.store(_least(builder, _load(builder, least), ended), least, align=2)
    return context.get_dummy_value()


def _weighed(builder: Any, costs: Any, places: Any, weights: Any, step: Any, classes: int) -> Any:
    """The sum of a step's pitch classes, each its cost times its weight, of which the upper half is taken."""
    total = None
    for number in range(classes):
        at = builder.add(builder.mul(step, ir.Constant(_LONG, classes)), ir.Constant(_LONG, number))
        cost = _load(builder, _row(builder, costs, builder.load(builder.gep(places, [at]))))
        weight = _all(builder, builder.load(builder.gep(weights, [at])))
        product = builder.mul(builder.zext(cost, _WIDE), builder.zext(weight, _WIDE))
        upper = builder.trunc(builder.lshr(product, ir.Constant(_WIDE, [16] * LANES)), _VECTOR)
        total = upper if total is None else builder.add(total, upper)
    return total


def _all(builder: Any, value: Any) -> Any:
    """A vector of one value."""
    nothing = ir.Constant(_VECTOR, ir.Undefined)
    one = builder.insert_element(nothing, value, ir.Constant(ir.IntType(32), 0))
    return builder.shuffle_vector(one, nothing, ir.Constant(_WIDE, [0] * LANES))


def _variable(builder: Any, first: Any) -> Any:
    place = cgutils.alloca_once(builder, _VECTOR)
    builder.store(first, place)
    return place


def _row(builder: Any, data: Any, number: Any) -> Any:
    at = builder.gep(data, [builder.mul(number, ir.Constant(_LONG, LANES))])
    return builder.bitcast(at, _VECTOR.as_pointer())


def _load(builder: Any, place: Any) -> Any:
    return builder.load(place, align=2)


def _replaced(builder: Any, place: Any, value: Any) -> Any:
    """What was there: the column is written where the one two back is read, which nobody will ask for any more."""
    before = _load(builder, place)
    builder.store(value, place, align=2)
    return before


def _sum(builder: Any, one: Any, other: Any) -> Any:
    return _called(builder, "uadd.sat", one, other)


def _least(builder: Any, one: Any, other: Any) -> Any:
    return _called(builder, "umin", one, other)


def _called(builder: Any, name: str, one: Any, other: Any) -> Any:
    kind = ir.FunctionType(_VECTOR, [_VECTOR, _VECTOR])
    function = cgutils.get_or_insert_function(builder.module, kind, f"llvm.{name}.v{LANES}i16")
    return builder.call(function, [one, other])


column: Any = intrinsic(_typed)
"""column(costs, places, weights, price, one_back, two_back, best): one step of LANES tracks, in one key.

costs (13 * LANES,) uint16 are what each pitch class costs at this step of each track, and FAR for a track that has
ended, else 0. places (n,) or (n, 2) int64 tell which of the thirteen rows each step of the hum asks for, or which two,
and weights, uint16, how much of 65,536 of each counts. one_back and two_back, (n * LANES,) uint16, are the columns
before; two_back becomes this one. best (LANES,) uint16 is lowered to what a path costs that ends here.
"""
