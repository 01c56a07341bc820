"""Whether a server answers, and its first login."""

from __future__ import annotations

import socket
import time
from typing import Protocol

import neo4j
from neo4j.exceptions import ClientError, DriverError, Neo4jError

START_SECONDS = 120.0


class Login(Protocol):
    """Where a server listens and who may come in."""

    url: str
    user: str
    password: str


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_answering(server: Login) -> None:
    """Returns once the server takes the password, which is set if this is its first login. Raises TimeoutError."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if _listens(server.url) and _logs_in(server):
            return
        time.sleep(0.1)
    raise TimeoutError


def _listens(url: str) -> bool:
    host, _, port = url.partition("://")[2].partition(":")
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((host, int(port))) == 0


def _logs_in(server: Login) -> bool:
    address = server.url.replace("neo4j://", "bolt://")
    try:
        _ask(address, (server.user, server.password), "default", "RETURN 1", {})
    except ClientError:
        return _set_password(address, server)
    except (DriverError, Neo4jError, OSError):
        return False
    return True


def _set_password(address: str, server: Login) -> bool:
    change = "ALTER CURRENT USER SET PASSWORD FROM $old TO $new"
    try:
        _ask(address, (server.user, "neo4j"), "system", change, {"old": "neo4j", "new": server.password})
    except (DriverError, Neo4jError, OSError):
        return False
    return True


def _ask(address: str, auth: tuple[str, str], database: str, text: str, values: dict[str, str]) -> None:
    named = None if database == "default" else database
    with neo4j.GraphDatabase.driver(address, auth=auth, connection_timeout=5) as driver:
        driver.execute_query(text, values, database_=named)
