"""VectorBeats Desktop: find music in your own collection by picture, words or sound."""

import os

__version__ = "0.1.0"

# ONNX Runtime from 1.29 on reports to its maker what it runs, and notes a number of this computer, unless it finds this
# when it is loaded. Here, as every process of the program comes by before it loads anything.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
