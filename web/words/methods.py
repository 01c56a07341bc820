"""`/metodos`: how each measure is worked out, how exact it is, and what it must not be used for."""

from __future__ import annotations

from flask import Blueprint, render_template, url_for
from flask.blueprints import BlueprintSetupState
from markupsafe import Markup

from crm.meaning.methods import GROUPS, anchor_of, methods
from web.i18n import language
from web.texts import gettext as _
from web.words.sentences import register_sentences

blueprint = Blueprint("metodos", __name__)


@blueprint.get("/metodos")
def pagina() -> str:
    """Every measure, by what it is about."""
    every = methods(language())
    titles = group_titles()
    groups = [(name, titles[name], [one for one in every if one.group == name]) for name in GROUPS]
    return render_template("metodos/pagina.html", groups=groups)


def group_titles() -> dict[str, str]:
    """What the parts of the page are called."""
    return {
        "ties": _("Contactos y trato"),
        "place": _("El lugar en la red"),
        "doors": _("Qué se pierde si alguien se va"),
        "sectors": _("Entre sectores"),
        "health": _("La salud de la red"),
        "change": _("El simulador"),
        "project": _("El mapa de un proyecto"),
    }


def method_url(measure: str) -> str:
    """Where a measure is explained. KeyError for one that is nowhere."""
    return url_for("metodos.pagina", _anchor=anchor_of(measure))


def method_name(measure: str) -> str:
    """What a measure is called."""
    anchor = anchor_of(measure)
    return next(one.heading for one in methods(language()) if one.name == anchor)


def formula(text: str) -> Markup:
    """A formula of our own catalogue as MathML."""
    return Markup(text)  # nosec B704  # it is a file of ours, nobody's input


def _register(state: BlueprintSetupState) -> None:
    app = state.app
    app.add_template_global(method_url)
    app.add_template_global(method_name)
    app.add_template_filter(formula)


blueprint.record_once(_register)
blueprint.record_once(register_sentences)
