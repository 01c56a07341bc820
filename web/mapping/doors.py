"""The doors of a project: how to reach whom the office does not know or lost sight of, and through whom."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from werkzeug.datastructures import MultiDict

from crm.coalitions.model import Wishes
from crm.derived.results import Derived
from crm.doors.house import HOUSE
from crm.doors.model import DoorStep
from crm.doors.reaching import WEAK, Reached, Why, reach, whom_to_reach
from crm.doors.standing import HOLDS
from crm.periods import from_edtf, say_period
from crm.projects import Project, get_project
from crm.searching import suggest_actors
from crm.vocabulary import vocabulary
from web.derived import current_results
from web.frame import same_page
from web.i18n import language
from web.mapping.current import current_map
from web.mapping.listing import STEP, shown_count
from web.mapping.proposing import Chosen, chosen_for
from web.pickers import resolve_pickers
from web.saying import record_names
from web.store import current_store
from web.texts import gettext as _

MOST_ASKED, MOST_ALIKE = 10, 5
STRONG = 0.25
blueprint = Blueprint("puertas", __name__)


@blueprint.get("/proyectos/<id>/puertas")
def ver(id: str) -> str:
    """The doors to those of the project who are unknown or cold, or to the actors that are asked for (`?actor=`)."""
    project = get_project(current_store(), id)
    derived = current_results()
    asked, unknown = _asked()
    chosen = None if asked else chosen_for(derived, project, Wishes())
    found = _doors(derived, project, asked, chosen) if derived else []
    count = len(found) if asked else shown_count()
    shown = found[:count]
    record_names(_facts(shown))
    return render_template(
        "proyectos/puertas.html",
        project=project,
        found=shown,
        total=len(found),
        more=same_page(ver=count + STEP) if len(found) > count else "",
        asked=asked,
        unknown=unknown,
        alike=suggest_actors(current_store(), unknown, MOST_ALIKE) if unknown else [],
        waiting=derived is None or (chosen is not None and chosen.proposal is None),
        chosen=chosen,
    )


def _asked() -> tuple[list[str], str]:
    """The actors that the address asks for, and words that mean nobody."""
    values: MultiDict[str, str] = MultiDict(request.args)
    unknown = resolve_pickers(current_store(), values)
    ids = [id for id in values.getlist("actor") if id and id not in unknown.values()]
    return list(dict.fromkeys(ids))[:MOST_ASKED], next(iter(unknown.values()), "")


def _doors(derived: Derived, project: Project, asked: list[str], chosen: Chosen | None) -> list[Reached]:
    if chosen is None:
        wanted: dict[str, Why] = dict.fromkeys(asked, "asked")
        return reach(current_store(), derived, wanted, derived.day, everybody=True)
    if chosen.proposal is None:
        return []
    made = current_map(project).made
    best = [one.actor for one in made.actors] if made else []
    return reach(current_store(), derived, whom_to_reach(chosen.proposal.coalition, best), derived.day)


def _facts(found: list[Reached]) -> list[str]:
    via = [id for one in found for door in one.doors for step in door.steps for id in step.via]
    return via + [said.id for one in found for some in one.asked.values() for said in some]


def _warmth(strength: float) -> str:
    """How warm a way is: strong, fair or weak."""
    return "strong" if strength >= STRONG else "fair" if strength >= WEAK else "weak"


def _tie_word(step: DoorStep) -> str:
    """What holds the step besides meetings: "es miembro de"."""
    if step.tie == HOUSE:
        return _("es de la misma casa que")
    if step.tie == HOLDS:
        return _("trabaja en") if step.outward else _("allí trabaja")
    term = vocabulary("tie_types").get(str(step.tie))
    return term.label(language()) if step.outward else str(term.extra[f"inverse_{language()}"])


def _edtf_words(when: str) -> str:
    """A period as precisely as it is known."""
    return say_period(from_edtf(when), language())


blueprint.add_app_template_filter(_tie_word, "tie_word")
blueprint.add_app_template_filter(_edtf_words, "edtf_words")
blueprint.add_app_template_filter(_warmth, "warmth")
