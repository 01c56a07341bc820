"""Settings: one's own language, look, keys, password and sessions; for administrators the accounts as well."""

from __future__ import annotations

import platform
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from flask import Blueprint, current_app, g, make_response, redirect, render_template, request, url_for
from flask_babel import refresh
from pydantic import BaseModel, Field
from werkzeug.wrappers import Response

from crm.accounts.managing import (
    Profile,
    change_password,
    close_all_sessions,
    end_session,
    list_sessions,
    open_session,
    update_profile,
)
from crm.errors import BadCredentials, InvalidData
from web.auth import current_user, keep_session, session_secret, the_viewer
from web.forms import FormState
from web.frame import tell
from web.store_keeping import whole_store
from web.texts import gettext as _

blueprint = Blueprint("ajustes", __name__)


class Preferences(BaseModel):
    """How the pages look and speak to one person."""

    name: Annotated[str, Field(min_length=1, max_length=120)]
    language: Literal["es", "en"]
    theme: Literal["system", "light", "dark"] = "system"
    keys: bool = True


class PasswordChange(BaseModel):
    """The password of now and the one to come."""

    current: Annotated[str, Field(min_length=1)]
    password: Annotated[str, Field(min_length=1)]


PREFERENCES = ("name", "language", "theme", "keys")
PASSWORDS = ("current", "password")


@blueprint.get("/ajustes")
def inicio() -> Response:
    """One's own settings."""
    return _page(_preferences(), FormState.of(PasswordChange, PASSWORDS))


def _preferences() -> FormState[Preferences]:
    user = current_user()
    assert user is not None
    kept = user.preferences
    shown = Preferences(
        name=user.name,
        language=user.language,
        theme=kept.get("theme", "system"),
        keys=kept.get("keys", True),
    )
    return FormState.of(Preferences, PREFERENCES, shown)


def _page(preferences: FormState[Preferences], password: FormState[PasswordChange]) -> Response:
    store, viewer = whole_store(), the_viewer()
    sessions = list_sessions(store, viewer.id)
    version = current_app.config["ALIADOS_VERSION"]
    shown: dict[str, Any] = {"preferences": preferences, "password": password, "sessions": sessions}
    page = render_template("ajustes/inicio.html", **shown, version=version, python=platform.python_version())
    return make_response(page, max(preferences.status, password.status))


@blueprint.post("/ajustes")
def guardar() -> Response:
    """Keeps language, look and keys."""
    state = FormState.posted(Preferences, PREFERENCES, request.form)
    saved = state.attempt(lambda chosen: update_profile(whole_store(), the_viewer(), _profile(chosen)))
    if saved is None:
        return _page(state, FormState.of(PasswordChange, PASSWORDS))
    g.preferred_language = saved.language
    refresh()
    tell(_("Ajustes guardados."))
    return redirect(url_for("ajustes.inicio"))


def _profile(chosen: Preferences) -> Profile:
    user = current_user()
    assert user is not None
    preferences = {**user.preferences, "theme": chosen.theme, "keys": chosen.keys}
    return Profile(chosen.name, chosen.language, preferences)


@blueprint.post("/ajustes/clave")
def cambiar_clave() -> Response:
    """Changes the password; every other session ends, this one goes on under a new secret."""
    state = FormState.posted(PasswordChange, PASSWORDS, request.form)
    if state.attempt(_change_password) is None:
        return _page(_preferences(), state)
    response = redirect(url_for("ajustes.inicio"))
    device = request.headers.get("User-Agent", "")
    secret = open_session(whole_store(), the_viewer().id, datetime.now(UTC), session_secret(), device)
    keep_session(response, secret)  # type: ignore[arg-type]
    tell(_("Contraseña cambiada. Las demás sesiones se cerraron."))
    return response


def _change_password(typed: PasswordChange) -> bool:
    try:
        change_password(whole_store(), the_viewer(), typed.current, typed.password, datetime.now(UTC))
    except BadCredentials as error:
        raise InvalidData.of("current", "bad_credentials") from error
    return True


@blueprint.post("/ajustes/sesiones/cerrar")
def cerrar_sesiones() -> Response:
    """Logs out everywhere else, or ends the one session that was chosen."""
    store, viewer = whole_store(), the_viewer()
    chosen = request.form.get("session", "")
    if chosen:
        end_session(store, viewer.id, chosen)
        tell(_("Sesión cerrada."))
    else:
        close_all_sessions(store, viewer.id, keep=session_secret())
        tell(_("Las demás sesiones se cerraron."))
    return redirect(url_for("ajustes.inicio"))
