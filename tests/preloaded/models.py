"""What the processes of models import, before they are forked (see `forked_children.py`)."""

import os

from tests.preloaded import usual  # noqa: F401
from vectorbeats_desktop.engine.encoders.neural.child import OFFLINE
from vectorbeats_desktop.engine.encoders.text_model_child import mend_torchvision

os.environ.update(OFFLINE)
mend_torchvision()

import open_clip  # noqa: E402, F401
import transformers  # noqa: E402, F401
