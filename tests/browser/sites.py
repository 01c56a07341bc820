"""The application, started for real: `aliados serve --first-run` in a child process on a data folder of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from tests.neo4j_server.answering import free_port

PATIENCE = 120.0  # seconds; a busy machine with slow disks needs some of them
ALIADOS = (sys.executable, "-m", "web.cli")
_LINK = re.compile(r"http://\S+/bienvenida/\S+")


class Site:
    """One installation. `address` is where it answers, `first_link` the one-time link it printed when it began."""

    def __init__(self, folder: Path, settings: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.settings = {"ALIADOS_STORE": f"sqlite:///{folder}/red.db", **(settings or {})}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def _surroundings(self) -> dict[str, Any]:
        """This process's own, without settings that somebody gave it for another installation."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ALIADOS_")}
        # What is printed is read while the process runs.
        own = {**self.settings, "ALIADOS_DATA_DIR": str(self.folder), "PYTHONUNBUFFERED": "1"}
        return {"stdin": subprocess.DEVNULL, "cwd": self.folder, "env": kept | own}

    def start(self) -> Site:
        """Starts it and returns when it answers. Raises AssertionError with what it said when it does not."""
        command = [*ALIADOS, "serve", "--first-run", "--port", str(self.port)]
        with (self.folder / "printed.txt").open("wb") as out, self.log.open("ab") as errors:
            self._process = subprocess.Popen(command, stdout=out, stderr=errors, **self._surroundings)
        until(self._answers, f"the application did not start: {self.log.read_text()[-2000:]}")
        return self

    def _answers(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, self.log.read_text()[-2000:]
        return self.address in self.printed and self.health() is not None

    def run(self, *words: str) -> str:
        """What another command on the same installation prints. Raises AssertionError when it is refused."""
        done = subprocess.run([*ALIADOS, *words], check=False, capture_output=True, **self._surroundings)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    def stop(self) -> None:
        """Ends it as Ctrl-C does."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(PATIENCE)
            self._process = None

    @property
    def log(self) -> Path:
        """Its standard error."""
        return self.folder / "log.txt"

    @property
    def printed(self) -> str:
        """Its standard output so far."""
        return (self.folder / "printed.txt").read_text()

    @property
    def first_link(self) -> str:
        """Raises AssertionError when none was printed, as there is an account already."""
        found = _LINK.search(self.printed)
        assert found, f"no link in {self.printed!r}"
        return found[0]

    def health(self) -> dict[str, object] | None:
        """What /salud tells; None when nobody answers."""
        try:
            with urlopen(f"{self.address}/salud", timeout=5) as answer:
                told: dict[str, object] = json.load(answer)
                return told
        except (URLError, OSError):
            return None


def until(holds: Callable[[], bool], otherwise: str) -> None:
    """Asks again and again, for things outside a page. Raises AssertionError."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, otherwise
        time.sleep(0.05)
