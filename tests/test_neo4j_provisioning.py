"""How the tests come by a Neo4j server, and what is said when they cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.neo4j_server import jars, provision
from tests.neo4j_server.answering import free_port
from tests.neo4j_server.servers import GivenServer


def test_a_server_that_is_given_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALIADOS_TEST_NEO4J_URL", "bolt://example.org:7687")
    monkeypatch.setenv("ALIADOS_TEST_NEO4J_PASSWORD", "secret")
    server = provision.provision()
    assert isinstance(server, GivenServer)
    assert (server.url, server.user, server.password) == ("bolt://example.org:7687", "neo4j", "secret")
    assert not server.can_be_killed


def test_a_machine_without_any_says_what_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("ALIADOS_TEST_NEO4J_URL", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(provision.NoServer, match="no java"):
        provision.provision()


def test_jars_are_kept_outside_the_repository_by_version(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert jars.cache() == tmp_path / "red-de-aliados" / "neo4j-5.26.26"
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert not jars.cache().is_relative_to(jars.HERE.parents[1])


def test_a_free_port_is_one() -> None:
    assert 1024 <= free_port() <= 65535
