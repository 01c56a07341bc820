"""The picture of one step for paper: everybody pale, those it speaks of in their colour and by name, as files draw the red."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from web.red_files.fitting import Box
from web.red_files.scene import Mark, Scene
from web.red_files.sheet import document, picture_drawn

WIDTH, HEIGHT, MARGIN = 720.0, 440.0, 24.0
# Beside those looked at so much of what is around them is shown, of their own extent and at the least of the whole.
AROUND, NEAREST = 0.2, 0.3


def step_svg(scene: Scene, actors: Collection[str]) -> str:
    """The drawing, of that part of the picture where the actors are; when a step looks at nobody, of the whole."""
    looked = set(actors) & {node["id"] for node in scene.nodes}
    shown = _part(scene, looked) if looked else scene
    box = Box(MARGIN, MARGIN, WIDTH - MARGIN, HEIGHT - MARGIN)
    drawn = picture_drawn(replace(shown, annotations=[]), box, looked or None)
    return document((WIDTH, HEIGHT), drawn, shown, (f"{WIDTH:g}", f"{HEIGHT:g}"))


def _part(scene: Scene, looked: Collection[str]) -> Scene:
    """The picture around those looked at: nobody else, so that no line ends at the frame."""
    (left, right), (top, bottom) = (_span(scene.nodes, looked, side) for side in ("x", "y"))
    nodes = [node for node in scene.nodes if left <= node["x"] <= right and top <= node["y"] <= bottom]
    there = {node["id"] for node in nodes}
    edges = [edge for edge in scene.edges if edge["from"] in there and edge["to"] in there]
    return replace(scene, nodes=nodes, edges=edges)


def _span(nodes: Sequence[Mark], looked: Collection[str], side: str) -> tuple[float, float]:
    """From where to where along one side."""
    whole = [float(node[side]) for node in nodes]
    own = [float(node[side]) for node in nodes if node["id"] in looked]
    long = max((max(own) - min(own)) * (1 + 2 * AROUND), (max(whole) - min(whole)) * NEAREST)
    middle = (min(own) + max(own)) / 2
    return middle - long / 2 - 1, middle + long / 2 + 1
