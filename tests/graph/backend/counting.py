"""A pytest plugin for networkx's own suite: counts which functions of the backend were really called.

python -m pytest -p tests.graph.backend.counting ...  prints at the end "dispatched: betweenness_centrality=12 ..."
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from graph.backend import interface

CALLED: Counter[str] = Counter()


def counted(name: str, function: Any) -> Any:
    """The function, whose calls that give an answer are counted."""

    def call(*args: Any, **kwargs: Any) -> Any:
        found = function(*args, **kwargs)
        CALLED[name] += 1
        return found

    return call


def pytest_configure() -> None:
    for name in set(interface.__all__) - {"can_run", "should_run"}:
        setattr(interface, name, counted(name, getattr(interface, name)))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker of pytest-xdist tells what it counted."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["dispatched"] = dict(CALLED)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    CALLED.update(getattr(node, "workeroutput", {}).get("dispatched", {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    calls = " ".join(f"{name}={CALLED[name]}" for name in sorted(CALLED))
    terminalreporter.write_line(f"dispatched: {calls}")
