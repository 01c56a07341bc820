"""No test waits for a browser for ever: most of what one asks of it has no limit of time of its own.

A browser that does not answer is ended. What waited for it then fails where it waited, and the next test starts another.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psutil

LONGEST = 300.0  # seconds; four times what the longest test takes on a slow machine


@contextmanager
def patience(seconds: float = LONGEST) -> Iterator[None]:
    """Ends the browsers that this process started when what is inside takes longer."""
    timer = threading.Timer(seconds, end_browsers)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def end_browsers() -> None:
    """At once, as a crash would."""
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            if "chrom" in process.name():
                process.kill()
