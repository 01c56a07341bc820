"""Standing ties of an actor: made as a sentence, taken away with a way back."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from crm.access import require
from crm.actors import get_actor
from crm.ties import PART_OF, Tie, create_tie, delete_tie
from crm.vocabulary import vocabulary
from web.actor_view import tie_words
from web.auth import the_viewer
from web.forms import FormState
from web.making import create_asked
from web.store import current_store
from web.texts import gettext as _
from web.undoing import tell_saved

Page = str | Response | tuple[str, int]
FIELDS = ("type", "start_actor", "end_actor", "period", "note")
BACK = ":in"


def verb_choices() -> list[tuple[str, str]]:
    """The verbs from this actor's side: "es miembro de", and the other way round "tiene como miembro a"."""
    found = []
    for term in vocabulary("tie_types"):
        if term.id == PART_OF:
            continue
        found.append((term.id, tie_words(term.id)))
        if not term.extra["symmetric"]:
            found.append((term.id + BACK, tie_words(term.id, forward=False)))
    return found


def vinculo_nuevo(id: str) -> Page:
    """A tie from this actor to another one, or back."""
    require(the_viewer(), "edit")
    actor = get_actor(current_store(), id)
    state = FormState.of(Tie, FIELDS)
    if request.method == "POST":
        state = FormState.posted(Tie, FIELDS, request.form).resolve(current_store())
        if not create_asked(state):
            made = _attempt(state, id)
            if made is not None:
                tell_saved(_("Vínculo agregado."), made.id)
                return redirect(url_for("actores.detalle", id=id))
    page = render_template("actores/vinculo_nuevo.html", form=state, actor=actor, verbs=verb_choices())
    return page, state.status


def _attempt(state: FormState[Tie], id: str) -> Tie | None:
    """Saves what the sentence says; what is wrong stands beside "other" and the verb, as the form names them."""
    typed = MultiDict(state.values)
    verb = typed.get("type", "")
    ends = (state.value("other"), id) if verb.endswith(BACK) else (id, state.value("other"))
    typed.setlist("type", [verb.removesuffix(BACK)])
    for name, value in zip(("start_actor", "end_actor"), ends, strict=True):
        typed.setlist(name, [value])
    sentence = FormState.posted(Tie, FIELDS, typed)
    sentence.unknown = state.unknown
    made = sentence.attempt(lambda tie: create_tie(current_store(), the_viewer(), tie))
    state.status = sentence.status
    renamed = {"start_actor": "other", "end_actor": "other"}
    state.problems = {renamed.get(name, name): texts for name, texts in sentence.problems.items()}
    return made


def vinculo_quitar(id: str, vinculo: str) -> Response:
    """Takes a tie away; right after there is a way back."""
    delete_tie(current_store(), the_viewer(), vinculo)
    tell_saved(_("Vínculo quitado."), vinculo)
    return redirect(url_for("actores.detalle", id=id))
