"""Erasing for good: the consequences first, then the name typed, by administrators alone."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from pydantic import BaseModel, ConfigDict, Field
from werkzeug.wrappers import Response

from crm.access import require
from crm.erasing.erasing import consequences_of, erase_record
from crm.maps.files import forget_in_files
from web.auth import the_viewer
from web.files.choosing import current_vault
from web.forms import FormState
from web.frame import tell
from web.mapping.current import derived_folder
from web.store import current_store
from web.texts import gettext as _

blueprint = Blueprint("borrar", __name__)


class Confirmation(BaseModel):
    """What is typed so that nothing is erased by a slip."""

    model_config = ConfigDict(str_strip_whitespace=True)

    confirm: str = Field(min_length=1, max_length=300)


@blueprint.route("/borrar/<id>", methods=["GET", "POST"])
def pedir(id: str) -> str | tuple[str, int] | Response:
    """What erasing takes away and leaves, and doing it once the name was typed. Raises NotFound, Erased."""
    require(the_viewer(), "administer")
    store, told = current_store(), consequences_of(current_store(), id)
    state = FormState.of(Confirmation, ("confirm",))
    if request.method == "POST":
        state = FormState.posted(Confirmation, ("confirm",), request.form)
        done = state.attempt(
            lambda typed: erase_record(store, the_viewer(), id, typed.confirm, current_vault())
        )
        if done is not None:
            forget_in_files(derived_folder(), done.erased)
            tell(_("Borrado para siempre."))
            return redirect(url_for("hoy.inicio"))
    return render_template("borrar/pedir.html", form=state, told=told), state.status
