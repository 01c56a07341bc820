"""What the API consists of beside the four nouns: each part is a module with the PATHS it answers.

A part takes `blueprint` from web.api.root and says in PATHS, for the OpenAPI document, every path of its own with its
verb, operation id, tag, summary, parameters and what is sent.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any, NamedTuple

from pydantic import BaseModel

PARTS = (
    "web.api.more",
    "web.api.visits",
    "web.api.invitations",
    "web.capture.api",
    "web.bringing.api",
    "web.duplicates.api",
    "web.files.api",
    "web.words.api",
    "web.world.api",
    "web.simulation.api",
    "web.rotation.api",
    "web.rotation.api_accounts",
    "web.follow_up.api",
    "web.follow_up.api_calendar",
    "web.mapping.api",
    "web.mapping.api_plan",
    "web.mapping.api_grids",
    "web.mapping.api_tables",
    "web.mapping.api_coalition",
    "web.views.api",
    "web.publishing.api",
    "web.publishing.api_posts",
    "web.faces.api",
    "web.reading.api",
    "web.reading.api_alike",
    "web.red_files.api",
)

Parameter = dict[str, Any]


class Path(NamedTuple):
    """One path and verb as the OpenAPI document says it; `body` is the model of what is sent."""

    path: str
    verb: str
    id: str
    tag: str
    summary: str
    parameters: list[Parameter]
    body: type[BaseModel] | None = None


def paths_of_parts() -> Iterator[Path]:
    """The paths of every part; asking also makes the parts answer."""
    for name in PARTS:
        yield from import_module(name).PATHS
