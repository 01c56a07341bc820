"""/administrar/publico: the public page's settings, what is published, publishing a view, withdrawing it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

from flask import Blueprint, redirect, render_template, request, url_for
from pydantic import BaseModel
from werkzeug.wrappers import Response

from crm.access import require
from crm.errors import EditConflict, InvalidData
from crm.publishing.model import Publication
from crm.publishing.opening import make_public
from crm.publishing.publishing import publish, withdraw
from crm.publishing.reading import stored_publication
from crm.publishing.records import id_of
from crm.publishing.settings import (
    ID,
    LICENCES,
    PublicSettings,
    public_settings,
    save_public_settings,
)
from crm.views.model import SavedView
from crm.views.reading import view_of
from web.acting import posted_version
from web.auth import the_viewer
from web.forms import FormState
from web.frame import tell
from web.public.drawing import drawings
from web.public.scenes import scene_of as public_scene
from web.public.wording import description_of
from web.publishing.drafting import previewed, rows, views_to_publish
from web.publishing.wording import field_choices, opened_words, reasons
from web.store import current_store
from web.store_keeping import whole_store
from web.texts import gettext as _
from web.undoing import tell_saved

SETTINGS = ("on", "title", "intro", "fields", "limit", "licence")
CARD = ("title", "note")
OPENED: tuple[Literal["actors", "interactions", "ties"], ...] = ("actors", "interactions", "ties")
blueprint = Blueprint("publicar", __name__)
Page = str | tuple[str, int] | Response


class Card(BaseModel):
    """What the public reads of a publication."""

    title: str
    note: str = ""


@blueprint.get("/administrar/publico")
def inicio() -> Page:
    """The settings and what is published."""
    require(the_viewer(), "administer")
    return _settings(FormState.of(PublicSettings, SETTINGS, public_settings(whole_store())))


def _settings(form: FormState[PublicSettings]) -> Page:
    shown, withdrawn = rows(current_store())
    page = render_template(
        "publicar/inicio.html",
        form=form,
        settings=public_settings(whole_store()),
        field_choices=field_choices,
        licences=[(id, name) for id, (name, _url) in LICENCES.items()],
        rows=shown,
        withdrawn=withdrawn,
        views=views_to_publish(current_store()),
        settings_id=ID,
    )
    return page, form.status


@blueprint.post("/administrar/publico")
def guardar() -> Page:
    """Saves the settings; when somebody saved meanwhile one sees them as they are, and nothing is done."""
    require(the_viewer(), "administer")
    form = FormState.posted(PublicSettings, SETTINGS, request.form)
    given: dict[str, Any] = {
        name: request.form.get(name, "") for name in ("title", "intro", "limit", "licence")
    }
    given |= {"on": request.form.get("on") == "1", "fields": tuple(request.form.getlist("fields"))}
    try:
        save_public_settings(whole_store(), the_viewer(), given, posted_version())
    except InvalidData as error:
        form.add(error)
        return _settings(form)
    except EditConflict:
        tell(_("Alguien lo cambió mientras tanto, y no se hizo nada. Así está ahora."))
    else:
        tell_saved(_("Página pública guardada."), ID)
    return redirect(url_for("publicar.inicio"))


@blueprint.get("/administrar/publico/vistas/<id>")
def previa(id: str) -> Page:
    """What the public would see of a view, what not and why; here one publishes. Raises NotFound."""
    require(the_viewer(), "administer")
    view = view_of(current_store(), id)
    return _preview(view, None)


def _preview(view: SavedView, form: FormState[Card] | None) -> Page:
    draft, found = previewed(current_store(), view)
    red = found.shown
    form = form or FormState.of(Card, CARD, Card(title=draft.title, note=draft.note))
    page = render_template(
        "publicar/previa.html",
        form=form,
        view=view,
        draft=draft,
        found=found,
        reasons=reasons(found),
        drawing=drawings(public_scene(red), draft.title, description_of(red)) if red.actors else "",
        description=description_of(red),
    )
    return page, form.status


@blueprint.post("/administrar/publico/vistas/<id>")
def publicar(id: str) -> Page:
    """Publishes the view as it is now, in place of what was published of it before."""
    require(the_viewer(), "administer")
    view = view_of(current_store(), id)
    draft, _found = previewed(current_store(), view)
    form = FormState.posted(Card, CARD, request.form)
    given = replace(draft, title=form.value("title"), note=form.value("note"), version=_version(draft))
    try:
        made = publish(whole_store(), the_viewer(), given)
    except InvalidData as error:
        form.add(error)
        return _preview(view, form)
    except EditConflict:
        tell(_("Alguien lo cambió mientras tanto, y no se hizo nada. Así está ahora."))
        return redirect(url_for("publicar.previa", id=id))
    tell_saved(_("Publicada: «%(title)s».", title=made.title), id_of(made.slug))
    return redirect(url_for("publicar.inicio"))


def _version(draft: Publication) -> int:
    """The version that the page showed; of what was not published yet 0."""
    return posted_version() if draft.version else 0


@blueprint.post("/administrar/publico/vistas/<id>/abrir")
def abrir(id: str) -> Response:
    """Makes public what the page counted: nothing is done when these are others now, be they as many."""
    require(the_viewer(), "administer")
    _draft, found = previewed(current_store(), view_of(current_store(), id))
    back = redirect(url_for("publicar.previa", id=id))
    asked = {name: getattr(found, name) if request.form.get(name) else () for name in OPENED}
    if any(request.form.get(name, "") not in {"", found.mark(name)} for name in OPENED):
        tell(_("Cambió mientras usted miraba, y no se hizo nada. Mire los números de ahora."))
        return back
    opened = make_public(current_store(), the_viewer(), **asked)
    numbers = (opened.actors, opened.interactions, opened.ties)
    if not any(numbers):
        tell(_("No se escogió nada que hacer público."))
        return back
    first = next(iter((*asked["actors"], *asked["interactions"])), "")
    said = _("Ahora son públicos: %(what)s.", what=", ".join(opened_words(*numbers)))
    tell_saved(said, first) if first else tell(said)
    return back


@blueprint.post("/administrar/publico/<slug>/retirar")
def retirar(slug: str) -> Response:
    """Takes a publication off the public pages."""
    require(the_viewer(), "administer")
    title = stored_publication(whole_store(), slug).title
    try:
        withdraw(whole_store(), the_viewer(), slug, posted_version())
    except EditConflict:
        tell(_("Alguien lo cambió mientras tanto, y no se hizo nada. Así está ahora."))
    else:
        tell_saved(_("Retirada: «%(title)s».", title=title), id_of(slug))
    return redirect(url_for("publicar.inicio"))
