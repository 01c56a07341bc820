"""Servers to test against: one that was given, one in Docker, or one started from its jars."""

from __future__ import annotations

import secrets
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from tests.neo4j_server.answering import free_port, wait_until_answering
from tests.neo4j_server.jars import HERE

IMAGE = "neo4j:5.26-community"
STOP_SECONDS = 30.0
HEAP = "512m"  # enough for the tests, and little enough to run beside a browser
JAVA_OPTIONS = (
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",  # starts in half the time on a small machine
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
)


class Server(Protocol):
    """A running Neo4j. Only servers with `can_be_killed` have their `kill` and `start` called."""

    url: str
    user: str
    password: str
    can_be_killed: bool

    def start(self) -> None:
        """Starts it, again too, on the same address with the data it had; returns when it answers."""

    def kill(self) -> None:
        """Ends it at once, as a power cut would."""

    def stop(self) -> None:
        """Ends it for good and forgets its data."""


class GivenServer:
    """Somebody else's server, which is used and never stopped. Its data are wiped."""

    can_be_killed = False

    def __init__(self, url: str, user: str, password: str) -> None:
        self.url, self.user, self.password = url, user, password

    def start(self) -> None:
        """It runs already."""

    def kill(self) -> None:
        """It is not ours to end."""

    def stop(self) -> None:
        """It goes on."""


class JarServer:
    """A server in a child process, which ends when this process does, however that ends; `plugins` is a folder of jars."""

    can_be_killed = True
    user = "neo4j"

    def __init__(self, jars: Path, heap: str = HEAP, plugins: Path | None = None) -> None:
        self._jars, self._plugins = jars, plugins
        self._heap = heap
        self._home = Path(tempfile.mkdtemp(prefix="aliados-neo4j-"))
        self._port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self.password = secrets.token_urlsafe(16)
        self.url = f"neo4j://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Raises RuntimeError with the end of its output when it does not come up."""
        if self._process is not None:
            return
        plugins = [str(self._plugins)] if self._plugins else []
        path = ":".join(f"{folder}/*" for folder in (self._jars, *plugins))
        command = ["java", f"-Xmx{self._heap}", *JAVA_OPTIONS, "-cp", path]
        command += [str(HERE / "Server.java"), str(self._home), str(self._port), *plugins]
        output = self._home / "output.txt"
        with output.open("ab") as sink:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=sink, stderr=subprocess.STDOUT, cwd=self._home
            )
        try:
            wait_until_answering(self)
        except TimeoutError:
            self.kill()
            raise RuntimeError(f"Neo4j did not start: {output.read_text()[-2000:]}") from None

    def kill(self) -> None:
        """SIGKILL: nothing is flushed."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def stop(self) -> None:
        """Lets it shut down cleanly, by closing its input; not for ever."""
        if self._process is not None:
            try:
                self._process.communicate(timeout=STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.kill()
        shutil.rmtree(self._home, ignore_errors=True)


class DockerServer:
    """A server in a container."""

    can_be_killed = True
    user = "neo4j"

    def __init__(self, heap: str = HEAP) -> None:
        self._heap = heap
        self._name = f"aliados-test-neo4j-{secrets.token_hex(4)}"
        self._made = False
        self._port = free_port()
        self.password = secrets.token_urlsafe(16)
        self.url = f"bolt://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Makes the container, or starts the killed one again."""
        if self._made:
            _docker("start", self._name)
        else:
            # Made from here on, even if Docker says no: what it leaves has to go too.
            self._made = True
            ports = ["--publish", f"127.0.0.1:{self._port}:7687"]
            settings = [
                "--env",
                f"NEO4J_AUTH={self.user}/{self.password}",
                "--env",
                f"NEO4J_server_memory_heap_max__size={self._heap}",
            ]
            _docker("run", "--detach", "--name", self._name, *ports, *settings, IMAGE)
        wait_until_answering(self)

    def kill(self) -> None:
        """SIGKILL to its first process."""
        _docker("kill", self._name)

    def stop(self) -> None:
        """Removes the container with its data."""
        if self._made:
            with suppress(subprocess.CalledProcessError):
                _docker("rm", "--force", "--volumes", self._name)


def _docker(*words: str) -> None:
    subprocess.run(["docker", *words], check=True, capture_output=True, stdin=subprocess.DEVNULL)
