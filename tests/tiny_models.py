"""Tiny CLIP and CLAP checkpoints with random weights, made on the spot in the very layout of the published ones.

They are made by a process of their own, `python -m tests.tiny_models FOLDER`, which also asks the libraries
themselves what they make of some sentences, pictures and sounds: tests need no torch, and compare with that.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.made_once import made_once
from vectorbeats_desktop.engine.encoders.neural.records import NeuralModel, Role
from vectorbeats_desktop.engine.encoders.neural.trials import PHRASES, trial_items
from vectorbeats_desktop.engine.encoders.text_model_child import mend_torchvision

ROOT = Path(__file__).parents[1]
ITEMS = 4
DIMENSION = 32
REVISION = "0123456789abcdef0123456789abcdef01234567"
SPREAD = 1.2  # of the weights: with the usual .02 whatever is said to a tiny network comes out alike


@dataclass(frozen=True)
class TinyModels:
    """The folder of the checkpoints, and what the libraries themselves make of things, by name."""

    folder: Path
    expected: dict[str, NDArray[np.float32]]

    @property
    def clip(self) -> NeuralModel:
        return NeuralModel(Role.PICTURES, "tiny-clip", REVISION, self.folder / "clip", DIMENSION, "tiny")

    def clap(self, name: str = "clap") -> NeuralModel:
        """`name` is "clap", or one that is of no use: "fused", "alike"."""
        return NeuralModel(Role.SOUNDS, f"tiny-{name}", REVISION[::-1], self.folder / name, DIMENSION)


@pytest.fixture(scope="session")
def tiny_models(tmp_path_factory: pytest.TempPathFactory) -> TinyModels:
    folder = made_once(tmp_path_factory, "models", _make)
    with np.load(folder / "expected.npz") as kept:
        return TinyModels(folder, dict(kept))


def _make(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.tiny_models", str(folder)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def main(folder: Path) -> None:
    os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1")
    clip, clap = tiny_clip(folder / "clip"), tiny_clap(folder / "clap")
    tiny_clap(folder / "fused", fused=True)
    tiny_clap(folder / "alike", alike=True)
    np.savez(folder / "expected.npz", **_by_open_clip(clip), **_by_transformers(clap))


def _by_open_clip(model: NeuralModel) -> dict[str, Any]:
    torch = _torch()
    import open_clip
    from PIL import Image

    network, look = open_clip.create_model_from_pretrained(f"local-dir:{model.folder}")
    network.eval()
    with torch.inference_mode():
        said = network.encode_text(open_clip.get_tokenizer(f"local-dir:{model.folder}")(list(PHRASES)))
        pictures = [
            network.encode_image(look(Image.fromarray(one))[None])[0] for one in trial_items(Role.PICTURES, ITEMS)
        ]
    normal = torch.nn.functional.normalize
    return {"clip said": normal(said, dim=-1).numpy(), "clip items": normal(torch.stack(pictures), dim=-1).numpy()}


def _by_transformers(model: NeuralModel) -> dict[str, Any]:
    torch = _torch()
    from transformers import AutoTokenizer, ClapFeatureExtractor, ClapModel

    network = ClapModel.from_pretrained(model.folder)
    network.eval()
    tokens = AutoTokenizer.from_pretrained(model.folder)(list(PHRASES), padding=True, return_tensors="pt")
    listen = ClapFeatureExtractor.from_pretrained(model.folder)
    with torch.inference_mode():
        said = network.get_text_features(**tokens).pooler_output
        heard = [
            network.get_audio_features(**listen(one, sampling_rate=48_000, return_tensors="pt")).pooler_output[0]
            for one in trial_items(Role.SOUNDS, ITEMS)
        ]
    normal = torch.nn.functional.normalize
    return {"clap said": normal(said, dim=-1).numpy(), "clap items": normal(torch.stack(heard), dim=-1).numpy()}


def _torch() -> Any:
    mend_torchvision()
    import torch

    torch.manual_seed(3)
    return torch


def _spread(network: Any) -> None:
    torch = _torch()
    with torch.no_grad():
        for parameter in network.parameters():
            if parameter.ndim > 1:
                parameter.normal_(0, SPREAD)


def tiny_clip(folder: Path, dimension: int = DIMENSION) -> NeuralModel:
    """A CLIP as open_clip publishes it: open_clip_config.json and open_clip_model.safetensors."""
    _torch()
    from open_clip.model import CLIP
    from safetensors.torch import save_file

    folder.mkdir(parents=True)
    config = {
        "embed_dim": dimension,
        "vision_cfg": {"image_size": 32, "layers": 2, "width": 32, "head_width": 16, "patch_size": 16},
        "text_cfg": {"context_length": 77, "vocab_size": 49_408, "width": 32, "heads": 2, "layers": 2},
    }
    looks = {"mean": [0.48, 0.46, 0.41], "std": [0.27, 0.26, 0.28], "interpolation": "bicubic"}
    (folder / "open_clip_config.json").write_text(json.dumps({"model_cfg": config, "preprocess_cfg": looks}))
    network = CLIP(**config)
    _spread(network)
    weights = {name: value.contiguous() for name, value in network.state_dict().items()}
    save_file(weights, folder / "open_clip_model.safetensors")
    return NeuralModel(Role.PICTURES, "tiny-clip", REVISION, folder, dimension, "tiny")


def tiny_clap(folder: Path, dimension: int = DIMENSION, *, fused: bool = False, alike: bool = False) -> NeuralModel:
    """A CLAP as transformers saves it; `fused` or `alike` (all sentences the same) make one that is of no use."""
    torch = _torch()
    from transformers import ClapConfig, ClapFeatureExtractor, ClapModel

    folder.mkdir(parents=True)
    _byte_tokenizer().save_pretrained(folder)
    config = ClapConfig(
        text_config={
            "vocab_size": 300, "hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2,
            "intermediate_size": 64, "max_position_embeddings": 100, "projection_dim": dimension,
        },
        audio_config={
            "hidden_size": 32, "depths": [1, 1], "num_attention_heads": [2, 2], "patch_embeds_hidden_size": 16,
            "window_size": 8, "spec_size": 256, "num_mel_bins": 64, "projection_dim": dimension,
            "enable_fusion": fused, "num_classes": 4,
        },
        projection_dim=dimension,
    )  # fmt: skip
    network = ClapModel(config)
    _spread(network)
    if alike:
        with torch.no_grad():
            network.text_projection.linear2.weight.zero_()
            network.text_projection.linear2.bias.fill_(1.0)
    network.save_pretrained(folder)
    ClapFeatureExtractor(max_length_s=10, sampling_rate=48_000, truncation="rand_trunc").save_pretrained(folder)
    return NeuralModel(Role.SOUNDS, "tiny-clap", REVISION[::-1], folder, dimension)


def _byte_tokenizer() -> Any:
    """RoBERTa's tokenizer with no merges: a token for each byte."""
    from tokenizers import ByteLevelBPETokenizer
    from tokenizers.pre_tokenizers import ByteLevel
    from transformers import RobertaTokenizerFast

    special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    vocabulary = {token: number for number, token in enumerate([*special, *sorted(ByteLevel.alphabet())])}
    tokens = ByteLevelBPETokenizer(vocab=vocabulary, merges=[])
    return RobertaTokenizerFast(tokenizer_object=tokens._tokenizer, model_max_length=77)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
