"""One actor's card for an address book: /actores/ID.vcf."""

from __future__ import annotations

from flask import Blueprint, Response

from crm.access import require
from crm.cards.exporting import card_of_actor
from web.auth import the_viewer
from web.store import current_store

blueprint = Blueprint("tarjetas", __name__)


@blueprint.get("/actores/<id>.vcf")
def tarjeta(id: str) -> Response:
    """The card as a file. Raises NotFound."""
    require(the_viewer(), "read")
    response = Response(card_of_actor(current_store(), id), mimetype="text/vcard")
    response.headers["Content-Disposition"] = f'attachment; filename="{id}.vcf"'
    response.headers["Cache-Control"] = "no-store"
    return response
