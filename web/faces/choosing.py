"""How to show a face: a few ways beside each other, each a link that keeps the selection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import request

from web.faces.frame import with_query
from web.red.wish import Wish


@dataclass(frozen=True)
class Choice:
    """One way to show a face."""

    label: str
    url: str
    here: bool


def asked(name: str, ways: Sequence[str]) -> str:
    """Which of the ways the address asks for; the first when it asks for none of them."""
    wanted = request.args.get(name, "")
    return wanted if wanted in ways else ways[0]


def choices_of(wish: Wish, name: str, ways: Mapping[str, str], here: str) -> list[Choice]:
    """The ways (word of the address to label), as links; `here` is the one that is shown."""
    page = request.script_root + request.path
    return [
        Choice(label, with_query(page, wish.query(), [(name, way)]), way == here)
        for way, label in ways.items()
    ]
