"""Whom words in a picker may mean: offered beside it when a form comes back because nobody, or several, are called so."""

from __future__ import annotations

from typing import Any

from crm.actors import get_actors
from crm.lookalikes import Lookalike, find_lookalikes
from crm.searching import suggest_actors
from web.forms import FormState
from web.store import current_store

OFFERED = 5
LONGEST = 200


def offer_meant(form: FormState[Any]) -> None:
    """Puts who may be meant into `form.alike`, for every picker whose words name nobody for certain."""
    for name, words in form.unknown.items():
        found = candidates(words[:LONGEST])
        if found and name not in form.alike:
            form.alike[name] = found


def candidates(words: str) -> list[Lookalike]:
    """Actors like the words, then actors that a search for them finds."""
    store = current_store()
    alike = [one for one in find_lookalikes(store, words, limit=OFFERED) if one.likely]
    known = {one.actor.id for one in alike}
    others = [one.id for one in suggest_actors(store, words, OFFERED) if one.id not in known]
    actors = get_actors(store, others)
    return [*alike, *(Lookalike(actors[id], 0.0, []) for id in others if id in actors)][:OFFERED]
