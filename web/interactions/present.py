"""Who of the office was there: ticked in the form, and from then on participants like others.

<input type="checkbox" name="staff" value="ana-gomez">  ->  participants-4-actor = ana-gomez, in the office's own role
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from crm.actors import Person
from crm.errors import InvalidData
from crm.interactions import Interaction
from crm.office import office_id
from crm.periods import parse_period
from crm.staff import staff_on
from web.forms import FormState
from web.i18n import current_day
from web.interactions.audiences import accounts
from web.store import current_store

STAFF = "staff"
_HOST = "host"


def staff_choices(form: FormState[Interaction]) -> Sequence[Person]:
    """The office's people on the day of the form who are no participants yet."""
    there = {form.value(f"{row}-{part}") for row in form.rows("participants") for part in ("actor", "person")}
    linked = [user.person for user in accounts() if user.person]
    return [one for one in staff_on(current_store(), _day(form), linked) if one.id not in there]


def _day(form: FormState[Interaction]) -> date:
    try:
        return parse_period(form.value("when")).sort_day
    except InvalidData:
        return current_day()


def put_staff(form: FormState[Interaction]) -> None:
    """Makes those who were ticked participants, with the office's role or, where it has none, as who convened."""
    rows = [row for row in form.rows("participants") if not row.endswith("__n__")]
    there = {form.value(f"{row}-actor") for row in rows}
    role = next(
        (form.value(f"{row}-role") for row in rows if form.value(f"{row}-actor") == office_id()), _HOST
    )
    number = max((int(row.rsplit("-", 1)[1]) for row in rows), default=-1)
    for id in form.all(STAFF):
        if id and id not in there:
            number += 1
            form.values.setlist(f"participants-{number}-actor", [id])
            form.values.setlist(f"participants-{number}-role", [role or _HOST])
    form.values.poplist(STAFF)
