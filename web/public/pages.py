"""/publico: the home, the directory, an actor, a published picture and the same to be embedded; for everybody."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app, render_template

from crm.publishing.directory import public_actor, public_directory, public_facets
from crm.publishing.model import PublicFacets, PublicRed
from crm.publishing.reading import public_red, publications
from web.opendoor import public
from web.public.appearing import appearances
from web.public.asking import active, asked, facets_for, filter_of
from web.public.drawing import drawings, line_sample, thumbnail, width_sample
from web.public.embedding import embed_code
from web.public.guarding import settings
from web.public.keeping import answer, remembered
from web.public.scenes import contacts_of, scene_of
from web.public.wording import description_of, legend_lines, tie_lines
from web.store_keeping import whole_store

DRAWN = 6  # small pictures on the home
blueprint = Blueprint("publico", __name__)


def _page(template: str, **shown: Any) -> str:
    """A page; its frame asks for what it says (web.public.guarding), nothing of who looks is known here."""
    return render_template(f"publico/{template}.html", **shown)


def _facets() -> PublicFacets:
    """The numbers of the directory, counted once for a state of the data."""
    return remembered("facets", lambda: public_facets(whole_store()))


@blueprint.get("/publico")
@public
def inicio() -> Response:
    """What this is, the published pictures, and the way into the directory."""
    return answer(_home)


def _home() -> str:
    numbers = _facets()
    found = facets_for(numbers, dict.fromkeys(("q", "tipo", "sector", "pais"), ""))
    shown = publications(whole_store())
    small = {one.slug: thumbnail(scene_of(public_red(whole_store(), one.slug))) for one in shown[:DRAWN]}
    return _page("inicio", publications=shown, thumbnails=small, total=numbers.total, facets=found)


@blueprint.get("/publico/actores")
@public
def actores() -> Response:
    """The directory: search, filters, a page of actors."""
    return answer(_directory)


def _directory() -> str:
    words = asked()
    listing = public_directory(whole_store(), filter_of(words))
    return _page(
        "actores",
        listing=listing,
        words=words,
        total=_facets().total,
        facets=facets_for(_facets(), words),
        active=active(words),
    )


@blueprint.get("/publico/actores/<id>")
@public
def actor(id: str) -> Response:
    """What the city says of an actor, and the pictures it is in."""

    def make() -> str:
        found = public_actor(whole_store(), id)
        return _page("actor", actor=found, shown_in=appearances().get(found.id, ()))

    return answer(make)


@blueprint.get("/publico/vistas/<slug>")
@public
def vista(slug: str) -> Response:
    """A published picture with its words and tables."""

    def make() -> str:
        red = public_red(whole_store(), slug)
        told = {"lines": tie_lines(red, settings().limit), "contacts": contacts_of(red)}
        sites = current_app.config["ALIADOS"].public.embed_on
        return _page("vista", **_drawn(red), **told, sites=sites, embed_code=embed_code(red.publication))

    return answer(make)


@blueprint.get("/publico/vistas/<slug>/incrustada")
@public
def incrustada(slug: str) -> Response:
    """The picture alone, for a frame on the sites that config.toml names."""
    return _framed(answer(lambda: _page("incrustada", **_drawn(public_red(whole_store(), slug)))))


def _framed(response: Response) -> Response:
    """Another site may hold it, whatever that site asks of what it holds."""
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _drawn(red: PublicRed) -> dict[str, Any]:
    """The red, its drawing, and both in words."""
    scene, said = scene_of(red), description_of(red)
    return {
        "red": red,
        "names": {one.id: one.name for one in red.actors},
        "family_by_id": {one["id"]: one["family"] for one in scene.nodes},
        "description": said,
        "drawing": drawings(scene, red.publication.title, said),
        "families": scene.families,
        "meanings": [(line_sample(name), word) for name, word in legend_lines(red.ties)],
        "width_sample": width_sample() if any(tie.band > 1 for tie in red.ties) else None,
    }
