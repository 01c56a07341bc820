"""Finds or starts the server the tests run against.

In this order: ALIADOS_TEST_NEO4J_URL (with ALIADOS_TEST_NEO4J_USER and ALIADOS_TEST_NEO4J_PASSWORD), Docker, Maven with
a JDK. The data of a server that is given are wiped.
"""

from __future__ import annotations

import os
import shutil
import subprocess

from tests.neo4j_server import jars
from tests.neo4j_server.servers import DockerServer, GivenServer, JarServer, Server

GIVEN = "ALIADOS_TEST_NEO4J_URL"


class NoServer(Exception):
    """This machine can have none; the text says what is missing."""


def provision() -> Server:
    """A server that answers. Raises NoServer."""
    server = _choose()
    server.start()
    return server


def _choose() -> Server:
    if url := os.environ.get(GIVEN):
        user = os.environ.get("ALIADOS_TEST_NEO4J_USER", "neo4j")
        return GivenServer(url, user, os.environ.get("ALIADOS_TEST_NEO4J_PASSWORD", ""))
    if docker_works():
        return DockerServer()
    missing = jars.why_no_java()
    if missing is None:
        folder, missing = jars.fetch()
        if folder is not None:
            return JarServer(folder)
    raise NoServer(f"no Neo4j: {GIVEN} is not set, Docker does not answer, {missing}")


def docker_works() -> bool:
    """Whether an engine answers; the command alone may be there without one."""
    if shutil.which("docker") is None:
        return False
    told = subprocess.run(["docker", "info"], capture_output=True, check=False, stdin=subprocess.DEVNULL)
    return told.returncode == 0
