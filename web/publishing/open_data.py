"""/publico/datos: what may be downloaded, under which licence, and the files; for everybody who may read /publico."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain

from flask import Blueprint, Response, abort, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from crm.office import today
from crm.publishing.directory import every_public_actor
from crm.publishing.model import PublicRed
from crm.publishing.open_data import Said, actors_csv, actors_jsonld, people_csv, red_graphml, ties_csv
from crm.publishing.reading import public_red, publications
from crm.publishing.settings import PublicSettings, public_settings
from web.opendoor import public
from web.public.keeping import KEPT_SECONDS, answer, has_it, kept_pages, tag_of_page
from web.store_keeping import whole_store
from web.texts import gettext as _

CSV, JSONLD, GRAPHML = "text/csv; charset=utf-8", "application/ld+json", "application/graphml+xml"
# A longer file is sent while it is written, and not kept.
_SMALL = 2_000_000
blueprint = Blueprint("datos", __name__)
Body = Iterable[str] | bytes


@blueprint.get("/publico/datos")
@public
def pagina() -> AnyResponse:
    """What there is, of when, and what one may do with it."""
    return answer(
        lambda: render_template("publico/datos.html", publications=publications(whole_store()), day=today())
    )


@blueprint.get("/publico/datos/actores.csv")
@public
def actores_csv() -> Response:
    """The directory as a table."""
    return _file("actores.csv", CSV, lambda: actors_csv(every_public_actor(whole_store())))


@blueprint.get("/publico/datos/actores.jsonld")
@public
def actores_jsonld() -> Response:
    """The directory in the words of schema.org."""

    def make() -> Body:
        store, settings = whole_store(), _settings()
        return actors_jsonld(every_public_actor(store), settings, _said(settings))

    return _file("actores.jsonld", JSONLD, make)


@blueprint.get("/publico/datos/personas.csv")
@public
def personas_csv() -> Response:
    """Who holds a post where, as a table; 404 where people are not among what is published."""
    if "people" not in _settings().fields:
        abort(404)
    return _file("personas.csv", CSV, lambda: people_csv(every_public_actor(whole_store())))


@blueprint.get("/publico/datos/<slug>.<any(graphml, csv, jsonld):ending>")
@public
def red(slug: str, ending: str) -> Response:
    """A publication as a file. 404 for one that is not public."""
    makers: dict[str, tuple[str, Callable[[PublicRed], Body]]] = {
        "graphml": (GRAPHML, red_graphml),
        "csv": (CSV, ties_csv),
        "jsonld": (JSONLD, _jsonld),
    }
    mimetype, make = makers[ending]
    return _file(f"{slug}.{ending}", mimetype, lambda: make(public_red(whole_store(), slug)))


def _jsonld(found: PublicRed) -> Body:
    settings, published = _settings(), found.publication
    home = url_for("publico.inicio", _external=True)
    said = Said(published.title, published.note or published.title, home, published.published_on)
    return actors_jsonld(found.actors, settings, said)


def _settings() -> PublicSettings:
    return public_settings(whole_store())


def _said(settings: PublicSettings) -> Said:
    name = settings.title or _("Red de Aliados")
    intro = settings.intro or _("El directorio público de los aliados de la ciudad.")
    return Said(name, intro, url_for("publico.inicio", _external=True), today())


def _file(name: str, mimetype: str, make: Callable[[], Body]) -> Response:
    """The file to be saved, cached like the pages and not sent again to who has it; the tag is taken before the data."""
    if not name.isascii():
        abort(404)
    response = Response(mimetype=mimetype)
    tag = tag_of_page()
    response.set_etag(tag)
    response.headers["Cache-Control"] = f"public, max-age={KEPT_SECONDS}, must-revalidate"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if has_it(tag):
        response.status_code = 304
        return response
    response.response = _pieces(tag, make)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _pieces(tag: str, make: Callable[[], Body]) -> Iterable[bytes]:
    """The file that is kept under the tag, or a new one: a small one is kept, a large one is written as it is sent."""
    known = kept_pages().get(tag)
    if known is not None:
        return [known]
    body = make()
    written = iter([body]) if isinstance(body, bytes) else (piece.encode() for piece in body)
    begun: list[bytes] = []
    size = 0
    for piece in written:
        begun.append(piece)
        size += len(piece)
        if size > _SMALL:
            return chain(begun, written)
    whole = b"".join(begun)
    kept_pages().keep(tag, whole)
    return [whole]
