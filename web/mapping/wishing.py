"""What the address of a coalition wishes.

/proyectos/ID/coalicion?maximo=6&con=uis&sin=usaid
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import request
from werkzeug.datastructures import MultiDict

from crm.coalitions.choosing import MOST_ACTORS
from crm.coalitions.model import Wishes
from crm.coalitions.shortlisting import MOST_LEFT_OUT
from crm.errors import InvalidData, Problem
from crm.saving import unknown_ids
from web.pickers import resolve_pickers
from web.store import current_store

# The analyst keeps candidates enough for so many to be left out.
MOST_NAMED = MOST_LEFT_OUT


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
