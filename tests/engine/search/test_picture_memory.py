from __future__ import annotations

from pathlib import Path

from PIL import Image

from vectorbeats_desktop.engine.encoders.concepts import load_concepts
from vectorbeats_desktop.engine.encoders.picture import PictureEncoder
from vectorbeats_desktop.engine.search.picture_memory import PREFIX, PictureMemory
from vectorbeats_desktop.engine.store.client import VectorStore
from vectorbeats_desktop.engine.store.schema import IMAGES, point_id, spaces


def test_a_dropped_picture_is_kept_once_and_without_its_place(tmp_path: Path) -> None:
    space = load_concepts()
    first, second = tmp_path / "secret-folder-sunset.png", tmp_path / "copy.png"
    Image.new("RGB", (64, 64), "#ff8c42").save(first)
    second.write_bytes(first.read_bytes())
    encoder = PictureEncoder(space)
    store = VectorStore(tmp_path / "store", spaces(space.space_id))
    try:
        memory = PictureMemory(store, space)
        image_id = memory.remember(first, encoder.read(first))
        assert memory.remember(second, encoder.read(second)) == image_id
        assert image_id.startswith(PREFIX)
        assert store.ids(IMAGES) == {point_id(image_id)}
        payload = store.payloads(IMAGES, [point_id(image_id)])[point_id(image_id)]
    finally:
        store.close()
    assert payload["image_id"] == image_id
    assert payload["colors"]
    assert payload["objects"] == []
    assert "secret" not in str(payload)
