"""`analyse`: every measure of every actor."""

from __future__ import annotations

import math
import tomllib
from dataclasses import asdict, fields, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from web.cli.days import Day
from web.cli.failures import Refusal
from web.cli.invocation import Invocation
from web.cli.output import emit, table, tell
from web.cli.parts import command, option, pass_invocation
from web.cli.texts import language, say

if TYPE_CHECKING:
    from crm.network import ProjectionSpec
    from crm.network_data import ActorRow
    from graph.measure import Measure
    from graph.store import Store

SHOWN = 25
RANKED = "betweenness"
COLUMNS = (RANKED, "degree", "strength", "constraint")
a_path = click.Path(path_type=Path)


@command("analyse")
@option("--as-of", type=Day(), metavar="metavar.day")
@option("--projection", type=a_path, metavar="metavar.file")
@pass_invocation
def analyse(app: Invocation, as_of: date | None, projection: Path | None) -> None:
    from crm.office import today
    from graph.engines import choose_engine

    spec = read_projection(projection)
    choose_engine(app.config.network_backend)
    with app.view() as store:
        if app.config.graph_data_science:
            _choose_library(store)
        spec = replace(spec, as_of=as_of or spec.as_of or today())
        document = measure(store, spec)
    emit(app, document, _lines(document))


def _choose_library(store: Store) -> None:
    """Measures on the store's server where its library is there; says which of the two it is."""
    from graph.engines import choose_library, find_library

    choose_library(store)
    library = find_library()
    if library is None:
        choose_library(None)
        tell("analyse.no_science")
    else:
        tell("analyse.science", version=library.version)


def read_projection(path: Path | None) -> ProjectionSpec:
    """The network to take, from a TOML file with fields of ProjectionSpec. Raises Refusal for an unknown field."""
    from crm.network import ProjectionSpec

    if path is None:
        return ProjectionSpec()
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise Refusal("error.not_toml", file=path, why=error) from error
    known = {field.name: field.default for field in fields(ProjectionSpec)}
    for name, value in said.items():
        if name not in known:
            raise Refusal("error.unknown_field", file=path, name=name, known=", ".join(known))
        said[name] = _field(path, name, value, known[name])
    return ProjectionSpec(**said)


def _field(path: Path, name: str, value: Any, default: object) -> Any:
    if default is None:
        return Day().convert(value, None, None)
    if (
        isinstance(default, tuple)
        and isinstance(value, list)
        and all(isinstance(item, str) for item in value)
    ):
        return tuple(value)
    if isinstance(default, bool) and isinstance(value, bool):
        return value
    raise Refusal("error.bad_field", file=path, name=name, value=value)


def measure(store: Store, spec: ProjectionSpec) -> dict[str, Any]:
    """The document: how each measure was come by, then every actor with its values and their standard errors."""
    from crm.network import members_of, project_network
    from crm.network_data import read_network
    from graph.communities import louvain
    from graph.measures import measure_all
    from web.cli.standing import Standing

    network = read_network(store, spec.grades)
    kept = members_of(network, spec)
    inside = project_network(network, spec).among(kept)
    found = measure_all(inside)
    actors = [actor for actor, keep in zip(network.actors, kept.tolist(), strict=True) if keep]
    standing = Standing(inside, actors)
    measured = standing.beside(_actors(actors, found, louvain(inside).tolist()))
    return {
        "projection": asdict(spec),
        "edges": len(inside.first),
        "measures": {name: one.status for name, one in found.items()},
        "between": standing.statuses,
        "network": standing.whole(),
        "actors": sorted(measured, key=lambda actor: str(actor["actor"])),
    }


def _actors(actors: list[ActorRow], found: dict[str, Measure], community: list[int]) -> list[dict[str, Any]]:
    return [
        {
            "actor": actor.id,
            "name": actor.name,
            "community": community[place] if community[place] >= 0 else None,
            "values": {name: _number(one.values[place]) for name, one in found.items()},
            "errors": {
                name: _number(one.error[place]) for name, one in found.items() if one.error is not None
            },
        }
        for place, actor in enumerate(actors)
    ]


def _number(value: float) -> float | None:
    """JSON knows no NaN: it is null."""
    return None if math.isnan(value) else float(value)


def _lines(document: dict[str, Any]) -> list[str]:
    """The partners that join most groups, with four of the measures; --json has the rest."""
    from crm.derived.measure_table import about_measures

    about = {one.name: one for one in about_measures(language())}
    ranked = sorted(document["actors"], key=lambda actor: (-(actor["values"][RANKED] or 0), actor["actor"]))
    heads = ["", *(about[name].heading for name in COLUMNS)]
    rows = [
        [actor["name"], *(_shown(actor["values"][name], about[name].digits) for name in COLUMNS)]
        for actor in ranked[:SHOWN]
    ]
    head = say("analyse.head", count=len(document["actors"]), edges=document["edges"], shown=len(rows))
    unsure: dict[str, list[str]] = {"sampled": [], "not_computed": []}
    for name, status in document["measures"].items():
        unsure.setdefault(status, []).append(about[name].heading)
    remarks = [
        say(f"analyse.{how}", names=", ".join(unsure[how]))
        for how in ("sampled", "not_computed")
        if unsure[how]
    ]
    return [head, *table([heads, *rows]), *remarks]


def _shown(value: float | None, digits: int) -> str:
    return "–" if value is None else f"{value:.{digits}f}"
