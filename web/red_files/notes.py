"""What somebody wrote on the picture, as small boxes: at an actor, or at a place (red-notes.js puts them so on the page)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crm.assessments.lettering import width_of
from web.red_files.fitting import Box, Fit
from web.red_files.ink import ACCENT, GROUND, LINE, tag, words, wrapped
from web.red_files.scene import Scene

WIDTH, SIZE, BESIDE = 190.0, 11.5, 14.0
_STEP = SIZE * 1.3


@dataclass(frozen=True)
class Note:
    """A note's lines and where it stands on the sheet."""

    lines: Sequence[str]
    box: Box


def notes_of(scene: Scene, fit: Fit) -> Iterator[Note]:
    """The notes that have a place; those at an actor who is not in the picture have none."""
    at = {node["id"]: fit.point(node["x"], node["y"]) for node in scene.nodes}
    for note in scene.annotations:
        if note.actor and note.actor not in at:
            continue
        base = at[note.actor] if note.actor else fit.point(0.0, 0.0)
        aside = (BESIDE, BESIDE)
        if note.x is not None and note.y is not None:
            aside = (note.x * fit.squeeze * fit.scale, note.y * fit.scale)
        yield _placed(note.text, (base[0] + aside[0], base[1] + aside[1]), fit.box)


def _placed(text: str, at: tuple[float, float], within: Box) -> Note:
    lines = wrapped(text, SIZE, WIDTH, 8)
    width = max((width_of(line, SIZE) for line in lines), default=0.0) + 18
    height = len(lines) * _STEP + 10
    x = min(max(at[0], within.left), within.right - width)
    y = min(max(at[1], within.top), within.bottom - height)
    return Note(lines, Box(x, y, x + width, y + height))


def note_drawn(note: Note) -> str:
    """The box with its words."""
    width, height = note.box.width, note.box.height
    frame = tag("rect", width=width, height=height, rx=4, fill=GROUND, stroke=LINE, stroke_width=1)
    edge = tag("path", d=f"M1 2V{height - 2:.1f}", stroke=ACCENT, stroke_width=3, fill="none")
    inside = (words(line, 10, 3 + (number + 0.95) * _STEP, SIZE) for number, line in enumerate(note.lines))
    place = f"translate({note.box.left:.1f} {note.box.top:.1f})"
    return tag("g", frame + edge + "".join(inside), transform=place)
