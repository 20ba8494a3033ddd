"""A child that was taken over cannot make the program that asks it run anything."""

from __future__ import annotations

import os
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from vectorbeats_desktop.engine import children
from vectorbeats_desktop.engine.analysis.worker import Answer
from vectorbeats_desktop.engine.children import Child, ChildDied, Pipe
from vectorbeats_desktop.engine.errors import UnreadableFile
from vectorbeats_desktop.engine.records import Kind, Query, QueryPart
from vectorbeats_desktop.engine.store.protocol import PackedHits
from vectorbeats_desktop.engine.unpickling import NotData, read


class Calls:
    """A pickle that calls something when it is read."""

    def __init__(self, function: Any, *args: Any) -> None:
        self._reduced = function, args

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        return self._reduced


def test_answers_are_read_as_they_were() -> None:
    answer = Answer(
        value=(np.arange(6, dtype=np.float32).reshape(2, 3), np.float64(0.5), Path("/music"), {"a": {1}, "b": b"x"}),
        error=(UnreadableFile, "It is broken.", ""),
    )
    again = read(pickle.dumps(answer))
    assert again.error == answer.error
    assert again.value[0].tolist() == answer.value[0].tolist()
    assert again.value[1:] == answer.value[1:]
    for record in (Query((QueryPart(Kind.TEXT, "calm"),)), PackedHits(b"", b"", [])):
        assert read(pickle.dumps(record)) == record


@pytest.mark.parametrize(
    "harm",
    [
        Calls(os.system, "touch harmed"),
        Calls(eval, "1 + 1"),
        Calls(getattr, "text", "upper"),
        Calls(Child, "child", os.system),
        Calls(children.tell_loss, "a function of the program's own"),
    ],
)
def test_what_would_be_called_is_refused(harm: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NotData):
        read(pickle.dumps(Answer(value=harm)))
    assert list(tmp_path.iterdir()) == []


def taken_over(pipe: Pipe) -> None:
    pipe.recv()
    pipe.send(Calls(os.system, "touch harmed"))


def test_a_child_that_was_taken_over_is_ended_and_runs_nothing_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    child = Child("taken-over", taken_over)
    with pytest.raises(ChildDied):
        child.request("a file", 60)
    assert not child.alive
    child.close()
    assert list(tmp_path.iterdir()) == []
