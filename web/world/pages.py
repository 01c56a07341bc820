"""`/mundo`: the partners of a selection by country, with the country's panel (`?pais=CA`) and a table beside the map."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import get_args
from urllib.parse import urlencode

from flask import Blueprint, current_app, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from crm.derived.results import Derived
from crm.picture import PictureFilter, draw
from crm.world.counting import read_world
from graph.store import Store
from web.faces.frame import FaceFrame, Note, Own, Said, face_url, frame_of, show_face
from web.red.view import RedView, gather_view
from web.red.wish import Wish
from web.store import current_store
from web.texts import gettext as _
from web.world.panel import panel_of
from web.world.picture import Measure, draw_map
from web.world.places import WHOLE, part_labels
from web.world.words import description_of, remarks_of, title_of

blueprint = Blueprint("mundo", __name__)


@blueprint.get("/mundo")
def ver() -> str | AnyResponse:
    """The map, the panel of the country that was chosen, the table."""
    return show_face(_page, gather_actors)


def gather_actors(store: Store, derived: Derived, wish: Wish) -> RedView:
    """The selection without its picture, which no map needs: whether anybody is there, and how it is called.

    Where the drawing begins with the strongest ties, the map begins with all. Who is chosen by ties or by a question has
    to be gathered as the drawing does. Here `pais` opens the panel of a country, and leaves the others on the map.
    """
    wish = replace(wish, pais=())
    wish = replace(wish, todo=True) if wish.is_start else wish
    if _chosen_by_ties(wish):
        return gather_view(store, derived, wish, plain=True)
    picture = draw(derived, replace(wish.filter(), limit=1))
    return RedView(wish, picture.nodes, [], [], len(picture.nodes), 0, 0, {}, wish.dia or derived.day)


def _chosen_by_ties(wish: Wish) -> bool:
    asked = wish.actor or wish.finds or wish.mas or wish.sin
    return bool(asked or (wish.vecinos and wish.chooses_actors))


def _page(derived: Derived, view: RedView) -> str:
    filter = filter_of(view)
    config = current_app.config["ALIADOS"]
    world = read_world(derived, filter, config.country)
    measure, part, country = _asked()
    own: Own = [(name, value) for name, value in _own(measure, part) if value]
    said = Said(title_of(world), description_of(world), [Note(text) for text in remarks_of(world)])
    frame = frame_of(_whole(view), derived, said, own)
    panel = panel_of(current_store(), derived, world, (filter, country)) if country else None

    return render_template(
        "mundo/ver.html",
        frame=frame,
        world=world,
        map=draw_map(world, measure, part, (country, config.city)),
        panel=panel,
        here=_addresses(frame, (measure, part, country)),
        measure=measure,
        measures={"interacciones": _("Interacciones"), "actores": _("Actores")},
        part=part,
        parts=part_labels(),
        office_city=config.city,
    )


def _addresses(frame: FaceFrame, now: tuple[str, str, str]) -> Callable[..., str]:
    """Makes addresses of this page with another measure, part or country."""
    base = face_url(frame.page, frame.wish)
    measure, part, country = now

    def here(**changes: str) -> str:
        asked = {"medida": measure, "parte": part, "pais": country, **changes}
        own = [*_own(asked["medida"], asked["parte"]), ("pais", asked["pais"])]
        query = urlencode([(name, value) for name, value in own if value])
        return base + ("&" if "?" in base else "?") + query if query else base

    return here


def filter_of(view: RedView) -> PictureFilter:
    """The filter that counts whoever the selection has: all of them, also those beyond what a drawing holds."""
    wish = view.wish
    if _chosen_by_ties(wish):
        return replace(wish.filter(), around=tuple(node.id for node in view.nodes), depth=0)
    return wish.filter()


def _whole(view: RedView) -> RedView:
    """The view without its cuts: the map counts everybody."""
    return replace(view, total=len(view.nodes), total_edges=len(view.edges))


def _asked() -> tuple[Measure, str, str]:
    """The measure, the part of the world and the country of the address."""
    measure = request.args.get("medida", "")
    part, country = request.args.get("parte", WHOLE), request.args.get("pais", "").upper()
    return (
        "actores" if measure == get_args(Measure)[0] else "interacciones",
        part if part in part_labels() else WHOLE,
        country if len(country) == 2 and country.isascii() and country.isalpha() else "",
    )


def _own(measure: str, part: str) -> list[tuple[str, str]]:
    """What the address says beyond the selection; what is usual is not said."""
    return [
        ("medida", measure if measure != "interacciones" else ""),
        ("parte", part if part != WHOLE else ""),
    ]
