from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from vectorbeats_desktop.engine.encoders.bridge.bridge import Bridge, BridgeUnfit, Diagnostics, Origin

ORIGIN = Origin("clip 08f7", "clap ada0", "5a1f")


def some_bridge(origin: Origin = ORIGIN) -> Bridge:
    random = np.random.default_rng(1)

    def rows(*shape: int) -> np.ndarray:
        return random.normal(size=shape).astype(np.float32)

    told = Diagnostics(8_000, 4, 0.01, 0.3, 0.01)
    return Bridge(origin, rows(12), rows(12, 4), rows(4, 10), ("beach", "calm"), rows(2, 12), rows(2, 10), 0.2, told)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bridge" / "bridge.npz"


def test_what_was_kept_maps_as_before(path: Path) -> None:
    pictures = np.random.default_rng(2).normal(size=(20, 12)).astype(np.float32)
    bridge = some_bridge().seeing(pictures)
    bridge.save(path)
    kept = Bridge.load(path, ORIGIN)
    np.testing.assert_array_equal(kept.to_music(pictures), bridge.to_music(pictures))
    assert (kept.concepts, kept.diagnostics, kept.sees_pictures) == (bridge.concepts, bridge.diagnostics, True)
    assert kept.usual == pytest.approx(bridge.usual)
    assert [file.name for file in path.parent.iterdir()] == ["bridge.npz"]


@pytest.mark.parametrize(
    "origin",
    [replace(ORIGIN, picture_model="other"), replace(ORIGIN, music_model="other"), replace(ORIGIN, grammar="x")],
)
def test_a_bridge_of_other_models_or_phrases_is_refused(path: Path, origin: Origin) -> None:
    some_bridge().save(path)
    with pytest.raises(BridgeUnfit, match="of other models"):
        Bridge.load(path, origin)


def test_no_bridge_and_a_broken_one_are_told_apart(path: Path) -> None:
    with pytest.raises(BridgeUnfit, match="not connected yet"):
        Bridge.load(path, ORIGIN)
    some_bridge().save(path)
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(BridgeUnfit, match="broken"):
        Bridge.load(path, ORIGIN)


@pytest.mark.parametrize(
    "broken",
    [
        {"down": np.zeros((11, 4), np.float32)},
        {"heard": np.zeros((2, 9), np.float32)},
        {"up": np.full((4, 10), np.nan)},
    ],
)
def test_arrays_that_do_not_belong_together_are_broken(path: Path, broken: dict[str, np.ndarray]) -> None:
    replace(some_bridge(), **broken).save(path)  # type: ignore[arg-type]
    with pytest.raises(BridgeUnfit, match="broken"):
        Bridge.load(path, ORIGIN)


def test_a_save_that_fails_leaves_the_old_one_and_no_litter(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    some_bridge().save(path)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "savez", full)
    with pytest.raises(OSError, match="No space left"):
        some_bridge(replace(ORIGIN, grammar="new")).save(path)
    assert Bridge.load(path, ORIGIN).origin == ORIGIN
    assert [file.name for file in path.parent.iterdir()] == ["bridge.npz"]
