"""Accounts, invitations and access tokens: what administrators tend, and the tokens anybody makes for themselves."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from typing import Annotated

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from pydantic import BaseModel, Field
from werkzeug.wrappers import Response

from crm.access import ROLES, Role, require
from crm.accounts.managing import (
    NewToken,
    disable_user,
    enable_user,
    list_invitations,
    list_tokens,
    list_users,
    make_invitation,
    make_token,
    names_of,
    reset_password,
    revoke_invitation,
    revoke_token,
    set_role,
)
from crm.accounts.users import checked_role
from web.auth import the_viewer
from web.forms import FormState
from web.frame import role_name, tell
from web.health import examine
from web.store_keeping import whole_store
from web.texts import gettext as _

PASSWORD_BYTES = 12
blueprint = Blueprint("administracion", __name__)


class InvitationForm(BaseModel):
    """Whom one invites."""

    role: Role
    note: Annotated[str, Field(max_length=200)] = ""


class TokenForm(BaseModel):
    """What a token is for, and for how many days."""

    name: Annotated[str, Field(min_length=1, max_length=120)]
    role: Role
    days: Annotated[int, Field(ge=1, le=3650)] = 365


INVITATION, TOKEN = ("role", "note"), ("name", "role", "days")


def role_choices() -> list[tuple[str, str]]:
    """The roles as a list to choose from."""
    return [(role, role_name(role)) for role in ROLES]


@blueprint.get("/ajustes/cuentas")
def cuentas() -> Response:
    """Who has an account, who is invited, and the state of the installation."""
    return _accounts(FormState.of(InvitationForm, INVITATION).fill(role="editor"))


def _accounts(form: FormState[InvitationForm], **once: str) -> Response:
    """The page of accounts; `once` is what it shows this one time: a link, a password."""
    store, viewer = whole_store(), the_viewer()
    require(viewer, "administer")
    invitations = list_invitations(store, viewer, datetime.now(UTC))
    names = names_of(store, {one.by for one in invitations})
    page = render_template(
        "ajustes/cuentas.html",
        form=form,
        users=list_users(store),
        invitations=invitations,
        names=names,
        **once,
        roles=role_choices(),
        report=examine(),
    )
    response = make_response(page, form.status)
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.post("/ajustes/invitar")
def invitar() -> Response:
    """Makes a one-time link, shown this once."""
    state = FormState.posted(InvitationForm, INVITATION, request.form)
    secret = state.attempt(
        lambda typed: make_invitation(whole_store(), the_viewer(), typed.role, note=typed.note)
    )
    link = url_for("entrar.bienvenida", secret=secret, _external=True) if secret else ""
    return _accounts(state, link=link)


@blueprint.post("/ajustes/invitaciones/<id>/retirar")
def retirar(id: str) -> Response:
    """Takes an invitation back."""
    revoke_invitation(whole_store(), the_viewer(), id)
    tell(_("Invitación retirada."))
    return redirect(url_for("administracion.cuentas"))


@blueprint.post("/ajustes/cuentas/<id>")
def cambiar(id: str) -> Response:
    """Gives an account another role, or ends or opens its access."""
    store, viewer = whole_store(), the_viewer()
    wanted = request.form.get("do", "")
    if wanted == "disable":
        disable_user(store, viewer, id)
        tell(_("La cuenta ya no puede entrar. Lo que registró se conserva."))
    elif wanted == "enable":
        enable_user(store, viewer, id)
        tell(_("La cuenta puede entrar de nuevo."))
    elif wanted == "password":
        password = secrets.token_urlsafe(PASSWORD_BYTES)
        reset_password(store, viewer, id, password)
        return _accounts(FormState.of(InvitationForm, INVITATION).fill(role="editor"), password=password)
    else:
        set_role(store, viewer, id, checked_role(request.form.get("role", "")))
        tell(_("Rol cambiado."))
    return redirect(url_for("administracion.cuentas"))


@blueprint.get("/ajustes/llaves")
def llaves() -> Response:
    """Access tokens: one's own, or all for an administrator."""
    return _tokens(FormState.of(TokenForm, TOKEN).fill(role="reader"))


def _tokens(form: FormState[TokenForm], **once: str) -> Response:
    """The page of tokens; `once` may hold the secret of the one just made."""
    store, viewer = whole_store(), the_viewer()
    tokens = [token for token in list_tokens(store, viewer) if not token.revoked]
    page = render_template("ajustes/llaves.html", form=form, tokens=tokens, roles=role_choices(), **once)
    response = make_response(page, form.status)
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.post("/ajustes/llaves")
def crear_llave() -> Response:
    """Makes a token in one's own name; its secret is shown this once."""
    state = FormState.posted(TokenForm, TOKEN, request.form)
    now, viewer = datetime.now(UTC), the_viewer()
    made = state.attempt(
        lambda typed: make_token(
            whole_store(),
            viewer,
            NewToken(typed.name, typed.role, f"user:{viewer.id}", now + timedelta(days=typed.days)),
            now,
        )
    )
    return _tokens(state, secret=made[1] if made else "")


@blueprint.post("/ajustes/llaves/<id>/retirar")
def retirar_llave(id: str) -> Response:
    """Ends a token for good."""
    revoke_token(whole_store(), the_viewer(), id)
    tell(_("La llave ya no sirve."))
    return redirect(url_for("administracion.llaves"))
