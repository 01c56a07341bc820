"""Making records from forms: once however often the form is sent, and new actors on the way, without scripts too.

<input name="key" value="{{ new_key() }}">                     the same form sent twice makes one record
<button name="create" value="participants-0-actor">            makes the actor whose name was typed there
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from flask import Flask, request

from crm.access import require
from crm.accounts.passwords import digest_of
from crm.actors import Actor, create_actor, names_of
from crm.errors import InvalidData
from crm.idempotency import once, once_with
from crm.lookalikes import find_lookalikes
from crm.messages import words
from graph.store import Store
from web.auth import the_viewer
from web.forms import FormState
from web.i18n import language
from web.kept import pack, written_fields
from web.store import current_store

SURE = "-sure"
TYPE = "-type"
LONGEST_KEY = 60
SHOWN = 3


def new_key() -> str:
    """A key for a form that makes something; the one that was sent when the form comes back."""
    return request.form.get("key") or secrets.token_urlsafe(16)


def made_once(kind: str, make: Callable[[], str]) -> str:
    """Makes a record unless this very form made it already; gives its id both times.

    A form that is gone back to and sent with other words is another record: nothing written is dropped.
    For what has transactions of its own (a merge, a split, an import, a succession): see crm.idempotency.once.
    """
    key = _key(kind)
    return once(current_store(), the_viewer(), key, make) if key else make()


def made_once_with(kind: str, make: Callable[[Store], str]) -> str:
    """The same for what writes with the store it is given, in one unit of work with the note that it is done."""
    key, store = _key(kind), current_store()
    return once_with(store, the_viewer(), key, make) if key else make(store)


def _key(kind: str) -> str:
    key = request.form.get("key", "").strip()[:LONGEST_KEY]
    return f"form {kind} {key} {digest_of(pack(written_fields()))}" if key else ""


def create_asked(state: FormState[Any]) -> bool:
    """Does what the buttons `create` and `choose` beside a picker ask for; True when it was one of them.

    Who may already be there is shown first (`state.alike`); what is wrong stands beside the picker.
    """
    name, choice = state.value("create"), state.value("choose")
    if choice:
        _choose(state, *choice.partition("=")[::2])
    elif name:
        require(the_viewer(), "edit")
        _look_and_create(state, name)
    if name or choice:
        for unknown in state.unknown:
            state.values.setlist(unknown, [""])
    return bool(name or choice)


def _choose(state: FormState[Any], name: str, id: str) -> None:
    found = names_of(current_store(), [id])
    if id in found:
        state.unknown.pop(name, None)
        state.values.setlist(name, [id])
        state.values.setlist(f"{name}-text", [found[id]])


def _look_and_create(state: FormState[Any], name: str) -> None:
    typed, type = state.value(f"{name}-text").strip(), state.value(f"{name}{TYPE}")
    state.unknown.setdefault(name, typed)
    sure = state.value(f"{name}{SURE}")
    alike = [] if sure else find_lookalikes(current_store(), typed[:200], type or None, SHOWN)
    state.alike[name] = [one for one in alike if one.likely]
    if not state.alike[name]:
        _create(state, name, {"name": typed, "type": type, "to_review": True})


def _create(state: FormState[Any], name: str, said: dict[str, Any]) -> None:
    try:
        made = create_actor(current_store(), the_viewer(), Actor.of(said))
    except InvalidData as error:
        state.status = 422
        state.problems[name] = [text for _field, text in words(error, language())]
        return
    state.unknown.pop(name, None)
    state.values.setlist(name, [made.id])
    state.values.setlist(f"{name}-text", [made.name])


def register_making(app: Flask) -> None:
    """Gives templates `new_key()`."""
    app.add_template_global(new_key)
