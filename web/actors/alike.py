"""Who is like an actor, for its record: each with the contacts and themes that show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crm.reading.alike import alike_to
from web.derived import current_results
from web.reading.saying_alike import alike_links, alike_why, name_of

SHOWN = 4


@dataclass(frozen=True)
class AlikeLine:
    """One who is like the actor: why, in a few words, and the first of what both have, each with its address."""

    id: str
    name: str
    type: str
    why: str
    links: Sequence[dict[str, str]]


def alike_lines(id: str) -> list[AlikeLine]:
    """The partners most like an actor; none for who is no partner, and before the first analysis."""
    derived = current_results()
    if derived is None:
        return []
    return [
        AlikeLine(
            one.actor,
            name_of(derived, one.actor),
            derived.actors["type"][derived.number[one.actor]],
            alike_why(one),
            alike_links(derived, one),
        )
        for one in alike_to(derived, id, SHOWN)
    ]
