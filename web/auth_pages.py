"""Logging in and out, and making an account with a one-time link.

A form sent after the session's end is not lost: the log-in page carries its fields along, and after logging in they
are shown and sent with one button.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import urlencode

from flask import Blueprint, Response, make_response, redirect, render_template, request, session, url_for
from pydantic import BaseModel, Field
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from crm.access import Viewer
from crm.accounts.managing import (
    NewUser,
    accept_invitation,
    authenticate,
    close_session,
    first_user_needed,
    open_session,
    read_invitation,
)
from crm.errors import BadCredentials, InvalidData, TooManyAttempts
from crm.messages import words
from web.auth import current_user, drop_session, keep_session, session_secret
from web.forms import FormState
from web.frame import tell
from web.i18n import language
from web.kept import pack, unpack, written_fields
from web.opendoor import public
from web.security import is_cross_site, safe_next
from web.store_keeping import whole_store
from web.texts import gettext as _

Filled = Annotated[str, Field(min_length=1)]
blueprint = Blueprint("entrar", __name__)


class LogIn(BaseModel):
    """What one types to get in."""

    login: Filled
    password: Filled


class Account(BaseModel):
    """What one types to make an account."""

    name: Filled
    login: Filled
    password: Filled


LOG_IN_FIELDS = ("login", "password")
ACCOUNT_FIELDS = ("name", "login", "password")


def log_in_address() -> str:
    """The log-in page, to come back to this one afterwards."""
    here = request.full_path.rstrip("?")
    address = url_for("entrar.formulario")
    return address if here == "/" else f"{address}?{urlencode({'next': here})}"


def ask_to_log_in() -> Response:
    """The log-in page with the fields of the form that could not be taken."""
    state = FormState.of(LogIn, LOG_IN_FIELDS)
    keep = request.method == "POST" and not is_cross_site() and request.endpoint != "entrar.formulario"
    kept = pack(written_fields()) if keep else ""
    state.status = 401
    return _log_in_page(state, MultiDict({"kept": kept, "kept_url": request.full_path if kept else ""}))


def _log_in_page(state: FormState[LogIn], sent: MultiDict[str, str]) -> Response:
    shown = {
        "form": state,
        "next": safe_next(sent.get("next"), ""),
        "kept": sent.get("kept", ""),
        "kept_url": safe_next(sent.get("kept_url"), ""),
    }
    return make_response(render_template("entrar/formulario.html", **shown), state.status)


@blueprint.route("/entrar", methods=["GET", "POST"])
@public
def formulario() -> AnyResponse:
    """Asks who it is, and lets in who says it rightly."""
    if request.method == "GET":
        if current_user() is not None:
            return redirect(safe_next(request.args.get("next"), url_for("hoy.inicio")))
        # A link may say where to go on, never which form to send: its author need not be who logs in.
        return _log_in_page(
            FormState.of(LogIn, LOG_IN_FIELDS), MultiDict({"next": request.args.get("next", "")})
        )
    state = FormState.posted(LogIn, LOG_IN_FIELDS, request.form)
    try:
        viewer = state.attempt(_authenticate)
    except (BadCredentials, TooManyAttempts) as error:
        return _refuse(state, error)
    return _log_in_page(state, request.form) if viewer is None else _let_in(viewer)


def _authenticate(typed: LogIn) -> Viewer:
    origin = request.remote_addr or ""
    return authenticate(whole_store(), typed.login, typed.password, datetime.now(UTC), origin)


def _refuse(state: FormState[LogIn], error: BadCredentials | TooManyAttempts) -> Response:
    state.status = error.status
    state.problems[""] = [text for _field, text in words(error, language())]
    response = _log_in_page(state, request.form)
    if isinstance(error, TooManyAttempts):
        response.headers["Retry-After"] = str(error.seconds)
    return response


def _let_in(viewer: Viewer) -> Response:
    """A new session in place of any before; then on to what was asked for, or to the form that was kept."""
    kept, url = unpack(request.form.get("kept", "")), safe_next(request.form.get("kept_url"), "")
    session.clear()
    device = request.headers.get("User-Agent", "")
    secret = open_session(whole_store(), viewer.id, datetime.now(UTC), session_secret(), device)
    if kept and url:
        response = make_response(kept_page(kept, url))
    else:
        response = make_response(redirect(safe_next(request.form.get("next"), url_for("hoy.inicio"))))
    keep_session(response, secret)
    return response


def kept_page(kept: list[tuple[str, str]], url: str) -> str:
    """The page that shows what was written and sends it with one button."""
    return render_template("entrar/seguir.html", kept=kept, url=url)


@blueprint.post("/salir")
@public
def salir() -> Response:
    """Ends this browser's session."""
    close_session(whole_store(), session_secret())
    session.clear()
    response = make_response(redirect(url_for("entrar.formulario")))
    response.headers["Clear-Site-Data"] = '"cache"'
    drop_session(response)
    return response


@blueprint.route("/bienvenida/<secret>", methods=["GET", "POST"])
@public
def bienvenida(secret: str) -> AnyResponse:
    """Makes an account with a one-time link and logs in; without any account yet, the first administrator's."""
    store, now = whole_store(), datetime.now(UTC)
    read_invitation(store, secret, now)
    if request.method == "GET":
        return _account_page(FormState.of(Account, ACCOUNT_FIELDS))
    state = FormState.posted(Account, ACCOUNT_FIELDS, request.form)
    user = state.attempt(lambda typed: accept_invitation(store, secret, _new_user(typed), now))
    if user is None:
        return _account_page(state)
    response = _let_in(user.viewer)
    tell(_("Su cuenta está lista."))
    return response


def _new_user(typed: Account) -> NewUser:
    return NewUser(typed.login, typed.name, typed.password, language())


def _account_page(state: FormState[Account]) -> Response:
    first = first_user_needed(whole_store())
    response = make_response(render_template("entrar/cuenta.html", form=state, first=first), state.status)
    response.headers["Referrer-Policy"] = "no-referrer" if request.is_secure else "same-origin"
    return response


@blueprint.errorhandler(InvalidData)
def enlace_vencido(error: InvalidData) -> Response:
    """A link that no longer works says so, and where to ask for another."""
    texts = [text for _field, text in words(error, language())]
    return make_response(render_template("entrar/vencido.html", texts=texts), 410)
