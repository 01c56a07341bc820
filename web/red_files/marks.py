"""Actors, bubbles and ties as SVG: the shapes, colours and strokes of the page (red-look.js, red-marks.js, red-lines.js)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from math import cos, hypot, pi, sin, sqrt

from web.red_files.fitting import LEAST_WIDTH, Fit
from web.red_files.ink import EDGE, INK, QUIET, tag
from web.red_files.scene import Mark, Scene

Point = tuple[float, float]
# As red-lines.js has them: how strong a tie is by its age, one without a meeting, and where a crowd begins.
COLDNESS, STEADY, CALM, LANE = (0.95, 0.65, 0.38), 0.75, 250, 9.0
PALE = 0.2
_ICON_FROM = 9.0


def shape(name: str, at: Point, radius: float, **attributes: object) -> str:
    """A mark of a family's shape; the sizes make all of them look equally large."""
    (x, y), r = at, radius
    if name in {"square", "box"}:
        wide, high = (r * 0.88, r * 0.88) if name == "square" else (r * 1.2, r * 0.75)
        return tag("rect", x=x - wide, y=y - high, width=2 * wide, height=2 * high, **attributes)
    corners = {
        "diamond": lambda: _polygon((x, y), r * 1.25, 4, -pi / 2),
        "triangle": lambda: _polygon((x, y + r * 0.2), r * 1.35, 3, -pi / 2),
        "triangleDown": lambda: _polygon((x, y - r * 0.2), r * 1.35, 3, pi / 2),
        "hexagon": lambda: _polygon((x, y), r * 1.08, 6, 0.0),
        "star": lambda: _star((x, y), r),
    }.get(name)
    if corners is None:
        return tag("circle", cx=x, cy=y, r=r, **attributes)
    return tag("polygon", points=" ".join(f"{a:.1f},{b:.1f}" for a, b in corners()), **attributes)


def _polygon(at: Point, reach: float, corners: int, turn: float) -> list[Point]:
    angles = [turn + corner * 2 * pi / corners for corner in range(corners)]
    return [(at[0] + reach * cos(angle), at[1] + reach * sin(angle)) for angle in angles]


def _star(at: Point, radius: float) -> list[Point]:
    found = []
    for corner in range(10):
        reach, angle = radius * (0.58 if corner % 2 else 1.3), -pi / 2 + corner * pi / 5
        found.append((at[0] + reach * cos(angle), at[1] + reach * sin(angle)))
    return found


def nodes_drawn(scene: Scene, fit: Fit, bright: Collection[str] | None = None) -> Iterator[str]:
    """The marks; with `bright` all others are pale. Each has its whole name for who points at it."""
    for node in scene.nodes:
        drawn = _bubble(scene, node, fit) if node.get("bubble") else _actor(scene, node, fit)
        pale = PALE if bright is not None and node["id"] not in bright else None
        yield tag("g", drawn, opacity=pale)


def _actor(scene: Scene, node: Mark, fit: Fit) -> str:
    at, radius = fit.point(node["x"], node["y"]), fit.radius(node)
    hue = scene.hue(node["look"])
    parts = [shape(node["shape"], at, radius, fill=hue.light, stroke=INK, stroke_width=1.1)]
    paths = scene.icons.get(node["icon_name"])
    if paths and radius >= _ICON_FROM:
        parts.append(_icon(paths, at, radius * 1.05, hue.ink))
    if node["centre"]:
        parts.append(_circle(at, radius * 1.35 + 3, fill="none", stroke=INK, stroke_width=1.5))
    return "".join(parts)


def _icon(paths: object, at: Point, width: float, ink: str) -> str:
    inside = "".join(tag("path", d=outline, fill_rule=rule) for rule, outline in paths)  # type: ignore[attr-defined]  # pairs
    place = f"translate({at[0] - width / 2:.2f} {at[1] - width / 2:.2f}) scale({width / 16:.4f})"
    return tag("g", inside, transform=place, fill=ink)


def _circle(at: Point, radius: float, **attributes: object) -> str:
    return tag("circle", cx=at[0], cy=at[1], r=radius, **attributes)


def _bubble(scene: Scene, node: Mark, fit: Fit) -> str:
    at, radius = fit.point(node["x"], node["y"]), fit.radius(node)
    hue = scene.hue(node["look"])
    size = min(max(radius * 0.62, 10.0), 30.0)
    count = "−" if node["open"] else str(node["count"])
    look = {"text_anchor": "middle", "font_weight": 600, "fill": hue.ink, "font_size": size}
    return _circle(at, radius, fill=hue.light, stroke=INK, stroke_width=1.5) + tag(
        "text", count, x=at[0], y=at[1] + size * 0.36, **look
    )


def regions_drawn(scene: Scene, fit: Fit) -> Iterator[str]:
    """The ground of the open bubbles."""
    for node in scene.nodes:
        if region := node.get("region"):
            (cx, cy), hue = fit.point(region[0], region[1]), scene.hue(node["look"]).light
            rx, ry = region[2] * fit.squeeze * fit.scale, region[3] * fit.scale
            look = {"fill": hue, "fill_opacity": 0.1, "stroke": EDGE, "stroke_width": 1.25}
            yield tag("ellipse", cx=cx, cy=cy, rx=rx, ry=ry, **look)


def edges_drawn(scene: Scene, fit: Fit, bright: Collection[str] | None = None) -> Iterator[str]:
    """The ties, faint when cold, with the strokes of what they mean."""
    at = {node["id"]: fit.point(node["x"], node["y"]) for node in scene.nodes}
    crowd = min(1.0, sqrt(CALM / max(len(scene.edges), 1)))
    for edge in scene.edges:
        strength = COLDNESS[edge["age"]] if edge["count"] and edge["last"] else STEADY
        shown = bright is None or {edge["from"], edge["to"]} <= set(bright)
        opacity = strength * crowd * (1.0 if shown else PALE)
        yield line_drawn(edge, (at[edge["from"]], at[edge["to"]]), fit.width(edge), opacity, LANE * fit.scale)


def line_drawn(edge: Mark, ends: tuple[Point, Point], width: float, opacity: float, lane: float) -> str:
    """One line; it bends when others of the same two stand beside it, and is two lines when it is double."""
    dashes = [length * max(1.0, width / 2) for length in edge["dashes"] or ()]
    look = {
        "fill": "none",
        "stroke": QUIET,
        "stroke_opacity": opacity,
        "stroke_dasharray": " ".join(f"{length:.1f}" for length in dashes) or None,
    }
    aside = (edge["lane"] - (edge["lanes"] - 1) / 2) * lane * 2
    if not edge["double"]:
        return tag("path", d=_curve(ends, aside, 0.0), stroke_width=width, **look)
    thin = max(width / 2.4, LEAST_WIDTH)
    offs = (-(thin + 0.6), thin + 0.6)
    return "".join(tag("path", d=_curve(ends, aside, off), stroke_width=thin, **look) for off in offs)


def _curve(ends: tuple[Point, Point], aside: float, off: float) -> str:
    (ax, ay), (bx, by) = ends
    dx, dy = bx - ax, by - ay
    far = hypot(dx, dy) or 1.0
    ox, oy = -dy / far, dx / far
    start, end = f"M{ax + ox * off:.1f} {ay + oy * off:.1f}", f"{bx + ox * off:.1f} {by + oy * off:.1f}"
    if not aside:
        return f"{start}L{end}"
    cx, cy = (ax + bx) / 2 + ox * (aside + off), (ay + by) / 2 + oy * (aside + off)
    return f"{start}Q{cx:.1f} {cy:.1f} {end}"
