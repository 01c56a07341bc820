"""A saved view as a node of the internal label View, and back. Long parts are JSON texts; what history tells is plain."""

from __future__ import annotations

import json
from typing import Any

from crm.saving import present
from crm.views.model import Annotation, Camera, Held, SavedView, Step
from graph.fold import fold
from graph.records import Node, Value

LABEL = "View"
_COPIED = ("name", "notes", "query", "face", "owner", "revision", "saved_on")
# The model's lists of texts, each by the property that history tells.
_TEXTS = {"annotations": "annotations", "steps": "story"}


def node_of_view(view: SavedView, version: int) -> Node:
    """The view's node. The texts of annotations and steps are lists of their own, so that history can tell them."""
    properties: dict[str, Value] = present({name: getattr(view, name) for name in _COPIED})
    for name, property in _TEXTS.items():
        items = [one.model_dump(mode="json") for one in getattr(view, name)]
        if items:
            properties[property] = [one.pop("text") for one in items]
            properties[f"{property}_places"] = _text(items)
    for name in ("positions", "held", "camera"):
        said = view.model_dump(mode="json", include={name})[name]
        if said:
            properties[name] = _text(said)
    properties |= {name: list(value) for name in ("pins", "hidden") if (value := getattr(view, name))}
    properties |= {"sort_name": fold(view.name), "archived": view.archived}
    return Node(view.id, (LABEL,), properties, tuple(view.audience), version)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def read_view(node: Node) -> SavedView:
    """The view that a node keeps, whole."""
    said: dict[str, Any] = {name: node.get(name) for name in _COPIED if node.get(name) is not None}
    said |= {name: list(node.get(name, ())) for name in ("pins", "hidden")}
    camera, positions = _json(node, "camera", None), _json(node, "positions", {})
    held = _json(node, "held", {})
    said |= {
        "positions": {id: (float(x), float(y)) for id, (x, y) in positions.items()},
        "camera": Camera.trusted(camera) if camera else None,
        "held": Held.trusted(held),
        "annotations": [Annotation.trusted(one) for one in _texted(node, "annotations")],
        "steps": [Step.trusted(one) for one in _texted(node, _TEXTS["steps"])],
        "archived": bool(node.get("archived")),
    }
    return SavedView.trusted(
        {**said, "id": node.id, "audience": tuple(node.audience), "version": node.version}
    )


def _json(node: Node, name: str, otherwise: Any) -> Any:
    text = node.get(name)
    return json.loads(text) if text else otherwise


def _texted(node: Node, name: str) -> list[dict[str, Any]]:
    places = _json(node, f"{name}_places", [])
    return [{**place, "text": text} for text, place in zip(node.get(name, ()), places, strict=True)]
