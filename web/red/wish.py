"""What the page of the red is asked for, as its address says it.

/red                                          a calm beginning: the strongest ties
/red?todo=1                                   the whole network
/red?actor=uis&nivel=2&familia=diplomatic     somebody's surroundings, two ties deep, diplomats only
/red?tipo=embassy&vecinos=1                    all embassies, and whom they meet
/red?tema=water&desde=2023&hasta=2024         who met about water in those years
/red?todo=1&dia=2024-06-30                    the network as it was on a day
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from crm.fields import is_id
from crm.picture import PictureFilter
from crm.vocabulary import vocabulary
from web.actors.facets import types_asked

NODES, EDGES, START_TIES = 400, 800, 40
MOST = 20
TERMS = {
    "familia": "families",
    "tipo": "actor_types",
    "sector": "sectors",
    "linea": "strategic_lines",
    "tema": "themes",
}
INCLUDED = {
    "personas": "include_people",
    "grupos": "include_groups",
    "eventos": "include_events",
    "referencia": "include_reference",
    "oficina": "include_office",
}


@dataclass(frozen=True)
class Wish:
    """The filters of the page by the names they have in its address; several values are alternatives.

    `vista` is no filter: the saved view that one began from (crm.views), whose positions and notes go along.
    """

    actor: tuple[str, ...] = ()
    nivel: int = 1
    familia: tuple[str, ...] = ()
    tipo: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    linea: tuple[str, ...] = ()
    tema: tuple[str, ...] = ()
    grupo: tuple[int, ...] = ()
    desde: int | None = None
    hasta: int | None = None
    dia: date | None = None
    con: tuple[str, ...] = ()
    vecinos: bool = False
    sueltos: bool = False
    todo: bool = False
    vista: str = ""

    @property
    def chooses_actors(self) -> bool:
        """Whether only actors of some kind are wanted."""
        return bool(self.familia or self.tipo or self.sector or self.grupo)

    @property
    def is_start(self) -> bool:
        """Whether nothing was asked for yet."""
        asked = (self.actor, self.linea, self.tema, self.desde, self.hasta, self.dia)
        return not (self.chooses_actors or any(asked) or self.con or self.sueltos or self.todo)

    def query(self, **changes: object) -> str:
        """The address's query with some filters changed; "" for the beginning."""
        wish = replace(self, **changes)  # type: ignore[arg-type]  # names of fields, checked by the class
        return urlencode(list(wish.pairs()))

    def pairs(self) -> Iterable[tuple[str, str]]:
        """The filters as names and values, those that say nothing left out."""
        for field in fields(self):
            value = getattr(self, field.name)
            if value == field.default:
                continue
            for one in value if isinstance(value, tuple) else (value,):
                yield field.name, "1" if one is True else str(one)

    def filter(self) -> PictureFilter:
        """The same for `crm.picture.draw`."""
        shown = {INCLUDED[name]: True for name in self.con}
        return PictureFilter(
            types=types_asked(self.familia, self.tipo),
            sectors=self.sector,
            strategic_lines=self.linea,
            themes=self.tema,
            communities=self.grupo,
            since=date(self.desde, 1, 1) if self.desde else None,
            until=self.dia or (date(self.hasta, 12, 31) if self.hasta else None),
            around=self.actor,
            depth=self.nivel,
            limit=NODES,
            edge_limit=START_TIES if self.is_start else EDGES,
            **shown,  # type: ignore[arg-type]  # each name is a flag
        )


def read_wish(args: MultiDict[str, str]) -> Wish:
    """The filters of an address; what no vocabulary has, or makes no sense, filters nothing."""
    terms = {field: _some(args, field, vocabulary(name).__contains__) for field, name in TERMS.items()}
    since, until = _years(args)
    return Wish(
        **terms,
        actor=_some(args, "actor", lambda id: len(id) <= 80),
        nivel=2 if args.get("nivel") == "2" else 1,
        grupo=tuple(map(int, _some(args, "grupo", lambda text: text.isdecimal() and len(text) < 7))),
        desde=since,
        hasta=until,
        dia=_day(args.get("dia", "")),
        con=_some(args, "con", INCLUDED.__contains__),
        vecinos=args.get("vecinos") == "1",
        sueltos=args.get("sueltos") == "1",
        todo=args.get("todo") == "1",
        vista=next(iter(_some(args, "vista", is_id)), ""),
    )


def _years(args: MultiDict[str, str]) -> tuple[int | None, int | None]:
    """The first and the last year, in their order whatever was typed."""
    since, until = _year(args.get("desde", "")), _year(args.get("hasta", ""))
    return (until, since) if since and until and since > until else (since, until)


def _some(args: MultiDict[str, str], name: str, fits: Callable[[str], bool]) -> tuple[str, ...]:
    found = dict.fromkeys(value for value in args.getlist(name) if value and fits(value))
    return tuple(found)[:MOST]


def _year(text: str) -> int | None:
    return int(text) if len(text) == 4 and text.isdecimal() and text.isascii() and text >= "1000" else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
