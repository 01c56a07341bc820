"""`synthesise`: a fictitious city, for trials."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from web.cli.failures import Refusal
from web.cli.invocation import Invocation
from web.cli.opening import place_of
from web.cli.output import emit
from web.cli.parts import WholeNumber, command, option, pass_invocation
from web.cli.texts import say

if TYPE_CHECKING:
    from graph.store import Store


@command("synthesise")
@option("--actors", type=WholeNumber(3, 1_000_000), required=True, metavar="metavar.number")
@option("--interactions", type=WholeNumber(0, 10_000_000), required=True, metavar="metavar.number")
@option("--seed", type=WholeNumber(0), default=1, show_default=True, metavar="metavar.number")
@option("--add", is_flag=True)
@pass_invocation
def synthesise(app: Invocation, actors: int, interactions: int, seed: int, add: bool) -> None:
    from crm.access import SYSTEM
    from crm.office import today
    from seed.synthetic import Size
    from seed.synthetic import synthesise as save_synthetic

    with app.store(create=True) as store:
        if not add and _has_actors(store):
            raise Refusal("synthesise.has_data", store=place_of(app.config.store))
        made = save_synthetic(store, SYSTEM, Size(actors, interactions, seed), today())
    document = {"store": app.config.store, "seed": seed, **asdict(made)}
    emit(app, document, [say("synthesise.done", **document)])


def _has_actors(store: Store) -> bool:
    from graph.store import Query

    return bool(store.find(Query("Actor", limit=1, total=False)).items)
