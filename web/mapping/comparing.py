"""Two maps of one project beside each other: `/proyectos/ID/mapa/comparar?de=&a=`, each a kept map or today's."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from crm.mapping.reasons import Reason
from crm.maps.comparing import Change, Comparison, compare_maps, gone_facts
from crm.maps.kept import kept_map, kept_maps
from crm.maps.model import StakeholderMap
from crm.maps.wording import change_text, points
from crm.projects import Project, get_project
from web.authors import author_names
from web.i18n import language
from web.mapping.current import current_map
from web.mapping.kept import kept_as_seen
from web.saying import record_names
from web.store import current_store
from web.store_keeping import whole_store

TODAY = "hoy"
_TRIED = 5
blueprint = Blueprint("comparar_mapas", __name__)


@blueprint.get("/proyectos/<id>/mapa/comparar")
def comparar(id: str) -> str:
    """Who came, went, rose and fell between two maps, and why.

    Without `de`, the latest kept that is not as today's; without `a`, today's.
    """
    project = get_project(current_store(), id)
    maps = kept_maps(current_store(), id)
    author_names(one.made_by for one in maps)
    after = map_of(project, request.args.get("a") or TODAY) if maps else None
    before, found = _beside(project, [one.id for one in maps], after)
    sides = before, request.args.get("a") or TODAY
    record_names(_facts(found))
    page = {"project": project, "maps": maps, "found": found, "de": sides[0], "a": sides[1]}
    gone = gone_facts(whole_store(), found) if found else frozenset()
    return render_template("proyectos/comparar.html", **page, gone=gone)


def map_of(project: Project, side: str) -> StakeholderMap | None:
    """The kept map of this id, or today's (None while it is being made). Raises NotFound."""
    if side == TODAY:
        return current_map(project).made
    return kept_as_seen(kept_map(current_store(), project.id, side))


def _beside(project: Project, kept: list[str], after: StakeholderMap | None) -> tuple[str, Comparison | None]:
    """Which map is compared with the later one, and the difference; None while the later one is being made.

    Of those kept, when none is asked for, the latest in which anything is otherwise: a list that was kept a moment ago
    says nothing.
    """
    asked = request.args.get("de")
    tried = [asked] if asked else kept[:_TRIED]
    found: tuple[str, Comparison | None] = (tried[0] if tried else "", None)
    for place, id in enumerate(tried if after else ()):
        before = map_of(project, id)
        one = compare_maps(before, after) if before and after else None
        if place == 0 or (one and one.is_news):
            found = id, one
        if one and one.is_news:
            break
    return found


def _facts(found: Comparison | None) -> list[str]:
    changes = found.changes if found else ()
    return [fact for one in changes for reason in (*one.gained, *one.lost) for fact in reason.facts]


def _changed(change: Change) -> str:
    return change_text(change, language())


def _has_gone(reason: Reason, gone: frozenset[str]) -> bool:
    """Whether a fact of a reason that is no longer shown is not there any more; else it only gave way to others."""
    return any(fact in gone for fact in reason.facts)


def _keeps_points(change: Change) -> bool:
    """Whether somebody moved only because others did: the points that people read are the same."""
    was, now = change.scores
    return was is not None and now is not None and points(was) == points(now)


blueprint.add_app_template_filter(_changed, "change_text")
blueprint.add_app_template_test(_keeps_points, "keeping_points")
blueprint.add_app_template_filter(_has_gone, "has_gone")
