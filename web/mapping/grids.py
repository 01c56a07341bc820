"""Power and interest: the grid with the table that says the same, and placing one actor on it."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from flask import Blueprint, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from crm.access import require
from crm.assessments.drawing import Look, Side, draw, only
from crm.assessments.grids import Grid, of_five
from crm.assessments.influences import pulls_in
from crm.assessments.strategies import what_to_do
from crm.errors import EditConflict, InvalidData
from crm.messages import field_label, say, words
from crm.projects import Project, get_project
from crm.vocabulary import vocabulary
from web.auth import the_viewer
from web.derived import current_results
from web.frame import tell
from web.i18n import language, number
from web.mapping.members import members_of
from web.mapping.own_words import own_words, save_words
from web.store import current_store
from web.texts import gettext as _

blueprint = Blueprint("poder", __name__)
Page = str | tuple[str, int] | Response
_SIDES = {"gente": "perceived", "red": "structural"}


@blueprint.get("/proyectos/<id>/matriz")
def matriz(id: str) -> str:
    """The grid and its table; `?ver=gente` shows only what people say, `?ver=red` only what the network shows."""
    return _page(get_project(current_store(), id), [])


def _page(project: Project, problems: list[str]) -> str:
    members = members_of(project)
    side = cast("Side", _SIDES.get(request.args.get("ver", ""), "both"))
    pulls = pulls_in(current_store(), project.id)
    shown = replace(only(members.grid, side), pulls=pulls if with_influences() else ())
    pictures = {"wide": _picture(shown, narrow=False), "narrow": _picture(shown, narrow=True)}
    mine = own_words(project.id)
    page = {"project": project, "members": members, "grid": shown, "side": side, "mine": mine, "pulls": pulls}
    waiting = current_results() is None
    return render_template("proyectos/matriz.html", **page, **pictures, problems=problems, waiting=waiting)


def with_influences() -> bool:
    """Whether the address asks for the arrows of who influences whom."""
    return request.args.get("influencias") == "1"


def _picture(grid: Grid, *, narrow: bool) -> Markup:
    """Our own drawing goes into the page as it is: it escapes every name itself."""
    look = Look(language(), narrow=narrow, live=the_viewer().may("edit"))
    return Markup(draw(grid, look))  # nosec B704 - our own drawing, every name in it escaped


@blueprint.post("/proyectos/<id>/matriz")
def ubicar(id: str) -> Page:
    """Saves where the reader places one actor, by dragging, by keys or by form; the rest of their own word stays."""
    require(the_viewer(), "edit")
    project = get_project(current_store(), id)
    actor = request.form.get("actor", "")
    said: dict[str, object] = {
        name: request.form[name] for name in ("power", "interest") if request.form.get(name)
    }
    if not actor or not said:
        return _page(project, [_("Elija un actor y diga su poder o su interés.")]), 422
    ver, influences = request.args.get("ver"), request.args.get("influencias")
    target = url_for("poder.matriz", id=id, ver=ver, influencias=influences, _anchor=f"en-{actor}")
    try:
        save_words(id, [(actor, said)])
    except InvalidData as error:
        return _page(project, [text for _field, text in words(error, language())]), 422
    except EditConflict:
        tell(_("Alguien lo cambió mientras tanto, y no se hizo nada. Así está ahora."))
    return redirect(target)


def _five(value: float | None) -> str:
    """0 to 1 as people read it: 1 to 5 with at most one decimal; a dash for nothing."""
    if value is None:
        return "–"
    five = round(of_five(value), 1)
    return number(five, 0 if five.is_integer() else 1)


def _scale(value: int, name: str = "power") -> str:
    """A value of 1 to 5 in words."""
    return say(f"scale_{'urgency' if name in {'legitimacy', 'urgency'} else 'power'}.{value}", language())


def _stance(id: str) -> str:
    return say(f"stance.{id}", language())


def _to_do(id: str, name: str) -> str:
    """What a strategy or a class of salience asks of the office."""
    return what_to_do(vocabulary(name).get(id), language())


def _influence_word(value: int) -> str:
    return say(f"influence_strength.{value}", language())


def _label(name: str) -> str:
    return field_label(name, language())


def _title(name: str) -> str:
    """A field's name as it heads a column: only its first letter changes."""
    label = field_label(name, language())
    return label[:1].upper() + label[1:]


def grid_measures(narrow: bool) -> str:
    """Where the lowest and the highest values stand in a picture, for the script that moves actors: x y x y."""
    frame = Look(language(), narrow=narrow).frame
    return " ".join(f"{number:.1f}" for number in (*frame.point(0, 0), *frame.point(1, 1)))


blueprint.add_app_template_filter(_five, "of_five")
blueprint.add_app_template_filter(_scale, "scale")
blueprint.add_app_template_filter(_stance, "stance")
blueprint.add_app_template_filter(_to_do, "what_to_do")
blueprint.add_app_template_filter(_influence_word, "influence_word")
blueprint.add_app_template_filter(_label, "field_label")
blueprint.add_app_template_filter(_title, "field_title")
blueprint.add_app_template_global(grid_measures)
