"""A pause for Python's garbage collector while millions of small values are made that all stay."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """No collection inside the block: it would look at every new row again and again, which doubles the time.

    Use it around a single-minded loop that makes no cycles; what was switched off before stays off.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
