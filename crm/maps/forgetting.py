"""Takes somebody who is erased out of the maps that were kept: the entry, the name in reasons of others, the ways."""

from __future__ import annotations

import json
from typing import Any

from graph.records import Node, Value

_TEXTS = ("map", "ranked")


def forget_in(kept: Node, actor: Node) -> Node:
    """The kept map without the actor; the same node when it was nowhere on it."""
    gone = {actor.id, str(actor.get("name") or actor.id)}
    changed: dict[str, Value] = {}
    for name in _TEXTS:
        text = kept.get(name)
        if text and any(json.dumps(word, ensure_ascii=False) in text for word in gone):
            changed[name] = json.dumps(_without(json.loads(text), actor.id, gone), ensure_ascii=False)
    if "map" in changed:
        changed["count"] = len(json.loads(str(changed["map"]))["actors"])
    return kept.with_properties(**changed) if changed else kept


def _without(value: Any, id: str, gone: set[str]) -> Any:
    if isinstance(value, dict):
        return {name: _without(item, id, gone) for name, item in value.items()}
    if isinstance(value, list):
        return [_without(item, id, gone) for item in value if not _is_gone(item, id, gone)]
    return "…" if isinstance(value, str) and value in gone else value


def _is_gone(item: Any, id: str, gone: set[str]) -> bool:
    """An entry of the actor, a way that passes through it, or its name in a list of names."""
    if isinstance(item, dict):
        steps = item.get("steps", ())
        return item.get("actor") == id or any(_is_gone(step, id, gone) for step in steps)
    return isinstance(item, str) and item in gone
