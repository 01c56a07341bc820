"""A project from the text of a call: pasted or sent as a file, read, corrected, and only then saved.

/proyectos/desde-texto             paste, or choose .txt, .md, .docx; then the proposals      nothing is saved
/proyectos/desde-texto/guardar     what is ticked becomes the project
"""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from crm.access import require
from crm.briefs.files import ENDINGS, text_of_file
from crm.briefs.model import Terms
from crm.briefs.reading import MOST_CHARACTERS, check_terms, read_terms
from crm.capture.doors import known_names
from crm.errors import InvalidData
from crm.messages import words
from crm.projects import Project, create_project
from graph.store import Store
from web.auth import the_viewer
from web.forms import FormState
from web.i18n import current_day, language
from web.making import create_asked, made_once_with
from web.mapping.terms_review import inputs_of, review_form, ticked_form
from web.meant import offer_meant
from web.near_days import named, put_days
from web.opendoor import takes_files
from web.projects import CURRENCIES
from web.store import current_store
from web.texts import gettext as _
from web.undoing import tell_saved

blueprint = Blueprint("terminos", __name__)
Page = str | tuple[str, int] | Response
_DATES = named("period|deadline")


@blueprint.get("/proyectos/desde-texto")
def pegar() -> Page:
    """Where the text of a call is pasted or sent as a file."""
    require(the_viewer(), "edit")
    return _paste_page("", [])


def _paste_page(text: str, problems: list[str]) -> Page:
    page = render_template("proyectos/desde-texto.html", text=text, problems=problems, endings=ENDINGS)
    return page, 422 if problems else 200


@blueprint.post("/proyectos/desde-texto")
@takes_files
def leer() -> Page:
    """The proposals that the text holds, to be corrected."""
    require(the_viewer(), "edit")
    pasted = request.form.get("text", "")
    try:
        text = _sent() or pasted
        check_terms(text)
        terms = read_terms_here(text)
    except InvalidData as error:
        return _paste_page(pasted[:MOST_CHARACTERS], [said for _field, said in words(error, language())])
    return _review_page(review_form(inputs_of(terms)), terms.words)


def read_terms_here(text: str) -> Terms:
    """What the text proposes today to whoever is asking."""
    return read_terms(text, current_day(), known_names(current_store(), the_viewer()))


def _sent() -> str:
    file = request.files.get("file")
    return text_of_file(file.read(), file.filename) if file and file.filename else ""


@blueprint.post("/proyectos/desde-texto/guardar")
def guardar() -> Page:
    """Makes the project of what is ticked; when something is wrong the page comes back as it was, with what is."""
    require(the_viewer(), "edit")
    values: MultiDict[str, str] = MultiDict(request.form)
    put_days(values, _DATES)
    shown = review_form(values)
    if shown.change_rows() or create_asked(shown):
        return _review_page(shown, 0)
    ticked = ticked_form(values)
    saved = ticked.attempt(_create)
    if saved is None:
        shown.problems, shown.status, shown.unknown = ticked.problems, ticked.status, ticked.unknown
        return _review_page(shown, 0)
    tell_saved(_("Proyecto guardado."), saved)
    return redirect(url_for("mapas.mapa", id=saved))


def _create(project: Project) -> str:
    def make(store: Store) -> str:
        return create_project(store, the_viewer(), project).id

    return made_once_with("project", make)


def _review_page(form: FormState[Project], count: int) -> Page:
    if form.problems:
        offer_meant(form)
    return render_template(
        "proyectos/revisar-texto.html", form=form, words=count, currencies=CURRENCIES
    ), form.status
