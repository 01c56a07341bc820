"""The picture for a presentation: slides of 1920 by 1080 pixels in one zip, ready to be put one on each slide.

1 the picture, 2 its legend and who is most connected, then one for each of its largest groups.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace

from web.red_files.fitting import Box
from web.red_files.ink import INK, LINE, QUIET, cut_to, tag, words, wrapped
from web.red_files.legend import legend_drawn
from web.red_files.names import weight_of
from web.red_files.scene import Scene
from web.red_files.setting import to_png
from web.red_files.sheet import document, picture_drawn
from web.texts import gettext as _
from web.texts import ngettext

WIDTH, HEIGHT, PIXELS = 1200.0, 675.0, 1920
MARGIN, GROUPS, ROWS = 40.0, 5, 12
_OTHERS = "hue-other"
_A_DAY = (1980, 1, 1, 0, 0, 0)


def to_slides(scene: Scene) -> bytes:
    """The zip."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as folder:
        for number, svg in enumerate(_slides(scene), 1):
            png = to_png(svg, (WIDTH / 10, HEIGHT / 10), PIXELS)
            folder.writestr(zipfile.ZipInfo(f"red-{number}.png", _A_DAY), png)
    return file.getvalue()


def _slides(scene: Scene) -> Iterator[str]:
    yield _slide(scene, scene.title, picture_drawn(scene, _room()))
    yield _slide(scene, _("Quiénes están más conectados"), _table(scene))
    for name, members in groups_of(scene):
        count = ngettext("%(num)s actor", "%(num)s actores", len(members))
        yield _slide(scene, f"{name}: {count}", picture_drawn(scene, _room(), members))


def _room() -> Box:
    return Box(MARGIN, MARGIN + 44, WIDTH - MARGIN, HEIGHT - 44)


def _slide(scene: Scene, title: str, inside: str) -> str:
    head = words(cut_to(title, 26, WIDTH - 2 * MARGIN), MARGIN, MARGIN + 20, 26, font_weight=700)
    foot = words(cut_to(scene.source, 11, WIDTH - 2 * MARGIN), MARGIN, HEIGHT - 18, 11, fill=QUIET)
    extent = (WIDTH, HEIGHT)
    return document(extent, head + inside + foot, replace(scene, title=title), ("1920", "1080"))


def groups_of(scene: Scene) -> list[tuple[str, set[str]]]:
    """The largest groups that colours tell apart, each with its actors; none when there is only one."""
    if scene.colours:
        said = [(item.token, item.label) for item in scene.colours if item.token != _OTHERS]
    else:
        said = [(f"family-{id}", word) for id, word, _shape in scene.families]
    found = [(label, {node["id"] for node in scene.nodes if node["look"] == look}) for look, label in said]
    found = sorted((one for one in found if one[1]), key=lambda one: -len(one[1]))
    return found[:GROUPS] if len(found) > 1 else []


def _table(scene: Scene) -> str:
    """The most connected with their type and contacts, beside the legend."""
    parts = [_row((_("Nombre"), _("Tipo"), _("Contactos")), 110.0, QUIET)]
    best = sorted(scene.nodes, key=weight_of, reverse=True)[:ROWS]
    for number, node in enumerate(best, 1):
        y = 110.0 + number * 30
        parts.append(_row((node["label"], node["type_label"], str(node["contacts"])), y, INK))
        parts.append(tag("path", d=f"M{MARGIN} {y + 10}H{WIDTH - MARGIN}", stroke=LINE, fill="none"))
    legend, height = legend_drawn(scene, WIDTH - 2 * MARGIN)
    place = f"translate({MARGIN} {HEIGHT - 40 - height:.1f})"
    said = wrapped(scene.description, 13, WIDTH - 2 * MARGIN, 1)
    parts += [words(line, MARGIN, 84, 13, fill=QUIET) for line in said]
    return "".join(parts) + tag("g", legend, transform=place)


def _row(cells: Sequence[str], y: float, ink: str) -> str:
    return "".join(
        words(cut_to(cell, 15, wide), x, y, 15, fill=ink)
        for cell, x, wide in zip(cells, (MARGIN, 640.0, 1060.0), (580.0, 400.0, 100.0), strict=True)
    )
