"""The first page: what matters today. And the page of the places that do not fit among the five."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from flask import Blueprint, render_template

from crm.access import Viewer
from crm.commitments import Commitment, CommitmentFilter, list_commitments
from crm.follow_up.going_cold import QuietTie, count_cold, first_to_turn
from crm.interactions import Interaction, InteractionFilter, list_interactions
from crm.listing import Listing
from crm.office import today
from graph.store import Store
from web.auth import the_viewer
from web.commitments.ticking import just_ticked
from web.follow_up.quiet import most_urgent
from web.frame import place_url
from web.i18n import number
from web.store import current_store
from web.texts import gettext as _
from web.texts import ngettext
from web.wording import actor_names

SHOWN = 4
LATEST = 3
AHEAD = timedelta(days=21)
OPEN = ("pending", "waiting")
OURS = ("ours", "none")
blueprint = Blueprint("hoy", __name__)


@dataclass(frozen=True)
class Step:
    """One of the three steps of the first day."""

    title: str
    about: str
    url: str
    label: str
    done: bool


@dataclass(frozen=True)
class Today:
    """What the first page shows; `steps` is empty when all are done.

    `cold` are those who have gone quiet, `first_cold` who will be the next, when nobody has.
    """

    steps: list[Step]
    overdue: Listing[Commitment]
    due_today: Listing[Commitment]
    this_week: Listing[Commitment]
    waiting: Listing[Commitment]
    to_review: Listing[Commitment]
    visits: Listing[Interaction]
    latest: Listing[Interaction]
    cold: list[QuietTie]
    cold_total: Listing[QuietTie]
    first_cold: QuietTie | None


@blueprint.get("/")
def inicio() -> str:
    """What matters today."""
    view = gather_today(current_store(), the_viewer(), today())
    owners = {id for one in _all_due(view) for id in (one.owner, one.beneficiary) if id}
    meetings = [*view.latest.items, *view.visits.items]
    parties = {one.actor for meeting in meetings for one in meeting.participants}
    actor_names(owners | parties)
    return render_template("hoy/inicio.html", today=view, ticked=just_ticked())


def _all_due(view: Today) -> list[Commitment]:
    groups = (view.overdue, view.due_today, view.this_week, view.waiting)
    return [one for group in groups for one in group.items]


def gather_today(store: Store, viewer: Viewer, day: date) -> Today:
    """Everything the first page shows, in some ten short reads."""
    yesterday, tomorrow, week = day - timedelta(days=1), day + timedelta(days=1), day + timedelta(days=7)
    to_review = list_commitments(store, CommitmentFilter(status=("to_review",), limit=1))
    cold = most_urgent(store, SHOWN)
    ahead = InteractionFilter(since=day, until=day + AHEAD, status=_COMING, descending=False, limit=SHOWN)
    return Today(
        steps=first_steps(store, viewer, to_review.total),
        overdue=_due(store, None, yesterday),
        due_today=_due(store, day, day),
        this_week=_due(store, tomorrow, week),
        waiting=list_commitments(store, CommitmentFilter(status=OPEN, direction=("theirs",), limit=SHOWN)),
        to_review=to_review,
        visits=list_interactions(store, ahead),
        latest=list_interactions(store, InteractionFilter(until=day, limit=LATEST)),
        cold=cold,
        cold_total=count_cold(store),
        first_cold=None if cold else first_to_turn(store),
    )


_COMING = ("planned", "pending", "in_progress", "approved")


def _due(store: Store, since: date | None, until: date) -> Listing[Commitment]:
    filter = CommitmentFilter(status=OPEN, direction=OURS, since=since, until=until, limit=SHOWN)
    return list_commitments(store, filter)


def first_steps(store: Store, viewer: Viewer, to_review: int) -> list[Step]:
    """The three steps, with what is done; nothing when all are, or for who only reads."""
    if not viewer.may("edit"):
        return []
    recorded = list_interactions(store, InteractionFilter(mine=viewer.id, limit=1)).total > 0
    account = Step(
        _("Su cuenta"), _("Elija su idioma y cómo se ve."), place_url("ajustes"), _("Abrir"), done=True
    )
    meeting = Step(
        _("Registre la primera reunión de esta semana"),
        _("Con quién fue, de qué se habló y qué se prometió."),
        place_url("registrar"),
        _("Registrar"),
        done=recorded,
    )
    steps = [account, _review_step(to_review), meeting]
    return [] if all(step.done for step in steps) else steps


def _review_step(left: int) -> Step:
    some = ngettext("Hay %(shown)s por revisar.", "Hay %(shown)s por revisar.", left, shown=number(left))
    return Step(
        _("Revise los compromisos antiguos"),
        some if left else _("No queda ninguno por revisar."),
        place_url("compromisos/revisar"),
        _("Revisar"),
        done=left == 0,
    )


@blueprint.get("/mas")
def mas() -> str:
    """Everything that has a page and no place in the frame."""
    return render_template("mas.html", more=_more())


def _more() -> list[tuple[str, str, str, str]]:
    """(icon, label, what it is for, path) of each."""
    who = _("Quién es puente, quién está en el centro y quién conoce a muchos")
    facts = _("De dónde salen los datos y qué dudas quedan")
    tables = _("Tablas que llegan y todo lo que se puede llevar")
    return [
        ("check2-square", _("Compromisos"), _("Lo que se prometió, nuestro y de los demás"), "compromisos"),
        ("calendar3", _("Agenda"), _("El mes y la semana: reuniones, vencimientos y festivos"), "agenda"),
        ("snow", _("Se enfrían"), _("Con quién hace más tiempo del acostumbrado que no se habla"), "enfrian"),
        (
            "luggage",
            _("Delegaciones y visitas"),
            _("Su programa, sus invitados y sus papeles"),
            "delegaciones",
        ),
        ("globe", _("Mundo"), _("Los aliados por país, delegaciones y ciudades hermanas"), "mundo"),
        (
            "bookmarks",
            _("Vistas guardadas"),
            _("Partes de la red que alguien guardó para volver a verlas o contarlas"),
            "vistas",
        ),
        ("bar-chart", _("Análisis"), who, "analisis"),
        (
            "activity",
            _("Salud de la red"),
            _("Si crece, se enfría o se apoya en pocos, periodo por periodo"),
            "salud-de-la-red",
        ),
        (
            "shuffle",
            _("Simulador"),
            _("Qué cambiaría si alguien se va, dos se unen o dos se encuentran"),
            "simulador",
        ),
        (
            "rulers",
            _("Cómo se calcula"),
            _("Cada medida: qué dice, su fórmula y para qué no debe usarse"),
            "metodos",
        ),
        ("file-earmark-text", _("Documentos"), facts, "documentos"),
        ("arrow-down-up", _("Importar y exportar"), tables, "importar"),
        (
            "union",
            _("Duplicados"),
            _("Registros que se parecen: unirlos o anotar que no son el mismo"),
            "duplicados",
        ),
        ("clock-history", _("Historial"), _("Quién cambió qué y cuándo"), "historial"),
        ("gear", _("Ajustes"), _("Idioma, apariencia, teclas, contraseña y sesiones"), "ajustes"),
        ("heart-pulse", _("Salud"), _("Si todo funciona, y de cuándo es la última copia"), "salud"),
    ]
