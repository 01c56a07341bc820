"""What the reader thinks of the actors of a project: read, and saved in one unit of work with its undo."""

from __future__ import annotations

from collections.abc import Sequence

from crm.assessments.model import Assessment
from crm.assessments.records import all_assessments, last_of
from crm.assessments.saving import placed, save_assessments
from web.auth import the_viewer
from web.store import current_store
from web.texts import ngettext
from web.undoing import tell_saved

Changes = Sequence[tuple[str, dict[str, object]]]


def own_words(project: str) -> dict[str, Assessment]:
    """The reader's own last word on each actor."""
    return last_of(all_assessments(current_store(), project), the_viewer().id)


def save_words(project: str, changes: Changes) -> None:
    """Saves values by field of some actors; what is not among them stays as the reader said it last.

    Raises NotAllowed, NotFound, InvalidData, EditConflict.
    """
    made = placed(current_store(), the_viewer(), project, changes)
    saved = save_assessments(current_store(), the_viewer(), made)
    text = ngettext(
        "Su valoración quedó guardada.", "Sus %(num)s valoraciones quedaron guardadas.", len(saved)
    )
    tell_saved(text, saved[0].id)
