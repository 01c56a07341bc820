"""Who changed what: the whole log, one record's, one change with the button that undoes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from crm.access import SYSTEM
from crm.accounts.users import list_users
from crm.history import RecentChange, history_of, recent_changes
from crm.history_fields import FieldChange
from crm.units import unit_of
from graph.store import Store
from web.auth import the_viewer
from web.authors import author_names
from web.saying import ids_in, record_names
from web.store import current_store
from web.store_keeping import whole_store

PAGE = 20
LOOKED = 400
ENTRIES, MANY = 40, 200
SHOWN = 60
FIRST = ("name", "title", "text", "type", "kind", "when")
blueprint = Blueprint("historial", __name__)


@dataclass(frozen=True)
class Log:
    """One page of the log; `next` is where to go on, None at its beginning."""

    units: Sequence[RecentChange]
    next: int | None


@blueprint.get("/historial")
def lista() -> str | Response:
    """The log, latest first; `?autor=` keeps one author's, `?registro=` opens one record's."""
    record = request.args.get("registro", "").strip()[:80]
    if record:
        return redirect(url_for("historial.registro", id=record))
    author = request.args.get("autor", "")
    log = read_log(current_store(), author, request.args.get("antes", None, int))
    author_names({unit.author for unit in log.units})
    authors = [(SYSTEM.id, SYSTEM.name), *((user.id, user.name) for user in list_users(whole_store()))]
    return render_template("historial/lista.html", log=log, author=author, authors=authors)


def read_log(store: Store, author: str, before: int | None) -> Log:
    """A page of the log. Of one author's, looking stops after some hundreds of changes, to be gone on with."""
    found: list[RecentChange] = []
    looked = 0
    while looked < LOOKED:
        units = recent_changes(store, PAGE, before)
        looked += PAGE
        before = units[-1].transaction if len(units) == PAGE else None
        found += [unit for unit in units if author in {"", unit.author}]
        if before is None or not author or len(found) >= PAGE:
            break
    return Log(found, before)


@blueprint.get("/historial/<id>")
def registro(id: str) -> str:
    """What was changed on one record, the latest first; `?todos=1` shows more."""
    store, most = current_store(), MANY if request.args.get("todos") else ENTRIES
    entries = history_of(store, id, most + 1)
    name_values([field for entry in entries for field in entry.fields], [id])
    author_names({entry.author for entry in entries})
    shown = entries[:most]
    return render_template(
        "historial/registro.html", id=id, named=record_names([id]).get(id), entries=shown,
        more=len(entries) > most,
    )  # fmt: skip


@blueprint.get("/historial/cambio/<int:transaction>")
def cambio(transaction: int) -> str:
    """One change with everything it touched, and the button that undoes it."""
    unit = unit_of(current_store(), transaction)
    shown = unit.records[:SHOWN]
    name_values([field for one in shown for field in one.fields], [one.record.id for one in shown])
    words = all(one.record.kind == "assessment" for one in unit.records)
    anothers = words and unit.author != the_viewer().id and not the_viewer().may("administer")
    return render_template("historial/cambio.html", unit=unit, shown=shown, anothers=anothers)


def telling_fields(fields: Sequence[FieldChange]) -> list[FieldChange]:
    """The fields as one wants to read them: names first; what a new record is not (archived, a group) left out."""
    told = [one for one in fields if not (one[1] is None and one[2] is False)]
    return sorted(told, key=lambda one: FIRST.index(one[0]) if one[0] in FIRST else len(FIRST))


def name_values(fields: Sequence[tuple[str, object, object]], ids: Sequence[str] = ()) -> None:
    """Reads in one go the names that these values will be shown by."""
    mentioned = {
        id for name, before, after in fields for value in (before, after) for id in ids_in(name, value)
    }
    record_names([*ids, *mentioned])


blueprint.add_app_template_filter(telling_fields)
