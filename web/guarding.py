"""The guard at the door: every page asks for a log-in unless its view is marked `@public` (web.opendoor)."""

from __future__ import annotations

from flask import Flask, Response, current_app, redirect, request
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response as AnyResponse

from web.auth import current_user, current_viewer
from web.auth_pages import ask_to_log_in, log_in_address
from web.errors import Trouble, render_trouble, wants_json
from web.opendoor import is_public
from web.security import is_cross_site
from web.texts import gettext as _


def require_log_in() -> AnyResponse | None:
    """Lets public pages and logged-in people through; sends the others to log in, what they wrote kept."""
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None or is_public(view) or request.path.startswith("/api/"):
        return None
    if current_user() is not None:
        return None
    if wants_json():
        return render_trouble(Trouble(401, _("Hace falta entrar")))
    if request.method in {"GET", "HEAD"}:
        return redirect(log_in_address())
    return ask_to_log_in()


def on_form_token(_error: CSRFError) -> Response:
    """A form without a valid token: an old page, or another site. The old page's content is kept."""
    if is_cross_site() or wants_json():
        return render_trouble(
            Trouble(400, _("No entendimos la petición"), _("El formulario no vino de esta página."))
        )
    if current_viewer() is None:
        return ask_to_log_in()
    text = _("La página estuvo abierta mucho tiempo.")
    advice = _("Lo que escribió sigue aquí: envíelo de nuevo.")
    return render_trouble(Trouble(400, _("Hay que enviar el formulario otra vez"), text, advice, retry=True))


def register_guard(app: Flask) -> None:
    """Guards every page, and its forms."""
    app.before_request(require_log_in)
    app.register_error_handler(CSRFError, on_form_token)
