"""Finds or starts the server the tests run against.

In this order: ALIADOS_TEST_NEO4J_URL (with ALIADOS_TEST_NEO4J_USER and ALIADOS_TEST_NEO4J_PASSWORD), Docker, Maven with
a JDK. The data of a server that is given are wiped.
"""

from __future__ import annotations

import os
import shutil
import subprocess

from tests.neo4j_server import jars
from tests.neo4j_server.servers import HEAP, DockerServer, GivenServer, JarServer, Server

GIVEN = "ALIADOS_TEST_NEO4J_URL"


class NoServer(Exception):
    """This machine can have none; the text says what is missing."""


def provision(heap: str = HEAP) -> Server:
    """A server that answers, with so much heap where it is ours to say. Raises NoServer."""
    if url := os.environ.get(GIVEN):
        user = os.environ.get("ALIADOS_TEST_NEO4J_USER", "neo4j")
        return GivenServer(url, user, os.environ.get("ALIADOS_TEST_NEO4J_PASSWORD", ""))
    return _from_docker(heap) or _from_jars(heap)


def _from_docker(heap: str) -> Server | None:
    if not docker_works():
        return None
    server = DockerServer(heap)
    try:
        server.start()
    except (subprocess.CalledProcessError, TimeoutError):
        # An engine that cannot fetch the image, say; there is another way.
        server.stop()
        return None
    return server


def _from_jars(heap: str) -> Server:
    missing = jars.why_no_java()
    if missing is None:
        folder, missing = jars.fetch()
        if folder is not None:
            server = JarServer(folder, heap)
            server.start()
            return server
    raise NoServer(f"no Neo4j: {GIVEN} is not set, Docker gives none, {missing}")


def provision_science(heap: str = "1g") -> Server:
    """A server from jars with the open Graph Data Science library. Raises NoServer."""
    missing = jars.why_no_java()
    folder, told = jars.fetch() if missing is None else (None, missing)
    plugins, told = jars.fetch(jars.SCIENCE) if folder is not None else (None, told)
    if folder is None or plugins is None:
        raise NoServer(f"no Graph Data Science: {told}")
    server = JarServer(folder, heap, plugins)
    server.start()
    return server


def docker_works() -> bool:
    """Whether an engine answers; the command alone may be there without one."""
    if shutil.which("docker") is None:
        return False
    told = subprocess.run(["docker", "info"], capture_output=True, check=False, stdin=subprocess.DEVNULL)
    return told.returncode == 0
