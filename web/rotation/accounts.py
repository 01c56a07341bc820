"""An account's leaving: what it follows passes to another, its doors close, its handover is written.

/ajustes/entregar           one's own, as an intern does at the end of the semester
/ajustes/entregar/<id>      somebody else's, by an administrator, who may also send the address to whom it is about
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from pydantic import BaseModel, ConfigDict
from werkzeug.wrappers import Response as AnyResponse

from crm.accounts.persons import person_of
from crm.accounts.users import get_user, list_users
from crm.actor_model import Person
from crm.fields import RecordId, SomeId
from crm.files.vault import Kept
from crm.office import today
from crm.papers.paper import Paper
from crm.rotation.account_paper import account_paper
from crm.rotation.leaving import HANDOVER, Belongings, Leaving, belongings_of, hand_over, may_hand_over
from crm.rotation.paper import Lang
from crm.staff import staff_on
from graph.fold import fold
from web.auth import drop_session, the_viewer
from web.files.choosing import current_vault
from web.files.pages import shown_files
from web.forms import FormState
from web.frame import tell
from web.i18n import language
from web.rotation.posts import issuer, paper_bytes, paper_response
from web.store import current_store
from web.store_keeping import whole_store
from web.texts import gettext as _
from web.wording import actor_names

FIELDS = ("to", "person", "successor")
blueprint = Blueprint("entregar", __name__)


class HandingOver(BaseModel):
    """Who takes over, and who of the office's people the account is, whose own promises pass too."""

    model_config = ConfigDict(str_strip_whitespace=True)

    to: RecordId
    person: SomeId = None
    successor: SomeId = None


@blueprint.route("/ajustes/entregar", methods=["GET", "POST"])
def propia() -> AnyResponse:
    """One's own leaving."""
    return _leave(the_viewer().id)


@blueprint.route("/ajustes/entregar/<id>", methods=["GET", "POST"])
def de(id: str) -> AnyResponse:
    """The leaving of an account. Raises NotAllowed, NotFound."""
    return _leave(id)


def _leave(account: str) -> AnyResponse:
    may_hand_over(the_viewer(), account)
    if request.method == "POST":
        state = FormState.posted(HandingOver, FIELDS, request.form)
        passed = state.attempt(lambda typed: _hand_over(account, typed))
        if passed is not None:
            return _left(account, passed)
    else:
        state = FormState.of(HandingOver, FIELDS).fill(person=_like(account))
    page = render_template("rotacion/entregar.html", form=state, **_shown(account, state))
    return make_response(page, state.status)


def _shown(account: str, state: FormState[HandingOver]) -> dict[str, Any]:
    have = belongings_of(whole_store(), the_viewer(), account, state.value("person") or None)
    named = (*have.commitments, *have.promises)
    actor_names({id for one in named for id in (one.owner, one.beneficiary) if id})
    out = {account, the_viewer().id}
    others = [one for one in list_users(whole_store()) if not one.disabled and one.id not in out]
    staff = staff_on(current_store(), today())
    return {"have": have, "others": others, "staff": staff, "leavers": _leavers(staff), "account": account}


def _leavers(staff: Iterable[Person]) -> list[Person]:
    """Whom the account may be said to be: by an administrator anybody, by everybody else who they are."""
    own = person_of(whole_store(), the_viewer())
    return [one for one in staff if the_viewer().may("administer") or one.id == own]


def _like(account: str) -> str:
    """The account's person or, while nobody said who that is, the one of the office who is called like it."""
    user = get_user(whole_store(), account)
    if user.person:
        return user.person
    if not the_viewer().may("administer"):
        return ""
    name = fold(user.name)
    found = [one for one in staff_on(current_store(), today()) if _is_called(one, name)]
    return found[0].id if len(found) == 1 else ""


def _is_called(person: Person, name: str) -> bool:
    return name in {fold(person.name), *map(fold, person.aliases)}


def _hand_over(account: str, typed: HandingOver) -> int:
    have = belongings_of(whole_store(), the_viewer(), account, typed.person)
    leaving = Leaving(account, typed.to, typed.person, typed.successor)
    return hand_over(whole_store(), the_viewer(), leaving, paper_kept(have, typed.to))


def _paper(have: Belongings, to: str, lang: Lang) -> Paper:
    named = (*have.commitments, *have.promises)
    names = actor_names({id for one in named for id in (one.owner, one.beneficiary) if id})
    return account_paper(have, to, names, lang, issuer())


def paper_kept(have: Belongings, to: str) -> Kept:
    """The handover as a file in the vault, to be attached when the account is handed over. Raises NotFound."""
    paper = _paper(have, get_user(whole_store(), to).name, language())
    return current_vault().keep(BytesIO(paper_bytes(paper, "docx")), f"{paper.title}.docx")


def _left(account: str, passed: int) -> AnyResponse:
    own = account == the_viewer().id
    tell(_("Entregado: %(count)s registros pasaron y la cuenta quedó cerrada.", count=passed))
    response = redirect(url_for("entrar.formulario" if own else "administracion.cuentas"))
    if own:
        drop_session(response)  # type: ignore[arg-type]  # werkzeug's response has the same cookies
    return response


@blueprint.get("/ajustes/entregar/<id>/empalme.<ending>")
def empalme(id: str, ending: str) -> Response:
    """The handover of an account as it is now, as DOCX or PDF."""
    have = belongings_of(whole_store(), the_viewer(), id, request.args.get("persona") or _like(id) or None)
    lang: Lang = "en" if request.args.get("lang", language()) == "en" else "es"
    return paper_response(_paper(have, "", lang), ending)


def handovers() -> list[Any]:
    """The handovers that one received or made, for the settings."""
    from crm.office import office_id

    return [one for one in shown_files(office_id()) if one.purpose == HANDOVER]


def choices_of(named: Iterable[Any]) -> list[tuple[str, str]]:
    """Accounts or people as choices of a list."""
    return [(one.id, one.name) for one in named]


blueprint.add_app_template_global(handovers)
blueprint.add_app_template_global(choices_of)
