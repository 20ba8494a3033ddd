"""The measure of memory sees what is taken and given back, also after more had been taken before."""

from __future__ import annotations

import pytest

from tests import peak_memory

pytestmark = pytest.mark.skipif(not peak_memory.CAN_BE_MEASURED, reason=peak_memory.WHY_NOT)


def test_what_was_taken_before_hides_nothing() -> None:
    assert len(bytes(200_000_000)) + len(bytearray(b"x") * 200_000_000)
    with peak_memory.growth() as measured:
        taken = len(bytearray(b"x") * 100_000_000)
    assert taken / 2**20 - 5 < measured.mb < taken / 2**20 + 20


def test_little_is_little() -> None:
    with peak_memory.growth() as measured:
        assert len(bytearray(b"x") * 1_000_000)
    assert measured.mb < 10
