"""What the address of a coalition wishes, and the coalition for it, kept while neither project nor data change.

/proyectos/ID/coalicion?maximo=6&con=uis&sin=usaid
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import BoundedSemaphore, Lock
from typing import Any

from flask import request
from werkzeug.datastructures import MultiDict

from crm.coalitions.alternatives import alternatives_to
from crm.coalitions.choosing import MOST_ACTORS, choose_coalition
from crm.coalitions.model import Alternative, Coalition, Wishes
from crm.coalitions.seen import as_seen
from crm.derived.results import Derived
from crm.errors import InvalidData, NotReady, Problem
from crm.mapping.ranking import Ranking, rank
from crm.projects import Project
from crm.saving import unknown_ids
from web.pickers import resolve_pickers
from web.store import current_store
from web.texts import gettext as _

# A ranking holds an array or more of every actor; a proposal only names a few.
_RANKINGS, _PROPOSALS = 2, 64
MOST_NAMED = 20
_lock = Lock()
SOLVING = BoundedSemaphore(2)
_PATIENCE = 2.0
_rankings: OrderedDict[tuple[Any, ...], Ranking] = OrderedDict()
_proposals: OrderedDict[tuple[Any, ...], Proposal] = OrderedDict()


@dataclass(frozen=True)
class Proposal:
    """A coalition and what it becomes without each of its actors."""

    coalition: Coalition
    alternatives: tuple[Alternative, ...]


def read_wishes() -> Wishes:
    """The wishes of the address. Raises InvalidData for a number or an actor that makes no sense."""
    values: MultiDict[str, str] = MultiDict(request.args)
    unknown = resolve_pickers(current_store(), values)
    must = [id for id in values.getlist("con") if id and id not in unknown.values()]
    typed = values.get("tambien", "").strip()
    if typed and "tambien" not in unknown:
        must.append(typed)
    without = [id for id in values.getlist("sin") if id]
    problems = [Problem("tambien", "unknown_record", {"value": words}) for words in unknown.values()]
    wanted = {f"con[{place}]": id for place, id in enumerate(must)}
    problems += named_wrongly(wanted | {f"sin[{place}]": id for place, id in enumerate(without)})
    most = _most(values.get("maximo", "").strip(), problems)
    if problems:
        raise InvalidData(problems)
    return Wishes(at_most=most, without=tuple(dict.fromkeys(without)), must=tuple(dict.fromkeys(must)))


def _most(text: str, problems: list[Problem]) -> int | None:
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) < 5 and 1 <= int(text) <= MOST_ACTORS:
        return int(text)
    problems.append(Problem("maximo", "coalition.unknown_at_most", {"limit": MOST_ACTORS}))
    return None


def named_wrongly(wanted: Mapping[str, str]) -> list[Problem]:
    """What is wrong with the actors that fields name: too many of them, or nobody's id."""
    if len(wanted) > MOST_NAMED:
        return [Problem(next(iter(wanted)), "coalition.too_many", {"limit": MOST_NAMED})]
    return unknown_ids(current_store(), wanted, "Actor")


def check_named(wanted: Mapping[str, str]) -> None:
    """Raises InvalidData when something is."""
    if problems := named_wrongly(wanted):
        raise InvalidData(problems)


def ranking_of(derived: Derived, project: Project) -> Ranking:
    """The ranking of the project's candidates; worked out once for a state of the data and of the project."""
    key = _state(derived, project)
    found: Ranking = _remembered((_rankings, _RANKINGS), key, lambda: rank(derived, project, derived.day))
    return found


def proposal_for(derived: Derived, project: Project, wishes: Wishes) -> Proposal:
    """The coalition for the wishes as the reader may see it now.

    Solved for at most a second, once for a state of data, project, reader and wishes.

    Raises NotReady when too many are being solved.
    """
    key = (*_state(derived, project), current_store().principals, wishes)

    def make() -> Proposal:
        ranking = ranking_of(derived, project)
        found = choose_coalition(current_store(), ranking, wishes)
        return Proposal(found, alternatives_to(current_store(), ranking, found, wishes))

    found = _known_proposal(key) or _in_turn(
        project.id, lambda: _remembered((_proposals, _PROPOSALS), key, make)
    )
    somebody = _("alguien que usted no puede ver")
    return Proposal(*as_seen(current_store(), found.coalition, found.alternatives, somebody))


def _known_proposal(key: tuple[Any, ...]) -> Proposal | None:
    with _lock:
        if key in _proposals:
            _proposals.move_to_end(key)
        return _proposals.get(key)


def _in_turn(project: str, make: Callable[[], Proposal]) -> Proposal:
    """Any address with other wishes is solved anew: only so many at once, so that the other pages keep their threads."""
    if not SOLVING.acquire(timeout=_PATIENCE):
        raise NotReady("coalition", project)
    try:
        return make()
    finally:
        SOLVING.release()


def _state(derived: Derived, project: Project) -> tuple[Any, ...]:
    return (
        id(current_store().shared),
        project.model_dump_json(),
        derived.origin,
        derived.revision,
        derived.day,
    )


def _remembered(
    where: tuple[OrderedDict[tuple[Any, ...], Any], int], key: tuple[Any, ...], make: Callable[[], Any]
) -> Any:
    """The value of a key, made when it is not there; of more than so many the least lately used is forgotten."""
    kept, most = where
    with _lock:
        if key in kept:
            kept.move_to_end(key)
            return kept[key]
    made = make()
    with _lock:
        kept[key] = made
        while len(kept) > most:
            kept.popitem(last=False)
    return made
