"""The coalition of a project: who covers what it needs, why, what is missing, and what changes with a wish."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, render_template

from crm.coalitions.model import Chosen, MissingPart, Rule, Wishes, missing_text, rule_text
from crm.errors import InvalidData
from crm.messages import words
from crm.projects import Project, get_project
from crm.requirements.ours import is_ours
from web.derived import current_results
from web.frame import same_page
from web.i18n import language
from web.mapping.proposing import Proposal, chosen_for
from web.mapping.wishing import read_wishes
from web.saying import record_names
from web.store import current_store
from web.texts import gettext as _
from web.wording import actor_names

blueprint = Blueprint("coaliciones", __name__)
NUMBERS = tuple(range(1, 13))


@blueprint.get("/proyectos/<id>/coalicion")
def ver(id: str) -> tuple[str, int]:
    """The coalition for the wishes of the address; wishes that cannot be read are said, and then none counts."""
    project = get_project(current_store(), id)
    wrong: list[str] = []
    derived = current_results()
    try:
        wishes = read_wishes()
        chosen = chosen_for(derived, project, wishes)
    except InvalidData as error:
        wishes, wrong = Wishes(), [text for _field, text in words(error, language())]
        chosen = chosen_for(derived, project, wishes)
    if chosen.proposal:
        _read_names(project, chosen.proposal, wishes)
    page = render_template(
        "proyectos/coalicion.html",
        project=chosen.project,
        wishes=wishes,
        wrong=wrong,
        proposal=chosen.proposal,
        numbers=NUMBERS,
        chosen=chosen,
        active=_active(wishes),
    )
    return page, 422 if wrong else 200


def _read_names(project: Project, proposal: Proposal, wishes: Wishes) -> None:
    """Everything the page names, read at once."""
    chosen = proposal.coalition.chosen
    record_names(fact for one in chosen for reason in one.reasons for fact in reason.facts)
    actor_names([*wishes.must, *wishes.without, *project.must_include, *project.exclude])


def _active(wishes: Wishes) -> list[tuple[str, str]]:
    """Each wish in words, with the address that takes it back."""
    names = actor_names([*wishes.must, *wishes.without])
    found = []
    if wishes.at_most is not None:
        found.append((_("Como máximo %(count)s", count=wishes.at_most), same_page(maximo=None)))
    for name, ids, said in (("con", wishes.must, _("Con")), ("sin", wishes.without, _("Sin"))):
        for id in ids:
            rest = [other for other in ids if other != id]
            changes: dict[str, object] = {name: rest, "tambien": None, "tambien-text": None}
            found.append((f"{said} {names.get(id, id)}", same_page(**changes)))
    return found


def _wish(wishes: Wishes, *, must: str = "", without: str = "") -> str:
    """The address with one more wish; what said the opposite goes."""
    con = [id for id in dict.fromkeys((*wishes.must, must)) if id and id != without]
    sin = [id for id in dict.fromkeys((*wishes.without, without)) if id and id != must]
    changes: dict[str, object] = {"con": con, "sin": sin, "tambien": None, "tambien-text": None}
    return same_page(**changes)


def _rule(rule: Rule) -> str:
    return rule_text(rule, language())


def _missing(part: MissingPart) -> str:
    return missing_text(part, language())


def _marked(chosen: Iterable[Chosen], place: int) -> list[str]:
    """For each of the chosen whether it "covers" a requirement, or "maybe" does, to be confirmed; "" for neither."""
    return [
        "covers" if place in one.requirements else "maybe" if place in one.maybe else "" for one in chosen
    ]


blueprint.add_app_template_filter(_rule, "rule_text")
blueprint.add_app_template_filter(_missing, "missing_text")
blueprint.add_app_template_global(_wish, "with_wish")
blueprint.add_app_template_filter(_marked, "covering")
blueprint.add_app_template_test(is_ours, "our_own")
