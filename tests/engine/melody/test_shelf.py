"""The buffer in which the matcher holds melodies."""

from __future__ import annotations

from vectorbeats_desktop.engine.melody.shelf import Melodies, Shelf

Wanted = dict[str, int]


def put(shelf: Shelf, wanted: Wanted) -> None:
    for name, length in wanted.items():
        shelf.add(name, length)[:] = ord(name)


def holds(melodies: Melodies, wanted: Wanted) -> bool:
    lengths = dict(zip(melodies.track_ids, (melodies.ends - melodies.starts).tolist(), strict=True))
    right = [
        (melodies.packed[start:end] == ord(name)).all()
        for name, start, end in zip(melodies.track_ids, melodies.starts, melodies.ends, strict=True)
    ]
    return lengths == wanted and all(right)


def test_tracks_come_and_go_and_the_others_stay_as_they_are() -> None:
    shelf = Shelf()
    put(shelf, {"a": 10, "b": 0, "c": 30})
    assert holds(shelf.melodies(), {"a": 10, "b": 0, "c": 30})
    shelf.drop({"a", "unknown"})
    put(shelf, {"a": 7})
    assert holds(shelf.melodies(), {"b": 0, "c": 30, "a": 7})
    shelf.keep({"a"})
    assert holds(shelf.melodies(), {"a": 7})
    assert len(shelf.melodies().packed) == 7, "the gaps were closed"


def test_what_was_reserved_is_not_copied_again() -> None:
    shelf = Shelf()
    shelf.reserve(40)
    buffer = shelf.melodies().packed
    put(shelf, {"a": 10, "b": 30})
    assert shelf.melodies().packed is buffer
    put(shelf, {"c": 1})
    assert shelf.melodies().packed is not buffer
    assert holds(shelf.melodies(), {"a": 10, "b": 30, "c": 1})


def test_melodies_may_be_none() -> None:
    assert len(Melodies.of(())) == 0
