"""A part of a selection's interactions that somebody opened in a picture, as its address says it.

?juntos=uis&juntos=unab                      both took part
?par=uis&par=unab                            both met: a letter to many is no meeting of its readers
?enlinea=2023-planning&defamilia=academic    of a line of work ("-" for none), with a kind of partner
?defamilia=diplomatic&menos=embajada-suiza    with others of a kind than some
?quedo=signed                                what became of them
?lapso=quarter_2017-01-01_2017-12-31         known by that period only, where columns are quarters
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import cast

from flask import request

from crm.derived.results import Derived
from crm.faces.meetings import Part
from crm.faces.outcomes import OUTCOMES
from crm.faces.units import UNITS, Lapse, Unit
from crm.periods import Period, Precision, say_period, span_of
from crm.vocabulary import vocabulary
from web.faces.flow_words import line_words, outcome_words
from web.i18n import language, term
from web.texts import gettext as _

_MOST, _NAMED, _LONGEST, _EXACT = 4, 20, 80, "day"
_WHOLE: tuple[Precision, ...] = ("day", "month", "quarter", "semester", "year")


def read_part() -> Part:
    """The part that the address names; what makes no sense narrows nothing."""
    line, family, outcome = (request.args.get(name) for name in ("enlinea", "defamilia", "quedo"))
    return Part(
        together=_ids("juntos", _MOST),
        pair=_ids("par", 2),
        line="" if line == "-" else line if line in vocabulary("strategic_lines") else None,
        family=family if family in vocabulary("families") else None,
        without=_ids("menos", _NAMED) if family in vocabulary("families") else (),
        outcome=outcome if outcome in OUTCOMES else None,
        lapse=read_lapse(request.args.get("lapso", "")),
    )


def _ids(name: str, most: int) -> tuple[str, ...]:
    found = dict.fromkeys(id for id in request.args.getlist(name) if id and len(id) <= _LONGEST)
    return tuple(found)[:most]


def read_lapse(text: str) -> Lapse | None:
    """The period of `lapse_of`; None for anything else."""
    unit, _underscore, days = text.partition("_")
    try:
        first, last = (date.fromisoformat(day) for day in days.split("_"))
    except ValueError:
        return None
    known = unit in (*UNITS, _EXACT) and first <= last
    return Lapse(None if unit == _EXACT else cast("Unit", unit), first, last) if known else None


def lapse_of(unit: Unit | None, days: tuple[date, date]) -> str:
    """A period for an address."""
    return f"{unit or _EXACT}_{days[0].isoformat()}_{days[1].isoformat()}"


def span_words(days: tuple[date, date]) -> str:
    """A stretch of days in words, by the longest unit that it is exactly: "2017", "primer trimestre de 2023"."""
    return _span_words(days, language())


@lru_cache(maxsize=4096)
def _span_words(days: tuple[date, date], lang: str) -> str:
    first, last = days
    exact = [unit for unit in _WHOLE if span_of(first, unit) == days]
    if exact:
        return say_period(Period(first, last, exact[-1]), lang)
    months = span_of(first, "month")[0] == first and span_of(last, "month")[1] == last
    unit: Precision = "month" if months else "day"
    return say_period(Period(first, last, "range", "", unit, unit), lang)


def part_pairs(part: Part) -> list[tuple[str, str]]:
    """A part as names and values of an address."""
    found = [("juntos", id) for id in part.together] + [("par", id) for id in part.pair]
    if part.line is not None:
        found.append(("enlinea", part.line or "-"))
    found += [(name, value) for name, value in (("defamilia", part.family), ("quedo", part.outcome)) if value]
    found += [("menos", id) for id in part.without]
    if part.lapse is not None:
        found.append(("lapso", lapse_of(part.lapse.unit, (part.lapse.first, part.lapse.last))))
    return found


def part_words(derived: Derived, part: Part) -> Iterator[tuple[str, str, Sequence[tuple[str, str]]]]:
    """What narrows the interactions: a heading, words, and the pairs of the address that are left without it."""
    pairs = part_pairs(part)
    for pair in pairs:
        name, value = pair
        # Of a pair nothing is left without one of the two, of a kind without some nothing without the kind.
        gone = {"par": {"par"}, "defamilia": {"menos"}}.get(name, set())
        left = [one for one in pairs if one != pair and one[0] not in gone]
        yield _heading(name), _value(derived, name, value), left


def _heading(name: str) -> str:
    return {
        "juntos": _("Tomó parte"),
        "par": _("Se encontró"),
        "enlinea": _("Línea estratégica"),
        "defamilia": _("Con"),
        "menos": _("Aparte de"),
        "quedo": _("En qué quedó"),
        "lapso": _("Fecha"),
    }[name]


def _value(derived: Derived, name: str, value: str) -> str:
    if name in {"juntos", "par", "menos"}:
        return str(derived.actors["name"][derived.number[value]]) if value in derived.number else value
    if name == "lapso":
        lapse = read_lapse(value)
        return span_words((lapse.first, lapse.last)) if lapse else value
    words = {
        "enlinea": lambda: line_words("" if value == "-" else value),
        "quedo": lambda: outcome_words()[value],
    }
    return words[name]() if name in words else term(value, "families")


def is_part(part: Part) -> bool:
    """Whether anything is narrowed."""
    return part != Part()
