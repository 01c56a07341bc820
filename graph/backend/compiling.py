"""How kernels are compiled: once, for one declared signature, and kept on disk for the next process.

Only `graph.backend.kernels` imports this, and only functions that are about to compute import that: numba takes half a
second to load, which neither the command line nor a web worker should pay.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import numba

Kernel = TypeVar("Kernel", bound=Callable[..., Any])
# What every kernel about arcs takes first: where each node's arcs begin, where they lead, how long or strong they are.
ARCS = "Tuple((i8[::1], i4[::1], f8[::1]))"


def compiled(signature: str) -> Callable[[Kernel], Kernel]:
    """Compiles a function for the signature (numba's notation) at once, or loads what was compiled before.

    Kernels do not hold the interpreter's lock, so that two can run side by side.
    """

    def compile_it(function: Kernel) -> Kernel:
        make: Any = numba.njit(signature, cache=True, nogil=True, error_model="numpy")
        kernel: Kernel = make(function)
        return kernel

    return compile_it


def choose_cache() -> None:
    """Compiled kernels are kept beside their source; where that is read-only, in the user's cache, else in a new folder.

    numba refuses to cache at all when it finds no place. The last resort is private and of this process alone:
    compiled code that others could write would be theirs to choose.
    """
    config: Any = numba.config
    if config.CACHE_DIR:
        return
    here = Path(__file__).parent / "kernels" / "__pycache__"
    home = Path(
        os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser(), "red-de-aliados", "kernels"
    )
    if _writable(here):
        return
    config.CACHE_DIR = str(home) if _writable(home) else tempfile.mkdtemp(prefix="aliados-kernels-")


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def processors() -> int:
    """How many processors this process may use."""
    mine: Any = getattr(os, "sched_getaffinity", None)  # Linux alone knows
    return len(mine(0)) if mine else os.cpu_count() or 1


choose_cache()
