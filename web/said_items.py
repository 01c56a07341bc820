"""An item of a group that a record keeps as JSON, as people read it: a member, a host, a line of a budget, a step."""

from __future__ import annotations

import json
from collections.abc import Callable

GROUPS = frozenset({"members", "hosts", "budget", "documents", "press", "steps"})
_SILENT = frozenset({"id", "source", "head"})
_ACTORS = frozenset({"person", "organisation", "actor", "payer", "owner"})


def item_text(text: str, say: Callable[[str, object], str]) -> str:
    """Its telling values one after another; `say(field, value)` words each. The text itself when it is no such item."""
    try:
        said = json.loads(text)
        told = [
            (name, value)
            for name, value in said.items()
            if name not in _SILENT and value not in (None, False)
        ]
    except (ValueError, AttributeError):
        return text
    return " · ".join(say("actor" if name in _ACTORS else name, value) for name, value in told)
