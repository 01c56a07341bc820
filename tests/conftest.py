"""What all tests may use."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest_plugins = ["tests.neo4j_server.fixtures"]

ROOMS = Path(__file__).parent / "web"


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Spares the garbage collector what collecting tests makes: half a million objects, of which nearly all stay."""
    gc.disable()
    try:
        yield
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """With several processes, keeps a file of `web/` in one: its tests share an installation and its analysis.

    What needs the Neo4j server is kept together elsewhere.
    """
    for item in items:
        if ROOMS in item.path.parents and item.get_closest_marker("neo4j") is None:
            item.add_marker(pytest.mark.xdist_group(str(item.path.relative_to(ROOMS))))
