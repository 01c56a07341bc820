"""What networkx asks of every backend when it is imported; it must cost nothing."""

from __future__ import annotations

from typing import Any


def get_info() -> dict[str, Any]:
    """The backend's name and what it is, for networkx's list of backends."""
    return {
        "backend_name": "aliados",
        "project": "Red de Aliados",
        "package": "graph.backend",
        "short_summary": "Measures of networks on sparse arrays with compiled kernels.",
        "default_config": {},
    }
