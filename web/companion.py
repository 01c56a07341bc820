"""The process beside the server: keeps the analyst alive and makes a copy of everything each night.

It reads its settings as one line on standard input and ends when that input does, so it never outlives the server.
"""

from __future__ import annotations

import json
import logging
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from web.config import Config
from web.nightly import clear, is_clearing_due, is_due, make_copy

PAUSE_SECONDS = 2.0
COPY_CHECK_SECONDS = 60.0
LONGEST_PAUSE_SECONDS = 300.0
# How much later than pages the analysis gets a processor, as the command nice counts; alone on the machine it loses nothing.
NICENESS = 5
log = logging.getLogger("aliados.companion")


def settings_of(config: Config) -> str:
    """The settings as one line; the passwords go along, as a pipe is read by nobody else."""
    plain = config.model_dump(mode="json")
    for name in ("store_password", "secret_key"):
        secret = getattr(config, name)
        plain[name] = secret.get_secret_value() if secret else None
    return json.dumps(plain)


class ParentGone:
    """Set when the process that started this one has ended, however it ended."""

    def __init__(self) -> None:
        self._parent = os.getppid()

    def is_set(self) -> bool:
        """Whether it has ended."""
        return os.getppid() != self._parent

    def wait(self, timeout: float | None = None) -> bool:
        """Waits so many seconds, or less when it ends; says whether it did."""
        end = time.monotonic() + (timeout or 0)
        while not self.is_set() and (left := end - time.monotonic()) > 0:
            time.sleep(min(left, PAUSE_SECONDS))
        return self.is_set()


def analyse_forever(settings: str) -> None:
    """The analyst: works out anew what lists and pictures read, whenever something was saved. A process of its own."""
    from crm.derived.analyst import follow
    from crm.office import set_office
    from graph.engines import choose_engine, choose_library
    from web.health import heartbeat_file
    from web.opening import open_configured

    config = Config(**json.loads(settings))
    if sys.platform != "win32":
        os.nice(NICENESS)
    set_office(config.office, config.time_zone)
    choose_engine(config.network_backend)
    store = open_configured(config)
    choose_library(store if config.graph_data_science else None)
    follow(store, heartbeat_file(config).parent, ParentGone(), PAUSE_SECONDS)


class Companion:
    """The loop: starts the analyst again when it died, copies when a night has passed, ends with its input."""

    def __init__(self, settings: str, analyse: Callable[[str], None] = analyse_forever) -> None:
        self.settings = settings
        self.config = Config(**json.loads(settings))
        self.analyse = analyse
        self.analyst: multiprocessing.process.BaseProcess | None = None
        self.failures = 0
        self.started = 0.0
        self.wait_until = 0.0

    def tend_analyst(self, now: float) -> None:
        """Starts the analyst when there is none; after each death in a row it waits twice as long."""
        if self.analyst is not None and self.analyst.is_alive():
            return
        if self.analyst is not None:
            self._note_end(now, self.analyst.exitcode)
            self.analyst = None
        if now >= self.wait_until:
            context = multiprocessing.get_context("spawn")
            self.analyst = context.Process(target=self.analyse, args=(self.settings,), daemon=True)
            self.analyst.start()
            self.started = now

    def _note_end(self, now: float, code: int | None) -> None:
        if code == 0:  # it ended to give its memory back
            self.failures, self.wait_until = 0, now
            return
        log.warning("the analyst ended with %s", code)
        self.failures = self.failures + 1 if now - self.started < LONGEST_PAUSE_SECONDS else 1
        self.wait_until = now + min(LONGEST_PAUSE_SECONDS, PAUSE_SECONDS * 2**self.failures)

    def tend_copies(self) -> None:
        """Clears and makes the night's copy when it is due; a failure is noted and tried again the next time."""
        now = datetime.now(ZoneInfo(self.config.time_zone))
        try:
            if self.config.backups.kept and is_due(self.config, now):
                log.info("copied to %s", make_copy(self.config, now))
            elif is_clearing_due(self.config, now):
                clear(self.config)
        except Exception:
            log.exception("the nightly work failed")

    def stop(self) -> None:
        """Ends the analyst."""
        if self.analyst is not None:
            self.analyst.terminate()
            self.analyst.join(5)

    def run(self, has_ended: Callable[[float], bool]) -> None:
        """Until `has_ended(seconds)`, which waits that long, says so."""
        copier = threading.Thread(target=self._copy_now_and_then, daemon=True)
        copier.start()
        try:
            while not has_ended(PAUSE_SECONDS):
                self.tend_analyst(time.monotonic())
        finally:
            self.stop()

    def _copy_now_and_then(self) -> None:
        while True:
            time.sleep(COPY_CHECK_SECONDS)
            self.tend_copies()


def watch_input() -> threading.Event:
    """An event that is set when the server closes our standard input."""
    ended = threading.Event()

    def wait() -> None:
        sys.stdin.buffer.read()
        ended.set()

    threading.Thread(target=wait, daemon=True).start()
    return ended


def main() -> None:
    """Reads the settings and works until the server ends."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    # Ctrl-C reaches every process of the terminal; it is the server that ends us, by closing our input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    settings = sys.stdin.readline()
    if settings:
        Companion(settings).run(watch_input().wait)


if __name__ == "__main__":
    main()
