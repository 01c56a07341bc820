"""What a view's data have become since it was saved."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from crm.views.model import SavedView


@dataclass(frozen=True, slots=True)
class Since:
    """Actors that came and that went, by id; how many more (or fewer, below zero) pairs are joined by a tie."""

    came: tuple[str, ...]
    went: tuple[str, ...]
    ties: int

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.came or self.went or self.ties)


def since_saved(view: SavedView, actors: Collection[str], ties: int) -> Since:
    """What differs between what the view held and the selection as it is now, of `actors` and `ties`."""
    then, now = set(view.held.actors), set(actors)
    return Since(tuple(sorted(now - then)), tuple(sorted(then - now)), ties - view.held.ties)
