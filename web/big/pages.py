"""The page of the whole red, and what its scripts ask for while one moves about in it."""

from __future__ import annotations

import gzip
import hashlib

from flask import Blueprint, Response, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from crm.derived.results import Derived
from crm.errors import NotFound
from crm.large.reading import WHOLE, Group, group_of, picture_of, way_to, where_is
from web.assets import load_assets
from web.big.words import cut_of, description_of, families, group_name, names_of
from web.derived import current_results
from web.i18n import language
from web.red.answering import drawn_results
from web.red.choices import script_texts
from web.red.faces import faces
from web.red.wish import Wish
from web.texts import gettext as _

# At most so many names are asked for at a time, and so many rows stand beside the picture.
MOST_NAMES, ROWS = 200, 25
LEVEL = 5
blueprint = Blueprint("grande", __name__, url_prefix="/red/grande")


@blueprint.get("")
def ver() -> str | AnyResponse:
    """The picture of one group (`vista`, the whole without it), or of the one where an actor is (`actor`)."""
    derived = current_results()
    if derived is None:
        return render_template("red/sin_datos.html")
    actor = request.args.get("actor", "")
    if found := where_is(derived, actor) if actor else None:
        return redirect(url_for("grande.ver", vista=found[0] or None, sel=actor))
    group = group_of(derived, _number("vista"))
    way = way_to(derived, group.number)
    return render_template(
        "red/grande.html",
        group=group,
        title=group_name(derived, group),
        description=description_of(derived, group),
        cut=cut_of(group),
        way=[(group_name(derived, one), url_for("grande.ver", vista=one.number or None)) for one in way[:-1]],
        rows=names_of(derived, group, [*range(min(ROWS, group.shown))]),
        families=families(),
        faces=[*faces(Wish(todo=True))],
        mark=_state(derived),
        texts=_texts(),
    )


@blueprint.get("/puntos")
def puntos() -> Response:
    """The picture of a group as numbers (`crm.large.reading.picture_of`), compressed; 304 when the reader has it."""
    derived = drawn_results()
    group = group_of(derived, _number("vista"))
    response = Response(mimetype="application/octet-stream")
    response.set_etag(_mark(derived, group))
    if response.make_conditional(request).status_code != 304:
        data = picture_of(derived, group)
        if request.accept_encodings["gzip"] > 0:
            data = gzip.compress(data, LEVEL, mtime=0)
            response.headers["Content-Encoding"] = "gzip"
        response.set_data(data)
    response.vary.add("Accept-Encoding")
    response.headers["X-Estado"] = _state(derived)
    return response


@blueprint.get("/nombres")
def nombres() -> Response:
    """`{"state", "items": […]}`: who stands at the places `n` (numbers with commas) of the picture of `vista`."""
    derived = drawn_results()
    group = group_of(derived, _number("vista"))
    places = [
        int(text) for text in request.args.get("n", "").split(",") if text.isdecimal() and len(text) < 9
    ]
    items = names_of(derived, group, places[:MOST_NAMES])
    return jsonify({"state": _state(derived), "items": items})


@blueprint.get("/lugar")
def lugar() -> Response:
    """`{"vista", "n"}`: in which picture an actor is, and its place there. Raises NotFound."""
    actor = request.args.get("actor", "")
    found = where_is(drawn_results(), actor)
    if found is None:
        raise NotFound("actor", actor[:80])
    return jsonify({"vista": found[0], "n": found[1]})


def _number(name: str) -> int:
    """Raises NotFound when the address asks for something else than a number."""
    text = request.args.get(name, str(WHOLE))
    if not text.isascii() or not text.isdecimal() or len(text) > 8:
        raise NotFound("record", text[:80])
    return int(text)


def _state(derived: Derived) -> str:
    """Tells one analysis from another, without its name: places in pictures mean something else in the next."""
    return hashlib.sha256(derived.folder.path.name.encode()).hexdigest()[:12]


def _mark(derived: Derived, group: Group) -> str:
    parts = (_state(derived), group.number, language(), load_assets().digest)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:20]


def _texts() -> dict[str, str]:
    """The words that the page's scripts put in."""
    return script_texts() | {
        "changed": _("La red cambió mientras la miraba."),
        "reload": _("Volver a cargarla"),
        "nobodyHere": _("No hay nadie en esta parte del dibujo."),
        "not_here": _("Ese actor no está en el dibujo: se archivó, o se guardó hace un momento."),
    }
