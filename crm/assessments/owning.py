"""Whose word an assessment is: nobody else takes it back, not from the history either, but an administrator."""

from __future__ import annotations

from collections.abc import Iterable

from crm.access import Viewer
from crm.assessments.model import SCALES
from crm.errors import CrmError, NotAllowed, Problem
from crm.history_fields import differing
from graph.records import Change, Node

# What the assessor said; who may see it follows the project.
_SAID = frozenset({*SCALES, "attitude", "note", "voice", "archived"})


class AnothersWord(NotAllowed):
    """The assessment is another person's."""

    def __init__(self) -> None:
        CrmError.__init__(self, [Problem("", "assessment_of_another")])


def refuse_anothers_word(changes: Iterable[Change], viewer: Viewer) -> None:
    """Lets an assessor, an administrator and changes of other records pass. Raises AnothersWord."""
    if not viewer.may("administer") and any(_is_anothers(change, viewer.id) for change in changes):
        raise AnothersWord


def _is_anothers(change: Change, user: str) -> bool:
    sides = [side for side in (change.before, change.after) if isinstance(side, Node)]
    theirs = any(side.root == "Assessment" and side.get("assessor") != user for side in sides)
    return theirs and bool(differing(change.before, change.after) & _SAID)
