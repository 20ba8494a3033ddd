"""VectorBeats Desktop: find music in your own collection by picture, words or sound."""

import os

__version__ = "0.1.0"

# ONNX Runtime tells its maker of every session unless this is set before it is loaded (on Linux since 1.29). All child
# processes have it from here.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
