"""Look-alikes to decide about, joining two records, taking a joining back. Taking one apart is web.duplicates.splitting."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from crm.access import require
from crm.actors import Actor, get_actor, get_actors
from crm.duplicates.doubts import keep_apart, list_doubts
from crm.errors import InvalidData
from crm.interactions import get_interactions
from crm.lookalikes import find_lookalikes
from crm.merging.joinings import MergeRecord, get_merge, merges_into, recorded_since
from crm.merging.merge import BOTH, FIELDS, MergeOrder, merge_actors
from crm.merging.preview import Preview, preview_merge
from crm.merging.signposts import current_id
from crm.merging.undo import undo_merge
from crm.ties import Tie
from web.auth import current_viewer, the_viewer
from web.duplicates.splitting import separar
from web.forms import FormState
from web.making import made_once
from web.meant import candidates
from web.store import current_store
from web.texts import gettext as _
from web.undoing import tell_saved
from web.wording import actor_names

PAGE, ALIKE = 20, 8
GET_POST = ["GET", "POST"]
TAKE = "take-"
Page = str | Response | tuple[str, int]
blueprint = Blueprint("duplicados", __name__)


@blueprint.get("/duplicados")
def lista() -> str:
    """The pairs that may be one actor, best first; `?desde=` is where to go on."""
    start = request.args.get("desde", 0, int)
    doubts = list_doubts(current_store(), current_app.config["ALIADOS"].data_dir / "derived", start, PAGE)
    return render_template("duplicados/lista.html", doubts=doubts, start=max(0, start))


@blueprint.post("/duplicados/aparte")
def aparte() -> Response:
    """Remembers that two are not the same."""
    made = keep_apart(current_store(), the_viewer(), request.form.get("a", ""), request.form.get("b", ""))
    tell_saved(_("Quedó anotado: no son el mismo."), made.id)
    return redirect(url_for("duplicados.lista", desde=request.form.get("desde", 0, int) or None, foco=1))


@blueprint.route("/actores/<id>/unir", methods=GET_POST)
def unir(id: str) -> Page:
    """With whom to join an actor; with `?con=` what comes of it, side by side, and then doing it."""
    require(the_viewer(), "edit")
    store = current_store()
    asked = FormState.posted(Tie, ("end_actor",), request.values).resolve(store)
    other = request.values.get("con", "") or ("" if asked.unknown else asked.value("end_actor"))
    if not other:
        return _choose_page(get_actor(store, id), asked)
    if request.method == "POST":
        return _join(id, other)
    winner, loser = (other, id) if request.args.get("queda") == other else (id, other)
    return _preview_page(preview_merge(store, winner, loser))


def _choose_page(actor: Actor, form: FormState[Tie]) -> str:
    words = form.unknown.get("end_actor", "")
    alike = candidates(words) if words else find_lookalikes(current_store(), actor.name, None, ALIKE + 1)
    shown = [one for one in alike if one.actor.id != actor.id and not one.actor.archived][:ALIKE]
    return render_template("duplicados/elegir.html", actor=actor, alike=shown, words=words, form=form)


def _preview_page(preview: Preview) -> str:
    parents = [value for one in preview.fields if one.name == "parent" for value in (one.winner, one.loser)]
    actor_names({value for value in parents if value})
    return render_template("duplicados/unir.html", preview=preview, both=BOTH)


def _join(id: str, other: str) -> Page:
    store = current_store()
    winner, loser = (id, other) if request.form.get("winner") == id else (other, id)
    versions = (request.form.get("version-winner", 0, int), request.form.get("version-loser", 0, int))
    order = MergeOrder(winner, loser, versions, _taken(request.form))
    merge = made_once("merge", lambda: merge_actors(store, the_viewer(), order).merge)
    tell_saved(_("Unidos en un solo registro."), merge)
    if request.form.get("volver") == "duplicados":
        return redirect(url_for("duplicados.lista", desde=request.form.get("desde", 0, int) or None, foco=1))
    return redirect(url_for("actores.detalle", id=winner))


def _taken(form: Mapping[str, str]) -> dict[str, str]:
    return {name: form[f"{TAKE}{name}"] for name in FIELDS if form.get(f"{TAKE}{name}")}


@blueprint.route("/uniones/<id>/deshacer", methods=GET_POST)
def deshacer(id: str) -> Page:
    """What comes back when a joining is taken back, which of what came since belongs to whom, and doing it."""
    require(the_viewer(), "edit")
    store = current_store()
    merge = get_merge(store, id)
    if request.method == "POST":
        undo_merge(store, the_viewer(), id, request.form.getlist("give"))
        tell_saved(_("Otra vez son dos registros."), id)
        return redirect(url_for("actores.detalle", id=merge.loser))
    since = get_interactions(store, recorded_since(store, merge)) if not merge.undone else {}
    both = get_actors(store, [merge.winner, merge.loser])
    if len(both) < 2:
        raise InvalidData.of("", "merge_undone")
    return render_template(
        "duplicados/deshacer.html",
        merge=merge,
        winner=both[merge.winner],
        loser=both[merge.loser],
        since=sorted(since.values(), key=lambda one: one.when.sort_day, reverse=True),
    )


def joined_into(actor: str) -> list[tuple[MergeRecord, str]]:
    """The records that went into this one, with their names, for its page."""
    records = merges_into(current_store(), actor)
    names = {id: one.name for id, one in get_actors(current_store(), [m.loser for m in records]).items()}
    return [(merge, names[merge.loser]) for merge in records if merge.loser in names]


@blueprint.before_app_request
def follow_signposts() -> Response | None:
    """An old address leads to the record that its actor was joined with."""
    args, asked = request.view_args or {}, request.endpoint or ""
    ours = asked.startswith("actores.") or asked in ("duplicados.unir", "duplicados.separar")
    if not ours or "id" not in args or request.method not in ("GET", "HEAD") or current_viewer() is None:
        return None
    there = current_id(current_store(), str(args["id"]))
    if there == args["id"]:
        return None
    query = f"?{request.query_string.decode()}" if request.query_string else ""
    return redirect(url_for(asked, **{**args, "id": there}) + query, 301)


blueprint.add_url_rule("/actores/<id>/separar", "separar", separar, methods=GET_POST)


blueprint.add_app_template_global(joined_into)
