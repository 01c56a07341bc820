"""A face's picture as a file of its own."""

from __future__ import annotations

from flask import Response, current_app

from crm.derived.results import Derived
from web.faces.svg import Figure
from web.i18n import day
from web.texts import gettext as _


def figure_response(figure: Figure, derived: Derived, name: str) -> Response:
    """The picture as NAME.svg."""
    response = Response(figure.alone(source_note(derived)), mimetype="image/svg+xml")
    response.headers["Content-Disposition"] = f'attachment; filename="red-de-aliados-{name}.svg"'
    response.headers["Cache-Control"] = "no-store"
    return response


def source_note(derived: Derived) -> str:
    """Where the picture is from, and of which day its data are."""
    city = current_app.config["ALIADOS"].city
    return _("Red de Aliados, %(city)s. Datos al %(day)s.", city=city, day=day(derived.day))
