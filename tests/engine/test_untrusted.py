"""Files and answers that may be anything: read, or refused by one kind of error."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from vectorbeats_desktop.engine.untrusted_arrays import BrokenArrays, read_arrays
from vectorbeats_desktop.engine.untrusted_json import loads


def test_json_is_read_and_what_is_none_is_one_kind_of_error() -> None:
    assert loads(b'{"a": [1]}') == loads('{"a": [1]}') == {"a": [1]}
    for wrong in (b"", b"{", b"\xff", b"[" * 100_000, b'{"a":' * 100_000):
        with pytest.raises(ValueError):  # noqa: PT011 - json's own has no other kind
            loads(wrong)


def test_arrays_are_read_and_anything_else_is_one_kind_of_error(tmp_path: Path) -> None:
    path = tmp_path / "kept.npz"
    np.savez(path, rows=np.arange(4.0), word=np.array("calm"))
    kept = read_arrays(path)
    assert kept["rows"].tolist() == [0, 1, 2, 3]
    assert str(kept["word"]) == "calm"
    whole = path.read_bytes()
    for place in range(0, len(whole), 7):
        path.write_bytes(whole[:place])
        with pytest.raises(BrokenArrays):
            read_arrays(path)
    np.savez(path, objects=np.array([{}], object))
    with pytest.raises(BrokenArrays):
        read_arrays(path)
    with pytest.raises(FileNotFoundError):
        read_arrays(tmp_path / "nothing.npz")


def test_a_file_of_one_array_is_no_archive(tmp_path: Path) -> None:
    np.save(tmp_path / "one.npy", np.zeros(3))
    with pytest.raises(BrokenArrays):
        read_arrays(tmp_path / "one.npy")


def test_a_shape_that_nobody_has_room_for_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "kept.npz"
    np.savez(path, rows=np.zeros(1_000_000, np.uint8))
    content = path.read_bytes()
    path.write_bytes(content.replace(b"(1000000,)", b"(" + b"9" * 8 + b",)"))
    with pytest.raises(BrokenArrays):
        read_arrays(path)
