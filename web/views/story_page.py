"""A view's story as one HTML file that works anywhere: the picture's own file, with the steps played over it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crm.views.model import SavedView, Step
from web.red.drawing_page import standalone_page
from web.red.names import plain
from web.store import current_store
from web.views.gathering import drawing_of


def story_page(view: SavedView, steps: Sequence[Step]) -> str | None:
    """The file's text, None before the first analysis."""
    scene = drawing_of(current_store(), view)
    return None if scene is None else standalone_page(scene, story=played(steps), title=plain(view.name))


def played(steps: Sequence[Step]) -> list[dict[str, Any]]:
    """The steps as the player takes them: the words, and at whom one looks."""
    return [{"text": plain(step.text), "actors": list(step.actors)} for step in steps]
