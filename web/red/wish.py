"""What the page of the red is asked for, as its address says it.

/red                                          a calm beginning: the strongest ties
/red?todo=1                                   the whole network
/red?actor=uis&nivel=2&familia=diplomatic     somebody's surroundings, two ties deep, diplomats only
/red?tipo=embassy&vecinos=1                    all embassies, and whom they meet
/red?tema=water&desde=2023&hasta=2024         who met about water in those years
/red?todo=1&dia=2024-06-30                    the network as it was on a day
/red?ruta=uis&ruta=jica                       the warmest ways between two
/red?como=uis                                 who is like somebody
/red?pregunta=puentes&lado=tipo.embassy&lado=familia.city_government
                                              who connects the embassies with the city
/red?todo=1&agrupar=sector&abrir=private      a bubble for each sector, one of them open
/red?todo=1&sin=oim&color=puente&fijo=uis_40_-120
                                              without one, coloured by who is a bridge, one kept where it is
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from crm.picture import PictureFilter
from crm.vocabulary import family_of, vocabulary
from web.red.address import Address, is_value
from web.red.asked import CHOOSING, ways_of_asking
from web.red.pins import pin_of

NODES, EDGES, START_TIES = 400, 800, 40
HIDDEN, OPEN, SAID = 60, 6, 200
MEASURED = ("contactos", "fuerza", "puente", "encuentros")
COLOURS = ("sector", "pais", "grupo", "linea", "estado", *MEASURED)
SIZES = (*MEASURED[1:], "igual")
GROUPINGS = ("grupo", "familia", "tipo", "sector", "pais")
NO_GROUPS = "no"
TERMS = {
    "familia": "families",
    "tipo": "actor_types",
    "sector": "sectors",
    "pais": "countries",
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
    """What is asked for, by the names it has in the address; several values of a filter are alternatives.

    `proyecto`, `pregunta` (with `lado`, `hacia`, `meses`), `ruta`, `comunes` and `como` choose actors in other ways than filters.
    `mas` adds the contacts of some, `sin` hides some, `fijo` keeps some where they are (`web.red.pins`). `color`, `tamano`,
    `agrupar` and `abrir` say how it looks. `vista` is no filter: the saved view that one began from (crm.views), whose
    positions and notes go along. `dicho` are the words that the rest was understood from (web.reading.grammar).
    """

    actor: tuple[str, ...] = ()
    nivel: int = 1
    familia: tuple[str, ...] = ()
    tipo: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    pais: tuple[str, ...] = ()
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
    proyecto: str = ""
    pregunta: str = ""
    lado: tuple[str, ...] = ()
    hacia: str = ""
    meses: int | None = None
    ruta: tuple[str, ...] = ()
    comunes: tuple[str, ...] = ()
    como: str = ""
    mas: tuple[str, ...] = ()
    sin: tuple[str, ...] = ()
    fijo: tuple[str, ...] = ()
    color: str = ""
    tamano: str = ""
    agrupar: str = ""
    abrir: tuple[str, ...] = ()
    dicho: str = ""

    @property
    def chooses_actors(self) -> bool:
        """Whether only actors of some kind are wanted."""
        return bool(self.familia or self.tipo or self.sector or self.pais or self.grupo)

    @property
    def _whole_families(self) -> tuple[str, ...]:
        """The families that are wanted whole: one with some of its types chosen means just those."""
        narrowed = {family_of(type) for type in self.tipo}
        return tuple(family for family in self.familia if family not in narrowed)

    @property
    def finds(self) -> bool:
        """Whether a question, a project, a way, common contacts or likeness say who is drawn, and no filter."""
        asked = self.pregunta in CHOOSING or bool(self.proyecto or self.como)
        return asked or len(self.ruta) == 2 or len(self.comunes) == 2

    @property
    def is_start(self) -> bool:
        """Whether nothing was asked for yet."""
        asked = (self.actor, self.linea, self.tema, self.desde, self.hasta, self.dia)
        more = (self.con, self.sueltos, self.todo, self.pregunta, self.finds, self.is_grouped)
        return not (self.chooses_actors or any(asked) or any(more))

    @property
    def is_grouped(self) -> bool:
        """Whether bubbles were asked for."""
        return self.agrupar not in {"", NO_GROUPS}

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
            types=self.tipo,
            families=self._whole_families,
            sectors=self.sector,
            countries=self.pais,
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
    """What an address asks for; what no vocabulary has, or makes no sense, filters nothing."""
    read = Address(args)
    terms = {field: read.some(field, vocabulary(name).__contains__) for field, name in TERMS.items()}
    since, until = read.years("desde", "hasta")
    return Wish(
        **terms,  # type: ignore[arg-type]  # each name is a field of its type
        actor=read.ids("actor"),
        nivel=2 if args.get("nivel") == "2" else 1,
        grupo=tuple(map(int, read.some("grupo", lambda text: text.isdecimal() and len(text) < 7))),
        desde=since,
        hasta=until,
        dia=read.day("dia"),
        con=read.some("con", INCLUDED.__contains__),
        vecinos=read.flag("vecinos"),
        sueltos=read.flag("sueltos"),
        todo=read.flag("todo"),
        vista=read.id("vista"),
        dicho=args.get("dicho", "")[:SAID].strip(),
        **ways_of_asking(read),  # type: ignore[arg-type]  # each name is a field of its type
        mas=read.ids("mas"),
        sin=read.ids("sin", HIDDEN),
        fijo=read.some("fijo", lambda text: pin_of(text) is not None, HIDDEN),
        color=read.one("color", COLOURS),
        tamano=read.one("tamano", SIZES),
        agrupar=read.one("agrupar", (*GROUPINGS, NO_GROUPS)),
        abrir=read.some("abrir", is_value, OPEN),
    )
