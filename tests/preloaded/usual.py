"""What the children of most tests import, before they are forked (see `forked_children.py`)."""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # as workers set it, before NumPy looks

import importlib
import pkgutil

import onnxruntime  # noqa: F401
import scipy.fft
import scipy.ndimage
import scipy.signal  # noqa: F401

import vectorbeats_desktop.engine.store.child  # noqa: F401
from vectorbeats_desktop.engine import analysis, fingerprint, melody

for package in (analysis, fingerprint, melody):
    for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        importlib.import_module(found.name)
