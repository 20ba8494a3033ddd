"""CLIP by open_clip and CLAP by transformers: loaded from a folder, without the network and without unpickling."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.encoders.neural.records import NeuralModel, Role
from vectorbeats_desktop.engine.untrusted_json import loads

if TYPE_CHECKING:
    import torch

SOUND_RATE = 48_000  # Hz
PICTURE_CONFIG = "open_clip_config.json"
PICTURE_WEIGHTS = ("open_clip_model.safetensors", "model.safetensors")
SOUND_WEIGHTS = "model.safetensors"

Floats = NDArray[np.float32]


class UnfitModel(ValueError):
    """The files of a model are missing, damaged, or of a kind that is not used."""


class Model(Protocol):
    """A loaded model. `item_mb` is about what one picture or window takes while it is looked at or heard."""

    item_mb: float
    network: Any

    def prepared(self, items: Sequence[NDArray[Any]]) -> torch.Tensor:
        """Pictures or windows as the network takes them, on the processor."""
        ...

    def embedded(self, items: torch.Tensor) -> torch.Tensor:
        """What the network makes of them."""
        ...

    def said(self, texts: Sequence[str]) -> torch.Tensor:
        """What it makes of sentences."""
        ...


class PictureModel:
    """A CLIP of open_clip, with the preprocessing that its configuration names.

    Method: Radford et al. 2021; the loader: Ilharco et al. 2021, "OpenCLIP".
    """

    item_mb = 25.0

    def __init__(self, model: NeuralModel) -> None:
        import open_clip
        import torch

        self._torch = torch
        # A bare path to weights would take the wrong preprocessing; the folder brings its own.
        place = f"local-dir:{model.folder}"
        self.network, self._look = open_clip.create_model_from_pretrained(place)
        self._tokens = open_clip.get_tokenizer(place)
        self.network.eval()

    def prepared(self, items: Sequence[NDArray[Any]]) -> torch.Tensor:
        """Pictures, each (height, width, 3) uint8, resized and normalised: (n, 3, side, side)."""
        from PIL import Image

        return self._torch.stack([self._look(Image.fromarray(picture)) for picture in items])

    def embedded(self, items: torch.Tensor) -> torch.Tensor:
        """(n, d), of unit length."""
        return self.network.encode_image(items, normalize=True)

    def said(self, texts: Sequence[str]) -> torch.Tensor:
        """(n, d), of unit length; sentences beyond 77 tokens are cut."""
        tokens = self._tokens(list(texts)).to(next(self.network.parameters()).device)
        return self.network.encode_text(tokens, normalize=True)


class SoundModel:
    """A CLAP of transformers that is not fused. Method: Wu et al. 2023."""

    item_mb = 220.0

    def __init__(self, model: NeuralModel) -> None:
        import torch
        from transformers import ClapFeatureExtractor, ClapModel, RobertaTokenizerFast

        self._torch = torch
        folder = model.folder
        local = {"local_files_only": True}
        self.network = ClapModel.from_pretrained(folder, use_safetensors=True, dtype=torch.float32, **local)
        self._features = ClapFeatureExtractor.from_pretrained(folder, **local)
        self._tokens = RobertaTokenizerFast.from_pretrained(folder, **local)
        self._window = int(self._features.nb_max_samples)
        self.network.eval()

    def prepared(self, items: Sequence[NDArray[Any]]) -> torch.Tensor:
        """Windows, each of exactly ten seconds at 48 kHz, as mel spectrograms: (n, 1, frames, bands)."""
        if any(len(window) != self._window for window in items):
            raise ValueError(f"a window has {self._window} samples; of longer ones a random part would be heard")
        features = self._features(list(items), sampling_rate=SOUND_RATE, return_tensors="pt", truncation="rand_trunc")
        return features["input_features"]

    def embedded(self, items: torch.Tensor) -> torch.Tensor:
        """(n, d), of unit length."""
        heard = self.network.get_audio_features(input_features=items)
        return self._torch.nn.functional.normalize(getattr(heard, "pooler_output", heard), dim=-1)

    def said(self, texts: Sequence[str]) -> torch.Tensor:
        """(n, d), of unit length; sentences beyond the model's reach are cut."""
        device = next(self.network.parameters()).device
        tokens = self._tokens(list(texts), padding=True, truncation=True, max_length=TOKENS, return_tensors="pt").to(
            device
        )
        said = self.network.get_text_features(**tokens)
        return self._torch.nn.functional.normalize(getattr(said, "pooler_output", said), dim=-1)


TOKENS = 77  # of a sentence; CLAP was trained on captions this short


def check_files(model: NeuralModel) -> None:
    """Look whether a model's files can be what they should be, without opening the weights. Raises UnfitModel."""
    folder, pictures = model.folder, model.role is Role.PICTURES
    if pictures and not (folder / PICTURE_CONFIG).is_file():
        raise UnfitModel(f"{PICTURE_CONFIG} is missing")
    weights = PICTURE_WEIGHTS if pictures else (SOUND_WEIGHTS,)
    if not any((folder / name).is_file() for name in weights):
        raise UnfitModel("there are no weights in safetensors; others are not opened")
    if not pictures and _is_fused(folder):
        raise UnfitModel("it is a fused CLAP, which hears longer music in another way")


def load(model: NeuralModel) -> Model:
    """Load a model by its role. Raises UnfitModel with a plain reason."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of libraries about themselves; nobody would read them here
        try:
            return PictureModel(model) if model.role is Role.PICTURES else SoundModel(model)
        except UnfitModel:
            raise
        except Exception as error:  # whatever a library finds wrong with files is told, and the model is not used
            reason = str(error).strip().splitlines()
            raise UnfitModel(f"its files cannot be read ({reason[0] if reason else type(error).__name__})") from error


def _is_fused(folder: Path) -> bool:
    try:
        config = loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnfitModel("config.json is missing or damaged") from error
    audio = config.get("audio_config") or {}
    return bool(audio.get("enable_fusion", False))
