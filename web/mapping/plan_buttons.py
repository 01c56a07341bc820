"""What a row's own button asks for, after everything that was written is saved: its step promised, or the row taken out.

It is done to the row as the page showed it: whoever changed it meanwhile is not passed over.
"""

from __future__ import annotations

from collections.abc import Sequence

from flask import request

from crm.engagement.model import Engagement
from crm.engagement.plans import archive_engagement, get_engagement, plan_of
from crm.engagement.promising import promise_step
from crm.errors import EditConflict, InvalidData, NotFound
from crm.messages import words
from crm.projects import Project
from web.auth import the_viewer
from web.i18n import language
from web.mapping.plan_rows import PlanForm, plan_form, shown_version
from web.store import current_store
from web.texts import gettext as _
from web.undoing import tell_saved


def pressed(project: Project, form: PlanForm, saved: Sequence[Engagement]) -> PlanForm | None:
    """Does it, if a button was pressed; the form with what is wrong when it could not be done. Raises NotFound.

    `saved` are the rows that were just saved with the same press.
    """
    promise, remove = request.form.get("promise", ""), request.form.get("remove", "")
    if not promise and not remove:
        return None
    row = get_engagement(current_store(), promise or remove)
    if row.project != project.id:
        raise NotFound("engagement", row.id)
    version = next((one.version for one in saved if one.id == row.id), None) or shown_version(form, row.id)
    try:
        (_take_out if remove else _promise)(row.id, version)
    except EditConflict:
        return _refused(project, row.id, 409, {"objective": [_changed()]})
    except InvalidData as error:
        said = [text for _field, text in words(error, language())]
        return _refused(project, row.id, 422, {"next_step": said})
    return None


def _refused(project: Project, id: str, status: int, problems: dict[str, list[str]]) -> PlanForm:
    """The plan as it is stored, with what is wrong beside the row, or over all when the row is there no more."""
    rows = plan_of(current_store(), project.id)
    form = plan_form(rows)
    form.status = status
    place = next((place for place, one in enumerate(rows) if one.id == id), None)
    for field, said in problems.items():
        form.problems["" if place is None else f"rows-{place}-{field}"] = said
    return form


def _changed() -> str:
    return _("Alguien cambió esta fila mientras tanto, y no se hizo nada. Léala y vuelva a pulsar el botón.")


def _take_out(id: str, version: int) -> None:
    archive_engagement(current_store(), the_viewer(), id, version)
    tell_saved(_("Ya no está en el plan."), id)


def _promise(id: str, version: int) -> None:
    promise_step(current_store(), the_viewer(), id, version)
    tell_saved(_("El siguiente paso quedó como compromiso de la oficina."), id)
