"""The melody network, in torch."""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - its usual name
from torch import Tensor, nn

from vectorbeats_desktop.engine.melody.network import PITCHES
from vectorbeats_desktop.engine.melody.spectrum import BINS_PER_OCTAVE

HARMONICS = (0.5, 1, 2, 3, 4, 5, 6, 8)
SHIFTS = [round(BINS_PER_OCTAVE * float(np.log2(harmonic))) for harmonic in HARMONICS]
CHANNELS = 20


class MelodyNetwork(nn.Module):
    """Levels (batch, frames, BINS) to scores (batch, frames / 2, PITCHES + 1); the last of them is "none"."""

    def __init__(self, channels: int = CHANNELS) -> None:
        super().__init__()
        c = channels
        self.c1 = nn.Conv2d(len(HARMONICS), c, (3, 5), stride=(2, 1), padding=(1, 2))
        self.b1 = nn.BatchNorm2d(c)
        self.c2 = nn.Conv2d(c, c, (3, 5), padding=(1, 2))
        self.b2 = nn.BatchNorm2d(c)
        self.c3 = nn.Conv2d(c, c, (5, 3), padding=(4, 1), dilation=(2, 1))
        self.b3 = nn.BatchNorm2d(c)
        # An octave to either side: what tells a note from its octave.
        self.oct = nn.Conv2d(c, c, (1, 37), padding=(0, 18), groups=c)
        self.c4 = nn.Conv2d(2 * c, c, 1)
        self.b4 = nn.BatchNorm2d(c)
        # Two seconds around: which part goes on.
        self.c5 = nn.Conv2d(c, c, (7, 1), padding=(9, 0), dilation=(3, 1))
        self.b5 = nn.BatchNorm2d(c)
        self.out = nn.Conv2d(c, 1, 1)
        self.none = nn.Conv1d(2 * c, 1, 5, padding=2)

    def forward(self, levels: Tensor) -> Tensor:
        padded = F.pad(levels, (BINS_PER_OCTAVE, 110))
        first = BINS_PER_OCTAVE
        h = torch.stack([padded[:, :, first + shift : first + shift + PITCHES] for shift in SHIFTS], 1)
        h = F.relu(self.b1(self.c1(h)))
        h = F.relu(self.b2(self.c2(h)))
        h = F.relu(self.b3(self.c3(h)))
        h = F.relu(self.b4(self.c4(torch.cat([h, self.oct(h)], 1))))
        h = h + F.relu(self.b5(self.c5(h)))
        pitches = self.out(h)[:, 0]
        none = self.none(torch.cat([h.mean(3), h.amax(3)], 1)).transpose(1, 2)
        return torch.cat([pitches, none], 2)
