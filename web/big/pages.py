"""The page of the whole red, and what its scripts ask for while one moves about in it."""

from __future__ import annotations

import gzip
import hashlib

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from crm.derived.results import Derived
from crm.derived.seen import gone
from crm.errors import NotFound
from crm.large.reading import WHOLE, Group, group_of, picture_of, way_to, where_is
from web.assets import load_assets
from web.big.asking import group_asked, read_asked
from web.big.filters import fields_of, frame_of, present_families, said_of
from web.big.words import cut_of, families, group_name, names_of
from web.derived import current_results, needed_results
from web.i18n import language
from web.red.choices import script_texts
from web.texts import gettext as _

# At most so many names are asked for at a time.
MOST_NAMES, MOST_PLACES = 200, 20
LEVEL = 5
blueprint = Blueprint("grande", __name__, url_prefix="/red/grande")


@blueprint.get("")
def ver() -> str | AnyResponse:
    """The picture of one group (`parte`, the whole without it), or of the one where an actor is (`actor`)."""
    derived, asked = current_results(), read_asked(request.args)
    if derived is None:
        return render_template("red/sin_datos.html")
    actor = request.args.get("actor", "")
    if found := where_is(derived, actor) if actor else None:
        part = ("parte", str(found[0])) if found[0] else None
        return redirect(asked.address(part, ("sel", actor)))
    group = group_asked(derived, request.args.get("parte") or str(WHOLE))
    way = way_to(derived, group.number)
    return render_template(
        "red/grande.html",
        group=group,
        title=group_name(derived, group),
        said=said_of(derived, group, asked),
        cut=cut_of(group),
        way=[(group_name(derived, one), asked.url(one.number)) for one in way[:-1]],
        fields=fields_of(derived, group, asked),
        families=families(),
        legend=[families()[place] for place in present_families(derived, group)],
        frame=frame_of(derived, group, asked),
        mark=_state(derived),
        texts=_texts(),
    )


@blueprint.get("/elegidos")
def elegidos() -> Response:
    """`{"state", "chosen", "description", "active", "rows"}`: whom filters leave of the picture of `parte`, and in words."""
    derived = needed_results()
    said = said_of(derived, group_of(derived, _number("parte")), read_asked(request.args))
    return jsonify({"state": _state(derived), **said})


@blueprint.get("/puntos")
def puntos() -> Response:
    """The picture of a group as numbers (`crm.large.reading.picture_of`), compressed; 304 when the reader has it."""
    derived = needed_results()
    group = group_of(derived, _number("parte"))
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
    """`{"state", "items": […]}`: who stands at the places `n` (numbers with commas) of the picture of `parte`."""
    derived = needed_results()
    group = group_of(derived, _number("parte"))
    places = [
        int(text) for text in request.args.get("n", "").split(",") if text.isdecimal() and len(text) < 9
    ]
    items = names_of(derived, group, places[:MOST_NAMES], read_asked(request.args))
    return jsonify({"state": _state(derived), "items": items})


@blueprint.get("/lugar")
def lugar() -> Response:
    """`{"parte", "n"}`: in which picture an actor is, and its place there. Raises NotFound."""
    actor = request.args.get("actor", "")
    found = where_is(needed_results(), actor)
    if found is None:
        raise NotFound("actor", actor[:80])
    return jsonify({"parte": found[0], "n": found[1]})


@blueprint.get("/lugares")
def lugares() -> Response:
    """`{"items": [{"parte", "n"}]}`: the same of several actors, without those who are not drawn, such as the office."""
    derived, actors = needed_results(), request.args.getlist("actor")[:MOST_PLACES]
    places = [place for place in (where_is(derived, actor) for actor in actors) if place is not None]
    return jsonify({"items": [{"parte": part, "n": spot} for part, spot in places]})


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
    parts = (_state(derived), sorted(gone(derived)), group.number, language(), load_assets().digest)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:20]


def _texts() -> dict[str, str]:
    """The words that the page's scripts put in."""
    return script_texts() | {
        "changed": _("La red cambió mientras la miraba."),
        "reload": _("Volver a cargarla"),
        "nobodyHere": _("No hay nadie en esta parte del dibujo."),
        "newsNotHere": _("Se verá aquí cuando la red se calcule de nuevo."),
        "noneThatWay": _("Ningún contacto hacia ese lado; se movió el dibujo."),
        "not_here": _("Ese actor no está en el dibujo: se archivó, o se guardó hace un momento."),
    }
