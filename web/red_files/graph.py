"""The picture as a graph for Gephi, Cytoscape and yEd: everybody where and as it is drawn, and what each line means.

Places have y upwards, as these programs draw; in GraphML colours and places are attributes that Gephi takes up by their
names (x, y, size, r, g, b) and Cytoscape maps by column. There are numbers, words and yes or no, nothing else: GraphML
knows no dates, no lists and no empty values.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from crm.papers.paper import plain
from web.red_files.scene import Mark, Scene

if TYPE_CHECKING:
    import networkx as nx

# networkx writes today's date; the same picture shall give the same file.
_MODIFIED = re.compile(r' lastmodifieddate="[^"]*"')
_STROKES = {"interaction": "solid", "membership": "dashed", "agreement": "double", "funding": "dotted"}


def to_graphml(scene: Scene) -> bytes:
    """The picture as GraphML."""
    import networkx as nx

    return ("\n".join(nx.generate_graphml(_graph(scene))) + "\n").encode()


def to_gexf(scene: Scene) -> bytes:
    """The picture as GEXF 1.2 with `viz`."""
    import networkx as nx

    graph = _graph(scene)
    for look in graph.nodes.values():
        look["viz"] = {
            "color": {**{c: look.pop(c) for c in "rgb"}, "a": 1.0},
            "position": {"x": look.pop("x"), "y": look.pop("y"), "z": 0.0},
            "size": look.pop("size"),
        }
    for *_ends, tie in graph.edges(keys=True, data=True):
        tie["viz"] = {"thickness": tie.pop("width"), "shape": tie["stroke"]}
    text = "\n".join(nx.generate_gexf(graph, version="1.2draft"))
    return (_MODIFIED.sub("", text) + "\n").encode()


def _graph(scene: Scene) -> nx.MultiGraph[str]:
    import networkx as nx

    graph: nx.MultiGraph[str] = nx.MultiGraph(name=plain(scene.title))
    for node in scene.nodes:
        graph.add_node(node["id"], **_node(scene, node))
    for number, edge in enumerate(scene.edges):
        graph.add_edge(edge["from"], edge["to"], key=f"e{number}", **_edge(edge))
    return graph


def _node(scene: Scene, node: Mark) -> dict[str, Any]:
    colour = scene.hue(node["look"]).light
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return {
        "label": plain(node["label"]),
        "short": plain(node["short"]),
        "type": plain(node["type_label"]),
        "family": node["family"],
        "contacts": int(node["contacts"]),
        "interactions": int(node["interactions"]),
        "about": plain("; ".join(one for one in node["about"] if one)),
        "x": float(node["x"]),
        "y": -float(node["y"]),
        "size": float(node["size"]) * 2,
        "r": red,
        "g": green,
        "b": blue,
        "color": colour,
        "shape": node["shape"],
    }


def _edge(edge: Mark) -> dict[str, Any]:
    return {
        "meaning": edge["meaning"],
        "weight": float(max(edge["count"], 1)),
        "interactions": int(edge["count"]),
        "last": edge["last"] or "",
        "words": plain(edge["words"]),
        "weak": bool(edge["weak"]),
        "stroke": "dashed" if edge["weak"] else _STROKES.get(edge["meaning"], "solid"),
        "width": float(edge["width"]),
    }
