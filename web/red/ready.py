"""Loads what the first picture needs while nobody waits for it, and keeps it out of the way of later ones.

pyvis and scipy take a second to load, on a new machine several: as long as the first visitor of the red would wait. What is loaded stays: a picture makes so many values that Python looks through everything it has for
what can go, for a tenth of a second, unless it is told that nothing of this can.
"""

from __future__ import annotations

import gc
import threading
from functools import cache
from importlib import import_module

LIBRARIES = ("pyvis.network", "scipy.spatial")


@cache
def load_beside_requests() -> threading.Thread:
    """Starts loading, once in each process, in a thread that does not keep the process alive. Gives the thread."""
    thread = threading.Thread(target=_load, name="red-ready", daemon=True)
    thread.start()
    return thread


def _load() -> None:
    for name in LIBRARIES:
        import_module(name)
    gc.collect()
    gc.freeze()
