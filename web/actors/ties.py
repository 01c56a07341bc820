"""Standing ties of an actor: made as a sentence, taken away with a way back."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from crm.access import require
from crm.actors import get_actor
from crm.ties import PART_OF, Tie, create_tie, delete_tie
from crm.vocabulary import vocabulary
from web.actors.view import tie_words
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
    """Saves what the sentence says; `end_actor` of the form is the other one, at whichever end it is."""
    verb, other = state.value("type"), state.value("end_actor")
    at = "start_actor" if verb.endswith(BACK) else "end_actor"
    typed = MultiDict(state.values)
    for name, value in {"start_actor": id, "end_actor": id, at: other}.items():
        typed.setlist(name, [value])
    typed.setlist("type", [verb.removesuffix(BACK)])
    sentence = FormState.posted(Tie, FIELDS, typed)
    if "end_actor" in state.unknown:
        sentence.unknown[at] = state.unknown["end_actor"]
    made = sentence.attempt(lambda tie: create_tie(current_store(), the_viewer(), tie))
    state.status = sentence.status
    for name, texts in sentence.problems.items():
        state.problems.setdefault("end_actor" if name == at else name, []).extend(texts)
    for name in state.unknown:
        state.values.setlist(name, [""])
    return made


def vinculo_quitar(id: str, vinculo: str) -> Response:
    """Takes a tie away; right after there is a way back."""
    delete_tie(current_store(), the_viewer(), vinculo)
    tell_saved(_("Vínculo quitado."), vinculo)
    return redirect(url_for("actores.detalle", id=id))
